#!/usr/bin/env python3
"""Write the days that the addon ships (``data/kfz.calendar.day.csv``) from PyPI's ``holidays``.

    .kfz/venv/bin/python bench/calendar_days.py 2024 2025 2026

prints ``date,kind`` of every day of the years that is worked, or off, by a notice: holidays and what they are moved to, weekends
within a holiday, and weekend days that are worked. Names and sources are added by hand from the notice. A unit test
(``tests/unit/test_calendar_sources.py``) compares the result with what is shipped, and with ``chinesecalendar``.
"""

import csv
import datetime
import sys

import holidays

DAY = datetime.timedelta(days=1)


def days_of(years):
    """{day: ``work`` or ``off``} of the days that a notice names."""
    table = holidays.country_holidays("CN", years=list(years))
    found = {}
    day = datetime.date(min(years), 1, 1)
    while day.year <= max(years):
        if day in table:
            found[day] = "off"
        elif table.is_working_day(day) and day.weekday() >= 5:
            found[day] = "work"
        day += DAY
    return found


def main(arguments):
    """Print the days as CSV."""
    writer = csv.writer(sys.stdout)
    writer.writerow(["date", "kind"])
    writer.writerows(sorted(days_of([int(year) for year in arguments]).items()))


if __name__ == "__main__":
    main(sys.argv[1:] or ["2024", "2025", "2026"])
