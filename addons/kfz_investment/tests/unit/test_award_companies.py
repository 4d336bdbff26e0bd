"""The trade of several companies of one award: per company, and together."""

import datetime
import json

from award_cases import money, schemes
from domain import award
from domain.award_calculation import (
    HAS_CONFIRMED,
    HAS_DRAFT,
    HAS_OTHER_MODE,
    IS_ELSEWHERE,
    Trade,
    base_of,
    calculate,
    calculate_of,
    companies_of_statement,
    from_statement,
    month_days,
    month_rows,
    statement,
)
from hypothesis import given, settings
from hypothesis import strategies as st

D = datetime.date
FIRST, LAST, TODAY = D(2025, 1, 1), D(2025, 12, 1), D(2026, 6, 1)
DAYS = month_days(FIRST, LAST)
SCHEME = award.Scheme((award.Tier(0, 1000),))
#: what can be known of a month of a company; only confirmed bonded trade brings fen
KNOWN = st.sampled_from(
    [facts for facts in range(1, 16) if facts & (HAS_CONFIRMED | HAS_OTHER_MODE | HAS_DRAFT)]
)


@st.composite
def trades(draw):
    days = draw(st.lists(st.sampled_from(DAYS), unique=True, max_size=12))
    known = [draw(KNOWN) for _day in days]
    return Trade(days, [draw(money) if facts & HAS_CONFIRMED else 0 for facts in known], known)


companies = st.dictionaries(st.integers(1, 9), trades(), min_size=1, max_size=4)


def by_hand(found):
    """What counts of each company's trade, record by record: confirmed, bonded, not counted elsewhere."""
    return {
        key: sum(
            fen
            for fen, known in zip(trade.fen, trade.known, strict=True)
            if known & HAS_CONFIRMED and not known & IS_ELSEWHERE
        )
        for key, trade in found.items()
    }


@settings(max_examples=300, deadline=None)
@given(schemes(), companies)
def test_the_base_is_what_counts_of_each_company(scheme, found):
    result = calculate_of(scheme, FIRST, LAST, found, TODAY)
    sums = by_hand(found)
    assert result.base == sum(sums.values())
    assert {key: base_of(rows) for key, rows in result.companies} == sums
    assert result.amount == award.compute(scheme, result.base).amount


@settings(max_examples=300, deadline=None)
@given(companies)
def test_each_month_together_is_the_sum_of_the_companies_months(found):
    result = calculate_of(SCHEME, FIRST, LAST, found, TODAY)
    months, _award = result.open()
    for index, month in enumerate(months):
        parts = [rows[index] for _key, rows in result.open_companies()]
        assert month.amount == sum(part.amount for part in parts)
        assert (month.reason == award.COUNTED) == any(p.reason == award.COUNTED for p in parts)


@given(trades())
def test_one_company_is_calculated_as_its_trade_alone(trade):
    alone = calculate(SCHEME, FIRST, LAST, trade, TODAY)
    of_one = calculate_of(SCHEME, FIRST, LAST, {7: trade}, TODAY)
    assert of_one[:5] == alone[:5]
    assert of_one.companies == ((7, alone.months),)
    together = Trade.together([trade])
    assert month_rows(FIRST, LAST, together, TODAY) == alone.months


def test_a_month_that_counts_elsewhere_for_one_company_counts_for_the_other():
    found = {
        1: Trade([0, 31], [500, 700], [HAS_CONFIRMED | IS_ELSEWHERE] * 2),
        2: Trade([0], [20], [HAS_CONFIRMED]),
    }
    months, _award = calculate_of(SCHEME, FIRST, LAST, found, TODAY).open()
    assert months[:2] == [
        award.Month(D(2025, 1, 1), 20, "counted"),
        award.Month(D(2025, 2, 1), 0, "elsewhere"),
    ]


@settings(max_examples=100, deadline=None)
@given(schemes(), companies)
def test_a_statement_names_the_companies_and_says_the_same_again(scheme, found):
    result = calculate_of(scheme, FIRST, LAST, found, TODAY)
    names = {key: (f"示例{key}", f"CODE{key}" if key % 2 else None) for key in found}
    kept = json.loads(json.dumps(statement(result, "down", names)))
    assert from_statement(kept, result.amount) == (*result.open(), "down")
    assert companies_of_statement(kept) == [
        (*names[key], months) for key, months in result.open_companies()
    ]


def test_a_statement_of_before_names_no_company():
    result = calculate(SCHEME, FIRST, LAST, Trade([0], [5], [HAS_CONFIRMED]), TODAY)
    assert companies_of_statement(statement(result, "down")) == []
