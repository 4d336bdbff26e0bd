"""What a project owes: what the gates of its passed stages ask for and an override leaves open until a date (design §4)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from . import gates
from .gate_facts import Facts

#: days that are proposed for an override
OVERRIDE_DAYS = 30
#: checks that documents satisfy: {check: milestone whose evidence it is, None for the formal agreement}
DOCUMENTS = {
    "formal_agreement_document": None,
    "landing_evidence": "landed",
    "construction_evidence": "construction",
    "production_evidence": "production",
    "full_production_evidence": "full_production",
}


@dataclass(frozen=True)
class Owed:
    """One item that is owed, and the override that says until when: the newest one that covers it."""

    check: str
    stage_id: int
    override: gates.Override
    field: str = ""
    page: str = ""

    @property
    def due(self) -> datetime.date | None:
        """The last day on which it is not overdue; None for an override without a date."""
        return self.override.valid_until

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether the date is past; what has no date never is."""
        return self.due is not None and self.due < today


def owed(rules: Iterable[gates.Rule], facts: Facts, passage: gates.Passage) -> list[Owed]:
    """What the passed stages ask for, the project does not have, and an override covers; what is due first comes first.

    What two stages ask for is owed once, until the earlier date. What no override covers is not owed: the gates refuse it.
    """
    found: dict[str, Owed] = {}
    for rule in rules:
        item = _item(rule, facts, passage)
        if item and (item.check not in found or _due(item) < _due(found[item.check])):
            found[item.check] = item
    return sorted(found.values(), key=_due)


def _item(rule: gates.Rule, facts: Facts, passage: gates.Passage) -> Owed | None:
    day = passage.passed.get(rule.stage_id)
    if day is None or not rule.holds(day, passage.company_id):
        return None
    check, override = gates.CHECKS[rule.check], passage.newest(rule)
    if override is None or check.satisfied(facts):
        return None
    return Owed(rule.check, rule.stage_id, override, check.field, check.page)


def _due(item: Owed) -> datetime.date:
    return item.due or datetime.date.max


def missing_to_enter(
    rules: Iterable[gates.Rule],
    facts: Facts,
    passage: gates.Passage,
    stage_id: int,
    up_to: int,
) -> list[gates.Missing]:
    """What keeps a project from a stage of sequence ``up_to``: what its gates ask for and, on the way forward, what is overdue."""
    rules = list(rules)
    result = gates.missing(rules, facts, passage, up_to)
    if stage_id in passage.passed:
        return result
    return result + [
        gates.Missing(item.check, item.stage_id, item.field, item.page, since=item.due)
        for item in owed(rules, facts, passage)
        if item.is_overdue(passage.today)
    ]


def newest_first(overrides: Iterable[gates.Override]) -> tuple[gates.Override, ...]:
    """The overrides of a project in the order in which a :class:`gates.Passage` has them; one without an id is newest."""
    return tuple(
        sorted(
            overrides,
            key=lambda o: (o.id is None, o.id or 0),
            reverse=True,
        )
    )
