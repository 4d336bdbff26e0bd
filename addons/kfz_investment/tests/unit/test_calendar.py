import datetime

import pytest
from domain import calendar
from hypothesis import given
from hypothesis import strategies as st


def test_the_date_in_shanghai_is_eight_hours_ahead_of_utc():
    assert calendar.shanghai_date(datetime.datetime(2026, 3, 31, 15, 59, 59)) == datetime.date(
        2026, 3, 31
    )
    assert calendar.shanghai_date(datetime.datetime(2026, 3, 31, 16, 0)) == datetime.date(
        2026, 4, 1
    )
    aware = datetime.datetime(2026, 4, 1, 0, 30, tzinfo=calendar.SHANGHAI)
    assert calendar.shanghai_date(aware) == datetime.date(2026, 4, 1)


def test_a_moment_is_one_or_none():
    utc = datetime.timezone.utc
    assert calendar.moment_of("2026-04-01T00:30:00+08:00") == datetime.datetime(
        2026, 3, 31, 16, 30, tzinfo=utc
    )
    assert calendar.moment_of("2026-04-01T00:30:00").tzinfo == utc
    for odd in (5, None, "", "x", "2026-13-01", "0001-01-01T00:00:00+14:00", [], {}, True):
        assert calendar.moment_of(odd) is None, odd


def test_another_day_is_shown_only_inside():
    day = datetime.date(2024, 2, 29)
    with pytest.raises(ZeroDivisionError), calendar.showing(day):
        assert calendar.today() == day
        raise ZeroDivisionError
    assert calendar.today() > day


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)))
def test_a_quarter_holds_its_days_and_meets_the_next(day):
    start, end = calendar.parse_quarter(calendar.quarter_name(day))
    assert start <= day <= end
    assert start == calendar.quarter_start(day)
    assert calendar.next_quarter(day) == end + datetime.timedelta(days=1)


@pytest.mark.parametrize("text", ["2026Q3", "2026-Q3", " 2026q3 "])
def test_quarters_are_read_as_people_write_them(text):
    assert calendar.parse_quarter(text) == (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))


@pytest.mark.parametrize("text", ["", "2026", "2026Q5", "26Q1", "Q1", "2026Q", "2026年3季度"])
def test_a_text_that_is_not_a_quarter_is_refused(text):
    with pytest.raises(ValueError):
        calendar.parse_quarter(text)
