"""Lights: when each rule begins to colour, what decides, and that the answer of a day depends on nothing but the state."""

import datetime
from dataclasses import replace

import pytest
from domain import light_checks, light_told, lights
from domain.light_facts import Facts, Step, rank
from domain.light_rules import CHECKS, Rule, add_months, in_zone
from domain.workdays import Workdays
from hypothesis import given
from hypothesis import strategies as st

DAY = datetime.date(2026, 3, 10)
WORKDAYS = Workdays({datetime.date(2026, 4, 6): False}, {2026})


def on(days):
    return DAY + datetime.timedelta(days=days)


def project(**values):
    return Facts(
        **{
            "company_id": 1,
            "milestone": "signed",
            "condition": "ongoing",
            "created_on": on(-400),
            **values,
        }
    )


def lit(facts, rules, day, kind="progress"):
    return getattr(lights.evaluate(facts, rules, day, WORKDAYS), kind)


def colours(facts, rule, days, kind=None):
    found = [lit(facts, [rule], on(day), kind or rule.kind) for day in days]
    return [each.light for each in found]


def test_a_step_is_late_the_day_after_its_planned_date_and_red_three_months_later():
    rule = Rule(1, "milestone_late", 0, 3, unit="months")
    facts = project(steps=(Step("customs", DAY),))
    assert colours(facts, rule, [0, 1, 92]) == ["green", "amber", "amber"]
    red = lit(facts, [rule], datetime.date(2026, 6, 11))
    assert (red.light, red.since) == ("red", datetime.date(2026, 6, 11))
    assert red.params == {"day": "2026-03-10", "step": "customs"}


def test_a_missed_step_made_good_is_amber_for_the_rest_of_its_month():
    rule = Rule(1, "milestone_late", 0, 30, keeps_month=True)
    facts = project(steps=(Step("customs", DAY, done=on(50)),))
    light = lit(facts, [rule], on(50))
    assert (light.light, light.why, light.since) == ("amber", "made_good", on(50))
    assert lights.evaluate(facts, [rule], on(50), WORKDAYS).next == datetime.date(2026, 5, 1)
    assert lit(facts, [rule], datetime.date(2026, 4, 30)).light == "amber"
    green = lit(facts, [rule], datetime.date(2026, 5, 1))
    assert (green.light, green.since) == ("green", datetime.date(2026, 5, 1))
    assert lit(facts, [replace(rule, keeps_month=False)], on(50)).light == "green"


def test_a_step_done_in_time_was_never_missed():
    rule = Rule(1, "milestone_late", 0, 30, keeps_month=True)
    assert (
        colours(project(steps=(Step("customs", DAY, done=DAY),)), rule, [0, 1, 40]) == ["green"] * 3
    )


def test_working_days_are_counted_by_the_calendar():
    rule = Rule(1, "milestone_late", 2, unit="work_days")
    # Friday the 3rd; Monday the 6th is a holiday
    facts = project(steps=(Step("customs", datetime.date(2026, 4, 3)),))
    assert lit(facts, [rule], datetime.date(2026, 4, 8)).light == "green"
    assert lit(facts, [rule], datetime.date(2026, 4, 9)).light == "amber"


def test_signed_over_a_year_and_not_started():
    rule = Rule(1, "not_started", red=12, unit="months")
    facts = project(signed_on=DAY)
    assert lit(facts, [rule], datetime.date(2027, 3, 10)).light == "green"
    assert lit(facts, [rule], datetime.date(2027, 3, 11)).light == "red"
    started = replace(facts, construction_on=on(300))
    assert lit(started, [rule], datetime.date(2027, 3, 11)).light == "green"
    assert lit(replace(facts, signed_on=None), [rule], datetime.date(2027, 3, 11)).light == "green"


def test_no_funds_runs_from_the_start_of_construction():
    rule = Rule(1, "no_funds", red=3, unit="months", reference="construction")
    facts = project(signed_on=on(-300), construction_on=DAY)
    assert lit(facts, [rule], datetime.date(2026, 6, 10)).light == "green"
    assert lit(facts, [rule], datetime.date(2026, 6, 11)).light == "red"
    assert lit(replace(facts, capital=1), [rule], datetime.date(2026, 6, 11)).light == "green"


def test_a_share_of_funds_colours_below_its_threshold():
    rule = Rule(1, "funds_share", 30, 15, unit="months", after=6)
    facts, day = project(signed_on=DAY, signed_amount=1000), datetime.date(2026, 9, 11)
    shares = {0: "red", 149: "red", 150: "amber", 299: "amber", 300: "green"}
    for capital, light in shares.items():
        assert lit(replace(facts, capital=capital), [rule], day).light == light
    assert lit(facts, [rule], datetime.date(2026, 9, 10)).light == "green"
    assert lit(replace(facts, signed_amount=0), [rule], day).light == "green"


def test_points_behind_plan_from_ten_on_amber_more_than_thirty_red():
    rule = Rule(1, "behind_plan", 10, 30)
    steps = tuple(Step(str(number), on(number)) for number in range(10))
    facts = project(steps=steps)
    assert colours(facts, rule, [0, 1, 3, 4]) == ["green", "amber", "amber", "red"]
    ahead = project(steps=(*steps[:-3], *(replace(each, done=DAY) for each in steps[-3:])))
    assert light_checks.points_behind(ahead, on(3)) == 0
    assert colours(ahead, rule, [3, 4, 6, 7]) == ["green", "amber", "amber", "red"]


def test_funds_are_behind_the_time_that_has_passed():
    rule = Rule(1, "funds_behind", 10, 30)
    facts = project(
        signed_on=DAY, signed_amount=100, capital=20, steps=(Step("production", on(100)),)
    )
    assert colours(facts, rule, [29, 30, 50, 51]) == ["green", "amber", "amber", "red"]


def test_ambers_in_a_row_go_up():
    rule = Rule(1, "issue_overdue", 0, escalate_months=2)
    facts = project(issue_due=DAY)
    assert lit(facts, [rule], datetime.date(2026, 5, 10)).light == "amber"
    red = lit(facts, [rule], datetime.date(2026, 5, 11))
    assert (red.light, red.why, red.since) == ("red", "escalated", datetime.date(2026, 5, 11))


def test_switching_a_rule_on_turns_nothing_old_red():
    rule = Rule(1, "signed_not_landed", 90, 180, enforce_from=DAY)
    old, new = project(signed_on=on(-100)), project(signed_on=on(-91))
    assert colours(old, rule, [0, 100, 300]) == ["green"] * 3
    assert colours(new, rule, [0, 89, 90]) == ["amber", "amber", "red"]
    late = Rule(1, "milestone_late", 0, keeps_month=True, enforce_from=DAY)
    assert colours(project(steps=(Step("site", on(-3), done=DAY),)), late, [0]) == ["green"]


def test_a_rule_counts_from_its_first_day_to_its_last():
    rule = Rule(1, "signing_passed", 0, date_from=on(5), date_to=on(9))
    facts = project(expected_signing=DAY)
    found = [lit(facts, [rule], on(day)) for day in (4, 5, 9, 10)]
    assert [each and (each.light, each.since) for each in found] == [
        None,
        ("amber", on(5)),
        ("amber", on(5)),
        None,
    ]
    assert lights.evaluate(facts, [rule], on(5), WORKDAYS).next == on(10)


def test_a_record_is_stale_without_contact_and_edit():
    rule = Rule(1, "stale", 30, 60, kind="record")
    facts = project(edited_on=on(-30), contact_on=on(-80))
    assert colours(facts, rule, [0, 1, 31]) == ["green", "amber", "red"]
    assert colours(replace(facts, contact_on=on(0)), rule, [0, 30, 31]) == [
        "green",
        "green",
        "amber",
    ]


def test_a_lead_official_has_time_from_the_beginning():
    rule = Rule(1, "no_contact_official", 30, kind="record")
    assert colours(project(official_since=DAY, official_contact_on=on(-90)), rule, [30, 31]) == [
        "green",
        "amber",
    ]
    assert colours(project(), rule, [400]) == ["green"]


def test_evidence_is_owed_and_what_is_signed_lands():
    owed = Rule(1, "evidence_owed", 0, 30, kind="record")
    assert colours(project(owed_until=DAY), owed, [0, 1, 31]) == ["green", "amber", "red"]
    age = Rule(1, "signed_not_landed", 90)
    assert colours(project(signed_on=DAY, landed_on=on(80)), age, [91]) == ["green"]


def test_projects_that_have_ended_have_no_light_and_dormant_ones_none_until_their_review():
    rule = Rule(1, "stale", 1, kind="record")
    assert lights.evaluate(project(condition="lost"), [rule], DAY, WORKDAYS) == lights.Verdict()
    sleeping = project(condition="dormant", review_on=on(3))
    assert lights.evaluate(sleeping, [rule], on(3), WORKDAYS) == lights.Verdict(next=on(4))
    assert lit(sleeping, [rule], on(4), "record").light == "amber"


def test_a_light_of_a_project_that_slept_began_when_it_woke():
    asleep = project(condition="dormant", review_on=on(40), expected_signing=on(0))
    rule = Rule(1, "signing_passed", 0, 60)
    assert lit(asleep, [rule], on(40)) is None
    for day in (41, 45):
        light = lit(asleep, [rule], on(day))
        assert (light.light, light.since) == ("amber", on(41))
    green = lit(project(condition="dormant", review_on=on(40)), [rule], on(45))
    assert (green.light, green.since) == ("green", on(41))


def test_the_worst_decides_then_what_began_first_then_the_order_of_the_rules():
    facts = project(issue_due=DAY, expected_signing=on(-5))
    first = Rule(1, "issue_overdue", 0)
    second = Rule(2, "signing_passed", 0)
    third = Rule(3, "issue_overdue", 0, sequence=1)
    assert lit(facts, [first, second], on(1)).rule == second
    assert lit(facts, [first, third], on(1)).rule == third
    assert lit(facts, [second, replace(first, amber=None, red=0)], on(1)).rule.id == 1


def test_rules_are_for_stages_classes_and_zones():
    facts = project(issue_due=DAY, is_major=True)
    rule = Rule(1, "issue_overdue", 0)
    assert lit(facts, [replace(rule, stages=frozenset({"landed"}))], on(1)) is None
    assert lit(facts, [replace(rule, stages=frozenset({"signed"}))], on(1)).light == "amber"
    assert lit(facts, [replace(rule, size="other")], on(1)) is None
    assert lit(facts, [replace(rule, size="major")], on(1)).light == "amber"
    assert lit(facts, [replace(rule, company_id=2)], on(1)) is None


def test_a_zone_replaces_a_common_rule_by_its_own_or_by_none():
    common = Rule(1, "issue_overdue", 0)
    own = Rule(2, "issue_overdue", 5, company_id=1, replaces=1)
    assert in_zone([common, own], 1) == (own,)
    assert in_zone([common, own], 2) == (common,)
    assert in_zone([common, replace(own, is_on=False)], 1) == ()


def test_the_light_is_the_worse_of_the_two():
    facts = project(issue_due=DAY)
    rules = [Rule(1, "issue_overdue", 0), Rule(2, "stale", red=1, kind="record")]
    verdict = lights.evaluate(facts, rules, on(1), WORKDAYS)
    assert (verdict.progress.light, verdict.record.light, verdict.light) == ("amber", "red", "red")


def test_who_is_told_follows_the_rule_and_only_of_what_is_worse():
    tells = {"account_manager": "amber", "lead_official": "red", "managers": "never"}
    assert light_told.audience("green", "amber", tells) == {"account_manager"}
    assert light_told.audience("amber", "red", tells) == {"account_manager", "lead_official"}
    assert light_told.audience("red", "amber", tells) == frozenset()
    assert light_told.audience(None, "green", tells) == frozenset()


def test_a_month_without_progress_asks_for_the_reason_once_a_month():
    assert light_told.asks_reason("amber", DAY, None, datetime.date(2026, 4, 10))
    assert not light_told.asks_reason("amber", DAY, None, datetime.date(2026, 4, 9))
    assert not light_told.asks_reason("green", DAY, None, on(100))
    assert not light_told.asks_reason("red", None, on(90), on(91))
    assert light_told.asks_reason("red", None, on(0), on(40))


@pytest.mark.parametrize(
    ("day", "number", "wanted"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2026, 12, 5), 1, (2027, 1, 5)),
        ((2026, 3, 31), -1, (2026, 2, 28)),
    ],
)
def test_months_end_within_their_month(day, number, wanted):
    assert add_months(datetime.date(*day), number) == datetime.date(*wanted)


days = st.integers(-500, 200).map(on)
maybe = st.none() | days
steps = st.lists(
    st.builds(Step, st.sampled_from(["customs", "site", "production"]), days, maybe), max_size=4
).map(tuple)
projects = st.builds(
    Facts,
    company_id=st.just(1),
    milestone=st.sampled_from(["negotiation", "signed", "landed"]),
    condition=st.sampled_from(["ongoing", "delayed", "dormant", "lost"]),
    created_on=days,
    is_major=st.booleans(),
    review_on=maybe,
    signed_on=maybe,
    landed_on=maybe,
    construction_on=maybe,
    expected_signing=maybe,
    planned_amount=st.integers(0, 1000),
    signed_amount=st.integers(0, 1000),
    capital=st.integers(0, 1000),
    steps=steps,
    edited_on=maybe,
    contact_on=maybe,
    official_since=maybe,
    official_contact_on=maybe,
    issue_due=maybe,
    owed_until=maybe,
)


@st.composite
def some_rules(draw):
    checks = draw(st.lists(st.sampled_from(sorted(CHECKS)), min_size=1, max_size=4))
    number = st.none() | st.integers(0, 60)
    return [
        Rule(
            ident,
            check,
            draw(number),
            draw(number),
            kind=CHECKS[check],
            unit=draw(st.sampled_from(["days", "work_days"])),
            after=draw(st.integers(0, 60)),
            reference=draw(st.sampled_from(["signing", "construction"])),
            base=draw(st.sampled_from(["signed", "planned"])),
            date_from=draw(maybe),
            date_to=draw(maybe),
            enforce_from=draw(maybe),
            escalate_months=draw(st.integers(0, 2)),
            keeps_month=draw(st.booleans()),
        )
        for ident, check in enumerate(checks, 1)
    ]


@given(projects, some_rules(), st.integers(0, 120))
def test_next_never_skips_a_change(facts, rules, offset):
    verdict = lights.evaluate(facts, rules, on(offset), WORKDAYS)
    for later in range(offset + 1, offset + 60):
        if verdict.next and on(later) >= verdict.next:
            break
        again = lights.evaluate(facts, rules, on(later), WORKDAYS)
        assert (again.progress, again.record) == (verdict.progress, verdict.record)


@given(projects, some_rules())
def test_asking_only_on_the_next_days_is_asking_every_day(facts, rules):
    """What nights that skip all other days remember is what every night would have found."""
    remembered = lights.evaluate(facts, rules, on(0), WORKDAYS)
    for day in range(1, 90):
        if remembered.next and on(day) >= remembered.next:
            remembered = lights.evaluate(facts, rules, on(day), WORKDAYS)
        asked = lights.evaluate(facts, rules, on(day), WORKDAYS)
        assert (asked.progress, asked.record, asked.light) == (
            remembered.progress,
            remembered.record,
            remembered.light,
        )


@given(projects, some_rules(), st.integers(0, 120))
def test_a_light_began_on_its_since_and_not_before(facts, rules, offset):
    for kind in ("progress", "record"):
        light = lit(facts, rules, on(offset), kind)
        if light and light.light != "green":
            assert light.since <= on(offset)
            # alone, the rule says the same on that day and nothing as bad the day before
            alone = [light.rule]
            assert lit(facts, alone, light.since, kind).light == light.light
            before = lit(facts, alone, light.since - datetime.timedelta(days=1), kind)
            assert (
                light.why == "made_good"
                or len(facts.steps) > 1
                or not before
                or before.light != light.light
            )


@given(
    projects,
    st.sampled_from(sorted(set(CHECKS) - {"funds_share"})),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(0, 200),
)
def test_a_stricter_threshold_is_never_milder(facts, check, one, other, offset):
    strict, mild = sorted((one, other))
    kind = CHECKS[check]
    if facts.condition == "dormant":
        facts = replace(facts, condition="ongoing")
    found = [
        lit(facts, [Rule(1, check, red=number, kind=kind)], on(offset), kind)
        for number in (strict, mild)
    ]
    assert rank(found[0] and found[0].light) >= rank(found[1] and found[1].light)


def test_all_causes_of_a_light_are_said_the_one_that_decides_first():
    late = Rule(1, "milestone_late", 0, 30)
    start = Rule(2, "not_started", 1, 100, unit="days")
    steps = (Step("customs", on(-40)), Step("site", on(-2)), Step("epc", on(9)))
    facts = project(signed_on=on(-50), steps=steps)
    found = lights.causes(facts, [late, start], DAY, WORKDAYS)
    assert [(each.light, each.rule.id, each.params.get("step")) for each in found["progress"]] == [
        ("red", 1, "customs"),
        ("amber", 2, None),
        ("amber", 1, "site"),
    ]
    assert found["record"] == []
    assert lit(facts, [late, start], DAY) == found["progress"][0]


def test_a_project_without_lights_has_no_causes():
    ended = project(condition="lost", steps=(Step("customs", on(-40)),))
    rules = [Rule(1, "milestone_late", 0, 30)]
    assert lights.causes(ended, rules, DAY, WORKDAYS) == {"progress": [], "record": []}
