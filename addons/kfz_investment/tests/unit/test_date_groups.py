import datetime

import pytest
from domain.date_groups import chinese_label, quarter_label


@pytest.mark.parametrize(
    ("granularity", "day", "label"),
    [
        ("year", "2026-01-01", "2026年"),
        ("quarter", "2026-01-01", "2026年第1季度"),
        ("quarter", "2026-10-01", "2026年第4季度"),
        ("month", "2026-05-01", "2026年5月"),
        ("month", "2026-12-01", "2026年12月"),
        ("day", "2026-05-09", "2026年5月9日"),
        # weeks that begin on a Monday, or on the Sunday before it
        ("week", "2026-12-28", "2026年第53周"),
        ("week", "2026-12-27", "2026年第53周"),
        ("week", "2025-12-29", "2026年第1周"),
    ],
)
def test_a_period_is_called_as_chinese_writes_it(granularity, day, label):
    assert chinese_label(granularity, datetime.date.fromisoformat(day)) == label


def test_an_hour_names_its_day():
    assert chinese_label("hour", datetime.datetime(2026, 5, 9, 14)) == "2026年5月9日 14时"


def test_a_quarter_that_a_field_keeps_is_called_the_same():
    assert quarter_label("2026-Q3") == "2026年第3季度"
