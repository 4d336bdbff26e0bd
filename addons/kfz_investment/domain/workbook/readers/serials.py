"""Serial numbers of days as moments, and midnights that programs miss."""

import datetime
import re
from functools import lru_cache

#: bare numbers between these are days since 1904, from 1945 to 2118; others are dates in digits
_FIRST_1904, _LAST_1904 = 15_000, 78_538
_DAYS = re.compile(r"\s*[0-9]{5}\s*")


@lru_cache(maxsize=4096)
def serial_date(value, date1904=False):
    """The datetime of a serial day number, None when there is none (1900 has no 29 February, but the programs think so)."""
    if date1904:
        value += 1462
    if not 1 <= value < 2_958_466:
        return None
    day, base = int(value), datetime.datetime(1899, 12, 30)
    if day < 60:
        base = datetime.datetime(1899, 12, 31)
    return base + datetime.timedelta(days=day, seconds=round((value - day) * 86400))


def day_since_1904(value):
    """What a cell means in a column of dates where the workbook counts from 1904: bare numbers do so, too, also as text."""
    if isinstance(value, str) and _DAYS.fullmatch(value):
        value = int(value)
    if type(value) in (int, float) and _FIRST_1904 <= value < _LAST_1904:
        return near_midnight(serial_date(float(value), date1904=True))
    return value


def serial_time(value):
    """The time of day of a fraction of a day."""
    seconds = min(round(max(value, 0) * 86400), 86399)
    return (datetime.datetime.min + datetime.timedelta(seconds=seconds)).time()


def near_midnight(moment):
    """`moment`, but the midnight that it misses by less than a minute: programs that count seconds lose a few."""
    if moment.hour == 23 and moment.minute == 59 and moment.date() < datetime.date.max:
        return datetime.datetime.combine(
            moment.date() + datetime.timedelta(days=1), datetime.time()
        )
    if moment.hour or moment.minute or not (moment.second or moment.microsecond):
        return moment
    return moment.replace(second=0, microsecond=0)
