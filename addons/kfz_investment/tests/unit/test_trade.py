"""Months, sums and percentages of trade."""

import datetime
from decimal import Decimal

from domain import trade
from hypothesis import given
from hypothesis import strategies as st

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))


@given(DAYS)
def test_a_day_lies_in_its_month_and_before_the_next(day):
    assert trade.month_of(day) <= day < trade.next_month(day)
    assert trade.month_of(day).day == trade.next_month(day).day == 1
    assert trade.month_of(trade.next_month(day) - datetime.timedelta(days=1)) == trade.month_of(day)


@given(DAYS)
def test_a_year_ahead_can_be_recorded_and_the_month_after_cannot(today):
    latest = trade.latest_month(today)
    assert trade.is_plausible(latest, today)
    assert not trade.is_plausible(trade.next_month(latest), today)
    assert trade.is_plausible(trade.month_of(today), today)


@given(DAYS)
def test_a_month_is_over_when_the_next_begins(today):
    month = trade.month_of(today)
    assert not trade.is_over(month, today)
    assert trade.is_over(month, trade.next_month(today))


def test_the_leap_day_has_a_latest_month():
    assert trade.latest_month(datetime.date(2024, 2, 29)) == datetime.date(2025, 2, 1)


def test_months_before_2000_cannot_be_recorded():
    assert trade.is_plausible(datetime.date(2000, 1, 1), datetime.date(2026, 11, 25))
    assert not trade.is_plausible(datetime.date(1999, 12, 1), datetime.date(2026, 11, 25))


@given(st.integers(0, 10**15))
def test_amounts_of_the_database_are_exact_to_the_fen(fen):
    amount = Decimal(fen) / 100
    assert trade.exact(float(amount)) == amount
    assert trade.exact(amount) == amount


def test_nothing_is_nothing():
    assert trade.exact(None) == trade.exact(0) == 0
    assert trade.percent(5, 0) is None
    assert trade.percent(50, 200) == 25
