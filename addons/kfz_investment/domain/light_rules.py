"""Rules of lights: data over a closed vocabulary of checks (design §3, rule 4)."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from .light_facts import Facts
from .workdays import Workdays

DAY = datetime.timedelta(days=1)
UNITS = ("days", "work_days", "months")
#: classes of projects
SIZES = ("all", "major", "other")
#: checks whose thresholds are percentages of an amount, and points behind a plan; of all others they are spans of time
SHARES, POINTS = ("funds_share",), ("behind_plan", "funds_behind")
#: {check: the light that it is of, as a rule}
CHECKS = {
    "milestone_late": "progress",
    "not_started": "progress",
    "no_funds": "progress",
    "funds_share": "progress",
    "behind_plan": "progress",
    "funds_behind": "progress",
    "issue_overdue": "progress",
    "signed_not_landed": "progress",
    "signing_passed": "progress",
    "stale": "record",
    "no_contact_official": "record",
    "evidence_owed": "record",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    :ivar amber: the threshold of amber, ``red`` that of red; either may be None. A span of time is exceeded on the day after it.
        Shares: the light holds below it, in percent. Points: amber from so many on, red for more than so many
    :ivar unit: of spans of time, also of ``after``
    :ivar after: of shares: how long after the reference the share is asked for
    :ivar reference: ``signing`` or ``construction``: since what a span runs, where the check leaves it open
    :ivar base: ``signed`` or ``planned``: the amount of which a share is taken
    :ivar step: the one step of the ladder that ``milestone_late`` looks at; '' for all
    :ivar stages: words of the stages in which it applies; empty for all
    :ivar size: a word of :data:`SIZES`
    :ivar company_id: the zone whose rule it is; None for a common one
    :ivar replaces: the id of the common rule in whose place the zone has this one, switched on or off
    :ivar date_from: first day on which it counts, ``date_to`` the last
    :ivar enforce_from: what broke it before this day never colours
    :ivar escalate_months: so many months of amber without a break become red; 0 for never
    :ivar keeps_month: whether a missed step that is made good stays amber for the rest of its month
    """

    id: int
    check: str
    amber: int | None = None
    red: int | None = None
    kind: str = "progress"
    sequence: int = 10
    unit: str = "days"
    after: int = 0
    reference: str = "signing"
    base: str = "signed"
    step: str = ""
    stages: frozenset[str] = frozenset()
    size: str = "all"
    company_id: int | None = None
    replaces: int | None = None
    is_on: bool = True
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    enforce_from: datetime.date | None = None
    escalate_months: int = 0
    keeps_month: bool = False

    def fits(self, facts: Facts) -> bool:
        """Whether it is a rule for such a project."""
        if self.stages and facts.milestone not in self.stages:
            return False
        return self.size == "all" or (self.size == "major") == facts.is_major

    def holds(self, day: datetime.date) -> bool:
        """Whether it counts on a day."""
        return (not self.date_from or self.date_from <= day) and (
            not self.date_to or day <= self.date_to
        )


def in_zone(rules: Iterable[Rule], company_id: int) -> tuple[Rule, ...]:
    """The rules that are on in a zone: its own, and the common ones in whose place it has none."""
    rules = list(rules)
    own = [rule for rule in rules if rule.company_id == company_id]
    replaced = {rule.replaces for rule in own}
    common = [rule for rule in rules if rule.company_id is None and rule.id not in replaced]
    return tuple(rule for rule in own + common if rule.is_on)


def add_months(day: datetime.date, number: int) -> datetime.date:
    """The same day so many months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + number, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: datetime.date) -> datetime.date:
    """The first day of the next month."""
    return add_months(day.replace(day=1), 1)


def later(day: datetime.date, number: int, unit: str, workdays: Workdays) -> datetime.date:
    """The last day on which a span from a day on is not exceeded."""
    if unit == "months":
        return add_months(day, number)
    if unit == "work_days":
        return workdays.add(day, number)
    return day + number * DAY
