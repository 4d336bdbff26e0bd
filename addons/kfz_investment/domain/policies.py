"""Policies in force on a day, and the zones side by side: topic × zone (issue 3, "policies to share")."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Day = datetime.date | None

#: what a published policy carries, and nothing else
POLICY_VALUES = (
    "name",
    "number",
    "authority",
    "level",
    "valid_from",
    "valid_to",
    "source",
    "source_url",
    "version",
)
CLAUSE_VALUES = (
    "sequence",
    "number",
    "name",
    "audience",
    "benefit",
    "amount_cap",
    "rate_from",
    "rate_to",
    "valid_from",
    "valid_to",
)


@dataclass(frozen=True)
class Clause:
    """A clause of a published policy; ``topic`` and ``zone`` are ids, no date means open."""

    id: int
    zone: int
    topic: int
    valid_from: Day = None
    valid_to: Day = None


@dataclass(frozen=True)
class TopicRow:
    """A topic with the clauses of each zone, in the order of the zones."""

    topic: int
    cells: tuple[tuple[int, ...], ...]

    @property
    def depth(self) -> int:
        """How many clauses the fullest cell has."""
        return max(map(len, self.cells), default=0)


def inherited(policy_from: Day, policy_to: Day, own_from: Day, own_to: Day) -> tuple[Day, Day]:
    """When a clause is in force: its own dates, within those of its policy."""
    return (
        max(filter(None, (policy_from, own_from)), default=None),
        min(filter(None, (policy_to, own_to)), default=None),
    )


def state(day: datetime.date, valid_from: Day, valid_to: Day) -> str:
    """``upcoming``, ``in_force`` or ``expired`` on a day; both dates are included."""
    if valid_from and day < valid_from:
        return "upcoming"
    return "expired" if valid_to and day > valid_to else "in_force"


def side_by_side(
    clauses: Iterable[Clause], topics: Sequence[int], zones: Sequence[int], day: datetime.date
) -> list[TopicRow]:
    """The topics with a clause in force on a day, in their order; clauses keep the order in which they come."""
    cells: dict[tuple[int, int], list[int]] = {}
    for clause in clauses:
        if state(day, clause.valid_from, clause.valid_to) == "in_force":
            cells.setdefault((clause.topic, clause.zone), []).append(clause.id)
    rows = [
        TopicRow(topic, tuple(tuple(cells.get((topic, zone), ())) for zone in zones))
        for topic in topics
    ]
    return [row for row in rows if row.depth]


def words(query: str) -> list[str]:
    """The words of a search, all of which must occur: split at spaces, the ideographic one included."""
    return (query or "").split()[:8]
