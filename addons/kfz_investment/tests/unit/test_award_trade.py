import datetime

from domain import award, award_trade
from domain.award_trade import COUNTS, DRAFT, KINDS, OTHER_MODE, REVERSED
from hypothesis import given, settings
from hypothesis import strategies as st

FIRST, LAST = datetime.date(2025, 11, 1), datetime.date(2026, 10, 1)
WINDOW = award.months(FIRST, LAST)
TODAY = datetime.date(2026, 7, 15)


def kept(records, elsewhere=()):
    """Base and kept months of records (month of the window, kind, fen)."""
    records = sorted(records, key=lambda record: record[0])
    codes = [award_trade.code(FIRST, WINDOW[index], kind) for index, kind, _fen in records]
    return award_trade.kept_months(FIRST, LAST, codes, [fen for _index, _kind, fen in records], TODAY, elsewhere)


def explained(records, elsewhere=()):
    """The same month by month, without a short way."""
    trade = {}
    for index, month in enumerate(WINDOW):
        found = [(kind, fen) for place, kind, fen in records if place == index]
        bonded = sum(fen for kind, fen in found if kind in (COUNTS, REVERSED))
        kinds = {kind for kind, _fen in found}
        if found:
            trade[month] = award.MonthTrade(
                bonded, COUNTS in kinds or bonded != 0, OTHER_MODE in kinds, DRAFT in kinds, month in elsewhere)
    months = award.explain_months(FIRST, LAST, trade, TODAY)
    return sum(month.amount for month in months), months


RECORDS = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(KINDS), st.integers(-10 ** 6, 10 ** 12)), max_size=30)
WHOLE = st.lists(st.integers(-10 ** 6, 10 ** 12), min_size=12, max_size=12).map(
    lambda fens: [(index, COUNTS, fen) for index, fen in enumerate(fens)])


@settings(max_examples=300, deadline=None)
@given(RECORDS | WHOLE, st.just(()) | st.sets(st.sampled_from(WINDOW)))
def test_the_short_way_comes_to_what_each_month_comes_to(records, elsewhere):
    base, rows = kept(records, elsewhere)
    assert (base, award.read_months(FIRST, rows)) == explained(records, elsewhere)


def test_a_whole_year_is_kept_as_its_amounts():
    assert kept([(index, COUNTS, 100 + index) for index in range(12)]) == (1266, [100 + index for index in range(12)])


def test_a_year_with_one_thing_amiss_goes_month_by_month():
    year = [(index, COUNTS, 100) for index in range(12)]
    assert kept(year[:11])[0] == 1100
    assert kept([*year[:11], (10, COUNTS, 7)]) == (1107, [100] * 10 + [107, [0, 'not_over', 0]])
    assert kept([*year[:11], (11, DRAFT, 100)])[1][-1] == [0, 'draft', 1]
    assert kept([*year, (0, DRAFT, 50)])[1][0] == [100, 'counted', 1]
    assert kept([*year[1:], (0, OTHER_MODE, 50)])[1][0] == [0, 'not_bonded', 0]
    assert kept(year, {FIRST})[1][0] == [0, 'elsewhere', 0]


def test_a_reversed_record_counts_with_its_reversal_and_leaves_no_confirmed_month():
    assert kept([(0, REVERSED, 100), (0, REVERSED, -100)]) == (0, [[0, 'no_record', 0]] * 8 + [[0, 'not_over', 0]] * 4)
    assert kept([(0, REVERSED, 100), (0, REVERSED, -100), (0, COUNTS, 30)])[0] == 30
