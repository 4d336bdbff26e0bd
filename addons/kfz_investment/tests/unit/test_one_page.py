"""Texts keep their place on a page of A4."""

import datetime

import pytest
from domain import one_page


def test_a_text_that_fits_stays_whole():
    page = one_page.Page()
    assert page.text("  示例  项目\n二期 ", 20) == "示例 项目 二期"
    assert not page.was_cut


@pytest.mark.parametrize("width", range(3, 40))
def test_a_longer_text_is_cut_within_its_width_and_says_so(width):
    page = one_page.Page()
    found = page.text("示例abc项目" * 20, width)
    assert one_page.columns(found) <= width
    assert found.endswith("…")
    assert page.was_cut


def test_nothing_is_no_text():
    assert one_page.Page().text(None, 10) == ""


def test_rows_without_a_place_are_counted():
    page = one_page.Page()
    assert page.first([1, 2, 3], 3) == ([1, 2, 3], 0)
    assert not page.was_cut
    assert page.first([1, 2, 3], 2) == ([1, 2], 1)
    assert page.was_cut


def test_dates_are_written_as_offices_write_them():
    day = datetime.date(2026, 3, 5)
    assert one_page.office_date(day, "zh_CN") == "2026年3月5日"
    assert one_page.office_date(day, "en_US") == "5 March 2026"
    assert one_page.office_date(None, "zh_CN") == ""
    assert one_page.office_moment(datetime.datetime(2026, 3, 5, 8, 7), "zh_CN") == (
        "2026年3月5日 08:07"
    )


def test_words_are_separated_as_the_language_does():
    assert one_page.listed(["甲", "", "乙"], "zh_CN") == "甲、乙"
    assert one_page.listed(["a", "b"], "en_US") == "a, b"


def test_facts_stand_in_two_columns():
    assert one_page.in_pairs([("a", "1"), ("b", "2"), ("c", "3")]) == [
        ("a", "1", "b", "2"),
        ("c", "3", "", ""),
    ]
