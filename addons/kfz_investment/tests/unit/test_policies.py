import datetime
from collections import Counter

from domain import policies
from hypothesis import given
from hypothesis import strategies as st

DAY = datetime.date(2022, 6, 1)
days = st.none() | st.dates(datetime.date(2020, 1, 1), datetime.date(2025, 12, 31))
clauses = st.lists(
    st.builds(
        policies.Clause, st.integers(1, 10_000), st.integers(1, 4), st.integers(1, 6), days, days
    ),
    unique_by=lambda clause: clause.id,
    max_size=40,
)


def test_both_dates_of_a_validity_are_included():
    first, last = datetime.date(2021, 1, 1), datetime.date(2023, 12, 31)
    one = datetime.timedelta(days=1)
    assert [policies.state(day, first, last) for day in (first - one, first, last, last + one)] == [
        "upcoming",
        "in_force",
        "in_force",
        "expired",
    ]


def test_without_dates_it_is_always_in_force():
    assert policies.state(DAY, None, None) == "in_force"


@given(days, days, days, days, st.dates(datetime.date(2020, 1, 1), datetime.date(2025, 12, 31)))
def test_a_clause_is_in_force_when_both_its_policy_and_its_own_dates_are(
    policy_from, policy_to, own_from, own_to, day
):
    both = all(
        policies.state(day, *dates) == "in_force"
        for dates in ((policy_from, policy_to), (own_from, own_to))
    )
    first, last = policies.inherited(policy_from, policy_to, own_from, own_to)
    assert ((not first or first <= day) and (not last or day <= last)) == both


def _shown(rows, zones):
    """(topic, zone, id) of each clause in the table."""
    return [
        (row.topic, zone, identifier)
        for row in rows
        for zone, cell in zip(zones, row.cells, strict=True)
        for identifier in cell
    ]


@given(clauses, st.permutations(range(1, 7)), st.permutations(range(1, 5)))
def test_each_clause_in_force_is_in_its_cell_once_and_nowhere_else(some, topics, zones):
    rows = policies.side_by_side(some, topics, zones, DAY)
    in_force = [c for c in some if policies.state(DAY, c.valid_from, c.valid_to) == "in_force"]
    assert Counter(_shown(rows, zones)) == Counter((c.topic, c.zone, c.id) for c in in_force)


@given(clauses, st.permutations(range(1, 7)), st.permutations(range(1, 5)))
def test_rows_keep_the_order_of_the_topics_and_none_is_empty(some, topics, zones):
    rows = policies.side_by_side(some, topics, zones, DAY)
    shown = [row.topic for row in rows]
    assert shown == [topic for topic in topics if topic in set(shown)]
    assert all(row.depth for row in rows)


def test_words_are_split_at_the_ideographic_space_too():
    assert policies.words("物流　奖励 进出口") == ["物流", "奖励", "进出口"]
    assert policies.words("") == []
