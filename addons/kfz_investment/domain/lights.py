"""The lights of a project: progress and record, each green, amber or red (design §6).

A pure function of what the project is now, the rules and the day: which rule decides, since when, why, and the next day on
which the answer can change although nothing else does. The worst light decides, then the one that began first, then the
order of the rules.

A breach that began before its rule's ``enforce_from`` never colours: switching a rule on turns nothing old red. What a rule
says before its first day, or after its last one, is not said.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import light_checks
from .follow_up import ENDED
from .light_facts import KINDS, Facts, rank, worst
from .light_rules import DAY, Rule, add_months, in_zone
from .workdays import Workdays


@dataclass(frozen=True, slots=True)
class Light:
    """One light.

    :ivar since: the first day of it by the rule that decides; of green, the day on which the last breach that is known ended,
        or the first day on which it could be green; None where that is not known
    :ivar why: a check, ``made_good`` or ``escalated``; '' for green
    :ivar params: what the words of ``why`` need, in plain values
    """

    light: str
    rule: Rule | None = None
    since: datetime.date | None = None
    why: str = ""
    params: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Both lights; None where the project has none: it has ended, sleeps until its review, or no rule looks at it.

    :ivar next: the next day on which the answer can change although nothing else does
    """

    progress: Light | None = None
    record: Light | None = None
    next: datetime.date | None = None

    @property
    def light(self) -> str | None:
        """The worse of the two."""
        return worst(each.light for each in (self.progress, self.record) if each)


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which one rule colours, up to but not with ``end``."""

    start: datetime.date
    end: datetime.date | None
    light: Light

    def covers(self, day: datetime.date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day and (self.end is None or day < self.end)


def evaluate(
    facts: Facts, rules: Iterable[Rule], today: datetime.date, workdays: Workdays
) -> Verdict:
    """The lights of a project on a day, by the rules of its zone.

    :param rules: those of all zones, the ones that are switched off among them
    """
    return evaluate_in_zone(facts, in_zone(rules, facts.company_id), today, workdays)


def evaluate_in_zone(
    facts: Facts, rules: Iterable[Rule], today: datetime.date, workdays: Workdays
) -> Verdict:
    """:func:`evaluate` by rules that :func:`in_zone` has chosen."""
    if (none := _without(facts, today)) is not None:
        return none
    rules = [rule for rule in rules if rule.fits(facts)]
    woken = _woken(facts)
    spells = [spell for rule in rules for spell in _spells(rule, facts, workdays, woken)]
    progress, record = (_light(kind, rules, spells, today, woken) for kind in KINDS)
    later = (day for day in _days(rules, spells) if day > today)
    return Verdict(progress, record, min(later, default=None))


def causes(
    facts: Facts, rules: Iterable[Rule], today: datetime.date, workdays: Workdays
) -> dict[str, list[Light]]:
    """{kind: all that colours this light on a day, the one that decides first}, by rules that ``in_zone`` has chosen."""
    if _without(facts, today) is not None:
        return {kind: [] for kind in KINDS}
    woken = _woken(facts)
    found: dict[str, list[Light]] = {kind: [] for kind in KINDS}
    for rule in rules:
        if rule.fits(facts) and rule.holds(today):
            spells = _spells(rule, facts, workdays, woken)
            found[rule.kind] += [spell.light for spell in spells if spell.covers(today)]
    return {kind: sorted(lights, key=_order) for kind, lights in found.items()}


def _woken(facts: Facts) -> datetime.date | None:
    """The day on which a project that slept had lights again."""
    return facts.review_on + DAY if facts.condition == "dormant" and facts.review_on else None


def _without(facts: Facts, today: datetime.date) -> Verdict | None:
    """The answer for a project that has no light: it has ended, or sleeps until its review."""
    if facts.condition in ENDED:
        return Verdict()
    if facts.condition == "dormant" and facts.review_on and today <= facts.review_on:
        return Verdict(next=facts.review_on + DAY)
    return None


def _woken(facts: Facts) -> datetime.date | None:
    """The day on which a project that slept has lights again."""
    return facts.review_on + DAY if facts.condition == "dormant" and facts.review_on else None


def _days(rules: Iterable[Rule], spells: Iterable[Spell]) -> Iterator[datetime.date]:
    """The days on which an answer may change."""
    for spell in spells:
        yield from filter(None, (spell.start, spell.end))
    for rule in rules:
        yield from filter(None, (rule.date_from, rule.date_to and rule.date_to + DAY))


def _light(kind, rules, spells, today, woken) -> Light | None:
    """One light; None where no rule of it counts.

    :param woken: the day on which the project had lights again, if it slept
    """
    counting = [rule for rule in rules if rule.kind == kind and rule.holds(today)]
    if not counting:
        return None
    mine = [spell for spell in spells if spell.light.rule.kind == kind]
    found = [spell.light for spell in mine if spell.covers(today)]
    return min(found, key=_order) if found else _green(mine, counting, today, woken)


def _green(spells, rules, today, woken) -> Light:
    """Green since the last breach ended, since the project woke, or since the first of the rules counts: what came last."""
    ends = [spell.end for spell in spells if spell.end and spell.end <= today]
    starts = [rule.date_from for rule in rules]
    first = min(starts) if all(starts) else None
    return Light("green", since=max(filter(None, (*ends, woken, first)), default=None))


def _order(light: Light):
    return -rank(light.light), light.since, light.rule.sequence, light.rule.id


def _spells(
    rule: Rule, facts: Facts, workdays: Workdays, woken: datetime.date | None
) -> Iterator[Spell]:
    """The times in which a rule colours the project, if nothing changes but the day.

    :param woken: the day before which the project slept
    """
    for breach in light_checks.breaches(rule, facts, workdays):
        if not _colours(rule, breach):
            continue
        red, why = _red(rule, breach)
        if breach.amber and (red is None or breach.amber < red):
            word = "made_good" if breach.made_good else rule.check
            span = (breach.amber, red or breach.until)
            yield from _spell(rule, breach, "amber", span, woken, word)
        if red:
            yield from _spell(rule, breach, "red", (red, breach.until), woken, why)


def _colours(rule: Rule, breach: light_checks.Breach) -> bool:
    """Whether it began, and not before the rule is enforced."""
    days = filter(None, (breach.amber, breach.red))
    first = breach.broken_on or min(days, default=None)
    return first is not None and (not rule.enforce_from or rule.enforce_from <= first)


def _red(rule: Rule, breach: light_checks.Breach) -> tuple[datetime.date | None, str]:
    """The first day of red, by its threshold or because amber has lasted, and why."""
    if rule.escalate_months and breach.amber and not breach.made_good:
        climbs = add_months(breach.amber, rule.escalate_months)
        if breach.red is None or climbs < breach.red:
            return climbs, "escalated"
    return breach.red, rule.check


def _spell(rule, breach, light, span, woken, why) -> Iterator[Spell]:
    """A time of one light, cut to the days on which the rule counts and the project is awake."""
    start, end = span
    start = max(filter(None, (start, rule.date_from, woken)))
    if rule.date_to:
        end = min(filter(None, (end, rule.date_to + DAY)))
    if end is None or start < end:
        yield Spell(start, end, Light(light, rule, start, why, breach.params))
