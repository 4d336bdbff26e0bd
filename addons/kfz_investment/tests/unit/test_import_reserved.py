"""What only managers change of projects that count: an officer's list shows it, and leaves it."""

import datetime

import pytest
from domain.imports.again import Choices, Shown, plain
from domain.imports.directory import Enterprise
from import_plan_facts import ZONE, ProjectFacts, amount, told
from test_import_project_changes import AGREEMENT, CAPITAL, LANDING, compare, recorded

OTHER_DAY = datetime.date(2026, 3, 9)
BUILT = {"id": 42, "milestone": "construction", "effective_date": OTHER_DAY, "state": "recognised"}


def facts(is_manager=False, **values):
    """What a list knows, an officer's unless a test says otherwise."""
    enterprises = [Enterprise(5, "示例公司", None, ZONE)]
    return ProjectFacts(enterprises, is_manager=is_manager, **values)


@pytest.mark.parametrize(
    ("key", "values", "known"),
    [
        ("agreement_ids.amount", {"signed_amount": amount(120)}, {}),
        ("agreement_ids.signed_on", {"signed_date": OTHER_DAY}, {}),
        (
            "milestone_ids.landed.effective_date",
            # capital in place at the landing would have another day, too
            {"landed_date": datetime.date(2026, 7, 9), "capital": None},
            {},
        ),
        (
            "milestone_ids.construction.effective_date",
            {"construction_date": datetime.date(2026, 6, 9)},
            {"milestone_ids": [LANDING, BUILT]},
        ),
        ("milestone_ids.landed", {}, {"milestone_ids": []}),
        ("partner_id", {"enterprise": "示例公司"}, {}),
        ("area_id", {"area": 77}, {}),
    ],
)
def test_an_officers_list_leaves_what_managers_alone_change(key, values, known):
    project = recorded(children=known, is_signed=True, expected_revenue=5.0)
    row = compare(project, facts(), investment=amount(6), **values)
    assert {change.key for change in row.changes if change.kept == "manager"} == {key}
    assert (row.action, row.vals, row.extra.changes) == ("update", {"expected_revenue": 6.0}, [])
    assert told(row) == ["kept_manager"]
    # the manager who sends the list next undoes nothing by it
    assert key not in row.said
    by_manager = compare(project, facts(is_manager=True), investment=amount(6), **values)
    assert not any(change.reserved or change.kept for change in by_manager.changes)


def test_a_tick_does_not_help():
    project = recorded()
    change = next(iter(compare(project, facts(), signed_amount=amount(120)).changes))
    shown = {(9, change.key): Shown(plain(change.old), plain(change.new), True, True)}
    row = compare(project, facts(choices=Choices(shown)), signed_amount=amount(120))
    assert (row.action, row.extra.changes) == ("kept", [])


@pytest.mark.parametrize(
    ("values", "children"),
    [
        ({"signed_amount": amount(120)}, {"agreement_ids": [{**AGREEMENT, "state": "draft"}]}),
        ({"agreement_number": "协-1"}, {}),
        ({"capital": amount(70)}, {"capital_ids": [{**CAPITAL, "amount": 50.0}]}),
    ],
)
def test_what_officers_may_change_is_changed(values, children):
    row = compare(recorded(children=children), facts(), **values)
    assert (row.action, told(row)) == ("update", [])


def test_a_landing_that_is_recorded_is_no_reason_to_refuse_a_row():
    assert (compare(recorded(), facts()).action, told(compare(recorded(), facts()))) == (
        "unchanged",
        [],
    )
