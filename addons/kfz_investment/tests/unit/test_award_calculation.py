import datetime
import json

from award_cases import money, schemes
from domain import award
from domain.award_calculation import (
    HAS_CONFIRMED,
    HAS_DRAFT,
    HAS_OTHER_MODE,
    IS_ELSEWHERE,
    Calculation,
    Trade,
    base_of,
    calculate,
    from_statement,
    month_days,
    month_row,
    month_rows,
    statement,
)
from hypothesis import given, settings
from hypothesis import strategies as st

D = datetime.date
FIRST, LAST = D(2025, 1, 1), D(2025, 12, 1)
DAYS = month_days(FIRST, LAST)
#: (day, fen, known): only confirmed bonded trade, reversed or not, brings fen
records = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(DAYS), st.integers(-(10**6), 10**6), st.sampled_from((0, HAS_CONFIRMED))
        ),
        st.tuples(st.sampled_from(DAYS), st.just(0), st.sampled_from((HAS_OTHER_MODE, HAS_DRAFT))),
    ),
    min_size=1,
)


def trade_of(months):
    return Trade(
        [(month - FIRST).days for month in months],
        [row[0] for row in months.values()],
        [row[1] for row in months.values()],
    )


def test_each_month_says_why_it_counts_or_not():
    trade = trade_of(
        {
            D(2025, 1, 1): (100, HAS_CONFIRMED),
            D(2025, 2, 1): (0, HAS_DRAFT),
            D(2025, 3, 1): (0, HAS_OTHER_MODE),
            D(2025, 5, 1): (50, HAS_CONFIRMED | IS_ELSEWHERE),
            D(2025, 6, 1): (7, HAS_CONFIRMED | HAS_DRAFT),
            D(2026, 1, 1): (999, HAS_CONFIRMED),
        }
    )
    months, _result = calculate(
        award.Scheme((award.Tier(0, 1000),)), FIRST, LAST, trade, D(2025, 7, 15)
    ).open()
    assert [month.reason for month in months] == [
        "counted",
        "draft",
        "not_bonded",
        "no_record",
        "elsewhere",
        "counted",
    ] + ["not_over"] * 6
    assert [month.month for month in months] == list(award.months(FIRST, LAST))
    assert sum(month.amount for month in months) == 107
    assert [month.has_draft for month in months[:6]] == [False, True, False, False, False, True]


@given(records)
def test_records_of_a_month_add_up_in_any_order(rows):
    trade = Trade.of_records(*map(list, zip(*rows, strict=True)))
    assert sorted(trade.days) == sorted({day for day, _fen, _known in rows})
    for day, fen, known in zip(*trade, strict=True):
        assert fen == sum(row[1] for row in rows if row[0] == day)
        for fact in (HAS_OTHER_MODE, HAS_DRAFT):
            assert bool(known & fact) == any(row[2] & fact for row in rows if row[0] == day)
        assert bool(known & HAS_CONFIRMED) == (
            fen != 0 or any(row[2] & HAS_CONFIRMED for row in rows if row[0] == day)
        )


def test_no_records_are_no_trade():
    assert Trade.of_records([None], [0], [HAS_OTHER_MODE]) == Trade([], [], [])


def test_a_reversed_month_is_told_as_one_without_record():
    trade = Trade.of_records([0, 0], [500, -500], [0, 0])
    assert month_rows(FIRST, LAST, trade, D(2026, 6, 1))[0] == [0, "no_record", 0]


@given(st.lists(money, min_size=12, max_size=12), st.dates(D(2024, 1, 1), D(2027, 1, 1)))
def test_a_plain_first_year_is_what_its_months_are_one_by_one(fen, today):
    rows = month_rows(FIRST, LAST, Trade(DAYS[:], fen, [HAS_CONFIRMED] * 12), today)
    assert rows == [month_row(value, HAS_CONFIRMED, True) for value in fen] == fen


def test_what_is_known_is_marked_only_where_there_is_a_record():
    trade = Trade([31], [5], [HAS_CONFIRMED])
    trade.mark(31, IS_ELSEWHERE)
    trade.mark(0, IS_ELSEWHERE)
    assert trade == Trade([31], [5], [HAS_CONFIRMED | IS_ELSEWHERE])
    assert base_of(month_rows(FIRST, LAST, trade, D(2026, 6, 1))) == 0


@settings(max_examples=200, deadline=None)
@given(
    schemes(),
    st.lists(st.tuples(money, st.integers(0, 15)), min_size=1, max_size=12),
    st.sampled_from(award.ROUNDING_MODES),
)
def test_what_is_kept_of_a_confirmed_award_says_the_same_again(scheme, rows, mode):
    first = D(2025, 11, 1)
    months = [month_row(fen, known, index > 8) for index, (fen, known) in enumerate(rows)]
    base = base_of(months)
    assert base == sum(
        fen for fen, known in rows if known & HAS_CONFIRMED and not known & IS_ELSEWHERE
    )
    calculation = Calculation(first, months, base, *award.steps(scheme, base))
    kept = json.loads(json.dumps(statement(calculation, mode)))
    assert from_statement(kept, calculation.amount) == (*calculation.open(), mode)
    assert calculation.open()[1] == award.compute(scheme, base)


def test_statements_that_were_kept_with_whole_lines_are_still_read():
    kept = {
        "first": "2025-11-01",
        "rounding_mode": "down",
        "months": [5, [0, "draft", 1]],
        "lines": [["base", 5_000_000, 5, 0, 0, None], ["no_trade", 0]],
    }
    months, result, mode = from_statement(kept, 0)
    assert months == [
        award.Month(D(2025, 11, 1), 5, "counted"),
        award.Month(D(2025, 12, 1), 0, "draft", True),
    ]
    assert result.lines == (award.Line("base", 5_000_000, 5), award.Line("no_trade", 0))
    assert mode == "down"
