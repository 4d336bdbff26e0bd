"""What the stage gates know of a project: gathered once, from a record as from a row that is going to be one."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

#: Fields of ``crm.lead`` that ``facts_of`` reads under their own names.
FACT_FIELDS = (
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
    "is_major",
)


@dataclass(frozen=True)
class Facts:
    """What is known about a project, as plain values."""

    enterprise: bool = False
    industry: bool = False
    investment: float = 0.0
    investment_unknown: bool = False
    account_manager: bool = False
    interactions: int = 0
    industry_function: bool = False
    entry_type: bool = False
    area: bool = False
    zone_has_areas: bool = False
    site_need: bool = False
    major: bool = False
    lead_official: bool = False
    formal_agreement: bool = False
    formal_agreement_document: bool = False
    milestones: frozenset[str] = frozenset()
    milestone_evidence: frozenset[str] = frozenset()


def facts_of(project: Mapping) -> Facts:
    """The facts of a project, recorded or planned; a missing key counts as empty.

    :param project: values by the names of ``FACT_FIELDS`` (a relation is anything that is false when empty), and what
        its related records add up to: ``roles`` (active assignments), ``zone_areas`` (areas of its zone),
        ``formal_agreements`` (in force), ``formal_documents``, ``milestones`` (words of the recognised ones),
        ``evidenced_milestones`` (words of those with evidence)
    """
    get = project.get
    roles = frozenset(get("roles") or ())
    return Facts(
        enterprise=bool(get("partner_id")),
        industry=bool(get("industry_id")),
        investment=get("expected_revenue") or 0.0,
        investment_unknown=bool(get("investment_unknown")),
        account_manager=bool(get("user_id")) or "account_manager" in roles,
        interactions=len(get("interaction_ids") or ()),
        industry_function=bool(get("industry_function")),
        entry_type=bool(get("entry_type_id")),
        area=bool(get("area_id")),
        zone_has_areas=bool(get("zone_areas")),
        site_need=bool((get("site_need") or "").strip()),
        major=bool(get("is_major")),
        lead_official="lead_official" in roles,
        formal_agreement=bool(get("formal_agreements")),
        formal_agreement_document=bool(get("formal_documents")),
        milestones=frozenset(get("milestones") or ()),
        milestone_evidence=frozenset(get("evidenced_milestones") or ()),
    )


def union(known: Facts, added: Facts) -> Facts:
    """What a project has and what a row adds to it, together."""
    values = {}
    for item in dataclasses.fields(Facts):
        old, new = getattr(known, item.name), getattr(added, item.name)
        values[item.name] = old | new if isinstance(old, frozenset) else new or old
    return Facts(**values)
