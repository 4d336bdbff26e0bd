"""Stage gates: what a project needs to enter a stage and to stay at or beyond it (design §5).

One closed vocabulary of checks and one pure evaluator serve the constraint, the "still missing" panel, the workbook and
the API. Nothing here knows Odoo: facts are plain values that the caller has read.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .gate_facts import Facts

#: Milestones in pipeline order; also the words of ``crm.stage.milestone``.
MILESTONES = (
    "lead",
    "negotiation",
    "review",
    "signed",
    "landed",
    "construction",
    "production",
    "full_production",
)
PHASES = {
    "lead": "promotion",
    "negotiation": "promotion",
    "review": "integration",
    "signed": "integration",
    "landed": "landing",
    "construction": "landing",
    "production": "landing",
    "full_production": "landing",
}


@dataclass(frozen=True)
class Check:
    """One thing that a gate may ask for: the field that mends it, and when it is satisfied."""

    field: str
    satisfied: object
    #: where on the project page the field is, for the link of the "still missing" panel
    page: str = ""


def _milestone(word: str) -> Check:
    return Check("milestone_ids", lambda f: word in f.milestones, "milestones")


def _evidence(word: str) -> Check:
    return Check("milestone_ids", lambda f: word in f.milestone_evidence, "milestones")


CHECKS: Mapping[str, Check] = {
    "enterprise": Check("partner_id", lambda f: f.enterprise),
    "industry": Check("industry_id", lambda f: f.industry),
    # "Not known yet" is an answer (design: style, gates); an amount of zero without it is not.
    "investment": Check("expected_revenue", lambda f: f.investment > 0 or f.investment_unknown),
    "account_manager": Check("user_id", lambda f: f.account_manager),
    "interaction": Check("interaction_ids", lambda f: f.interactions > 0, "interactions"),
    "industry_function": Check("industry_function", lambda f: f.industry_function),
    "entry_type": Check("entry_type_id", lambda f: f.entry_type),
    "area": Check("area_id", lambda f: f.area or not f.zone_has_areas),
    "site_need": Check("site_need", lambda f: f.site_need),
    "lead_official_if_major": Check(
        "assignment_ids", lambda f: f.lead_official or not f.major, "assignments"
    ),
    "lead_official": Check("assignment_ids", lambda f: f.lead_official, "assignments"),
    "formal_agreement": Check("agreement_ids", lambda f: f.formal_agreement, "agreements"),
    "formal_agreement_document": Check(
        "agreement_ids", lambda f: f.formal_agreement_document, "agreements"
    ),
    "landing": _milestone("landed"),
    "landing_evidence": _evidence("landed"),
    "construction": _milestone("construction"),
    "construction_evidence": _evidence("construction"),
    "production": _milestone("production"),
    "production_evidence": _evidence("production"),
    "full_production": _milestone("full_production"),
    "full_production_evidence": _evidence("full_production"),
}

#: Fields of ``crm.lead`` whose change can open or close a gate; what is computed from them (``is_major``) follows.
GATE_FIELDS = (
    "stage_id",
    "is_promotion",
    "partner_id",
    "industry_id",
    "expected_revenue",
    "investment_unknown",
    "user_id",
    "interaction_ids",
    "industry_function",
    "entry_type_id",
    "area_id",
    "site_need",
    "is_major_flagged",
    "assignment_ids",
    "agreement_ids",
    "milestone_ids",
    "condition",
    "team_id",
    "type",
)


#: What else a page that shows the gates depends on: the records of these fields, and what follows from them.
GATE_PATHS = (
    "is_major",
    "agreement_ids.state",
    "agreement_ids.kind",
    "agreement_ids.attachment_ids",
    "milestone_ids.state",
    "milestone_ids.attachment_ids",
    "assignment_ids.role",
    "assignment_ids.date_to",
    "gate_override_ids.stage_id",
    "gate_override_ids.check_code",
    "gate_override_ids.covers_earlier",
    "gate_override_ids.valid_until",
)


@dataclass(frozen=True)
class Rule:
    """A gate row: ``check`` is asked for at the stage of that ``sequence``, for passages between two dates."""

    check: str
    stage_id: int
    sequence: int
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    company_id: int | None = None

    def holds(self, day: datetime.date, company_id: int | None) -> bool:
        """Whether the row was in force for this zone on the day the stage was passed."""
        return (
            (self.date_from is None or self.date_from <= day)
            and (self.date_to is None or day <= self.date_to)
            and self.company_id in (None, company_id)
        )


@dataclass(frozen=True)
class Override:
    """A manager's leave to pass a stage without ``check`` (any check when empty), until a date.

    With ``up_to``, the sequence of its stage, it covers the earlier stages too. Ids grow with time.
    """

    stage_id: int
    check: str | None = None
    valid_until: datetime.date | None = None
    up_to: int | None = None
    id: int | None = None

    def covers(self, rule: Rule) -> bool:
        """Whether it is for the rule's stage and item."""
        stage = rule.stage_id == self.stage_id or (
            self.up_to is not None and rule.sequence <= self.up_to
        )
        return stage and self.check in (None, rule.check)


@dataclass(frozen=True)
class Missing:
    """One unmet gate item; ``since``: the date by which it was owed, for one that an earlier override left open."""

    check: str
    stage_id: int
    field: str = ""
    page: str = ""
    since: datetime.date | None = None


@dataclass(frozen=True)
class Passage:
    """The state of a project: its zone, the stages it passed and when, and what was waived."""

    company_id: int | None
    today: datetime.date
    #: stage id -> date on which it was passed; a stage not in here is being passed today
    passed: Mapping[int, datetime.date] = dataclasses.field(default_factory=dict)
    #: the newest first
    overrides: tuple[Override, ...] = ()

    def newest(self, rule: Rule) -> Override | None:
        """The override that says until when an item is owed: a newer one extends the date of an older one."""
        return next((override for override in self.overrides if override.covers(rule)), None)

    def waived(self, rule: Rule) -> bool:
        """An expired override still covers stages passed under it, but does not open further ones (``domain/owed.py``)."""
        for override in self.overrides:
            if override.covers(rule) and (
                rule.stage_id in self.passed
                or override.valid_until is None
                or override.valid_until >= self.today
            ):
                return True
        return False


def missing(rules: Iterable[Rule], facts: Facts, passage: Passage, up_to: int) -> list[Missing]:
    """Everything that the gates of all stages up to sequence ``up_to`` ask for and the project does not have.

    A row counts when it was in force on the day the project passed its stage, so that a new row does not block old projects.
    """
    result = []
    for rule in rules:
        if rule.sequence > up_to:
            continue
        day = passage.passed.get(rule.stage_id, passage.today)
        if not rule.holds(day, passage.company_id) or passage.waived(rule):
            continue
        check = CHECKS[rule.check]
        if not check.satisfied(facts):
            result.append(Missing(rule.check, rule.stage_id, check.field, check.page))
    return result


def passed_on(
    moves: Iterable[tuple[int, datetime.date]], sequences: Mapping[int, int]
) -> dict[int, datetime.date]:
    """Replay a project's moves: which stages it stands beyond, and since when.

    :param moves: (stage id reached, date) in the order they were recorded
    :param sequences: stage id -> sequence, for every stage of the pipeline
    """
    passed: dict[int, datetime.date] = {}
    for reached, day in moves:
        limit = sequences.get(reached)
        if limit is None:
            continue
        passed = {stage: on for stage, on in passed.items() if sequences[stage] <= limit}
        for stage, sequence in sequences.items():
            if sequence <= limit:
                passed.setdefault(stage, day)
    return passed


def crossed(
    from_sequence: int | None, to_sequence: int, stages: Iterable[tuple[int, int, str]]
) -> list[int]:
    """Stage ids that a move writes to the ledger: each signed or later one that it crosses, and the one it ends at.

    :param stages: (stage id, sequence, milestone) of the pipeline
    """
    start = from_sequence if from_sequence is not None else -1
    dated = MILESTONES[MILESTONES.index("signed") :]
    if to_sequence <= start:
        return [stage for stage, sequence, _word in stages if sequence == to_sequence]
    return [
        stage
        for stage, sequence, word in sorted(stages, key=lambda s: s[1])
        if sequence == to_sequence or (start < sequence < to_sequence and word in dated)
    ]
