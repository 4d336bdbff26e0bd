"""What breaks a rule of lights, and from which day on: one function per check, on the facts of one project.

Each answers from state alone: when amber and red begin, as days. Nothing depends on when it is asked, so a night that was
missed loses nothing.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from .light_facts import Facts
from .light_rules import DAY, Rule, later, month_end
from .workdays import Workdays


@dataclass(frozen=True, slots=True)
class Breach:
    """One breach of a rule.

    :ivar amber: the first day of amber, None if it never comes; ``red``: that of red
    :ivar until: the day on which it is over, None while it lasts
    :ivar made_good: whether it was made good on ``amber``, and the month of that day stays amber
    :ivar broken_on: the day on which it began, where that is not the first day of its light
    """

    amber: datetime.date | None
    red: datetime.date | None
    params: dict = field(default_factory=dict)
    until: datetime.date | None = None
    made_good: bool = False
    broken_on: datetime.date | None = None


def breaches(rule: Rule, facts: Facts, workdays: Workdays) -> list[Breach]:
    """What breaks the rule now or will, if nothing changes but the day."""
    return _CHECKS[rule.check](rule, facts, workdays)


def _span(rule, since, workdays, **params) -> list[Breach]:
    """A span of time that runs from a day on."""
    if since is None:
        return []
    amber, red = (_over(rule, since, number, workdays) for number in (rule.amber, rule.red))
    return [Breach(amber, red, {"day": since.isoformat(), **params})]


def _over(rule, since, number, workdays):
    return None if number is None else later(since, number, rule.unit, workdays) + DAY


def _milestone_late(rule, facts, workdays):
    found = []
    for step in facts.steps:
        if rule.step and step.step != rule.step:
            continue
        [breach] = _span(rule, step.planned, workdays, step=step.step)
        if not step.done:
            found.append(breach)
            continue
        first = min(filter(None, (breach.amber, breach.red)), default=None)
        if rule.keeps_month and first and step.done >= first:
            params = {**breach.params, "done": step.done.isoformat()}
            end = month_end(step.done)
            found.append(Breach(step.done, None, params, end, made_good=True, broken_on=first))
    return found


def _not_started(rule, facts, workdays):
    return [] if facts.construction_on else _span(rule, facts.signed_on, workdays)


def _reference(rule, facts):
    return facts.construction_on if rule.reference == "construction" else facts.signed_on


def _no_funds(rule, facts, workdays):
    return [] if facts.capital > 0 else _span(rule, _reference(rule, facts), workdays)


def _base(rule, facts):
    return facts.planned_amount if rule.base == "planned" else facts.signed_amount


def _funds_share(rule, facts, workdays):
    since, base = _reference(rule, facts), _base(rule, facts)
    if since is None or base <= 0:
        return []
    day = later(since, rule.after, rule.unit, workdays) + DAY
    amber, red = (
        day if wanted is not None and facts.capital * 100 < wanted * base else None
        for wanted in (rule.amber, rule.red)
    )
    share = facts.capital * 1000 // base / 10
    return [Breach(amber, red, {"day": since.isoformat(), "share": share})]


def points_behind(facts: Facts, day: datetime.date) -> float:
    """How far the ladder is behind its plan on a day, in percentage points of its dated steps.

    Planned: the share of the steps whose planned date has passed. Done: the share of the steps that are done, ahead of their date
    or not. What is ahead counts as 0.
    """
    due = sum(step.planned < day for step in facts.steps)
    done = sum(step.done is not None for step in facts.steps)
    return max(0, due - done) * 100 / len(facts.steps) if facts.steps else 0.0


def _behind_plan(rule, facts, _workdays):
    days = sorted({step.planned + DAY for step in facts.steps if not step.done})
    behind = [(day, points) for day in days if (points := points_behind(facts, day))]
    amber = _first(behind, rule.amber, lambda points, limit: points >= limit)
    red = _first(behind, rule.red, lambda points, limit: points > limit)
    _day, points = red or amber or (None, 0)
    params = {"points": round(points, 1)}
    return [Breach(amber and amber[0], red and red[0], params)]


def _first(behind, limit, reaches):
    """The first (day, points) that reach a threshold; None where none do."""
    if limit is None:
        return None
    return next(((day, points) for day, points in behind if reaches(points, limit)), None)


def _funds_behind(rule, facts, _workdays):
    """Capital in place against the share of time that has passed from the signing to the last planned step."""
    base, start = _base(rule, facts), facts.signed_on
    end = max((step.planned for step in facts.steps), default=None)
    if start is None or end is None or end <= start or base <= 0:
        return []
    span, actual = (end - start).days, facts.capital * 100

    def begins(points, more):
        # the first day d with (d - start) / span - capital / base of so many points, or of more
        wanted = span * (points * base + actual)
        days = wanted // (100 * base) + 1 if more else -(-wanted // (100 * base))
        days = max(days, 1)
        return start + days * DAY if days <= span else None

    amber = None if rule.amber is None else begins(rule.amber, more=False)
    red = None if rule.red is None else begins(rule.red, more=True)
    return [Breach(amber, red, {"day": start.isoformat(), "share": actual * 10 // base / 10})]


def _stale(rule, facts, workdays):
    days = (facts.created_on, facts.edited_on, facts.contact_on)
    return _span(rule, max(filter(None, days)), workdays)


def _no_contact_official(rule, facts, workdays):
    if facts.official_since is None:
        return []
    days = (facts.official_since, facts.official_contact_on)
    return _span(rule, max(filter(None, days)), workdays)


def _issue_overdue(rule, facts, workdays):
    return _span(rule, facts.issue_due, workdays)


def _signed_not_landed(rule, facts, workdays):
    return [] if facts.landed_on else _span(rule, facts.signed_on, workdays)


def _evidence_owed(rule, facts, workdays):
    return _span(rule, facts.owed_until, workdays)


def _signing_passed(rule, facts, workdays):
    return [] if facts.signed_on else _span(rule, facts.expected_signing, workdays)


_CHECKS = {
    "milestone_late": _milestone_late,
    "not_started": _not_started,
    "no_funds": _no_funds,
    "funds_share": _funds_share,
    "behind_plan": _behind_plan,
    "funds_behind": _funds_behind,
    "issue_overdue": _issue_overdue,
    "signed_not_landed": _signed_not_landed,
    "signing_passed": _signing_passed,
    "stale": _stale,
    "no_contact_official": _no_contact_official,
    "evidence_owed": _evidence_owed,
}
