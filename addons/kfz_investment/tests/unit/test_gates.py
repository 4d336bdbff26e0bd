import datetime

import pytest
from domain import gates
from hypothesis import given
from hypothesis import strategies as st

DAY = datetime.date(2026, 6, 1)
STAGES = [(index, index * 10, word) for index, word in enumerate(gates.MILESTONES)]
SEQUENCES = {stage: sequence for stage, sequence, _word in STAGES}
FULL = gates.Facts(
    enterprise=True,
    industry=True,
    investment=1.0,
    account_manager=True,
    interactions=1,
    industry_function=True,
    entry_type=True,
    area=True,
    zone_has_areas=True,
    site_need=True,
    major=True,
    lead_official=True,
    formal_agreement=True,
    formal_agreement_document=True,
    milestones=frozenset(gates.MILESTONES),
    milestone_evidence=frozenset(gates.MILESTONES),
)


def rule(check, stage=1, **values):
    return gates.Rule(check, stage, SEQUENCES[stage], **values)


def missing(rules, facts=None, up_to=70, **passage):
    where = gates.Passage(company_id=1, today=DAY, **passage)
    return [item.check for item in gates.missing(rules, facts or gates.Facts(), where, up_to)]


@pytest.mark.parametrize("check", gates.CHECKS)
def test_every_check_is_satisfied_by_a_full_project(check):
    assert missing([rule(check)], FULL) == []


@pytest.mark.parametrize(
    "check", [c for c in gates.CHECKS if c not in ("area", "lead_official_if_major")]
)
def test_every_check_is_missed_by_an_empty_project(check):
    assert missing([rule(check)]) == [check]


def test_area_is_missed_only_in_a_zone_with_areas():
    assert missing([rule("area")], gates.Facts(zone_has_areas=True)) == ["area"]
    assert missing([rule("area")], gates.Facts()) == []


def test_lead_official_is_missed_only_by_a_major_project():
    assert missing([rule("lead_official_if_major")], gates.Facts(major=True)) == [
        "lead_official_if_major"
    ]
    assert missing([rule("lead_official_if_major")], gates.Facts()) == []


def test_unknown_investment_is_an_answer():
    assert missing([rule("investment")], gates.Facts(investment_unknown=True)) == []


def test_rules_of_later_stages_do_not_count():
    assert missing([rule("industry", 1), rule("entry_type", 2)], up_to=10) == ["industry"]


def test_a_rule_counts_from_its_date_on_the_day_of_passing():
    later = rule("industry", date_from=DAY + datetime.timedelta(1))
    assert missing([later]) == []
    early = rule("industry", date_from=DAY)
    assert missing([early]) == ["industry"]
    assert missing([early], passed={1: DAY - datetime.timedelta(1)}) == []
    ended = rule("industry", date_to=DAY - datetime.timedelta(1))
    assert missing([ended]) == []
    assert missing([ended], passed={1: DAY - datetime.timedelta(1)}) == ["industry"]


def test_a_rule_of_another_zone_does_not_count():
    assert missing([rule("industry", company_id=2)]) == []
    assert missing([rule("industry", company_id=1)]) == ["industry"]


def test_an_override_covers_its_stage_and_its_item():
    rules = [rule("industry", 1), rule("enterprise", 1), rule("entry_type", 2)]
    assert missing(rules, overrides=(gates.Override(1),)) == ["entry_type"]
    assert missing(rules, overrides=(gates.Override(1, "industry"),)) == [
        "enterprise",
        "entry_type",
    ]


def test_an_override_may_cover_the_earlier_stages_too():
    rules = [rule("industry", 1), rule("entry_type", 2), rule("formal_agreement", 3)]
    assert missing(rules, overrides=(gates.Override(2, up_to=20),)) == ["formal_agreement"]
    assert missing(rules, overrides=(gates.Override(2, "industry", up_to=20),)) == [
        "entry_type",
        "formal_agreement",
    ]


def test_an_expired_override_opens_nothing_but_keeps_passed_stages():
    old = gates.Override(1, None, DAY - datetime.timedelta(1))
    assert missing([rule("industry")], overrides=(old,)) == ["industry"]
    assert missing([rule("industry")], overrides=(old,), passed={1: DAY}) == []
    assert missing([rule("industry")], overrides=(gates.Override(1, None, DAY),)) == []


def test_the_missing_item_names_the_field_that_mends_it():
    [item] = gates.missing([rule("formal_agreement", 3)], gates.Facts(), gates.Passage(1, DAY), 30)
    assert (item.field, item.page, item.stage_id) == ("agreement_ids", "agreements", 3)


def test_every_check_points_to_a_gate_field():
    assert {check.field for check in gates.CHECKS.values()} <= set(gates.GATE_FIELDS)


def test_a_move_logs_each_signed_or_later_stage_that_it_crosses():
    assert gates.crossed(None, 50, STAGES) == [3, 4, 5]
    assert gates.crossed(10, 20, STAGES) == [2]
    assert gates.crossed(0, 30, STAGES) == [3]
    assert gates.crossed(50, 20, STAGES) == [2]


@given(st.lists(st.tuples(st.sampled_from(sorted(SEQUENCES)), st.dates()), max_size=12))
def test_replay_has_passed_exactly_the_stages_up_to_the_last_move(moves):
    passed = gates.passed_on(moves, SEQUENCES)
    limit = SEQUENCES[moves[-1][0]] if moves else -1
    assert set(passed) == {stage for stage, sequence in SEQUENCES.items() if sequence <= limit}
    assert set(passed.values()) <= {day for _stage, day in moves}


def test_replay_dates_a_stage_anew_after_a_move_back():
    first, second = DAY, DAY + datetime.timedelta(5)
    passed = gates.passed_on([(2, first), (1, first), (2, second)], SEQUENCES)
    assert (passed[1], passed[2]) == (first, second)
