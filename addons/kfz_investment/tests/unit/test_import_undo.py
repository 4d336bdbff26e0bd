"""Which changes of a list that is sent again would undo what somebody has done since, without a database."""

import datetime

import pytest
from domain.imports import enterprise_plan, project_plan, trade_plan
from domain.imports.again import Change, Choices, Shown, plain, undoes
from domain.imports.directory import Enterprise
from domain.imports.issue import Parsed
from domain.imports.project_again import rank, said_of
from domain.imports.project_facts import Project, RecordedProject
from domain.imports.project_values import CHILDREN, COMPARED
from import_plan_facts import (
    CODE,
    STAGES,
    ZONE,
    EnterpriseFacts,
    ProjectFacts,
    TradeFacts,
    amount,
    rows,
    told,
)

DAY, LATER = datetime.date(2026, 3, 5), datetime.date(2026, 3, 9)
AGREEMENT = {
    "id": 21,
    "kind": "formal",
    "state": "in_force",
    "signed_on": DAY,
    "amount": 100.0,
    "number": False,
    "currency_id": 7,
}
#: (what ledgers said, the oldest first; what is recorded; what the row says; whether it undoes something)
CASES = {
    "a corrected ledger": ([100.0], 100.0, 120.0, False),
    "the older ledger again": ([100.0, 120.0], 120.0, 100.0, True),
    "changed by hand since": ([100.0], 110.0, 120.0, True),
    "changed by hand, the same ledger again": ([100.0], 110.0, 100.0, True),
    "entered by hand, never by a ledger": ([], 110.0, 100.0, True),
    "empty": ([], 0, 100.0, False),
    "empty, and the ledgers said nothing": ([None], False, 100.0, False),
    "emptied by hand": ([100.0], False, 100.0, True),
    "a cent's fraction apart": ([100.001], 100.0, 120.0, False),
    "a day": ([DAY.isoformat()], DAY, LATER, False),
    "the old day again": ([DAY.isoformat(), LATER.isoformat()], LATER, DAY, True),
    "a draft": (["draft"], "draft", "in_force", False),
    "a draft made by hand": ([], "draft", "in_force", False),
}


@pytest.mark.parametrize("case", CASES)
def test_what_undoes(case):
    said, old, new, expected = CASES[case]
    assert undoes(Change("x", old, new), [{"x": value} for value in said]) is expected


@pytest.mark.parametrize(
    ("said", "old", "new", "expected"),
    [
        ([], "lead", "signed", False),
        (["lead"], "negotiation", "signed", False),
        (["signed"], "negotiation", "signed", True),
        (["landed"], "negotiation", "signed", True),
    ],
)
def test_a_project_moves_on_unless_a_ledger_had_it_there_before(said, old, new, expected):
    history = [{"stage": word} for word in said]
    assert undoes(Change("stage", old, new), history, rank) is expected


# projects


def project_facts(history, choices=None, **values):
    """A project of 5 yuan with a signing of 100 yuan."""
    facts = ProjectFacts(is_opening=True, choices=choices)
    facts.history = {9: history}
    facts.known = [Project(9, None, ZONE, None, "示例项目")]
    known = {**dict.fromkeys(COMPARED, False), "name": "示例项目", "expected_revenue": 5.0}
    facts.details = {
        9: RecordedProject(
            STAGES["signed"],
            values={**known, **values},
            officials={"lead_official": "示例甲"},
            children={name: [AGREEMENT] if name == "agreement_ids" else [] for name in CHILDREN},
        )
    }
    return facts


ROW = {"name": "示例项目", "zone": ZONE, "stage": "signed", "signed_date": DAY}


def project(facts, **values):
    """The plan of a row."""
    row = {**ROW, "signed_amount": amount(100), "investment": amount(5), **values}
    return project_plan.plan(rows(row), facts)[0]


def keys(row, kept=True):
    """Keys of the changes that are kept, or made."""
    return [change.key for change in row.changes if bool(change.kept) is kept]


BASE = {"expected_revenue": 5.0, "agreement_ids.amount": 100.0, "official.lead_official": "示例甲"}


def test_a_newer_ledger_corrects_what_the_older_one_said():
    row = project(
        project_facts([BASE]),
        investment=amount(6),
        signed_amount=amount(120),
        lead_official="示例乙",
    )
    assert (row.action, keys(row)) == ("update", [])
    assert row.vals == {"expected_revenue": 6.0} and row.extra.handover
    assert row.extra.changes == [("agreement_ids", 21, {"amount": 120.0})]


def test_what_would_be_undone_is_kept_and_said():
    older = {**BASE, "expected_revenue": 6.0, "agreement_ids.amount": 120.0}
    facts = project_facts([older, BASE])
    row = project(facts, investment=amount(6), signed_amount=amount(120), contact="张")
    assert (row.action, row.vals) == ("update", {"contact_name": "张"})
    assert row.extra.changes == []
    assert keys(row) == ["expected_revenue", "agreement_ids.amount"]
    assert told(row) == ["kept_undo"]


def test_a_row_of_which_nothing_is_done_is_kept():
    row = project(project_facts([]), investment=amount(6))
    assert (row.action, row.vals, keys(row)) == ("kept", {}, ["expected_revenue"])


def test_a_manager_undoes_without_a_screen():
    row = project(project_facts([], Choices(undo=True)), investment=amount(6))
    assert (row.action, keys(row)) == ("update", [])


def test_an_amount_stays_with_its_currency():
    history = [{**BASE, "agreement_ids.currency_id": 7}]
    facts = project_facts(history)
    facts.rated = frozenset({8})
    both = project(facts, signed_amount=amount(120, "USD"))
    assert both.extra.changes == [("agreement_ids", 21, {"amount": 120.0, "currency_id": 8})]
    facts = project_facts([{**BASE, "agreement_ids.currency_id": 8}])
    facts.rated = frozenset({8})
    kept = project(facts, signed_amount=amount(120, "USD"))
    assert set(keys(kept)) == {"agreement_ids.amount", "agreement_ids.currency_id"}


def test_what_was_withdrawn_comes_back_only_by_a_manager():
    facts = project_facts([BASE | {"milestone_ids.landed": True}])
    row = project(facts, stage="landed", landed_date=LATER)
    assert "milestone_ids.landed" in keys(row)
    assert [name for name, _ident, _vals in row.extra.changes] == []


def test_what_a_row_says_is_what_the_next_import_finds():
    row = project(project_facts([]), landed_date=LATER, lead_official="示例乙")
    said = said_of(row)
    assert row.said["expected_revenue"] == 5.0
    assert (said["agreement_ids.amount"], said["milestone_ids.landed"]) == (100.0, True)
    assert said["milestone_ids.landed.effective_date"] == LATER.isoformat()
    assert (said["official.lead_official"], said["stage"]) == ("示例乙", "signed")
    assert "agreement_ids.company_id" not in said


# enterprises of projects


def test_a_new_enterprise_is_told_where_it_is_added_and_linked():
    facts = project_facts([BASE])
    row = project(facts, enterprise="新来公司")
    assert row.vals == {"partner_id": row.extra.new_enterprise}
    assert row.said["partner_id"] == "新来公司" and told(row) == ["enterprise_created"]
    assert [(change.key, change.new) for change in row.changes] == [("partner_id", "新来公司")]


def test_an_enterprise_is_not_exchanged_in_silence():
    facts = project_facts([BASE], partner_id=5)
    facts.known = [Project(9, "K-1", ZONE, 5, "示例项目")]
    row = project(facts, code="K-1", enterprise="新来公司")
    assert (row.action, row.vals, told(row)) == ("unchanged", {}, ["other_enterprise"])


# choices


def test_only_what_was_shown_and_ticked_is_done():
    row = project(project_facts([BASE]), investment=amount(6), signed_amount=amount(120))
    shown = {
        (9, change.key): Shown(plain(change.old), plain(change.new), True) for change in row.changes
    }
    again = project(
        project_facts([BASE], Choices(shown)), investment=amount(6), signed_amount=amount(120)
    )
    assert keys(again) == []
    shown[9, "agreement_ids.amount"] = Shown(100.0, 120.0, False)
    unticked = project(
        project_facts([BASE], Choices(shown)), investment=amount(6), signed_amount=amount(120)
    )
    assert keys(unticked) == ["agreement_ids.amount"] and told(unticked) == []


def test_what_changed_since_the_preview_is_not_done_and_said():
    shown = {(9, "expected_revenue"): Shown(4.0, 6.0, True)}
    row = project(project_facts([BASE], Choices(shown)), investment=amount(6), contact="张")
    assert set(keys(row)) == {"expected_revenue", "contact_name"}
    assert (row.action, told(row)) == ("kept", ["kept_moved"])


@pytest.mark.parametrize(("may_undo", "action"), [(True, "update"), (False, "kept")])
def test_a_tick_undoes_for_a_manager_alone(may_undo, action):
    shown = {(9, "expected_revenue"): Shown(5.0, 6.0, True, may_undo)}
    row = project(project_facts([], Choices(shown)), investment=amount(6))
    assert row.action == action


# other lists


def test_an_enterprise_keeps_what_was_entered_by_hand():
    facts = EnterpriseFacts([Enterprise(5, "甲公司", CODE, ZONE)])
    facts.values = {5: {"name": "甲公司", "vat": CODE, "street": "新路", "registered_capital": 9.0}}
    facts.history = {5: [{"registered_capital": 9.0}]}
    [row] = enterprise_plan.plan(
        rows(
            {
                "name": "甲公司",
                "uscc": CODE,
                "address": "旧路",
                "registered_capital": amount(8),
                "website": "x",
            }
        ),
        facts,
    )
    assert row.action == "update" and keys(row) == ["street"]
    assert set(row.vals) == {"registered_capital", "kfz_currency_id", "website"}
    assert row.said["street"] == "旧路"


def test_a_draft_of_trade_keeps_what_was_entered_by_hand():
    month = datetime.date(2026, 1, 1)
    values = {"name": "甲公司", "month": month, "direction": "export", "mode": "1210"}
    facts = TradeFacts([Enterprise(5, "甲公司", CODE, ZONE)])
    facts.known = {(ZONE, 5, month, "export", "1210"): [(7, "T-1", "draft", 5.0, False)]}
    facts.history = {7: [{"amount": 4.0}]}
    [row] = trade_plan.plan([Parsed(2, {**values, "amount": amount(6)})], facts)
    assert (row.action, row.vals, told(row)) == ("kept", {}, ["kept_undo"])
    facts.history = {7: [{"amount": 5.0}]}
    [row] = trade_plan.plan([Parsed(2, {**values, "amount": amount(6)})], facts)
    assert (row.action, row.vals["amount"]) == ("update", 6.0)
