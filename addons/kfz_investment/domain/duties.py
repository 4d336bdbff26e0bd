"""Duties of contact and the response clock: the steps of an answer, and days that pauses add. Plain functions without Odoo."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from .workdays import Workdays

#: what a new lead asks for, in the order of the work
STEPS = ("acknowledge", "triage", "answer")
_DAY = datetime.timedelta(days=1)

#: first and last day of a pause; one that ended before it began stops nothing
Pause = tuple[datetime.date, datetime.date]


def moved(
    start: datetime.date, due: datetime.date, pauses: Iterable[Pause], workdays: Workdays
) -> datetime.date:
    """The day on which something is due, counted in working days from a start, after pauses have stopped its clock.

    Each pause adds its working days. One that begins after the day on which the thing would be due by then adds nothing: what
    is overdue stays so.
    """
    for first, last in sorted(pauses):
        if last < first or last <= start or first > due:
            continue
        before = max(first - _DAY, start)
        added = workdays.between(before, last)
        due = workdays.add(due, added) if added > 0 else due
    return due


def is_paused(day: datetime.date, pauses: Iterable[Pause]) -> bool:
    """Whether a pause covers a day."""
    return any(first <= day <= last for first, last in pauses)
