"""The ladder: what state a step has, when a template puts it, and what the rates count."""

import datetime
from fractions import Fraction

from domain import ladder
from domain.ladder import Line, Project, Step
from domain.workdays import Workdays
from hypothesis import given
from hypothesis import strategies as st

TODAY = datetime.date(2026, 6, 15)


def on(days):
    return TODAY + datetime.timedelta(days=days)


def test_a_step_is_done_before_it_is_anything_else():
    assert ladder.state(on(-5), on(-1), True, TODAY) == "done"
    assert ladder.state(None, on(-1), False, TODAY) == "done"
    assert ladder.state(on(-5), None, False, TODAY) == "not_needed"
    assert ladder.state(None, None, True, TODAY) == "undated"
    assert ladder.state(on(-1), None, True, TODAY) == "late"
    assert ladder.state(on(0), None, True, TODAY) == "due"
    assert ladder.state(on(ladder.SOON), None, True, TODAY) == "due"
    assert ladder.state(on(ladder.SOON + 1), None, True, TODAY) == "planned"


def test_a_template_counts_days_from_the_signing_and_working_days_from_the_step_before():
    calendar = Workdays({datetime.date(2026, 6, 19): False}, {2026})
    lines = [Line("site", work_days=3), Line("registration", work_days=2), Line("customs", days=5)]
    days = {each.step: each.day for each in ladder.plan(lines, TODAY, calendar)}
    # Monday the 15th: Wednesday; then, over the holiday of Friday and the weekend, Tuesday
    assert days["registration"] == datetime.date(2026, 6, 17)
    assert days["customs"] == datetime.date(2026, 6, 20)
    assert days["site"] == datetime.date(2026, 6, 24)


def test_a_date_in_a_year_without_a_notice_is_provisional():
    calendar = Workdays({}, {2026})
    steps = [Line("registration", work_days=100), Line("customs", work_days=100), Line("site", 900)]
    found = [each.is_provisional for each in ladder.plan(steps, TODAY, calendar)]
    assert found == [False, True, False]


def test_a_step_is_kept_by_its_date_and_broken_by_a_date_that_was_moved_too_late():
    assert ladder.promise(Step(on(-3), on(-3)), TODAY) is True
    assert ladder.promise(Step(on(-3), on(-2)), TODAY) is False
    assert ladder.promise(Step(on(-3)), TODAY) is False
    # not decided before the day is over
    assert ladder.promise(Step(on(0)), TODAY) is None
    assert ladder.promise(Step(on(9), on(-2)), TODAY) is None
    assert ladder.promise(Step(on(-3), is_needed=False), TODAY) is None
    # moved in time: the new date counts; moved when it had passed: broken
    assert ladder.promise(Step(on(-3), on(-3), moves=[(on(-9), on(-9))]), TODAY) is True
    assert ladder.promise(Step(on(9), moves=[(on(-9), on(-8))]), TODAY) is False


def test_rates_are_sums_over_sums():
    projects = [
        Project(Fraction(100), Fraction(10), {"construction": on(-1)}, [Step(on(-3), on(-3))]),
        Project(Fraction(300), Fraction(190), {"production": on(0)}, [Step(on(-3))]),
        Project(Fraction(0), Fraction(0), {"construction": on(1)}, [Step(on(3))]),
        Project(Fraction(0), Fraction(0), {"landed": on(-9)}),
    ]
    assert ladder.rates(projects, TODAY) == {
        "start_rate": Fraction(1, 2),
        "capital_rate": Fraction(1, 2),
        "kept_rate": Fraction(1, 2),
    }
    assert set(ladder.rates([], TODAY).values()) == {None}


DAYS = st.none() | st.integers(-60, 60).map(on)
STEPS = st.builds(
    Step,
    DAYS,
    st.none() | st.integers(-60, 0).map(on),
    st.booleans(),
    st.lists(st.tuples(st.integers(-60, 60).map(on), st.integers(-60, 0).map(on)), max_size=3),
)


@given(STEPS, st.integers(0, 30))
def test_a_broken_step_is_never_mended_by_waiting(step, later):
    if ladder.promise(step, TODAY) is False:
        assert ladder.promise(step, on(later)) is False
