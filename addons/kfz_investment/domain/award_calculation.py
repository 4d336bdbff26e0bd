"""From the trade of a first year to the award, with every month and line: many awards at a time, so all is kept short.

A month is a whole number where it plainly counts, a line only as long as it says something; both are the very form in which
the ledger keeps them, and are opened into ``Month`` and ``Line`` of ``award.py`` where they are read.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from .award import (
    COUNTED,
    DRAFT,
    ELSEWHERE,
    NO_RECORD,
    NOT_BONDED,
    NOT_OVER,
    Award,
    Line,
    Month,
    Scheme,
    add_months,
    month_start,
    months,
    steps,
)

#: what is known of a month: confirmed bonded trade, trade of other modes, drafts, and that it counts for another award
HAS_CONFIRMED, HAS_OTHER_MODE, HAS_DRAFT, IS_ELSEWHERE = 1, 2, 4, 8


class Trade(NamedTuple):
    """What is known of the months of a window: three lists side by side, one place for each month with any record.

    ``days`` of the month's first day after that of the window; ``fen`` confirmed that count as bonded trade; ``known``, a sum of
    ``HAS_CONFIRMED``, ``HAS_OTHER_MODE``, ``HAS_DRAFT`` and ``IS_ELSEWHERE`` (it counts for another award).
    """

    days: list[int]
    fen: list[int]
    known: list[int]

    @classmethod
    def of_records(cls, days: list, fen: list, known: list) -> Trade:
        """Of trade records instead, any number a month, as a query gives them (without any: one place of nothing)."""
        if len(set(days)) == len(days) and 0 not in known and days != [None]:
            return cls(days, fen, known)
        months = {}
        for day, fen_, known_ in zip(days, fen, known, strict=True):
            before, facts = months.get(day, (0, 0))
            months[day] = before + fen_, facts | known_
        months.pop(None, None)
        # a month whose records leave something counts, whichever of them were reversed
        return cls(
            list(months),
            [fen_ for fen_, _facts in months.values()],
            [facts | HAS_CONFIRMED if fen_ else facts for fen_, facts in months.values()],
        )

    def mark(self, day: int, fact: int) -> None:
        """Something more is known of a month, if it has any record."""
        if day in self.days:
            self.known[self.days.index(day)] |= fact

    @classmethod
    def together(cls, trades: Iterable[Trade]) -> Trade:
        """The trade of several companies as one: what counts elsewhere for one company takes nothing from the others."""
        months = {}
        for trade in trades:
            for day, fen_, known_ in zip(*trade, strict=True):
                before, facts, elsewhere = months.get(day, (0, 0, 0))
                if known_ & HAS_CONFIRMED and known_ & IS_ELSEWHERE:
                    fen_, known_, elsewhere = 0, known_ & HAS_DRAFT, HAS_CONFIRMED | IS_ELSEWHERE
                months[day] = before + fen_, facts | known_ & ~IS_ELSEWHERE, elsewhere
        return cls(
            list(months),
            [fen_ for fen_, _facts, _elsewhere in months.values()],
            [
                facts if facts & HAS_CONFIRMED else facts | elsewhere
                for _fen, facts, elsewhere in months.values()
            ],
        )


@functools.lru_cache(maxsize=1024)
def month_days(first: datetime.date, last: datetime.date) -> list[int]:
    """The months from first to last, each as the days of its first day after that of ``first``; not to be changed."""
    return [(month - first).days for month in months(first, last)]


def month_rows(first, last, trade: Trade, today: datetime.date) -> list:
    """Each month of the window, short: the fen of one that plainly counts, ``[fen, reason, has draft]`` of any other.

    :param today: in Shanghai
    """
    days = month_days(first, last)
    if trade.days == days and trade.known.count(HAS_CONFIRMED) == len(
        days
    ):  # nearly all awards: spared a call a month
        return trade.fen
    found = dict(zip(trade.days, zip(trade.fen, trade.known, strict=True), strict=True))
    running = (month_start(today) - first).days
    return [month_row(*found.get(day, (0, 0)), day >= running) for day in days]


def month_row(fen_: int, known: int, is_running: bool) -> int | list:
    """A month in its short form."""
    reason = month_reason(known, is_running)
    if reason == COUNTED and not known & HAS_DRAFT:
        return fen_
    return [fen_ if reason == COUNTED else 0, reason, int(bool(known & HAS_DRAFT))]


def month_reason(known: int, is_running: bool) -> str:
    """Why a month counts or not. Confirmed trade that counts for another award counts only there."""
    if known & HAS_CONFIRMED:
        return ELSEWHERE if known & IS_ELSEWHERE else COUNTED
    if known & HAS_DRAFT:
        return DRAFT
    if known & HAS_OTHER_MODE:
        return NOT_BONDED
    return NOT_OVER if is_running else NO_RECORD


# an award as a whole, and what is kept of it


class Calculation(NamedTuple):
    """An award with every month and line in their short forms (:func:`month_rows`, :func:`steps`); money in fen.

    ``companies``: (key of a company whose trade it is, its own months), in order of the keys.
    """

    first: datetime.date
    months: list
    base: int
    amount: int
    lines: list
    companies: Sequence = ()

    def open(self) -> tuple[list[Month], Award]:
        """Months and lines, each with all of its values."""
        return (
            open_months(self.first, self.months),
            Award(self.amount, tuple(Line(*line) for line in self.lines)),
        )

    def open_companies(self) -> list[tuple[Hashable, list[Month]]]:
        """(key, months) of each company, each month with all of its values."""
        return [(key, open_months(self.first, rows)) for key, rows in self.companies]


def open_months(first: datetime.date, rows: Sequence) -> list[Month]:
    """Months in their short form, each with all of its values."""
    return [
        Month(add_months(first, index), fen_, reason, bool(draft))
        for index, (fen_, reason, draft) in enumerate(
            row if isinstance(row, list) else (row, COUNTED, 0) for row in rows
        )
    ]


def calculate(scheme: Scheme, first, last, trade: Trade, today: datetime.date) -> Calculation:
    """The award of a window for what is known of its trade.

    :param today: in Shanghai
    """
    rows = month_rows(first, last, trade, today)
    base = base_of(rows)
    return Calculation(first, rows, base, *steps(scheme, base))


def calculate_of(
    scheme: Scheme, first, last, trades: Mapping[Hashable, Trade], today: datetime.date
) -> Calculation:
    """The award of a window for what is known of the trade of each of its companies.

    :param today: in Shanghai
    """
    if len(trades) == 1:  # nearly all awards
        [(key, trade)] = trades.items()
        found = calculate(scheme, first, last, trade, today)
        return found._replace(companies=((key, found.months),))
    parts = tuple((key, month_rows(first, last, trades[key], today)) for key in sorted(trades))
    found = calculate(scheme, first, last, Trade.together(trades.values()), today)
    return found._replace(companies=parts)


def base_of(rows: Sequence) -> int:
    """The fen that months in their short form add up to."""
    try:
        return sum(rows)  # months that plainly count
    except TypeError:
        return sum([row[0] if isinstance(row, list) else row for row in rows])


def statement(
    calculation: Calculation,
    rounding_mode: str,
    names: Mapping[Hashable, tuple[str, str | None]] | None = None,
) -> dict:
    """All that was fixed, as short plain data that says the same for ever.

    :param names: name and credit code of each company whose trade it is; of several, the months of each are kept, too
    """
    kept = {
        "first": calculation.first.isoformat(),
        "rounding_mode": rounding_mode,
        "months": calculation.months,
        "lines": calculation.lines,
    }
    if names:
        several = len(calculation.companies) > 1
        kept["companies"] = [
            [*names[key], *([rows] if several else ())] for key, rows in calculation.companies
        ]
    return kept


def from_statement(kept: Mapping, amount: int) -> tuple[list[Month], Award, str]:
    """(months, award, rounding mode) as :func:`statement` kept them."""
    first = datetime.date.fromisoformat(kept["first"])
    return *Calculation(
        first, kept["months"], base_of(kept["months"]), amount, kept["lines"]
    ).open(), kept["rounding_mode"]


def companies_of_statement(kept: Mapping) -> list[tuple[str, str | None, list[Month]]]:
    """(name, credit code, months) of each company as :func:`statement` kept them; nothing of what was kept before companies were named."""
    first = datetime.date.fromisoformat(kept["first"])
    return [
        (name, code, open_months(first, rows[0] if rows else kept["months"]))
        for name, code, *rows in kept.get("companies", ())
    ]
