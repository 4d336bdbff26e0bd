"""What is pushed into ledgers must hold all rows of the answer, and say only where it is the whole question that it is."""

import datetime

from domain import figures_narrow
from domain.figures_narrow import ANYTHING, OPEN, Narrow
from hypothesis import given
from hypothesis import strategies as st

DAYS = st.dates(datetime.date(2023, 1, 1), datetime.date(2023, 1, 9))
SOME = st.none() | st.frozensets(st.integers(1, 3))
KINDS = ("signed", "landed")
NARROWS = st.builds(
    Narrow,
    zones=SOME,
    leads=SOME,
    ids=SOME,
    indicators=st.none() | st.frozensets(st.sampled_from(KINDS)),
    since=st.none() | DAYS,
    until=st.none() | DAYS,
    unlanded=st.booleans(),
    exact=st.booleans(),
)
NUMBER = st.integers(1, 3)
ROWS = st.tuples(NUMBER, NUMBER, NUMBER, st.sampled_from(KINDS), DAYS, st.booleans())


def holds(narrow, row):
    """Whether a row meets the conditions."""
    zone, lead, ident, indicator, day, is_open = row
    sets = (
        (narrow.zones, zone),
        (narrow.leads, lead),
        (narrow.ids, ident),
        (narrow.indicators, indicator),
    )
    return (
        all(wanted is None or value in wanted for wanted, value in sets)
        and not (narrow.since and day < narrow.since)
        and not (narrow.until and day > narrow.until)
        and (is_open or not narrow.unlanded)
    )


@given(NARROWS, NARROWS, ROWS)
def test_both_hold_what_each_holds(one, other, row):
    both = one & other
    assert holds(both, row) == (holds(one, row) and holds(other, row))
    assert both.exact == (one.exact and other.exact)


@given(NARROWS, NARROWS, ROWS)
def test_either_loses_no_row_and_is_exact_only_if_it_adds_none(one, other, row):
    either, wanted = one | other, holds(one, row) or holds(other, row)
    assert holds(either, row) or not wanted
    if either.exact:
        assert holds(either, row) == wanted


@given(NARROWS, ROWS)
def test_what_is_not_known_narrows_nothing(one, row):
    assert holds(one & ANYTHING, row) == holds(one, row)
    assert holds(one | ANYTHING, row)
    assert not (one & ANYTHING).exact
    assert not (one | ANYTHING).exact or one == Narrow()


def test_open_projects_are_signings_that_have_not_landed():
    assert OPEN.unlanded
    assert OPEN.wants(["signed"])
    assert not OPEN.wants(["landed", "trade"])
    assert not OPEN.exact


def test_quarters_are_the_days_from_the_first_to_the_last():
    asked = figures_narrow.quarters(["2023-Q1", "2023-Q3"])
    assert (asked.since, asked.until) == (datetime.date(2023, 1, 1), datetime.date(2023, 9, 30))
    # the second quarter is among them
    assert not asked.exact
    for odd in ([], [False], ["2023"], [7], ["2023-Q1", "x"]):
        assert figures_narrow.quarters(odd) == ANYTHING
