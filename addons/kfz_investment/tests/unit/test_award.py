import datetime
from decimal import Decimal
from fractions import Fraction

import award_oracle
import pytest
from award_cases import money, schemes
from domain import award
from hypothesis import given, settings
from hypothesis import strategies as st

D = datetime.date
TIERS = (award.Tier(0, 1000), award.Tier(1_000_000_00, 2000), award.Tier(10_000_000_00, 3000))


def test_an_independent_computation_finds_no_difference():
    wrong, paying = award_oracle.differences(20_000, "unit")
    assert not wrong, wrong[:1]
    assert paying > 5_000


def test_the_oracle_notices_a_rounding_the_wrong_way(monkeypatch):
    right = award.round_to
    monkeypatch.setattr(award, "round_to", lambda value, unit, mode: right(value, unit, "half_up"))
    assert award_oracle.differences(2_000, "unit")[0]


@pytest.mark.parametrize(
    ("landed", "basis", "first", "last"),
    [
        (D(2024, 2, 29), "twelve_months", D(2024, 2, 1), D(2025, 1, 1)),
        (D(2023, 3, 1), "twelve_months", D(2023, 3, 1), D(2024, 2, 1)),
        (D(2025, 12, 31), "twelve_months", D(2025, 12, 1), D(2026, 11, 1)),
        (D(2026, 1, 1), "twelve_months", D(2026, 1, 1), D(2026, 12, 1)),
        (D(2025, 12, 31), "calendar_year", D(2025, 1, 1), D(2025, 12, 1)),
        (D(2024, 2, 29), "calendar_year", D(2024, 1, 1), D(2024, 12, 1)),
    ],
)
def test_the_first_year_starts_with_the_month_of_landing_or_is_its_calendar_year(
    landed, basis, first, last
):
    assert award.window(landed, basis) == (first, last)
    assert len(award.months(first, last)) == 12


def test_the_last_day_of_a_window_knows_leap_years():
    assert award.window_end(D(2024, 2, 1)) == D(2024, 2, 29)
    assert award.window_end(D(2023, 2, 1)) == D(2023, 2, 28)
    assert award.claim_deadline(D(2025, 12, 1), 6) == D(2026, 6, 30)
    assert award.claim_deadline(D(2025, 12, 1), 0) is None


def test_marginal_tiers_pay_each_part_at_its_own_rate():
    scheme = award.Scheme(TIERS)
    # 1,000,000 at 1‰ + 9,000,000 at 2‰ + 2,000,000 at 3‰
    assert award.compute(scheme, 12_000_000_00).amount == 1_000_00 + 18_000_00 + 6_000_00
    assert [line.code for line in award.compute(scheme, 12_000_000_00).lines] == [
        "base",
        "slice",
        "slice",
        "slice",
        "sum",
        "rounded",
        "result",
    ]


def test_whole_tiers_pay_all_at_the_rate_that_is_reached():
    scheme = award.Scheme(TIERS, mode="whole")
    assert award.compute(scheme, 12_000_000_00).amount == 36_000_00
    assert award.compute(scheme, 9_999_999_99).amount == 20_000_00
    assert award.compute(scheme, 10_000_000_00).amount == 30_000_00


def test_a_fixed_amount_adds_to_its_tier():
    tiers = (award.Tier(0, 0, 500_00), award.Tier(1_000_00, 0, 700_00))
    assert award.compute(award.Scheme(tiers), 2_000_00).amount == 1_200_00
    assert award.compute(award.Scheme(tiers, mode="whole"), 2_000_00).amount == 700_00


def test_minimum_and_cap_hold_after_rounding():
    scheme = award.Scheme((award.Tier(0, 1000),), min_base=100_00, min_amount=50_00, cap=80_00)
    assert award.compute(scheme, 99_99).amount == 0
    assert award.compute(scheme, 100_00).amount == 50_00
    assert award.compute(scheme, 60_000_00).amount == 60_00
    assert award.compute(scheme, 10**14).amount == 80_00
    assert award.compute(scheme, 0).amount == award.compute(scheme, -5).amount == 0


@pytest.mark.parametrize(
    ("value", "unit", "mode", "expected"),
    [
        (1_500_000, "fen", "half_up", 2),
        (1_500_000, "fen", "half_down", 1),
        (1_999_999, "fen", "down", 1),
        (150 * 10**6, "yuan", "half_up", 200),
        (150 * 10**6, "yuan", "half_down", 100),
        (14_999 * 10**6, "hundred", "half_up", 10_000),
        (15_000 * 10**6, "hundred", "half_up", 20_000),
    ],
)
def test_rounding_to_the_unit(value, unit, mode, expected):
    assert award.round_to(value, unit, mode) == expected


@pytest.mark.parametrize(
    ("scheme", "problem"),
    [
        (award.Scheme(()), "no_tier"),
        (award.Scheme((award.Tier(5, 1), award.Tier(5, 2))), "order"),
        (award.Scheme((award.Tier(5, 1), award.Tier(0, 2))), "order"),
        (award.Scheme((award.Tier(0, -1),)), "negative"),
        (award.Scheme((award.Tier(0, 1),), cap=5, min_amount=6), "cap"),
        (award.Scheme((award.Tier(0, 1),)), None),
    ],
)
def test_a_scheme_that_is_not_in_order_is_told(scheme, problem):
    assert scheme.problem == problem
    if problem:
        with pytest.raises(ValueError, match=problem):
            award.compute(scheme, 1)


@settings(max_examples=400, deadline=None)
@given(schemes(), money)
def test_every_line_can_be_redone_by_hand(scheme, base):
    """From the lines alone: products, their sum, one rounding, minimum, cap."""
    result = award.compute(scheme, base)
    lines = {line.code: line for line in result.lines}
    assert result.lines[0].result == base * award.MICRO
    if "result" not in lines:
        assert result.amount == 0
        assert (base <= 0) == ("no_trade" in lines)
        return
    by_rate = [line for line in result.lines if line.code in ("slice", "whole")]
    assert all(line.result == line.base * line.rate and line.base <= base for line in by_rate)
    fixed = [line for line in result.lines if line.code == "fixed"]
    total = sum(line.result for line in (*by_rate, *fixed))
    assert lines["sum"].result == total
    assert (
        abs(lines["rounded"].result - total)
        <= award.ROUNDING_UNITS[scheme.rounding_unit] * award.MICRO
    )
    last = [line for line in result.lines if line.code in ("rounded", "raised", "capped")][-1]
    assert lines["result"].result == last.result == result.amount * award.MICRO


@settings(max_examples=200, deadline=None)
@given(schemes(), money, money)
def test_more_trade_never_earns_less_at_marginal_rates(scheme, base, more):
    if scheme.mode == "marginal":
        assert award.compute(scheme, base).amount <= award.compute(scheme, base + more).amount


@settings(max_examples=200, deadline=None)
@given(schemes(), money)
def test_the_cap_is_never_passed(scheme, base):
    amount = award.compute(scheme, base).amount
    assert amount >= 0
    assert not scheme.cap or amount <= scheme.cap


@settings(max_examples=200, deadline=None)
@given(st.dates(D(2000, 1, 1), D(2199, 12, 31)))
def test_a_window_has_twelve_months_and_holds_the_landing(landed):
    for basis in award.BASES:
        months = award.months(*award.window(landed, basis))
        assert len(set(months)) == 12
        assert landed.replace(day=1) in months
        assert award.window_end(months[-1]).month == months[-1].month


@given(st.integers(-(10**14), 10**14))
def test_yuan_and_fen_are_the_same_money(fen):
    assert award.fen(fen / 100) == fen
    assert award.fen(Decimal(fen).scaleb(-2)) == fen
    assert Fraction(award.yuan_text(fen * award.MICRO).replace(",", "")) == Fraction(fen, 100)


def test_rates_read_as_per_mille():
    assert [award.rate_text(rate) for rate in (1500, 1, 1000, 12_345, 100_000)] == [
        "1.5‰",
        "0.001‰",
        "1‰",
        "12.345‰",
        "100‰",
    ]
    assert award.ppm(0.001) == 1
    assert award.ppm(1.5) == 1500
