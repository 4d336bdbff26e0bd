import datetime

from domain import first_contact as fc
from domain import first_contact_past as past
from hypothesis import given
from hypothesis import strategies as st

TODAY = datetime.date(2026, 8, 1)
CODE = "91530111MA6K5TEST0"
DAYS = {"A": 180, "B": 180, "C": 180}
SAME = fc.Identity("昆明示例冷链物流有限公司", "示例冷链物流", CODE)
OTHER = fc.Identity("云南示例乳业有限公司", "示例乳业", None)


def visit(zone, ago, recorded=None, identity=SAME, opens=True):
    day = TODAY - datetime.timedelta(days=ago)
    return past.Visit(
        fc.Event(day, opens, True),
        -ago if recorded is None else recorded,
        zone,
        (zone, identity),
        identity,
        (zone, ago),
    )


def kept(zone, ago, until, identity=SAME):
    begin = TODAY - datetime.timedelta(days=ago)
    span = fc.Span(begin, TODAY + datetime.timedelta(days=until))
    return past.Claim(zone, (zone, identity), identity, span, is_kept=True)


def found(visits, claims=()):
    return [
        (claim.zone, claim.source[1], (claim.span.until - TODAY).days)
        for claim in past.missing(visits, claims, DAYS, TODAY)
    ]


def test_a_visit_within_the_period_opens_a_claim_as_of_its_day():
    assert found([visit("A", 10)]) == [("A", 10, 170)]


def test_a_later_visit_prolongs_it_and_leaves_its_first_day():
    assert found([visit("A", 10), visit("A", 100)]) == [("A", 100, 170)]


def test_an_old_visit_opens_nothing():
    assert found([visit("A", 181)]) == []


def test_a_call_opens_nothing():
    assert found([visit("A", 3, opens=False)]) == []


def test_the_earliest_visit_of_several_zones_wins():
    assert found([visit("B", 20), visit("A", 40), visit("C", 5)]) == [("A", 40, 140)]


def test_of_one_day_the_visit_recorded_first_wins():
    assert found([visit("A", 20, recorded=2), visit("B", 20, recorded=1)]) == [("B", 20, 160)]


def test_a_claim_that_ended_since_prevented_another_zone_s_while_it_lasted():
    # B came during A's protection, which is over: nobody holds the enterprise
    assert found([visit("A", 300), visit("B", 150)]) == []
    assert found([visit("A", 300), visit("B", 150), visit("B", 100)]) == [("B", 100, 80)]


def test_an_existing_claim_stays_even_when_it_came_later():
    assert found([visit("A", 40)], [kept("B", 10, 170)]) == []


def test_a_zone_that_had_a_claim_gets_no_other():
    assert found([visit("A", 40)], [kept("A", 40, -10)]) == []


def test_a_similar_name_prevents_nothing():
    assert len(found([visit("A", 40), visit("B", 20, identity=OTHER)])) == 2


@given(
    st.lists(
        st.builds(
            visit,
            st.sampled_from("ABC"),
            st.integers(0, 400),
            identity=st.sampled_from([SAME, OTHER]),
        ),
        max_size=15,
    )
)
def test_no_two_zones_hold_the_same_and_a_second_run_finds_nothing(visits):
    claims = past.missing(visits, [], DAYS, TODAY)
    assert len({claim.identity for claim in claims}) == len(claims)
    for claim in claims:
        claim.is_kept = True
    assert past.missing(visits, claims, DAYS, TODAY) == []
