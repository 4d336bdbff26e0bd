import datetime
from collections import defaultdict
from decimal import Decimal

from domain import figures
from hypothesis import given
from hypothesis import strategies as st

DAY = datetime.date(2026, 1, 1)
days = st.integers(0, 900).map(lambda n: DAY + datetime.timedelta(n))
money = st.integers(-(10**14), 10**14).map(lambda fen: Decimal(fen).scaleb(-2))
agreements = st.lists(
    st.builds(
        figures.Agreement,
        st.integers(1, 10**6),
        st.sampled_from(["framework", "formal", "supplementary"]),
        days,
        money,
    ),
    max_size=6,
    unique_by=lambda a: a.id,
)
capital = st.lists(
    st.builds(figures.Capital, st.integers(1, 10**6), days, money),
    max_size=6,
    unique_by=lambda c: c.id,
)
projects = st.builds(
    figures.wanted, agreements, st.none() | st.tuples(st.integers(1, 9), days), capital
)


def sums(entries):
    total = defaultdict(lambda: (0, Decimal(0)))
    for entry in entries:
        count, amount = total[entry.indicator, entry.source, entry.effective_date]
        total[entry.indicator, entry.source, entry.effective_date] = (
            count + entry.count,
            amount + entry.amount,
        )
    return {key: value for key, value in total.items() if any(value)}


@given(st.lists(projects, min_size=1, max_size=5))
def test_the_ledger_always_sums_to_the_latest_state(states):
    ledger = []
    for state in states:
        ledger += figures.corrections(ledger, state)
        assert sums(ledger) == sums(state)
        assert figures.corrections(ledger, state) == []


@given(agreements)
def test_a_project_is_signed_once_with_its_first_formal_agreement(rows):
    signed = [f for f in figures.wanted(rows, None, []) if f.indicator == "signed"]
    formal = [a for a in rows if a.kind == "formal"]
    assert sum(f.count for f in signed) == bool(formal)
    if formal:
        [counted] = [f for f in signed if f.count]
        assert counted.effective_date == min(a.signed_on for a in formal)
        assert sum(f.amount for f in signed) == sum(a.amount for a in rows if a.kind != "framework")


@given(capital, days)
def test_landed_amounts_never_count_before_the_landing(rows, landed):
    figures_ = [f for f in figures.wanted([], (1, landed), rows) if f.indicator == "landed"]
    assert min(f.effective_date for f in figures_) >= landed
    assert sum(f.amount for f in figures_) == sum(c.amount for c in rows)
    assert sum(f.count for f in figures_) == 1


def test_capital_before_any_landing_counts_as_capital_only():
    [entry] = figures.wanted([], None, [figures.Capital(1, DAY, Decimal(5))])
    assert entry.indicator == "capital"
