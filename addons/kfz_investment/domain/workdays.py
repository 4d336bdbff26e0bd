"""Working days by the holiday notices of the State Council, never by weekdays alone (design §6).

A notice names exceptions: holidays, and days of weekends that are worked. All other days follow the week. A year without an
official notice is counted by weekends, and every answer that touches one says that it is provisional.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

#: the first day of a week before all dates of an office
_MONDAY = datetime.date(1899, 12, 25)
#: calendar days beyond twice the working days within which an answer lies, as a rule; the search goes on where it does not
_SLACK = 30


@dataclass(frozen=True, slots=True)
class Due:
    """A day, or a number of days, and whether it rests on a year that is not official."""

    value: object
    is_provisional: bool


class Workdays:
    """The working days of a table of exceptions.

    :param exceptions: {day: whether it is worked}
    :param official: the years whose notice is out
    """

    def __init__(
        self, exceptions: Mapping[datetime.date, bool], official: Iterable[int] = ()
    ) -> None:
        # only days that differ from the week count: a holiday on a Sunday changes nothing
        changed = sorted(day for day, work in exceptions.items() if work != _by_week(day))
        self.official = frozenset(official)
        self._days = changed
        # prefix counts: how many working days the exceptions before a position have brought
        self._more = [0, *accumulate(1 if exceptions[day] else -1 for day in changed)]

    def is_work(self, day: datetime.date) -> bool:
        """Whether a day is worked."""
        return self._until(day) > self._until(day - datetime.timedelta(days=1))

    def between(self, start: datetime.date, end: datetime.date) -> int:
        """Working days after ``start`` up to and with ``end``; negative, from ``end`` to the day before ``start``, when it is earlier."""
        if end >= start:
            return self._until(end) - self._until(start)
        day = datetime.timedelta(days=1)
        return self._until(end - day) - self._until(start - day)

    def add(self, day: datetime.date, number: int) -> datetime.date:
        """The working day that is ``number`` working days after a day; before it, when negative; the day itself for 0.

        ``between(day, add(day, n)) == n``, and ``add(a, between(a, b)) == b`` where b is a working day or a.
        """
        if not number:
            return day
        if number > 0:
            wanted = self._until(day) + number
        else:
            # the working days before the day, counted back
            wanted = self._until(day - datetime.timedelta(days=1)) + number + 1
        return self._of_rank(wanted, day, number)

    def due(self, day: datetime.date, number: int) -> Due:
        """:meth:`add`, with whether the answer is provisional."""
        found = self.add(day, number)
        return Due(found, self.is_provisional(day, found))

    def is_provisional(self, start: datetime.date, end: datetime.date) -> bool:
        """Whether a count between two days touches a year that is not official."""
        return self.open_year(start, end) is not None

    def open_year(self, start: datetime.date, end: datetime.date) -> int | None:
        """The first year between two days whose notice is not out; None when a count rests on notices alone."""
        years = range(min(start, end).year, max(start, end).year + 1)
        return next((year for year in years if year not in self.official), None)

    def _until(self, day: datetime.date) -> int:
        """Working days from the beginning of time up to and with a day; logarithmic in the number of exceptions."""
        weeks, weekday = divmod((day - _MONDAY).days, 7)
        return weeks * 5 + min(weekday + 1, 5) + self._more[bisect_right(self._days, day)]

    def _of_rank(self, wanted: int, day: datetime.date, number: int) -> datetime.date:
        """The first day up to which there are so many working days, by halving."""
        reach = datetime.timedelta(days=abs(number) * 2 + _SLACK)
        low, high = (day, day + reach) if number > 0 else (day - reach, day)
        while self._until(high) < wanted:
            high += reach
        while self._until(low) >= wanted:
            low -= reach
        while (high - low).days > 1:
            middle = low + (high - low) // 2
            if self._until(middle) >= wanted:
                high = middle
            else:
                low = middle
        return high


def _by_week(day: datetime.date) -> bool:
    return day.weekday() < 5
