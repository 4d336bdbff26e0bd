"""What a project asks of those who follow it: which of its dates have passed, and which come soon."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

#: the most urgent first; a project has the most urgent of what is open
LEVELS = ("overdue", "soon", "calm")
#: days within which a date comes soon, today included
SOON = 7


@dataclass(frozen=True, slots=True)
class Open:
    """Something that is left to be done.

    :ivar due: the day, in Shanghai, by which it is to be done; None for no day
    :ivar waits_for_me: whether nobody but the reader can do it
    """

    due: datetime.date | None
    waits_for_me: bool = False


def horizon(today: datetime.date) -> datetime.date:
    """The last day that comes soon."""
    return today + datetime.timedelta(days=SOON)


def level(items: Iterable[Open], today: datetime.date) -> str:
    """The word of :data:`LEVELS` for what is left open."""
    items = list(items)
    if any(item.due and item.due < today for item in items):
        return "overdue"
    if any(item.waits_for_me or (item.due and item.due <= horizon(today)) for item in items):
        return "soon"
    return "calm"
