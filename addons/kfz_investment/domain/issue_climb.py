"""How an overdue coordination issue climbs (design §6): account manager → responsible unit → lead official → joint office.

The day of a step follows from the due day alone, so a night that was missed loses nothing and tells nothing twice.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass

from .workdays import Workdays

#: from the lowest to the highest
LEVELS = ("account_manager", "responsible_unit", "lead_official", "joint_office")
#: always there, whoever holds the other roles
TOP = LEVELS[-1]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an issue and the day on which the rule takes it."""

    before: str
    after: str
    on: datetime.date


def higher(first: str, second: str) -> str:
    """The higher of two levels."""
    return max(first, second, key=LEVELS.index)


def day_of(workdays: Workdays, due: datetime.date, number: int, every: int) -> datetime.date:
    """The day of the step with a number: the first on the first working day after the due day, each other ``every`` later."""
    return workdays.add(due, 1 + (number - 1) * every)


def is_guess(workdays: Workdays, start: datetime.date, end: datetime.date) -> bool:
    """Whether working days between two days are counted by weekends, since the notice of a year is not out."""
    return workdays.is_provisional(start, end)


def after(level: str, held: Collection[str]) -> str | None:
    """The next level that somebody holds, None at the top; the joint office is always there."""
    above = LEVELS[LEVELS.index(level) + 1 :]
    return next((each for each in above if each in held or each == TOP), None)


def steps(
    workdays: Workdays,
    due: datetime.date,
    level: str,
    taken: int,
    every: int,
    today: datetime.date,
    held: Callable[[datetime.date], Collection[str]],
) -> list[Step]:
    """The steps that an open issue has to take by today.

    :param due: the day from which it is overdue
    :param level: with whom it lies now
    :param taken: the steps that it has taken since this due day
    :param every: working days between two steps, at least one
    :param held: the levels that somebody holds on a day; asked for the day of each step, which a missed night does not change
    """
    found, number = [], taken
    while level != TOP:
        number += 1
        day = day_of(workdays, due, number, every)
        if day > today:
            break
        to = after(level, held(day))
        found.append(Step(level, to, day))
        level = to
    return found
