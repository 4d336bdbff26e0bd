from decimal import Decimal
from itertools import pairwise

import pytest
from domain import benefit_split as split
from hypothesis import given, settings
from hypothesis import strategies as st

money = st.integers(-(10**16), 10**16).map(lambda fen: Decimal(fen).scaleb(-2))


@st.composite
def ratios(draw):
    """Percentages of two to four zones, to the ten-thousandth, that sum to 100."""
    cuts = sorted(draw(st.lists(st.integers(0, 1_000_000), min_size=1, max_size=3)))
    edges = [0, *cuts, 1_000_000]
    return {
        f"zone{n}": Decimal(high - low).scaleb(-4) for n, (low, high) in enumerate(pairwise(edges))
    }


@settings(max_examples=1500, deadline=None)
@given(money, ratios())
def test_credited_figures_equal_the_total_to_the_fen(total, percentages):
    credit = split.credit(total, "ratio", percentages)
    assert sum(credit.by_zone.values()) == total
    assert credit.counted_twice == 0
    for zone, share in percentages.items():
        assert abs(credit.by_zone[zone] - total * share / 100) < split.FEN
        assert credit.by_zone[zone] == credit.by_zone[zone].quantize(split.FEN)


@settings(max_examples=500, deadline=None)
@given(money, ratios())
def test_a_reversal_takes_back_exactly_what_was_credited(total, percentages):
    forth, back = (split.credit(amount, "ratio", percentages).by_zone for amount in (total, -total))
    assert all(forth[zone] + back[zone] == 0 for zone in percentages)


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.tuples(money, st.sampled_from(split.MODES), ratios()), max_size=12))
def test_a_grand_total_counts_every_project_once(projects):
    """The sum of what the zones show, less what is shown in both, is the sum of the projects."""
    credits = []
    for total, mode, percentages in projects:
        if mode == "full_to_one":
            percentages = dict(zip(percentages, [Decimal(100)] + [Decimal(0)] * 5, strict=False))
        credits.append(split.credit(total, mode, percentages))
    shown = sum((sum(credit.by_zone.values()) for credit in credits), Decimal(0))
    twice = sum((credit.counted_twice for credit in credits), Decimal(0))
    once = sum((total for total, _mode, _percentages in projects), Decimal(0))
    assert sum((credit.total for credit in credits), Decimal(0)) == once
    assert shown - twice == once


def test_full_both_credits_every_zone_and_says_what_is_counted_twice():
    credit = split.credit(Decimal("100.01"), "full_both", {"a": Decimal(0), "b": Decimal(0)})
    assert credit.by_zone == {"a": Decimal("100.01"), "b": Decimal("100.01")}
    assert credit.counted_twice == Decimal("100.01")


def test_left_over_fen_go_to_the_largest_remainders():
    third = Decimal("33.3333")
    credit = split.credit(
        Decimal("0.02"), "ratio", {"a": third, "b": third, "c": Decimal("33.3334")}
    )
    assert credit.by_zone == {"a": Decimal("0.01"), "b": Decimal("0.00"), "c": Decimal("0.01")}


@pytest.mark.parametrize(
    ("mode", "values", "wrong"),
    [
        ("ratio", [100], "zones"),
        ("ratio", [60, 30], "sum"),
        ("ratio", [130, -30], "negative"),
        ("ratio", [60, 40], None),
        ("full_to_one", [60, 40], "one"),
        ("full_to_one", [100, 100], "one"),
        ("full_to_one", [0, 100, 0], None),
        ("full_both", [0, 0], None),
    ],
)
def test_what_is_wrong_with_a_split(mode, values, wrong):
    percentages = {n: Decimal(value) for n, value in enumerate(values)}
    assert split.problem(mode, percentages) == wrong
    if wrong:
        with pytest.raises(ValueError, match=wrong):
            split.credit(Decimal(1), mode, percentages)


def test_amounts_finer_than_a_fen_are_refused():
    with pytest.raises(ValueError, match=r"0\.001"):
        split.credit(Decimal("0.001"), "ratio", {"a": Decimal(50), "b": Decimal(50)})
