"""Working days follow the notices of the State Council, and say where no notice is out yet."""

import csv
import datetime
from pathlib import Path

import pytest
from domain.workdays import Workdays
from hypothesis import given, settings
from hypothesis import strategies as st

DATA = Path(__file__).parents[2] / "data" / "kfz.calendar.day.csv"
DAY = datetime.timedelta(days=1)


def shipped():
    with DATA.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    days = {datetime.date.fromisoformat(row["date"]): row["kind"] == "work" for row in rows}
    return Workdays(days, {day.year for day in days})


SHIPPED = shipped()


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "is_work"),
    [
        # read by hand in the notices, not taken from the data
        ("2024-02-04", True),
        ("2024-02-09", True),
        ("2024-02-10", False),
        ("2024-09-29", True),
        ("2025-01-28", False),
        ("2025-04-27", True),
        ("2025-10-08", False),
        ("2026-01-02", False),
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-15", False),
        ("2026-02-23", False),
        ("2026-02-28", True),
        ("2026-10-07", False),
        ("2026-10-10", True),
        ("2026-10-11", False),
    ],
)
def test_days_are_worked_as_the_notices_say(text, is_work):
    assert SHIPPED.is_work(day(text)) is is_work


@pytest.mark.parametrize(("year", "number"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_its_notice_leaves(year, number):
    assert SHIPPED.between(day(f"{year - 1}-12-31"), day(f"{year}-12-31")) == number


def test_a_count_into_a_year_without_a_notice_is_provisional_and_by_weekends():
    found = SHIPPED.due(day("2026-12-31"), 1)
    assert (found.value, found.is_provisional) == (day("2027-01-01"), True)
    found = SHIPPED.due(day("2026-12-30"), 1)
    assert (found.value, found.is_provisional) == (day("2026-12-31"), False)
    assert SHIPPED.is_work(day("2027-01-04"))
    assert SHIPPED.is_provisional(day("2026-12-31"), day("2027-01-04"))
    assert not SHIPPED.is_provisional(day("2024-01-01"), day("2026-12-31"))


DATES = st.dates(datetime.date(2023, 1, 1), datetime.date(2028, 12, 31))
TABLES = st.dictionaries(DATES, st.booleans(), max_size=60)
TABLE = Workdays(
    {
        each: each.day % 3 == 0
        for each in (datetime.date(2023, 1, 1) + DAY * days for days in range(0, 2200, 7))
    }
)


@settings(max_examples=10_000, deadline=None)
@given(st.sampled_from([SHIPPED, TABLE]), DATES, st.integers(-300, 300))
def test_adding_days_and_counting_them_undo_each_other(table, start, number):
    end = table.add(start, number)
    assert table.between(start, end) == number
    assert end == start if not number else table.is_work(end)
    assert table.add(start, table.between(start, end)) == end


@given(TABLES, DATES, st.integers(-90, 90))
def test_adding_undoes_counting_for_any_table(exceptions, start, number):
    table = Workdays(exceptions)
    assert table.between(start, table.add(start, number)) == number


@given(TABLES, DATES, DATES)
def test_a_count_is_that_of_going_through_the_days(exceptions, start, end):
    table = Workdays(exceptions)
    first, last = min(start, end), max(start, end)
    days = [first + DAY * number for number in range((last - first).days + 1)]
    worked = [each for each in days if exceptions.get(each, each.weekday() < 5)]
    expected = (
        len([each for each in worked if each > start])
        if end >= start
        else -len([each for each in worked if each < start])
    )
    assert table.between(start, end) == expected
