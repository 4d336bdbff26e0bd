"""What a project ledger changes in projects that are recorded, without a database."""

import datetime

import pytest
from domain import gate_facts, gates
from domain.imports import project_plan
from domain.imports.directory import Enterprise
from domain.imports.project_facts import Project, RecordedProject
from domain.imports.project_values import CHILDREN, COMPARED
from import_plan_facts import STAGES, TODAY, ZONE, ProjectFacts, amount, rows, told

SIGNED, LANDED = datetime.date(2026, 3, 5), datetime.date(2026, 6, 1)
AGREEMENT = {
    "id": 21,
    "kind": "formal",
    "state": "in_force",
    "signed_on": SIGNED,
    "amount": 100.0,
    "number": False,
    "currency_id": 7,
}
CAPITAL = {"id": 31, "received_on": LANDED, "amount": 50.0, "currency_id": 7}
LANDING = {"id": 41, "milestone": "landed", "effective_date": LANDED, "state": "recognised"}
ROW = {
    "name": "示例项目",
    "zone": ZONE,
    "stage": "landed",
    "signed_date": SIGNED,
    "signed_amount": amount(100),
    "landed_date": LANDED,
    "capital": amount(50),
}


def recorded(stage="landed", children=None, **values):
    """The project of `ROW`, as it is recorded."""
    given = {
        "agreement_ids": [AGREEMENT],
        "capital_ids": [CAPITAL],
        "milestone_ids": [LANDING],
        **(children or {}),
    }
    names = ("is_open", "is_signed", "officials")
    attributes = {name: values.pop(name) for name in names if name in values}
    return RecordedProject(
        STAGES[stage],
        values={**dict.fromkeys(COMPARED, False), "name": "示例项目", **values},
        children={name: tuple(given[name]) for name in CHILDREN},
        **attributes,
    )


def compare(known, facts=None, **values):
    """The plan of `ROW` with other values, against a recorded project."""
    facts = facts or ProjectFacts(is_opening=True)
    facts.known, facts.details = [Project(9, None, ZONE, None, "示例项目")], {9: known}
    row = {name: value for name, value in {**ROW, **values}.items() if value is not None}
    return project_plan.plan(rows(row), facts)[0]


def test_a_row_that_is_recorded_already_changes_nothing():
    row = compare(recorded())
    assert (row.action, row.record, row.vals, row.extra.changes, told(row)) == (
        "unchanged",
        9,
        {},
        [],
        [],
    )


def test_only_what_differs_is_written():
    row = compare(
        recorded(expected_revenue=5.0, contact_name="张"),
        investment=amount(6),
        contact="张",
        signed_amount=amount(120),
        agreement_number="协-1",
    )
    assert (row.action, row.vals) == ("update", {"expected_revenue": 6.0})
    assert row.extra.changes == [("agreement_ids", 21, {"amount": 120.0, "number": "协-1"})]


def test_a_record_that_is_not_there_is_made():
    row = compare(recorded(children=dict.fromkeys(CHILDREN, ())))
    assert [(name, ident) for name, ident, _vals in row.extra.changes] == [
        ("agreement_ids", None),
        ("capital_ids", None),
        ("milestone_ids", None),
    ]
    assert all("company_id" not in vals for _name, _ident, vals in row.extra.changes)


@pytest.mark.parametrize(
    ("state", "wanted"), [("draft", {"state": "in_force"}), ("terminated", None)]
)
def test_a_past_ledger_puts_only_drafts_in_force(state, wanted):
    row = compare(recorded(children={"agreement_ids": [{**AGREEMENT, "state": state}]}))
    assert row.extra.changes == ([("agreement_ids", 21, wanted)] if wanted else [])


def test_framework_agreements_do_not_count():
    framework = {**AGREEMENT, "id": 20, "kind": "framework", "amount": 1.0}
    assert (
        compare(recorded(children={"agreement_ids": [framework, AGREEMENT]})).action == "unchanged"
    )


@pytest.mark.parametrize(
    ("name", "record", "code"),
    [
        ("agreement_ids", AGREEMENT, "several_agreements"),
        ("capital_ids", CAPITAL, "several_capital"),
    ],
)
def test_several_records_are_left_alone_and_told_when_their_sum_differs(name, record, code):
    half = {**record, "amount": record["amount"] / 2}
    assert told(compare(recorded(children={name: [half, half]}))) == []
    row = compare(recorded(children={name: [record, record]}))
    assert (row.action, row.extra.changes, told(row)) == ("unchanged", [], [code])


def test_the_enterprise_is_filled_but_never_replaced():
    facts = ProjectFacts([Enterprise(5, "示例公司", None, ZONE)], is_opening=True)
    assert compare(recorded(), facts, enterprise="示例公司").vals == {"partner_id": 5}
    facts = ProjectFacts([Enterprise(5, "示例公司", None, ZONE)], is_opening=True)
    assert compare(recorded(partner_id=6), facts, enterprise="示例公司").vals == {}


@pytest.mark.parametrize(
    ("held", "person", "vals"),
    [(False, "示例甲", {"user_id": 3}), (4, "示例甲", {}), (False, "示例乙", {})],
)
def test_a_project_that_nobody_holds_goes_to_the_user_of_the_same_account_manager(
    held, person, vals
):
    facts = ProjectFacts(is_opening=True, users={(ZONE, person): 3})
    known = recorded(officials={"account_manager": "示例甲"}, user_id=held)
    row = compare(known, facts, account_manager=person)
    assert row.vals == vals
    assert row.said["user_id"] == 3
    assert bool(row.extra.handover) == (person == "示例乙")


@pytest.mark.parametrize("number", [1, 2])
def test_a_ledger_without_an_amount_leaves_the_recorded_one(number):
    agreements = [{**AGREEMENT, "id": 21 + each, "currency_id": 8} for each in range(number)]
    known = recorded(children={"agreement_ids": agreements})
    row = compare(known, signed_amount=None)
    assert (row.action, row.changes, row.extra.changes) == ("unchanged", [], [])
    assert "agreement_ids.amount" not in row.said


def test_the_description_is_filled_but_never_replaced():
    assert compare(recorded(), progress="进展").vals == {"description": "进展"}
    assert compare(recorded(description="旧"), progress="进展").vals == {}


def test_officials_who_differ_are_handed_over_to():
    known = recorded(officials={"lead_official": "甲", "account_manager": False})
    row = compare(known, lead_official="甲", account_manager="乙")
    assert (row.action, row.extra.handover) == ("update", {"account_manager": "乙"})


def test_an_ended_project_is_left_out():
    row = compare(recorded(is_open=False), investment=amount(6))
    assert (row.action, told(row)) == ("skip", ["ended"])


def test_no_project_moves_back():
    row = compare(recorded("construction"))
    assert (row.action, row.extra.move, told(row)) == ("unchanged", False, ["not_moved_back"])
    assert row.parsed.issues[0].params == {"stage": "landed", "current": "Construction"}


def test_a_past_ledger_moves_a_project_on_and_owes_what_is_missing():
    row = compare(recorded("signed"))
    assert (row.action, row.extra.move, row.extra.owed) == ("update", True, True)


def test_any_other_ledger_moves_a_project_only_through_its_gates():
    row = compare(recorded("signed"), ProjectFacts())
    assert (row.action, told(row)) == ("refused", ["gates"])
    full = gate_facts.Facts(
        enterprise=True,
        investment=1.0,
        formal_agreement=True,
        formal_agreement_document=True,
        milestones=frozenset({"landed"}),
    )
    facts = ProjectFacts(states={9: (full, gates.Passage(ZONE, TODAY))})
    row = compare(recorded("signed"), facts)
    assert (row.action, row.extra.move, row.extra.owed, told(row)) == ("update", True, False, [])


def test_what_the_project_has_and_what_the_row_adds_count_together():
    facts = ProjectFacts(is_opening=True)
    facts.states = {
        9: (
            gate_facts.Facts(enterprise=True, formal_agreement_document=True),
            gates.Passage(ZONE, TODAY),
        )
    }
    row = compare(recorded("signed"), facts, investment=amount(1))
    assert (row.action, row.extra.move, row.extra.owed) == ("update", True, False)
