"""Trade records (保税贸易额): months, directions, customs supervision modes, sums. Amounts are yuan, exact to the fen."""

from __future__ import annotations

import datetime
from decimal import Decimal

FEN = Decimal("0.01")
#: what makes two records tell of the same trade, within a zone
KEY = ("partner_id", "month", "direction", "mode")
FIRST_MONTH = datetime.date(2000, 1, 1)


def month_of(day: datetime.date) -> datetime.date:
    """The first day of a date's month."""
    return day.replace(day=1)


def next_month(day: datetime.date) -> datetime.date:
    """The first day of the month after a date's."""
    return datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)


def latest_month(today: datetime.date) -> datetime.date:
    """The last month that a record may have: one year ahead, so that a mistyped year is noticed. It stays a draft until it is over."""
    return month_of(today).replace(year=today.year + 1)


def is_plausible(month: datetime.date, today: datetime.date) -> bool:
    """Whether trade of a month can be recorded: from 2000 to a year ahead."""
    return FIRST_MONTH <= month <= latest_month(today)


def is_over(month: datetime.date, today: datetime.date) -> bool:
    """Whether a month has ended, so that its statement can be confirmed."""
    return month < month_of(today)


def exact(amount) -> Decimal:
    """An amount of the database (float or Decimal) in yuan, exact to the fen."""
    return Decimal(repr(amount) if isinstance(amount, float) else str(amount or 0)).quantize(FEN)


def percent(achieved, target) -> float | None:
    """Achieved in percent of a target, None without one."""
    return float(exact(achieved) * 100 / exact(target)) if target else None
