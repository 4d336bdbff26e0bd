"""A timeline is read from what comes next back to the beginning."""

import datetime

from domain import timeline
from hypothesis import given
from hypothesis import strategies as st

DAY = datetime.date(2026, 6, 15)


def row(days=0, kind="visit", **values):
    return timeline.Row(kind, DAY + datetime.timedelta(days=days), "示例", **values)


def test_what_is_planned_comes_first_and_the_next_of_it_on_top():
    late, soon, far = (row(days, is_planned=True) for days in (-3, 2, 90))
    past = row(-1)
    assert timeline.compose([past, far, late, soon]) == [late, soon, far, past]


def test_what_happened_on_one_day_is_in_the_order_of_its_recording():
    morning, noon = datetime.datetime(2026, 6, 20, 8), datetime.datetime(2026, 6, 20, 12)
    undated, first, second = row(), row(moment=morning), row(moment=noon)
    assert timeline.compose([first, undated, second]) == [second, first, undated]


@given(st.lists(st.tuples(st.integers(-99, 99), st.booleans(), st.sampled_from(timeline.KINDS))))
def test_no_row_is_lost_and_both_parts_are_in_order(drawn):
    rows = [row(days, kind, is_planned=planned) for days, planned, kind in drawn]
    found = timeline.compose(rows)
    assert sorted(map(repr, found)) == sorted(map(repr, rows))
    planned = [each.day for each in found if each.is_planned]
    past = [each.day for each in found if not each.is_planned]
    assert planned == sorted(planned)
    assert past == sorted(past, reverse=True)
    assert [each.is_planned for each in found] == [True] * len(planned) + [False] * len(past)


def test_kinds_are_counted_in_the_order_of_the_filters():
    rows = [row(kind="award"), row(kind="visit"), row(kind="award")]
    assert timeline.kinds(rows) == [("visit", 1), ("award", 2)]


def test_only_what_is_planned_can_be_late():
    assert timeline.is_late(row(-1, is_planned=True), DAY)
    assert not timeline.is_late(row(0, is_planned=True), DAY)
    assert not timeline.is_late(row(-1), DAY)
