"""What the rules of lights know of one project: plain values, as they are now."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

#: the order of a light; the worst is last
LIGHTS = ("green", "amber", "red")
#: the two lights of a project
KINDS = ("progress", "record")


@dataclass(frozen=True, slots=True)
class Step:
    """A needed step of the ladder with a planned date."""

    step: str
    planned: datetime.date
    done: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """One project. Days are those of Shanghai, amounts whole fen of CNY.

    :ivar milestone: the word of its stage
    :ivar construction_on: when construction, or what comes after it, was first recognised to have begun
    :ivar expected_signing: the day on which it is expected to be signed
    :ivar planned_amount: planned investment; ``signed_amount``: agreements in force; ``capital``: capital in place
    :ivar edited_on: when somebody last worked on the record; ``contact_on``: the last visit or meeting
    :ivar official_since: since when it has its lead official; None without one
    :ivar official_contact_on: the last visit or meeting in which that official took part
    :ivar issue_due: the earliest deadline of its open coordination issues
    :ivar owed_until: the day by which the first evidence is owed
    """

    company_id: int
    milestone: str
    condition: str
    created_on: datetime.date
    is_major: bool = False
    review_on: datetime.date | None = None
    signed_on: datetime.date | None = None
    landed_on: datetime.date | None = None
    construction_on: datetime.date | None = None
    expected_signing: datetime.date | None = None
    planned_amount: int = 0
    signed_amount: int = 0
    capital: int = 0
    steps: tuple[Step, ...] = ()
    edited_on: datetime.date | None = None
    contact_on: datetime.date | None = None
    official_since: datetime.date | None = None
    official_contact_on: datetime.date | None = None
    issue_due: datetime.date | None = None
    owed_until: datetime.date | None = None


def worse(one: str | None, other: str | None) -> bool:
    """Whether the second light is worse than the first; no light is as good as green."""
    return rank(other) > rank(one)


def rank(light: str | None) -> int:
    """0 for green and for no light, 1 for amber, 2 for red."""
    return LIGHTS.index(light) if light else 0


def worst(lights) -> str | None:
    """The worst of some lights; None where there is none."""
    return max(filter(None, lights), key=rank, default=None)
