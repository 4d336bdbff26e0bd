"""Signed versus landed: adding up, the two landing rates, aging, and the quarter × zone matrix (design §4)."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from . import calendar

#: aging of signed-not-landed projects: code -> last day of the bucket since signing (None: no end)
BUCKETS: Mapping[str, int | None] = {"d0_90": 90, "d91_180": 180, "d181_365": 365, "d366": None}
#: units of amounts: code -> yuan
UNITS: Mapping[str, int] = {"wan": 10_000, "yi": 100_000_000}
#: from this largest amount in yuan on, a table is easier to read in 亿元
_YI_FROM = 1_000_000_000


@dataclass(frozen=True)
class Cell:
    """The sums of one quarter and zone, or of several. Amounts are in yuan, exact to the fen.

    ``cohort_landed_count``: of the projects signed here, those landed since; ``landing_days``: days from signing to
    landing of the ``timed_landed_count`` projects landed here of which both dates are known; ``signed_unproven_count`` and
    ``landed_unproven_count``: of those signed and landed here, those without a document on file.
    """

    signed_count: int = 0
    signed_amount: Decimal = Decimal(0)
    landed_count: int = 0
    landed_amount: Decimal = Decimal(0)
    cohort_landed_count: int = 0
    landing_days: int = 0
    timed_landed_count: int = 0
    signed_unproven_count: int = 0
    landed_unproven_count: int = 0

    def __add__(self, other: Cell) -> Cell:
        return Cell(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Cell)))

    @property
    def period_rate(self) -> float | None:
        """Landed in the period ÷ signed in the period; None when nothing was signed."""
        return ratio(self.landed_count, self.signed_count)

    @property
    def cohort_rate(self) -> float | None:
        """Of the projects signed in the period, the share landed since; None when nothing was signed."""
        return ratio(self.cohort_landed_count, self.signed_count)

    @property
    def days_to_land(self) -> float | None:
        """Mean days from signing to landing; None when nothing landed."""
        return ratio(self.landing_days, self.timed_landed_count)


def ratio(part: float | Decimal, whole: float | Decimal) -> float | None:
    """``part ÷ whole``, or None when there is no whole."""
    return float(part / whole) if whole else None


def growth(now: float | Decimal, before: float | Decimal) -> float | None:
    """Relative change, or None when there was nothing to compare with."""
    return float((now - before) / abs(before)) if before else None


def total(cells: Iterable[Cell]) -> Cell:
    """The sum of cells; rates of the result are sum ÷ sum, never a mean of rates."""
    return sum(cells, Cell())


def bucket(days: int) -> str:
    """Aging bucket of a number of days since signing."""
    return next(code for code, last in BUCKETS.items() if last is None or days <= last)


def unit_for(amounts: Iterable[Decimal]) -> str:
    """万元, or 亿元 when the largest amount is 10 亿元 or more."""
    return "yi" if max((abs(amount) for amount in amounts), default=0) >= _YI_FROM else "wan"


def in_unit(amount: Decimal, unit: str) -> float:
    """An amount in yuan as a number in the unit."""
    return float(amount / UNITS[unit])


def quarters_until(quarter: str, count: int) -> list[str]:
    """The names of ``count`` quarters that end with ``quarter``, oldest first."""
    day = calendar.parse_quarter(quarter)[0]
    names = []
    for _step in range(count):
        names.append(calendar.quarter_name(day))
        day = calendar.quarter_start(day - datetime.timedelta(days=1))
    return names[::-1]


@dataclass(frozen=True)
class Matrix:
    """Quarter × zone, every cell present."""

    quarters: tuple[str, ...]
    zones: tuple[Hashable, ...]
    cells: Mapping[tuple[str, Hashable], Cell]

    def cell(self, quarter: str, zone: Hashable) -> Cell:
        """The sums of one quarter and zone; zeros where nothing happened."""
        return self.cells.get((quarter, zone), Cell())

    def quarter(self, quarter: str) -> Cell:
        """All zones of a quarter."""
        return total(self.cell(quarter, zone) for zone in self.zones)

    def zone(self, zone: Hashable) -> Cell:
        """All quarters of a zone."""
        return total(self.cell(quarter, zone) for quarter in self.quarters)

    def total(self) -> Cell:
        """All quarters and zones."""
        return total(self.quarter(quarter) for quarter in self.quarters)

    def year_to(self, quarter: str) -> Cell:
        """The quarters of the same year up to this one."""
        return total(
            self.quarter(q) for q in self.quarters if q[:4] == quarter[:4] and q <= quarter
        )
