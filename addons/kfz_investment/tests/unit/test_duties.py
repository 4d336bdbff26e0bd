"""Pauses add their working days to a deadline, and save nothing that is overdue."""

import datetime

import pytest
from domain import duties
from domain.workdays import Workdays
from hypothesis import given
from hypothesis import strategies as st

WEEKS = Workdays({})
DAY = datetime.timedelta(days=1)


def day(text):
    return datetime.date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        # from Monday, June 1, due on Monday, June 8
        ([], "06-08"),
        ([("06-03", "06-04")], "06-10"),
        # a weekend adds nothing
        ([("06-06", "06-07")], "06-08"),
        # what lies before the start adds nothing
        ([("05-25", "06-01")], "06-08"),
        # the part after the start counts
        ([("05-25", "06-02")], "06-09"),
        # a pause of a clock that has run out saves nothing
        ([("06-09", "06-12")], "06-08"),
        # one on the last day does
        ([("06-08", "06-08")], "06-09"),
        # the second pause is met because of the first
        ([("06-09", "06-09"), ("06-03", "06-04")], "06-11"),
        # resumed on the day on which it began
        ([("06-03", "06-02")], "06-08"),
    ],
)
def test_a_pause_adds_its_working_days(pauses, due):
    spans = [(day(first), day(last)) for first, last in pauses]
    assert duties.moved(day("06-01"), day("06-08"), spans, WEEKS) == day(due)


DATES = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


@given(DATES, st.integers(1, 30), st.lists(st.tuples(DATES, st.integers(0, 20)), max_size=4))
def test_a_pause_never_brings_a_deadline_forward(start, number, pauses):
    due = WEEKS.add(start, number)
    spans = [(first, first + DAY * length) for first, length in pauses]
    assert duties.moved(start, due, spans, WEEKS) >= due


def test_a_day_is_paused_from_the_first_to_the_last_day():
    spans = [(day("06-03"), day("06-04"))]
    found = [duties.is_paused(day(text), spans) for text in ("06-02", "06-03", "06-04", "06-05")]
    assert found == [False, True, True, False]
