"""Names of periods in Chinese; core uses the English word order (五月 2026)."""

from __future__ import annotations

import datetime

#: groupings of core that are periods; month numbers, weekdays … of any year are not
PERIODS = frozenset({"hour", "day", "week", "month", "quarter", "year"})


def chinese_label(granularity: str, value: datetime.date) -> str:
    """The name of the period that begins on a day: ``2026年5月``, ``2026年第2季度``, ``2026年第18周``.

    :param granularity: one of ``PERIODS``
    :param value: its first day or moment, in the reader's own time
    """
    match granularity:
        case "hour":
            return f"{value.year}年{value.month}月{value.day}日 {value.hour}时"
        case "day":
            return f"{value.year}年{value.month}月{value.day}日"
        case "week":
            # a week belongs to the year in which most of its days lie (GB/T 7408)
            year, week, _day = (
                value + datetime.timedelta(days=1 if value.weekday() == 6 else 0)
            ).isocalendar()
            return f"{year}年第{week}周"
        case "month":
            return f"{value.year}年{value.month}月"
        case "quarter":
            return f"{value.year}年第{(value.month + 2) // 3}季度"
    return f"{value.year}年"


def quarter_label(name: str) -> str:
    """The name of a quarter that fields keep as ``2026-Q3``: ``2026年第3季度``."""
    return f"{name[:4]}年第{name[-1]}季度"
