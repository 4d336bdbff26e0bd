import csv
import datetime
from collections import Counter
from pathlib import Path

import pytest
from domain import award, calendar, demo_plan, gates, uscc
from hypothesis import given, settings
from hypothesis import strategies as st

DEMO = Path(__file__).parents[2] / "demo"
DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2045, 12, 31))


def table(name):
    with open(DEMO / f"{name}.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def plans(today):
    return demo_plan.plans(table("projects"), today)


def test_the_table_of_projects_has_as_many_a_zone_as_the_plan_needs():
    needed = Counter(demo_plan.LANDED_ZONES + demo_plan.PENDING_ZONES)
    for zones in demo_plan.UNSIGNED.values():
        needed.update(zones)
    assert {demo_plan.ZONES[letter]: count for letter, count in needed.items()} == Counter(
        row["zone"] for row in table("projects")
    )
    assert sum(needed.values()) == 120


def test_titles_of_projects_are_unique():
    titles = [row["title"] for row in table("projects")]
    assert len(set(titles)) == len(titles)


def test_the_same_day_gives_the_same_plan():
    today = datetime.date(2026, 11, 23)
    assert plans(today) == plans(today)


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_dates_are_in_order_and_end_today(today):
    for plan in plans(today):
        dates = list(plan.dates.values())
        assert dates == sorted(dates)
        assert list(plan.dates) == list(gates.MILESTONES[: len(dates)])
        assert dates[-1] <= plan.last_day <= today


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_whatever_day_it_is_ten_quarters_have_their_signings(today):
    signed = Counter(
        calendar.quarter_name(plan.dates["signed"])
        for plan in plans(today)
        if plan.reached("signed")
    )
    assert (
        tuple(signed[calendar.quarter_name(first)] for first, _last in demo_plan.quarters(today))
        == demo_plan.SIGNED
    )


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_whatever_day_it_is_every_zone_is_at_every_stage(today):
    going = {(plan.zone, plan.milestone) for plan in plans(today) if plan.ended is None}
    assert going == {
        (zone, milestone) for zone in demo_plan.ZONES.values() for milestone in gates.MILESTONES
    }


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_whatever_day_it_is_some_wait_for_their_landing_at_each_age(today):
    waiting = [
        (today - plan.dates["signed"]).days
        for plan in plans(today)
        if plan.milestone == "signed" and plan.ended is None
    ]
    for low, high in ((0, 90), (91, 180), (181, 365), (366, 9999)):
        assert any(low <= days <= high for days in waiting)


def test_only_what_was_signed_is_terminated_and_only_what_was_not_is_lost():
    for plan in plans(datetime.date(2026, 11, 23)):
        assert (plan.condition == "terminated") <= plan.reached("signed")
        assert (plan.condition == "lost") <= (not plan.reached("signed"))
        assert (plan.ended is not None) == (plan.condition in ("lost", "terminated"))


@given(st.integers(800, 100_000), st.integers(1, 4), st.randoms(use_true_random=False))
def test_investments_are_round_figures_within_their_range(low, factor, rng):
    amount = demo_plan.investment(low, low * factor, rng)
    assert amount % 10_000 == 0
    assert low * 10_000 * 0.94 <= amount <= low * factor * 10_000 * 1.06


@given(st.integers(1, 9999), st.sampled_from(["530111", "440305", "532801"]))
def test_invented_codes_are_valid(number, region):
    code = demo_plan.uscc(region, number)
    assert uscc.is_valid(code)
    assert uscc.address_code(code) == region
    assert code[8:12] == "MAYL"


@pytest.mark.parametrize("name", ["projects", "interactions", "texts", "people", "users"])
def test_tables_have_no_empty_or_ragged_rows(name):
    for row in table(name):
        assert None not in row
        assert None not in row.values()
        assert any(row.values())


@given(DAYS)
@settings(max_examples=200, deadline=None)
def test_on_any_day_four_first_years_are_over_for_awards_in_four_states(today):
    """The last two months of trade wait, so a first year counts when it ended before them."""
    waiting = award.add_months(today.replace(day=1), -2)
    over = [
        plan
        for plan in plans(today)
        if plan.zone == "KCBZ"
        and plan.reached("landed")
        and award.add_months(plan.dates["landed"].replace(day=1), 11) < waiting
    ]
    assert len(over) >= 4


@given(st.lists(st.tuples(DAYS, st.booleans()), max_size=8))
def test_planned_dates_come_in_the_order_of_the_steps(days):
    found = demo_plan.in_order(days)
    assert found == sorted(found)
    assert len(found) == len(days)
    assert set(found) <= {day for day, _fixed in days}
    # a fixed date moves only before one that is fixed later on
    for place, (day, is_fixed) in enumerate(days):
        if is_fixed and all(day <= later for later, fixed in days[place:] if fixed):
            assert found[place] == day
