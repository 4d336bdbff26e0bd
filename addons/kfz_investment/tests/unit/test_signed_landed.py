from decimal import Decimal

import pytest
from domain import signed_landed as sl
from hypothesis import given, settings
from hypothesis import strategies as st

QUARTERS = tuple(sl.quarters_until("2026-Q3", 8))
ZONES = ("KCBZ", "KMFTZ", "KMETDZ", "MHMD")

amounts = st.decimals(min_value=-(10**9), max_value=10**13, places=2)
counts = st.integers(min_value=0, max_value=5000)
cells = st.builds(sl.Cell, counts, amounts, counts, amounts, counts, counts, counts)
matrices = st.dictionaries(st.tuples(st.sampled_from(QUARTERS), st.sampled_from(ZONES)), cells).map(
    lambda found: sl.Matrix(QUARTERS, ZONES, found)
)


@settings(deadline=None)  # the machine is shared; time is measured elsewhere
@given(matrices)
def test_zones_and_quarters_both_add_up_to_the_total_to_the_fen(matrix):
    assert sl.total(matrix.zone(zone) for zone in ZONES) == matrix.total()
    assert sl.total(matrix.quarter(quarter) for quarter in QUARTERS) == matrix.total()
    assert matrix.total().signed_amount == sum(
        (c.signed_amount for c in matrix.cells.values()), Decimal(0)
    )


@settings(deadline=None)
@given(st.lists(cells))
def test_a_rate_of_a_sum_is_sum_over_sum(found):
    whole = sl.total(found)
    signed = sum(cell.signed_count for cell in found)
    expected = sum(cell.landed_count for cell in found) / signed if signed else None
    assert whole.period_rate == expected


def test_a_rate_is_not_the_mean_of_rates():
    big, small = sl.Cell(signed_count=9, landed_count=9), sl.Cell(signed_count=1, landed_count=0)
    assert (big + small).period_rate == 0.9


def test_the_two_rates_differ_and_are_none_when_nothing_was_signed():
    cell = sl.Cell(signed_count=4, landed_count=6, cohort_landed_count=1)
    assert (cell.period_rate, cell.cohort_rate) == (1.5, 0.25)
    landed_only = sl.Cell(landed_count=3)
    assert (landed_only.period_rate, landed_only.cohort_rate) == (None, None)


def test_days_to_land_are_a_mean_over_projects_with_both_dates():
    assert sl.Cell(landed_count=3, landing_days=300, timed_landed_count=2).days_to_land == 150
    assert sl.Cell(landed_count=3).days_to_land is None


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (-1, "d0_90"),
        (0, "d0_90"),
        (90, "d0_90"),
        (91, "d91_180"),
        (180, "d91_180"),
        (181, "d181_365"),
        (365, "d181_365"),
        (366, "d366"),
        (5000, "d366"),
    ],
)
def test_each_age_has_one_bucket(days, code):
    assert sl.bucket(days) == code


def test_growth_is_relative_to_the_earlier_value():
    assert sl.growth(15, 10) == 0.5
    assert sl.growth(5, 10) == -0.5
    assert sl.growth(5, -10) == 1.5
    assert sl.growth(5, 0) is None


def test_the_unit_follows_the_largest_amount():
    assert sl.unit_for([]) == "wan"
    assert sl.unit_for([Decimal("999999999.99")]) == "wan"
    assert sl.unit_for([Decimal(5), Decimal(10) ** 9]) == "yi"
    assert sl.unit_for([Decimal(10) ** 9 * -1]) == "yi"
    assert sl.in_unit(Decimal("123456789.00"), "wan") == 12345.6789
    assert sl.in_unit(Decimal("39755000000"), "yi") == 397.55


def test_quarters_count_backwards_over_years():
    assert sl.quarters_until("2026-Q2", 4) == ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]
    assert QUARTERS[0] == "2024-Q4"
    assert len(QUARTERS) == 8


def test_the_year_so_far_ends_with_the_quarter():
    found = {(quarter, "KCBZ"): sl.Cell(signed_count=1) for quarter in QUARTERS}
    matrix = sl.Matrix(QUARTERS, ZONES, found)
    assert matrix.year_to("2026-Q2").signed_count == 2
    assert matrix.year_to("2026-Q3").signed_count == 3
    assert matrix.year_to("2025-Q1").signed_count == 1


def test_an_empty_matrix_is_all_zero():
    matrix = sl.Matrix(QUARTERS, ZONES, {})
    assert matrix.total() == sl.Cell()
    assert matrix.cell("2026-Q3", "KCBZ").period_rate is None
