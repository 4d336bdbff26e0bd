import datetime

import pytest
from domain import gates, owed
from hypothesis import given
from hypothesis import strategies as st

DAY = datetime.date(2026, 6, 1)
YESTERDAY, TOMORROW = DAY - datetime.timedelta(1), DAY + datetime.timedelta(1)
DOCUMENT = gates.Rule("formal_agreement_document", 3, 30)
INDUSTRY = gates.Rule("industry", 1, 10)
PASSED = {1: DAY, 2: DAY, 3: DAY}


def passage(*overrides, passed=PASSED, today=DAY):
    return gates.Passage(1, today, passed, owed.newest_first(overrides))


def until(day, ident=1, **values):
    return gates.Override(3, valid_until=day, up_to=30, id=ident, **values)


def checks(rules, where, facts=None):
    return [(item.check, item.due) for item in owed.owed(rules, facts or gates.Facts(), where)]


def test_what_a_passed_stage_lacks_under_an_override_is_owed_until_its_date():
    assert checks([DOCUMENT], passage(until(TOMORROW))) == [("formal_agreement_document", TOMORROW)]


def test_what_is_provided_is_not_owed():
    facts = gates.Facts(formal_agreement_document=True)
    assert checks([DOCUMENT], passage(until(TOMORROW)), facts) == []


def test_what_no_override_covers_is_not_owed():
    assert checks([DOCUMENT], passage()) == []
    assert checks([DOCUMENT], passage(gates.Override(3, "industry", TOMORROW))) == []
    assert checks([INDUSTRY], passage(gates.Override(3, None, TOMORROW))) == []


def test_a_stage_that_lies_ahead_owes_nothing():
    assert checks([DOCUMENT], passage(until(TOMORROW), passed={1: DAY})) == []


def test_a_rule_that_was_not_in_force_then_asks_for_nothing():
    late = gates.Rule("industry", 1, 10, date_from=TOMORROW)
    assert checks([late], passage(until(TOMORROW))) == []


def test_the_last_day_is_not_overdue_yet():
    [item] = owed.owed([DOCUMENT], gates.Facts(), passage(until(DAY)))
    assert not item.is_overdue(DAY)
    assert item.is_overdue(TOMORROW)


def test_what_has_no_date_is_never_overdue_and_comes_last():
    items = owed.owed(
        [DOCUMENT, INDUSTRY],
        gates.Facts(),
        passage(gates.Override(3, id=1), gates.Override(1, None, DAY, id=2)),
    )
    assert [item.check for item in items] == ["industry", "formal_agreement_document"]
    assert not items[1].is_overdue(datetime.date.max)


def test_a_newer_override_sets_the_date():
    for first, second in ((YESTERDAY, TOMORROW), (TOMORROW, YESTERDAY)):
        where = passage(until(first, 1), until(second, 2))
        assert checks([DOCUMENT], where) == [("formal_agreement_document", second)]


def test_an_override_of_one_item_sets_the_date_of_that_item_alone():
    where = passage(until(YESTERDAY, 1), until(TOMORROW, 2, check="industry"))
    assert checks([DOCUMENT, INDUSTRY], where) == [
        ("formal_agreement_document", YESTERDAY),
        ("industry", TOMORROW),
    ]


def test_what_two_stages_ask_for_is_owed_once_until_the_earlier_date():
    again = gates.Rule("industry", 3, 30)
    where = passage(gates.Override(1, None, TOMORROW, id=2), gates.Override(3, None, DAY, id=1))
    assert checks([INDUSTRY, again], where) == [("industry", DAY)]


def to_enter(where, stage, up_to):
    rules = [INDUSTRY, DOCUMENT, gates.Rule("landing", 4, 40)]
    found = owed.missing_to_enter(rules, gates.Facts(industry=True), where, stage, up_to)
    return [(item.check, item.since) for item in found]


def test_a_move_forward_misses_what_is_overdue_and_says_since_when():
    ahead = [("landing", None), ("formal_agreement_document", YESTERDAY)]
    assert to_enter(passage(until(YESTERDAY)), 4, 40) == ahead
    assert to_enter(passage(until(DAY)), 4, 40) == ahead[:1]


@pytest.mark.parametrize(("stage", "up_to"), [(3, 30), (1, 10)])
def test_staying_and_moving_back_ask_for_nothing_overdue(stage, up_to):
    assert to_enter(passage(until(YESTERDAY)), stage, up_to) == []


def test_more_time_opens_the_way_again():
    where = passage(until(YESTERDAY, 1), until(TOMORROW, 2))
    assert to_enter(where, 4, 40) == [("landing", None)]


@given(st.permutations([until(DAY, ident) for ident in (1, 5, 9)] + [until(TOMORROW, None)]))
def test_an_override_that_is_not_saved_yet_is_the_newest(overrides):
    assert [o.id for o in owed.newest_first(overrides)] == [None, 9, 5, 1]


def test_documents_are_known_for_each_check_that_asks_for_one():
    asked = {check for check in gates.CHECKS if check.endswith(("_document", "_evidence"))}
    assert set(owed.DOCUMENTS) == asked
    assert set(filter(None, owed.DOCUMENTS.values())) <= set(gates.MILESTONES)
