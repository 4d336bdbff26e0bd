"""Words beside a date: some say nothing, some make a guess of it, some say that it does not hold."""

import datetime

import pytest
from domain.workbook.errors import CellProblem
from domain.workbook.sheet import Styled
from domain.workbook.values.dates import parse_date


def told(value):
    """The date and its notes, or the code of the problem."""
    try:
        found = parse_date(value)
    except CellProblem as problem:
        return problem.code
    return " ".join([found.date.isoformat(), *found.notes])


@pytest.mark.parametrize(
    "words",
    ["签约仪式", "补签", "备案", "正式签约", "星期四", "周四", "公历", "已备案", "下午", ""],
)
def test_harmless(words):
    """Words that say what the column says anyway."""
    assert told(f"2026-03-05（{words}）") == "2026-03-05"


@pytest.mark.parametrize(
    "words",
    [
        "作废",
        "取消",
        "终止",
        "已流失",
        "未签",
        "农历",
        "待定",
        "暂定",
        "意向",
        "目标",
        "延期",
        "原",
        "累计",
        "截至",
        "上年同期",
        "已解除",
    ],
)
def test_against(words):
    """Words by which the date does not hold."""
    assert told(f"2026-03-05（{words}）") == told(f"2026年3月({words})") == "date_words"


def test_left():
    """Other words are left out, which is said."""
    assert told("2026-03-05（首次接洽）") == "2026-03-05 date_words_left"
    assert told("2026-03-05（约）") == told("约2026年3月5日") == "2026-03-05 approximate_day"
    assert told("2026年3月5日左右") == "2026-03-05 approximate_day"


@pytest.mark.parametrize("text", ["2026-3-1\n5", "2026-1-1 2", "2026-1 2-5", "2026年3月1 5日"])
def test_apart(text):
    """Digits with a space between them do not make one number."""
    assert told(text) == "two_dates"


@pytest.mark.parametrize(
    "text",
    [
        "2026 03 05",
        "2026 - 03 - 05",
        "2026年 3月 5日",
        "2026-03-05 10:30",
        "2026/3/5 上午 9:00:00",
        "5 Mar 2026",
        "Mar 5 2026",
    ],
)
def test_spaces(text):
    """Spaces where no digits meet, and before a time."""
    assert told(text) == "2026-03-05"


def test_placeholder():
    """The first day that programs know is no date of anything."""
    assert (
        told("1900-01-01")
        == told("1900/1/1")
        == told(datetime.datetime(1900, 1, 1))
        == "date_placeholder"
    )


def test_weekday():
    """A weekday that the day is not."""
    assert told("2026年3月5日星期四") == "2026-03-05"
    assert told("2026年3月5日 星期一") == told("2026-3-5（周日）") == "2026-03-05 weekday_differs"


def test_money():
    """A number that its format shows as money is no day."""
    assert told(Styled(46086, "万元")) == told(Styled(46086, "¥")) == "not_a_date"
    assert told(46086) == "2026-03-05"


def test_old_day_numbers():
    """A bare number that counts days to before 1990 may be none of days."""
    assert told(20260) == told("20260") == "1955-06-20 day_number"
    assert told(32874) == told("32874.5") == "1990-01-01"
