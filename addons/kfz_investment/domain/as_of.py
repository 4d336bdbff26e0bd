"""As-of moments: what was known at a time (design §4, "A report takes an as-of moment")."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from . import calendar

_SECOND = datetime.timedelta(seconds=1)


@dataclass(frozen=True)
class AsOf:
    """A moment of knowledge.

    ``before`` is the UTC moment, without time zone, before which an entry must have been recorded to be known;
    ``day`` the Shanghai date from which ages are counted.
    """

    before: datetime.datetime
    day: datetime.date


def parse(value: str | datetime.date | datetime.datetime) -> AsOf:
    """Read an as-of value: a UTC moment (``2026-09-30 15:59:59``), or a date, which means the end of that Shanghai day.

    :raises ValueError: when it is neither, or so far away that no calendar reaches there
    """
    try:
        return _parse(value)
    except OverflowError as error:
        raise ValueError(value) from error


def _parse(value) -> AsOf:
    if isinstance(value, str):
        text = value.strip()
        value = (
            datetime.date.fromisoformat(text)
            if len(text) <= 10
            else datetime.datetime.fromisoformat(text)
        )
    if isinstance(value, datetime.datetime):
        if value.tzinfo is not None:
            value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
        # stored moments have microseconds, written ones do not: the whole second counts
        return AsOf(value.replace(microsecond=0) + _SECOND, calendar.shanghai_date(value))
    if not isinstance(value, datetime.date):
        raise ValueError(value)
    midnight = datetime.datetime.combine(
        value + datetime.timedelta(days=1), datetime.time(), calendar.SHANGHAI
    )
    return AsOf(midnight.astimezone(datetime.timezone.utc).replace(tzinfo=None), value)
