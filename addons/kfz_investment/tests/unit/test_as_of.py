import datetime

import pytest
from domain import as_of

UTC = datetime.timezone.utc


def test_a_date_means_the_end_of_that_day_in_shanghai():
    moment = as_of.parse("2026-09-30")
    assert moment == as_of.parse(datetime.date(2026, 9, 30))
    assert moment.before == datetime.datetime(2026, 9, 30, 16)
    assert moment.day == datetime.date(2026, 9, 30)


def test_a_moment_includes_its_whole_second():
    moment = as_of.parse("2026-09-30 15:59:59")
    assert moment.before == datetime.datetime(2026, 9, 30, 16)
    assert datetime.datetime(2026, 9, 30, 15, 59, 59, 999_999) < moment.before


def test_a_late_utc_moment_belongs_to_the_next_day_in_shanghai():
    assert as_of.parse("2026-09-30 16:00:00").day == datetime.date(2026, 10, 1)


def test_a_moment_with_a_time_zone_is_converted():
    shanghai = as_of.parse("2026-09-30T23:59:59+08:00")
    assert shanghai == as_of.parse(datetime.datetime(2026, 9, 30, 15, 59, 59, tzinfo=UTC))
    assert shanghai == as_of.parse("2026-09-30 15:59:59")


@pytest.mark.parametrize(
    "value",
    ["", "yesterday", "2026-13-01", "2026-02-30", "2026-09-30 25:00:00", 20260930, None, []],
)
def test_a_value_that_is_not_a_moment_is_refused(value):
    with pytest.raises((ValueError, TypeError)):
        as_of.parse(value)


@pytest.mark.parametrize("value", ["9999-12-31", "9999-12-31 23:59:59", "+9999", "10000-01-01"])
def test_what_no_calendar_reaches_is_refused_like_any_other_text(value):
    with pytest.raises(ValueError, match=r"."):
        as_of.parse(value)
