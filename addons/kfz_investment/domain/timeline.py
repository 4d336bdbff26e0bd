"""The timeline of a project: what is planned, and what happened, as rows that each concern contributes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

#: kinds in the order of their filters; each is one kind of record
KINDS = (
    "project",
    "visit",
    "stage",
    "condition",
    "agreement",
    "milestone",
    "ladder",
    "capital",
    "assignment",
    "correction",
    "override",
    "first_contact",
    "promise",
    "issue",
    "response",
    "triage",
    "pause",
    "light",
    "share",
    "answer",
    "joint",
    "award",
    "import",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing with a date.

    :ivar kind: a word of :data:`KINDS`
    :ivar day: when it happened or will, in Shanghai
    :ivar title: what, in one line
    :ivar moment: when it was recorded, which puts what happened on one day in order
    :ivar model: of the record whose page tells more, with its id ``record``; '' where there is none
    :ivar is_planned: whether it is still to come, whatever its day
    """

    kind: str
    day: datetime.date
    title: str
    detail: str = ""
    who: str = ""
    moment: datetime.datetime | None = None
    model: str = ""
    record: int = 0
    is_planned: bool = False


def compose(rows: Iterable[Row]) -> list[Row]:
    """What is planned, the next first; then what happened, the newest first."""
    rows = list(rows)
    planned = sorted((row for row in rows if row.is_planned), key=lambda row: row.day)
    past = [row for row in rows if not row.is_planned]
    first = datetime.datetime.min
    # what came in last stands first where nothing else tells two rows apart
    past.sort(key=lambda row: (row.day, row.moment or first))
    return planned + past[::-1]


def kinds(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """The kinds that occur, in the order of the filters, with the number of their rows."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.kind] = counts.get(row.kind, 0) + 1
    return [(kind, counts[kind]) for kind in KINDS if kind in counts]


def is_late(row: Row, today: datetime.date) -> bool:
    """Whether it was to happen before today and has not."""
    return row.is_planned and row.day < today
