"""How an overdue issue climbs: by working days, past roles that nobody holds, the same whichever nights were missed."""

import datetime

from domain import issue_climb
from domain.issue_climb import LEVELS, Step, steps
from domain.workdays import Workdays
from hypothesis import given
from hypothesis import strategies as st

ALL = frozenset(LEVELS)
DAY = datetime.timedelta(days=1)
WEEK = Workdays({})


def day(text):
    return datetime.date.fromisoformat(text)


def climbed(today, level="account_manager", taken=0, held=ALL, workdays=WEEK, every=3):
    # 2026-03-06 is a Friday
    due = day("2026-03-06")
    return steps(workdays, due, level, taken, every, day(today), lambda _day: held)


def test_nothing_climbs_on_its_last_day_or_over_the_weekend():
    assert not climbed("2026-03-06")
    assert not climbed("2026-03-08")


def test_the_first_step_is_on_the_first_working_day_and_the_others_every_three():
    assert climbed("2026-03-09") == [Step("account_manager", "responsible_unit", day("2026-03-09"))]
    assert [step.on for step in climbed("2026-03-31")] == [
        day("2026-03-09"),
        day("2026-03-12"),
        day("2026-03-17"),
    ]


def test_a_holiday_is_no_working_day():
    holiday = Workdays({day("2026-03-09"): False}, {2026})
    assert not climbed("2026-03-09", workdays=holiday)
    assert climbed("2026-03-10", workdays=holiday)[0].on == day("2026-03-10")


def test_what_nobody_holds_is_skipped_and_the_joint_office_is_always_there():
    assert climbed("2026-03-09", held={"lead_official"})[0].after == "lead_official"
    assert climbed("2026-03-09", held=())[0].after == "joint_office"


def test_an_issue_starts_at_the_level_of_its_owner_and_ends_at_the_top():
    assert [step.after for step in climbed("2026-12-01", level="lead_official")] == ["joint_office"]
    assert not climbed("2026-12-01", level="joint_office")


def test_higher_is_the_higher_of_two():
    assert issue_climb.higher("lead_official", "account_manager") == "lead_official"
    assert issue_climb.higher("lead_official", "joint_office") == "joint_office"


days = st.dates(day("2024-01-01"), day("2028-12-31"))
held_sets = st.sets(st.sampled_from(LEVELS[1:-1]))


@given(
    due=days,
    level=st.sampled_from(LEVELS),
    every=st.integers(1, 20),
    length=st.integers(0, 120),
    early=held_sets,
    late=held_sets,
    nights=st.lists(st.booleans(), min_size=120, max_size=120),
    off=st.sets(days, max_size=30),
)
def test_missed_nights_lose_nothing_and_tell_nothing_twice(
    due, level, every, length, early, late, nights, off
):
    workdays = Workdays(dict.fromkeys(off, False), range(2024, 2029))

    def held(asked):
        return early if asked < due + 5 * DAY else late

    end = due + length * DAY
    whole = steps(workdays, due, level, 0, every, end, held)

    def night(number, told):
        at = told[-1].after if told else level
        day_then = due + number * DAY
        return [*told, *steps(workdays, due, at, len(told), every, day_then, held)]

    told = []
    for number in [*(each for each in range(length) if nights[each]), length]:
        told = night(number, told)
    assert told == whole
    check(whole, workdays, due, every, held)
    assert not whole or whole[-1].on <= end


def check(taken, workdays, due, every, held):
    """Each step is on its working day, goes up, and to somebody who is there."""
    ranks = [LEVELS.index(step.after) for step in taken]
    assert ranks == sorted(set(ranks))
    for number, step in enumerate(taken):
        assert workdays.is_work(step.on)
        assert workdays.between(due, step.on) == 1 + number * every
        assert step.after == LEVELS[-1] or step.after in held(step.on)
        assert LEVELS.index(step.before) < LEVELS.index(step.after)
