import datetime

import pytest
from domain import portal

NOW = datetime.datetime(2026, 11, 29, 8)


def ago(**parts):
    return NOW - datetime.timedelta(**parts)


@pytest.mark.parametrize(
    ("value", "page"),
    [
        (2, 2),
        ("2", 2),
        ("0", 1),
        ("-1", 1),
        ("10" * 40, 1),
        (10**20, 1),
        ("²", 1),
        ("x", 1),
        (None, 1),
        ("1e3", 1),
    ],
)
def test_a_page_is_a_small_number(value, page):
    assert portal.page_number(value) == page


def test_acts_older_than_a_day_do_not_count():
    moments = [ago(hours=1), ago(hours=23), ago(hours=25)]
    assert portal.is_over(moments, NOW, 2)
    assert not portal.is_over(moments, NOW, 3)
    assert portal.is_over([], NOW, 0)


@pytest.mark.parametrize(
    ("setting", "limit"),
    [(None, 3), ("", 3), ("7", 7), ("0", 0), ("-1", 3), ("x", 3), ("9" * 30, 3)],
)
def test_a_limit_that_is_no_number_is_the_default(setting, limit):
    assert portal.limit_of("account", setting) == limit


def test_changes_within_an_hour_share_a_notice():
    assert portal.is_folded([ago(minutes=59)], NOW)
    assert not portal.is_folded([ago(minutes=61)], NOW)
    assert not portal.is_folded([], NOW)


def test_only_texts_are_taken_from_a_form():
    assert portal.texts({"holder": "a\x00b", "bank": object(), "n": None}) == {"holder": "ab"}


def test_a_message_shows_the_end_of_an_account_number():
    assert portal.masked("622200000001") == "…0001"
