"""A digest tells what is new, what got worse and, weekly, what is still open: nothing twice, and nothing is lost."""

import datetime

import pytest
from domain.digest import (
    LONG,
    WEEK,
    Item,
    Quiet,
    Told,
    choose,
    figure_rank,
    lateness,
    order,
    still_open,
    why,
)
from hypothesis import given
from hypothesis import strategies as st

TODAY = datetime.date(2026, 12, 1)
DAY = datetime.timedelta(days=1)


def item(record=1, rank=2, day=TODAY, **values):
    return Item("due", "kfz.promise", record, "keep", 1, 1, day, rank, "overdue", **values)


@pytest.mark.parametrize(
    ("days", "level"),
    [(8, None), (7, "soon"), (0, "soon"), (-1, "overdue"), (-LONG, "overdue"), (-LONG - 1, "long")],
)
def test_what_is_far_off_is_no_item_and_lateness_grows(days, level):
    found = lateness(TODAY + days * DAY, TODAY)
    assert (found[1] if found else None) == level


def test_an_item_is_told_when_new_worse_or_after_a_week():
    assert why(item(), None, None, TODAY) == "new"
    assert why(item(rank=2), Told(TODAY - DAY, 2), None, TODAY) is None
    assert why(item(rank=1), Told(TODAY - DAY, 2), None, TODAY) is None
    assert why(item(rank=3), Told(TODAY - DAY, 2), None, TODAY) == "worse"
    assert why(item(rank=2), Told(TODAY - WEEK + DAY, 2), None, TODAY) is None
    assert why(item(rank=2), Told(TODAY - WEEK, 2), None, TODAY) == "again"


def test_nothing_is_told_twice_on_a_day_however_bad_it_gets():
    assert why(item(rank=9), Told(TODAY, 1), None, TODAY) is None


def test_what_is_put_aside_is_quiet_until_its_day_and_comes_back_the_day_after():
    told, quiet = Told(TODAY - 3 * DAY, 2), Quiet(TODAY - 3 * DAY, TODAY, 2)
    assert why(item(), told, quiet, TODAY) is None
    assert why(item(), None, quiet, TODAY) is None
    assert why(item(), told, quiet, TODAY + DAY) == "back"


def test_a_week_does_not_end_what_is_put_aside():
    quiet = Quiet(TODAY - 30 * DAY, TODAY + DAY, 2)
    assert why(item(), Told(TODAY - 30 * DAY, 2), quiet, TODAY) is None


def test_worse_breaks_through_what_is_put_aside_once():
    quiet = Quiet(TODAY - 3 * DAY, TODAY + 9 * DAY, 2)
    assert why(item(rank=3), Told(TODAY - 3 * DAY, 2), quiet, TODAY) == "worse"
    assert why(item(rank=3), Told(TODAY - DAY, 3), quiet, TODAY) is None


def test_a_new_day_makes_another_item():
    assert item(day=TODAY).key != item(day=TODAY + DAY).key
    assert item(rank=1).key == item(rank=3).key


def test_what_only_the_reader_can_do_comes_first_then_the_longest_overdue_figures_last():
    mine = item(1, day=TODAY, only_me=True)
    old, late = item(2, day=TODAY - 90 * DAY), item(3, day=TODAY - DAY)
    figure = Item("zone", "res.company", 4, "overdue", 4, rank=9)
    assert sorted([figure, late, old, mine], key=order) == [mine, old, late, figure]


def test_of_the_same_item_from_two_places_the_worse_one_is_told_once():
    chosen = choose([item(rank=1), item(rank=3), item(rank=2)], {}, {}, TODAY)
    assert [(each.rank, reason) for each, reason in chosen] == [(3, "new")]


def test_figures_get_worse_when_they_double():
    assert figure_rank(0) == 0
    assert figure_rank(5) == figure_rank(7) < figure_rank(8) < figure_rank(16)


#: what is open on each of 40 days, and whether the night's job ran: {record: (first day, last day, rank by its age)}
COURSES = st.lists(
    st.tuples(st.integers(0, 39), st.integers(1, 40), st.lists(st.integers(1, 4), min_size=1)),
    min_size=1,
    max_size=5,
)
NIGHTS = st.lists(st.booleans(), min_size=40, max_size=40)
QUIETS = st.dictionaries(
    st.integers(0, 4), st.tuples(st.integers(0, 39), st.integers(1, 30)), max_size=3
)


def open_on(courses, number):
    for record, (first, length, ranks) in enumerate(courses):
        if first <= number < first + length:
            rising = sorted(ranks)
            yield item(record, rank=rising[min(number - first, len(rising) - 1)])


def run(courses, nights, quiets):
    """(day, item, why) of all that is told, with what the models keep: the last telling, and what is put aside."""
    told, quiet, said = {}, {}, []
    for number in range(len(nights)):
        today = TODAY + number * DAY
        for record, (start, length) in quiets.items():
            # only what was told can be put aside, as bad as it was then
            for key in [key for key in told if start == number and f",{record}:" in key]:
                quiet[key] = Quiet(today, today + length * DAY, told[key].rank)
        if not nights[number]:
            continue
        for each, reason in choose(open_on(courses, number), told, quiet, today):
            said.append((today, each, reason))
            told[each.key] = Told(today, each.rank)
            if reason == "worse":
                quiet.pop(each.key, None)
    return said


@given(COURSES, NIGHTS, QUIETS)
def test_nothing_is_told_again_within_a_week_unless_worse_or_asked_for(courses, nights, quiets):
    last = {}
    for day, each, reason in run(courses, nights, quiets):
        if each.key in last:
            before, rank = last[each.key]
            assert day > before
            assert each.rank > rank or day - before >= WEEK or reason == "back"
        last[each.key] = (day, each.rank)


@given(COURSES, NIGHTS)
def test_nothing_is_lost_whatever_nights_were_missed(courses, nights):
    """On every day on which the job ran, all that is open was told within the last week, as bad as it is."""
    said = run(courses, nights, {})
    for number, ran in enumerate(nights):
        today = TODAY + number * DAY
        for each in open_on(courses, number) if ran else ():
            assert any(
                other.key == each.key and today - day < WEEK and other.rank >= each.rank
                for day, other, _reason in said
                if day <= today
            )


def rises(courses, nights, key, rank, since):
    """The first night after a day on which the job ran and the item was worse than a rank; None for none."""
    for number in range(since + 1, len(nights)):
        if nights[number] and any(
            now.key == key and now.rank > rank for now in open_on(courses, number)
        ):
            return TODAY + number * DAY
    return None


@given(COURSES, NIGHTS, QUIETS)
def test_worse_breaks_through_on_the_next_night_that_runs(courses, nights, quiets):
    said = run(courses, nights, quiets)
    for day, each, _reason in said:
        worse = rises(courses, nights, each.key, each.rank, (day - TODAY).days)
        later = [other for other, item_, _reason in said if item_.key == each.key and other > day]
        assert not worse or any(other <= worse for other in later)


def test_an_item_is_open_while_its_key_is_and_a_monthly_reason_also_in_the_next_month():
    assert still_open("issue:kfz.issue,1:solve:2026-11-01", {}) is None
    now = {"issue:kfz.issue,1:solve:2026-12-01": "soon"}
    assert still_open("issue:kfz.issue,1:solve:2026-12-01", now) == "soon"
    # another deadline is another item
    assert still_open("issue:kfz.issue,1:solve:2026-11-01", now) is None
    reason = {"light_reason:crm.lead,7:reason:2026-12-31": "soon"}
    assert still_open("light_reason:crm.lead,7:reason:2026-11-30", reason) == "soon"
    assert still_open("light_reason:crm.lead,8:reason:2026-11-30", reason) is None
