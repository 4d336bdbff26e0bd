"""What a project ledger would do, row by row, without a database: enterprises, matches, values and gates."""

import datetime

import pytest
from domain import gates
from domain.imports import project, project_plan
from domain.imports.directory import Enterprise
from domain.imports.issue import ERROR, Parsed
from domain.imports.project_facts import Project, RecordedProject
from domain.imports.project_values import of_new
from import_plan_facts import (
    CODE,
    OTHER_ZONE,
    STAGES,
    ZONE,
    ProjectFacts,
    actions,
    amount,
    rows,
    told,
)

NAME = "昆明示例一有限公司"
SIGNED, LANDED = datetime.date(2026, 3, 5), datetime.date(2026, 6, 1)


def ledger(name="示例项目", stage="lead", **values):
    """Values of a row; None leaves a column out."""
    row = {"name": name, "zone": ZONE, "stage": stage, **values}
    return {key: value for key, value in row.items() if value is not None}


def plan(facts, *values):
    parsed = rows(*values)
    project.mark_repeats(parsed)
    return project_plan.plan(parsed, facts)


def one(facts=None, **values):
    return plan(facts or ProjectFacts(), ledger(**values))[0]


# rows and enterprises


def test_a_lead_without_anything_is_created():
    row = one()
    assert (row.action, row.record, row.vals, told(row)) == (
        "create",
        None,
        {"name": "示例项目"},
        [],
    )
    assert (row.extra.stage, row.extra.owed) == (STAGES["lead"], False)


def test_refused_and_skipped_rows_are_planned_as_such():
    bad, left_out = Parsed(2), Parsed(3, skip=True)
    bad.add(ERROR, "", "missing")
    assert actions(project_plan.plan([bad, left_out], ProjectFacts())) == ["refused", "skip"]


def test_a_repeat_within_the_file_is_left_out():
    facts = ProjectFacts()
    plan_rows = plan(facts, ledger(enterprise=NAME), ledger(enterprise=NAME))
    assert actions(plan_rows) == ["create", "skip"]
    assert told(plan_rows[1]) == ["repeated_project"]


def test_rows_of_one_new_enterprise_share_it():
    plan_rows = plan(
        ProjectFacts(),
        ledger("甲", enterprise=NAME),
        ledger("乙", enterprise=NAME, uscc=CODE),
        ledger("丙", enterprise=NAME, zone=OTHER_ZONE),
    )
    first, second, third = (row.extra.new_enterprise for row in plan_rows)
    assert first is second
    assert (first.name, first.code, first.zone, first.id) == (NAME, CODE, ZONE, None)
    assert (third.code, third.zone) == (None, OTHER_ZONE)
    assert [told(row) for row in plan_rows] == [["enterprise_created"], [], ["enterprise_created"]]


def test_a_known_enterprise_is_taken():
    facts = ProjectFacts([Enterprise(5, NAME, CODE, ZONE)])
    for row in (one(facts, enterprise=NAME), one(facts, uscc=CODE)):
        assert (row.extra.enterprise.id, row.extra.new_enterprise, told(row)) == (5, None, [])


def test_another_name_beside_the_code_is_told():
    row = one(ProjectFacts([Enterprise(5, NAME, CODE, ZONE)]), enterprise="别名公司", uscc=CODE)
    assert (row.action, told(row)) == ("create", ["other_name_in_directory"])


def test_a_code_of_no_known_enterprise_needs_a_name():
    row = one(uscc=CODE)
    assert (row.action, told(row)) == ("refused", ["missing_enterprise"])


def test_namesakes_and_archived_enterprises_are_refused():
    two = [Enterprise(5, NAME, None, ZONE), Enterprise(6, NAME, None, ZONE)]
    archived = [Enterprise(5, NAME, None, ZONE, active=False)]
    for directory, code in ((two, "two_enterprises"), (archived, "archived_enterprise")):
        row = one(ProjectFacts(directory), enterprise=NAME)
        assert (row.action, told(row)) == ("refused", [code])


# matches


@pytest.mark.parametrize(
    ("known", "values", "found"),
    [
        (Project(9, "K-1", ZONE, None, "旧名"), {"code": "k-1"}, 9),
        (Project(9, None, ZONE, 5, "示例 项目"), {"enterprise": NAME}, 9),
        (Project(9, None, ZONE, None, "示例项目"), {"enterprise": NAME}, 9),
        (Project(9, None, ZONE, None, "示例项目"), {}, 9),
        (Project(9, None, ZONE, 6, "示例项目"), {"enterprise": NAME}, None),
        (Project(9, None, ZONE, 5, "示例项目"), {}, None),
        (Project(9, None, OTHER_ZONE, None, "示例项目"), {}, None),
        (Project(9, "K-1", OTHER_ZONE, None, "旧名"), {"code": "K-1"}, None),
    ],
)
def test_a_row_means_the_project_of_its_code_else_of_its_zone_enterprise_and_name(
    known, values, found
):
    facts = ProjectFacts([Enterprise(5, NAME, None, ZONE)])
    facts.projects = lambda *_asked: [known]
    facts.recorded = lambda ids, _roles: dict.fromkeys(ids, ended())
    row = one(facts, **values)
    assert row.record == found
    assert ("code_not_ours" in told(row)) == ("code" in values and not found)


def ended():
    """A project of which nothing but its end matters."""
    return RecordedProject(STAGES["lead"], is_open=False)


# values


def landed_row():
    """The plan of a row of a past ledger that fills every kind of column."""
    return one(
        ProjectFacts(is_opening=True, rated=frozenset({8})),
        stage="landed",
        enterprise=NAME,
        investment=amount("120000000"),
        function="logistics",
        industry=3,
        signed_date=SIGNED,
        signed_amount=amount(100, "USD"),
        agreement_number="协-1",
        landed_date=LANDED,
        capital=amount(500),
        construction_date=LANDED,
        lead_official="示例领导",
        account_manager="示例专员",
        contact="张示例",
    )


def test_all_values_reach_the_project():
    row = landed_row()
    assert row.vals == {
        "name": "示例项目",
        "industry_function": "logistics",
        "industry_id": 3,
        "contact_name": "张示例",
        "expected_revenue": 120000000.0,
    }
    assert row.extra.officials == {"lead_official": "示例领导", "account_manager": "示例专员"}


def test_agreement_capital_and_milestones_are_recorded_with_it():
    agreement = {
        "kind": "formal",
        "state": "in_force",
        "signed_on": SIGNED,
        "amount": 100.0,
        "number": "协-1",
        "currency_id": 8,
        "company_id": ZONE,
    }
    capital = {"received_on": LANDED, "amount": 500.0, "company_id": ZONE, "currency_id": 7}
    milestone = {"effective_date": LANDED, "state": "recognised", "company_id": ZONE}
    assert landed_row().extra.children == {
        "agreement_ids": [agreement],
        "capital_ids": [capital],
        "milestone_ids": [{"milestone": word, **milestone} for word in ("landed", "construction")],
    }


def test_outside_a_past_ledger_evidence_is_a_draft():
    row = one(signed_date=SIGNED, landed_date=LANDED)
    [agreement], [milestone] = (
        row.extra.children["agreement_ids"],
        row.extra.children["milestone_ids"],
    )
    assert (agreement["state"], agreement["amount"], milestone["state"]) == ("draft", None, "draft")
    assert of_new(agreement)["amount"] == 0.0


def test_capital_of_nothing_or_without_a_date_makes_no_record():
    for values in ({"capital": amount(0), "signed_date": SIGNED}, {"capital": amount(5)}):
        assert one(**values).extra.children["capital_ids"] == []


def test_capital_without_a_landing_is_in_place_at_the_signing():
    row = one(capital=amount(5), signed_date=SIGNED)
    assert row.extra.children["capital_ids"][0]["received_on"] == SIGNED


@pytest.mark.parametrize("column", ["signed_amount", "capital"])
@pytest.mark.parametrize(("currency", "code"), [("THB", "unknown_currency"), ("USD", "no_rate")])
def test_a_currency_has_to_be_active_and_rated(column, currency, code):
    row = one(signed_date=SIGNED, **{column: amount(1, currency)})
    assert (row.action, told(row)) == ("refused", [code])
    assert row.parsed.issues[0].column == f"“{column}”"


def test_only_a_manager_recognises_a_landing():
    row = one(ProjectFacts(is_manager=False), landed_date=LANDED)
    assert (row.action, told(row)) == ("refused", ["landing_by_manager"])
    assert one(ProjectFacts(is_manager=False), signed_date=SIGNED).action == "create"


# gates


def test_a_row_that_breaks_a_gate_is_refused_with_every_missing_thing():
    row = one(stage="signed", signed_date=SIGNED, investment=amount("2e8"))
    assert row.action == "refused"
    [issue] = row.parsed.issues
    assert issue.params == {
        "stage": "signed",
        "items": (
            "enterprise",
            "lead_official_if_major",
            "formal_agreement",
            "formal_agreement_document",
        ),
    }


def test_a_past_ledger_owes_what_is_missing():
    row = one(ProjectFacts(is_opening=True), stage="signed", signed_date=SIGNED)
    assert (row.action, told(row), row.extra.owed) == ("create", [], True)


def test_a_past_ledger_that_lacks_nothing_owes_nothing():
    facts = ProjectFacts(is_opening=True)
    row = one(facts, stage="negotiation", enterprise=NAME, investment=amount(1))
    assert (row.action, row.extra.owed) == ("create", False)


def test_the_industry_of_the_enterprise_counts():
    facts = ProjectFacts([Enterprise(5, NAME, None, ZONE, industry=3)])
    facts.rules = (gates.Rule("industry", STAGES["negotiation"].id, 10),)
    assert one(facts, stage="negotiation", enterprise=NAME).action == "create"
    assert one(facts, stage="negotiation").action == "refused"


def test_a_row_that_a_gate_refuses_adds_no_enterprise():
    facts = ProjectFacts()
    facts.rules = (gates.Rule("industry", STAGES["review"].id, 10),)
    refused, created = plan(
        facts,
        ledger("甲", enterprise=NAME, stage="review"),
        ledger("乙", enterprise=NAME, stage="lead"),
    )
    assert (refused.action, told(refused)) == ("refused", ["gates"])
    assert (created.action, told(created)) == ("create", ["enterprise_created"])


def test_many_rows_ask_as_often_as_few():
    def asked(count):
        facts = ProjectFacts()
        values = [ledger(f"示例{n}", enterprise=f"示例{n}公司") for n in range(count)]
        assert actions(plan(facts, *values)) == ["create"] * count
        return facts.asked

    once = dict.fromkeys(("enterprises", "projects", "zones", "gate_states"), 1)
    assert asked(40) == asked(4) == once
