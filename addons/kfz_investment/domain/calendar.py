"""Dates as the zones count them: the calendar of Asia/Shanghai, calendar quarters (design §4)."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from contextvars import ContextVar
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: years of which an office writes; another one is a slip of the hand
MEANT_YEARS = range(1900, 2200)
_shown: ContextVar[datetime.date | None] = ContextVar("kfz_shown_day", default=None)


def shanghai_date(moment: datetime.datetime) -> datetime.date:
    """The date in Shanghai at a moment; a moment without time zone is UTC, as Odoo stores it."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.timezone.utc)
    return moment.astimezone(SHANGHAI).date()


def today() -> datetime.date:
    """Today's date in Shanghai (``fields.Date.today()`` is the UTC date)."""
    return _shown.get() or datetime.datetime.now(tz=SHANGHAI).date()


def now() -> datetime.datetime:
    """This moment on a clock of Shanghai."""
    return datetime.datetime.now(tz=SHANGHAI)


@contextlib.contextmanager
def showing(day: datetime.date) -> Iterator[None]:
    """Let :func:`today` give another day, in this thread alone: demonstration data tells of the past."""
    token = _shown.set(day)
    try:
        yield
    finally:
        _shown.reset(token)


def moment_of(text: object) -> datetime.datetime | None:
    """The moment that a program wrote, in UTC; None for whatever is none, or lies in a year that nobody means."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    if moment.year not in MEANT_YEARS:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.timezone.utc)
    return moment.astimezone(datetime.timezone.utc)


def end_of_day(day: datetime.date) -> datetime.datetime:
    """The moment, in UTC without time zone as Odoo stores it, at which a day of Shanghai is over."""
    midnight = datetime.datetime.combine(
        day + datetime.timedelta(days=1), datetime.time(), SHANGHAI
    )
    return midnight.astimezone(datetime.timezone.utc).replace(tzinfo=None)


def quarter_start(day: datetime.date) -> datetime.date:
    """First day of the calendar quarter of a date."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def quarter_name(day: datetime.date) -> str:
    """``2026-Q3`` for a date in the third quarter of 2026."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def parse_quarter(text: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of a quarter written ``2026Q3`` or ``2026-Q3``.

    :raises ValueError: when the text is not a quarter
    """
    year, sep, number = text.strip().upper().replace("-", "").partition("Q")
    if not sep or not year.isdigit() or len(year) != 4 or number not in ("1", "2", "3", "4"):
        raise ValueError(text)
    start = datetime.date(int(year), 3 * int(number) - 2, 1)
    return start, next_quarter(start) - datetime.timedelta(days=1)


def next_quarter(day: datetime.date) -> datetime.date:
    """First day of the quarter after that of a date."""
    start = quarter_start(day)
    return datetime.date(start.year + start.month // 10, (start.month + 2) % 12 + 1, 1)
