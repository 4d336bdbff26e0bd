import datetime
from decimal import Decimal

import pytest
from domain import referral
from domain.calendar import shanghai_date
from hypothesis import given
from hypothesis import strategies as st

moments = st.datetimes(datetime.datetime(2024, 1, 1), datetime.datetime(2027, 12, 31))
days = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31))
contacts = st.lists(st.builds(referral.Contact, days, moments), max_size=6)
claims = st.lists(st.builds(referral.Claim, st.integers(1, 99), moments), min_size=1, max_size=6)


def moment(text):
    return datetime.datetime.fromisoformat(text)


@given(moments, contacts)
def test_a_referral_with_every_contact_after_its_day_has_nothing_in_its_way(registered, found):
    later = [contact for contact in found if contact.day > shanghai_date(registered)]
    assert referral.first_contact(registered, later) is None


@given(moments, contacts)
def test_a_contact_on_record_before_the_registration_settles_the_matter(registered, found):
    second = registered.replace(microsecond=0) + datetime.timedelta(seconds=1)
    known = [c for c in found if c.day <= shanghai_date(registered) and c.recorded < second]
    result = referral.first_contact(registered, found)
    assert (result is not None and result[0] == "contact") == bool(known)
    if known:
        assert result[1].day == min(contact.day for contact in known)


@given(moments, contacts)
def test_a_contact_that_was_dated_back_afterwards_never_settles_it_alone(registered, found):
    second = datetime.timedelta(seconds=1)
    late = [contact for contact in found if contact.recorded >= registered + second]
    result = referral.first_contact(registered, late)
    assert result is None or (
        result[0] in ("contact_late", "contact_same_day") and result[0] not in referral.BLOCKING
    )


@given(moments, contacts, contacts)
def test_more_contacts_never_help_a_referral(registered, found, more):
    order = {None: 0, "contact_same_day": 1, "contact_late": 2, "contact": 3}
    one, both = (
        referral.first_contact(registered, found),
        referral.first_contact(registered, found + more),
    )
    assert order[both and both[0]] >= order[one and one[0]]


DAY = datetime.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "recorded", "code"),
    [
        (DAY, "2026-03-01 23:29:59.999999", "contact"),
        # the moment of a registration has no microseconds: whatever falls into its second, the referral is not before it
        (DAY, "2026-03-01 23:30:00", "contact"),
        (DAY, "2026-03-01 23:30:00.000001", "contact"),
        (DAY, "2026-03-01 23:30:00.999999", "contact"),
        # a visit has a day and no time: one that is recorded later on the day of the referral may have come first
        (DAY, "2026-03-01 23:30:01", "contact_same_day"),
        (DAY, "2026-03-05 08:00:00", "contact_same_day"),
        (datetime.date(2026, 3, 1), "2026-03-01 23:30:01", "contact_late"),
        (datetime.date(2026, 3, 1), "2026-03-01 23:30:00.5", "contact"),
        # planned, not yet met
        (datetime.date(2026, 3, 3), "2026-02-01 08:00:00", None),
    ],
)
def test_a_referral_precedes_the_first_contact_by_a_second_at_least(day, recorded, code):
    # 23:30 of 1 March in UTC is 07:30 of 2 March in Shanghai
    registered = moment("2026-03-01 23:30:00")
    found = referral.first_contact(registered, [referral.Contact(day, moment(recorded))])
    assert (found and found[0]) == code


def test_a_moment_of_registration_with_microseconds_is_the_same_second():
    registered = moment("2026-03-01 23:30:00.200000")
    contact = referral.Contact(DAY, moment("2026-03-01 23:30:00.900000"))
    assert referral.first_contact(registered, [contact])[0] == "contact"


def test_an_earlier_day_weighs_more_than_the_same_day():
    registered = moment("2026-03-01 23:30:00")
    same = referral.Contact(DAY, moment("2026-03-02 08:00:00"))
    earlier = referral.Contact(datetime.date(2026, 3, 1), moment("2026-03-02 09:00:00"))
    assert referral.first_contact(registered, [same, earlier]) == ("contact_late", earlier)


@given(moments, st.lists(days, max_size=5))
def test_a_referral_precedes_a_signing_by_a_day_at_least(registered, signed):
    found = referral.signed_before(registered, signed)
    assert found == min((day for day in signed if day <= shanghai_date(registered)), default=None)


@given(claims)
def test_the_earliest_claim_is_first_whatever_the_order(found):
    first = referral.earliest(found)
    assert all(
        (first.registered_on, first.id) <= (claim.registered_on, claim.id) for claim in found
    )
    assert referral.earliest(reversed(found)) == first


@given(st.sampled_from(sorted(referral.NEXT_STATES)), days, st.none() | days, days)
def test_what_ended_never_lapses_and_what_is_valid_never_does(state, last, signed, today):
    lapsed = referral.has_expired(state, last, signed, today)
    if state not in referral.OPEN or today <= last:
        assert not lapsed
    elif state == "registered" or signed is None or signed > last:
        assert lapsed
    else:
        assert not lapsed


@given(moments, st.integers(1, 1000))
def test_the_last_day_is_counted_from_the_day_in_shanghai(registered, count):
    assert (referral.last_day(registered, count) - shanghai_date(registered)).days == count


def test_final_states_are_final():
    for state in ("refused", "expired", "withdrawn"):
        assert not any(referral.may_follow(state, other) for other in referral.NEXT_STATES)


@given(
    st.lists(st.decimals(Decimal("0.01"), Decimal(100), places=2), min_size=1, max_size=5),
    st.data(),
)
def test_a_team_is_right_exactly_when_it_sums_to_100_with_one_payee(shares, data):
    payees = data.draw(st.lists(st.booleans(), min_size=len(shares), max_size=len(shares)))
    right = sum(shares) == 100 and payees.count(True) == 1
    assert (referral.team_problem(shares, payees) is None) == right


def test_no_team_is_no_problem():
    assert referral.team_problem([], []) is None


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            ("云南示例巡检有限公司", "91530100MA6K00000X"),
            ("别的名字", "91530100ma6k00000x"),
            "code",
        ),
        (("云南示例巡检有限公司", None), ("示例巡检（云南）有限责任公司", None), "name"),
        (("昆明示例冷链有限公司", None), ("上海华夏汽车有限公司", None), None),
        (("示例一号仓有限公司", None), ("示例二号仓有限公司", "91530100MA6K00000X"), "name"),
    ],
)
def test_the_same_enterprise_is_known_by_its_code_or_suspected_by_its_name(one, other, why):
    assert referral.same_enterprise(*one, *other) == why
    assert referral.same_enterprise(*other, *one) == why
