import datetime

import pytest
from domain import first_contact as fc
from hypothesis import given, settings
from hypothesis import strategies as st

DAY = datetime.date(2026, 3, 1)
CODE, OTHER = "91530111MA6K5TEST0", "91530114MA6K5TEST0"
RULES = (
    fc.Kind("received_visit", True, True),
    fc.Kind("call", False, True),
    fc.Kind("event", False, False),
)
days = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 1, 1))
events = st.lists(st.builds(fc.Event, days, st.booleans(), st.booleans()), max_size=12)
period = st.integers(1, 400)
word = st.text("昆明示例冷链物流云南有限公司仓储AB1", max_size=14)


def plus(number):
    return DAY + datetime.timedelta(days=number)


def visit(number, opens=True, renews=True):
    return fc.Event(plus(number), opens, renews)


# the claim


def test_a_claim_begins_on_the_day_of_the_interaction_and_protects_for_the_period():
    assert fc.follow([visit(0)], 180) == fc.Span(DAY, plus(180))
    assert fc.is_alive(fc.Span(DAY, plus(180)), plus(180))
    assert not fc.is_alive(fc.Span(DAY, plus(180)), plus(181))


def test_a_call_renews_but_does_not_open():
    assert fc.follow([visit(0, opens=False)], 180) is None
    assert fc.follow([visit(0), visit(100, opens=False)], 180) == fc.Span(DAY, plus(280))


def test_a_kind_that_does_not_renew_leaves_the_end_where_it_was():
    assert fc.follow([visit(0), visit(100, renews=False)], 180).until == plus(180)


def test_after_the_end_a_new_claim_starts():
    assert fc.follow([visit(0), visit(181)], 180) == fc.Span(plus(181), plus(361))


def test_an_older_interaction_entered_later_does_not_move_the_beginning():
    assert fc.follow([visit(-50)], 180, fc.Span(DAY, plus(180))) == fc.Span(DAY, plus(180))


@settings(deadline=None)
@given(events, period)
def test_all_at_once_or_one_after_the_other_is_the_same(found, length):
    span = None
    for event in sorted(found):
        span = fc.follow([event], length, span)
    assert span == fc.follow(reversed(found), length)


@settings(deadline=None)
@given(events, period)
def test_a_claim_begins_with_an_opening_interaction_and_ends_a_period_after_one(found, length):
    span = fc.follow(found, length)
    assert (span is None) == (not any(event.opens for event in found))
    if span:
        assert any(event.opens and event.day == span.begin for event in found)
        assert any(event.day + datetime.timedelta(days=length) == span.until for event in found)
        assert all(event.day <= span.until for event in found if event.opens)


@settings(deadline=None)
@given(events, events, period)
def test_more_interactions_never_shorten_a_claim(found, more, length):
    span = fc.follow(found, length)
    if span:
        assert fc.follow(more, length, span).until >= span.until


def test_what_a_kind_does_depends_on_the_rules_of_the_day():
    rules = (fc.Kind("call", True, True, date_to=DAY), *RULES)
    assert fc.effect(rules, "call", DAY) == fc.Event(DAY, True, True)
    assert fc.effect(rules, "call", plus(1)) == fc.Event(plus(1), False, True)
    assert fc.effect(rules, "unknown", DAY) == fc.Event(DAY, False, False)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({}, None),
        ({"alive": False}, "ended"),
        ({"used": 1}, "used_up"),
        ({"days": 0}, "days"),
        ({"days": 181}, "days"),
        ({"allowed": 2, "used": 1}, None),
        ({"alive": False, "used": 9, "days": -1}, "ended"),
    ],
)
def test_a_claim_is_extended_only_while_alive_and_as_often_as_allowed(change, problem):
    values = {"alive": True, "used": 0, "allowed": 1, "days": 90, "longest": 180, **change}
    assert fc.extension_problem(**values) == problem


# matching


@pytest.mark.parametrize(
    ("asked", "held", "expected"),
    [
        (("示例甲", CODE), ("完全不同的名字", CODE), "code"),
        (("昆明示例冷链有限公司", CODE), ("昆明示例冷链有限公司", OTHER), None),
        (("云南示例冷链物流股份有限公司", None), ("昆明示例冷链物流有限公司", CODE), "name"),
        (("示例冷链物流仓储", None), ("示例冷链物流仓储配送", None), "alike"),
        (("示例一号仓", None), ("示例二号店", None), None),
        (("", None), ("", None), None),
    ],
)
def test_a_code_decides_and_a_name_suggests(monkeypatch, asked, held, expected):
    monkeypatch.setattr(fc.uscc, "is_valid", bool)
    assert fc.match(fc.identity(*asked), fc.identity(*held)) == expected


@settings(deadline=None)
@given(word, word, st.sampled_from((None, CODE, OTHER)), st.sampled_from((None, CODE, OTHER)))
def test_matching_does_not_depend_on_who_asks(one, other, code, other_code):
    first = fc.identity(one)._replace(code=code)
    second = fc.identity(other)._replace(code=other_code)
    assert fc.match(first, second) == fc.match(second, first)


def test_an_invalid_code_is_not_compared():
    assert fc.identity("示例", "123").code is None


# what is told

zone, desk = st.sampled_from("甲乙丙"), st.text("联系处0871-", max_size=20)
hits = st.lists(
    st.builds(fc.Hit, st.sampled_from(("code", "name", "alike")), zone, days, st.integers()),
    max_size=8,
)


@settings(deadline=None)
@given(
    zone,
    desk,
    days,
    st.integers(1, 28),
    st.sampled_from(("code", "name", "alike")),
    st.text(max_size=30),
)
def test_nothing_but_zone_month_and_desk_makes_a_difference(of, words, day, other_day, how, secret):
    """Noninterference of the notice: change the day, the match and the claim, and it stays the same."""
    said = fc.notice(fc.Hit("code", of, day, None), words)
    assert said == fc.notice(fc.Hit(how, of, day.replace(day=other_day), secret), words)
    assert set(vars(said)) == {"zone", "month", "desk"}
    assert (said.zone, said.month, said.desk) == (of, day.isoformat()[:7], words.strip())


@settings(deadline=None)
@given(hits)
def test_one_notice_per_zone_the_most_certain_first(found):
    best = fc.best_by_zone(found)
    assert [hit.zone for hit in best] == list(dict.fromkeys(hit.zone for hit in best))
    assert {hit.zone for hit in best} == {hit.zone for hit in found}
    rank = ("code", "name", "alike").index
    for hit in best:
        assert all(
            rank(hit.match) <= rank(other.match) for other in found if other.zone == hit.zone
        )


@pytest.mark.parametrize(
    ("answer", "last", "today", "news"),
    [
        ([], None, False, False),
        ([], [], True, False),
        ([], ["a"], True, True),
        (["a"], None, False, True),
        (["a"], ["a"], True, False),
        (["a"], ["a"], False, True),
        (["b"], ["a"], True, True),
    ],
)
def test_an_automatic_check_is_logged_when_it_says_something_new(answer, last, today, news):
    assert fc.is_news(answer, last, asked_today=today) is news


def test_the_limit_of_a_day_holds():
    assert fc.may_ask(49, 50)
    assert not fc.may_ask(50, 50)


# two zones


def test_of_two_starts_on_one_day_the_earliest_recorded_wins():
    assert fc.overtaken([("late", DAY, (2, 9)), ("early", DAY, (1, 10))]) == ["late"]
    assert fc.overtaken([("one", DAY, (2, 1)), ("other", plus(1), (1, 2))]) == []


@settings(deadline=None)
@given(st.dictionaries(st.integers(), st.tuples(days, st.integers()), max_size=8))
def test_each_day_keeps_exactly_one_claim(claims):
    rows = [(claim, day, (moment, claim)) for claim, (day, moment) in claims.items()]
    lost = set(fc.overtaken(rows))
    for first in {day for day, _moment in claims.values()}:
        same = [(moment, claim) for claim, (day, moment) in claims.items() if day == first]
        assert [claim for _moment, claim in same if claim not in lost] == [min(same)[1]]


@pytest.mark.parametrize(
    ("ruling", "zones"),
    [("upheld", ["holder"]), ("moved", ["other"]), ("shared", ["holder", "other"])],
)
def test_a_ruling_says_who_holds_the_claim(ruling, zones):
    assert fc.winners(ruling, "holder", "other") == zones
