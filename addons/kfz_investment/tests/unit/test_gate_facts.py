"""Gate facts are gathered in one way, from a recorded project and from a planned one."""

import dataclasses

import pytest
from domain import gate_facts
from domain.gate_facts import Facts

FULL = {
    "partner_id": 7,
    "industry_id": 3,
    "expected_revenue": 1.5,
    "investment_unknown": True,
    "user_id": 2,
    "interaction_ids": [1, 2],
    "industry_function": "logistics",
    "entry_type_id": 1,
    "area_id": 1,
    "site_need": "500 亩",
    "is_major": True,
    "roles": ["lead_official"],
    "zone_areas": [1],
    "formal_agreements": [1],
    "formal_documents": [1],
    "milestones": ["landed", "construction"],
    "evidenced_milestones": ["landed"],
}


def test_an_empty_mapping_gives_the_empty_facts():
    assert gate_facts.facts_of({}) == Facts()
    assert gate_facts.facts_of(dict.fromkeys(FULL)) == Facts()
    assert gate_facts.facts_of(dict.fromkeys(FULL, False)) == Facts()


def test_every_fact_is_gathered():
    facts = gate_facts.facts_of(FULL)
    assert facts == Facts(
        enterprise=True,
        industry=True,
        investment=1.5,
        investment_unknown=True,
        account_manager=True,
        interactions=2,
        industry_function=True,
        entry_type=True,
        area=True,
        zone_has_areas=True,
        site_need=True,
        major=True,
        lead_official=True,
        formal_agreement=True,
        formal_agreement_document=True,
        milestones=frozenset({"landed", "construction"}),
        milestone_evidence=frozenset({"landed"}),
    )
    assert all(dataclasses.astuple(facts))


@pytest.mark.parametrize("name", gate_facts.FACT_FIELDS)
def test_every_field_counts(name):
    assert gate_facts.facts_of({name: FULL[name]}) != Facts()


@pytest.mark.parametrize("project", [{"user_id": 2}, {"roles": {"account_manager": "某专员"}}])
def test_a_user_or_an_assignment_is_an_account_manager(project):
    assert gate_facts.facts_of(project).account_manager


def test_a_site_need_of_spaces_is_empty():
    assert not gate_facts.facts_of({"site_need": "  "}).site_need


def test_a_union_keeps_what_either_side_knows():
    known = Facts(enterprise=True, investment=5.0, milestones=frozenset({"landed"}))
    added = Facts(area=True, investment=7.0, milestones=frozenset({"construction"}))
    assert gate_facts.union(known, added) == Facts(
        enterprise=True,
        area=True,
        investment=7.0,
        milestones=frozenset({"landed", "construction"}),
    )
    assert gate_facts.union(known, Facts()) == known
