"""The ladder of a project: its steps from registration to full production, when each is due, and the rates that follow.

Rates, of the projects that were signed in a period (by the date of the first formal agreement; one that was terminated
afterwards stays in its period), as of a day:

* construction rate (开工率): those that have started construction ÷ all of them. Started: construction, production or full
  production is recognised with a date until the day;
* capital rate (资金到位率): capital in place ÷ agreed amount, both summed over all of them, in CNY. The agreed amount is that
  of the ledger of figures: agreements that were in force, supplementary ones included;
* kept rate (履约率): of those whose ladder had a step due until the day, the share in which every such step was kept.

A step is due once its planned date has passed, or once it is done on or after it. It is kept when it was done on its planned
date or before. The planned date that counts is the newest one, provided that it was moved before it had passed: a date that
was moved on a later day than itself was broken already, and stays so. Steps that the project does not need do not count.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .workdays import Workdays

#: the steps in their order
STEPS = (
    "registration",
    "customs",
    "site",
    "equipment",
    "first_business",
    "construction",
    "production",
    "full_production",
)
#: steps whose actual date is that of a recognised milestone: {step: (milestone, its date)}
FOLLOWS = {
    "registration": ("landed", "registered_on"),
    "construction": ("construction", "effective_date"),
    "production": ("production", "effective_date"),
    "full_production": ("full_production", "effective_date"),
}
#: milestones that show that construction has started
STARTED = ("construction", "production", "full_production")
#: days before a planned date from which a step is due
SOON = 30


def state(
    planned: datetime.date | None,
    done: datetime.date | None,
    is_needed: bool,
    today: datetime.date,
) -> str:
    """``done``, ``not_needed``, ``undated``, ``late``, ``due`` (within :data:`SOON` days) or ``planned``."""
    if done:
        return "done"
    if not is_needed:
        return "not_needed"
    if not planned:
        return "undated"
    if planned < today:
        return "late"
    return "due" if (planned - today).days <= SOON else "planned"


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a template.

    :ivar days: calendar days after the start; None in the green channel
    :ivar work_days: working days after the step before, in the green channel
    """

    step: str
    days: int | None = None
    work_days: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """The date of a step, and whether it rests on a year that is not official."""

    step: str
    day: datetime.date
    is_provisional: bool = False


def plan(lines: Iterable[Line], start: datetime.date, workdays: Workdays) -> list[Planned]:
    """The dates of a template's steps from a day on, in the order of the ladder."""
    planned, last = [], start
    for line in sorted(lines, key=lambda each: STEPS.index(each.step)):
        if line.work_days is None:
            day = start + datetime.timedelta(days=line.days or 0)
            planned.append(Planned(line.step, day))
        else:
            day = workdays.add(last, line.work_days)
            # the date of each step rests on all years since the start
            planned.append(Planned(line.step, day, workdays.is_provisional(start, day)))
        last = day
    return planned


@dataclass(frozen=True, slots=True)
class Step:
    """What the rates ask of a step.

    :ivar moves: (the date that was given up, the day on which it was moved)
    """

    planned: datetime.date | None
    done: datetime.date | None = None
    is_needed: bool = True
    moves: Sequence[tuple[datetime.date, datetime.date]] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """What the rates ask of a signed project; amounts in CNY.

    :ivar milestones: {milestone: date} of those that are recognised
    """

    agreed: Fraction
    capital: Fraction
    milestones: Mapping[str, datetime.date]
    steps: Sequence[Step] = ()


def has_started(project: Project, day: datetime.date) -> bool:
    """Whether construction has started by a day."""
    return any(project.milestones.get(word, datetime.date.max) <= day for word in STARTED)


def promise(step: Step, day: datetime.date) -> bool | None:
    """Whether a step was kept as of a day; None while it is not due."""
    if not step.is_needed and not step.done:
        return None
    if any(before < moved <= day for before, moved in step.moves):
        return False
    if not step.planned or step.planned > day:
        return None
    if step.done and step.done <= day:
        return step.done <= step.planned
    return False if step.planned < day else None


def kept(project: Project, day: datetime.date) -> bool | None:
    """Whether a project kept every step that was due as of a day; None where none was."""
    promises = [each for step in project.steps if (each := promise(step, day)) is not None]
    return all(promises) if promises else None


def rates(projects: Iterable[Project], day: datetime.date) -> dict[str, Fraction | None]:
    """``start_rate``, ``capital_rate`` and ``kept_rate`` of projects signed in a period; None where nothing divides."""
    projects = list(projects)
    promised = [each for project in projects if (each := kept(project, day)) is not None]
    return {
        "start_rate": _ratio(sum(has_started(each, day) for each in projects), len(projects)),
        "capital_rate": _ratio(
            sum(each.capital for each in projects), sum(each.agreed for each in projects)
        ),
        "kept_rate": _ratio(sum(promised), len(promised)),
    }


def _ratio(part, whole) -> Fraction | None:
    return Fraction(part) / Fraction(whole) if whole else None
