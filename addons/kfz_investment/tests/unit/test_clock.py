import datetime

import pytest
from domain import clock
from hypothesis import given
from hypothesis import strategies as st

NIGHT = datetime.datetime(2026, 11, 29, 16, 0, 20)
LEAP = datetime.datetime(2030, 1, 1, 16, 0, 20)
DAY = datetime.timedelta(days=1)
moments = st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2099, 1, 1))


def nights(*moments):
    """Whether each of the moments was believed, and which of them were told."""
    belief, answers, told = clock.Belief(), [], []
    for moment in moments:
        answer = clock.judge(belief, moment)
        belief = answer.belief
        answers.append(answer.is_believed)
        if answer.is_news:
            told.append(moment)
    return answers, told


def test_each_night_follows_the_last():
    assert nights(NIGHT, NIGHT + DAY, NIGHT + 2 * DAY) == ([True] * 3, [])


@pytest.mark.parametrize("days", [21, 45, 60])
def test_a_server_that_was_off_over_the_holidays_is_believed(days):
    assert nights(NIGHT, NIGHT + days * DAY) == ([True] * 2, [])


def test_a_clock_wrong_for_a_night_ends_nothing_and_is_told_once():
    second = LEAP + datetime.timedelta(minutes=5)
    assert nights(NIGHT, LEAP, second, NIGHT + 2 * DAY) == ([True, False, False, True], [LEAP])


def test_a_second_night_that_agrees_is_believed():
    assert nights(NIGHT, LEAP, LEAP + DAY, LEAP + 2 * DAY) == ([True, False, True, True], [LEAP])


def test_a_clock_that_goes_back_is_doubted_for_a_night():
    back = NIGHT + 3 * DAY
    assert nights(NIGHT, LEAP, LEAP + DAY, back, back + DAY) == (
        [True, False, True, False, True],
        [LEAP, back],
    )


def test_a_clock_that_is_put_right_by_minutes_is_not_doubted():
    assert nights(NIGHT, NIGHT - datetime.timedelta(minutes=59)) == ([True] * 2, [])


def test_another_leap_is_another_doubt():
    further = LEAP.replace(year=2035)
    assert nights(NIGHT, LEAP, further) == ([True, False, False], [LEAP, further])


@given(st.builds(clock.Belief, st.none() | moments, st.none() | moments))
def test_a_belief_is_kept_as_a_text(belief):
    assert clock.unpack(clock.pack(belief)) == belief


@pytest.mark.parametrize("text", [None, "", "x/y", "2026-01-01/", "a/b/c"])
def test_any_text_is_read(text):
    assert isinstance(clock.unpack(text), clock.Belief)
