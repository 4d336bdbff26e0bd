"""From the trade records of an award's first year, as the database hands them over, to the months of its base.

A record is a number: the days from the first month to the record's, times 8, plus its kind. Nearly all awards have one confirmed
record in each month; theirs are compared with what such a year looks like, at once, and all others go month by month.
"""
from __future__ import annotations

import datetime
import functools
from collections.abc import Collection, Sequence

from .award import MonthTrade, explain_months, keep_months, months

#: confirmed bonded trade; the same, reversed or reversing: it counts, but does not make its month a confirmed one; any other
#: supervision mode; what waits for confirmation, of any mode
COUNTS, REVERSED, OTHER_MODE, DRAFT = KINDS = (1, 0, 2, 4)
SHIFT = 8


def code(first: datetime.date, month: datetime.date, kind: int) -> int:
    """The number of a record."""
    return (month - first).days * SHIFT + kind


@functools.lru_cache(maxsize=1024)
def whole_year(first: datetime.date, last: datetime.date) -> list[int]:
    """The records of a window with one that counts in each month. Not to be changed."""
    return [code(first, month, COUNTS) for month in months(first, last)]


def kept_months(first: datetime.date, last: datetime.date, codes: Sequence[int], fens: Sequence[int], today: datetime.date,
                elsewhere: Collection[datetime.date] = ()) -> tuple[int, Sequence]:
    """The base in fen, and the months of a window as ``award.keep_months`` keeps them.

    :param codes: of its records, in the order of months; ``fens`` their amounts
    :param today: in Shanghai
    :param elsewhere: months that count for another award of the enterprise
    """
    if codes == whole_year(first, last) and not elsewhere:
        return sum(fens), fens
    found = explain_months(first, last, month_trade(first, codes, fens, elsewhere), today)
    return sum([month.amount for month in found]), keep_months(found)


def month_trade(first, codes, fens, elsewhere=()) -> dict[datetime.date, MonthTrade]:
    """What is known of each month that has a record."""
    bonded, kinds = {}, {}
    for number, fen in zip(codes, fens, strict=True):
        day, kind = divmod(number, SHIFT)
        kinds.setdefault(day, set()).add(kind)
        bonded[day] = bonded.get(day, 0) + (fen if kind in (COUNTS, REVERSED) else 0)
    result = {}
    for day, found in kinds.items():
        month = first + datetime.timedelta(days=day)
        result[month] = MonthTrade(
            bonded[day], COUNTS in found or bonded[day] != 0, OTHER_MODE in found, DRAFT in found, month in elsewhere)
    return result
