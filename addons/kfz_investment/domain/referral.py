"""Referrals of intermediaries (design §8.1): who came first, what forbids acceptance, when a referral lapses.

Plan, annex 6, article 8. Moments are UTC without time zone, as Odoo stores them; dates are those of Asia/Shanghai. Findings
are codes: the caller turns them into sentences.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from . import names, uscc
from .calendar import shanghai_date

#: from a state, those that may follow
NEXT_STATES = {
    "registered": ("accepted", "refused", "expired", "withdrawn"),
    "accepted": ("refused", "expired", "withdrawn"),
    "refused": (),
    "expired": (),
    "withdrawn": (),
}
#: states in which a referral claims its enterprise
OPEN = ("registered", "accepted")

#: findings with which nothing is accepted; the others are for the manager to weigh
BLOCKING = frozenset(
    {
        "evidence",
        "declarations",
        "enterprise",
        "code_differs",
        "person",
        "self",
        "affiliate",
        "official",
        "contact",
        "signed",
        "earlier",
        "taken",
        "expired",
        "team",
        "no_intermediary",
    }
)


class Contact(NamedTuple):
    """A contact of the zone with the enterprise: the Shanghai day on which it took place, the moment it was recorded."""

    day: datetime.date
    recorded: datetime.datetime


class Claim(NamedTuple):
    """A referral beside others of the same enterprise."""

    id: int
    registered_on: datetime.datetime


def may_follow(state: str, new: str) -> bool:
    """Whether a referral may go from one state to another."""
    return new in NEXT_STATES[state]


def last_day(registered_on: datetime.datetime, days: int) -> datetime.date:
    """The last day of validity, in Shanghai."""
    return shanghai_date(registered_on) + datetime.timedelta(days=days)


def has_expired(
    state: str, expires_on: datetime.date | None, signed: datetime.date | None, today: datetime.date
) -> bool:
    """Whether a referral has lapsed: its last day has passed and its project was not signed by then.

    A project signed in time has made the referral good for its award, however long the landing takes.
    """
    if state not in OPEN or expires_on is None or today <= expires_on:
        return False
    return not (state == "accepted" and signed is not None and signed <= expires_on)


def _second(moment: datetime.datetime) -> datetime.datetime:
    """A moment as registrations have it: contacts and projects are recorded to the microsecond, registrations to the second."""
    return moment.replace(microsecond=0)


def on_record(recorded: datetime.datetime, registered_on: datetime.datetime) -> bool:
    """Whether something was on record when a referral was registered. A referral must precede it: the same second is too late."""
    return _second(recorded) <= _second(registered_on)


def first_contact(
    registered_on: datetime.datetime, contacts: Iterable[Contact]
) -> tuple[str, Contact] | None:
    """The earliest contact that is in the way of a referral, of those that took place on its day or before.

    ``contact`` when it was on record at the registration, which settles the matter. What was recorded only afterwards, a person
    has to judge: ``contact_late`` when it is dated to an earlier day, ``contact_same_day`` when it is dated to the same day, since
    a visit has a day and no time.
    """
    day = shanghai_date(registered_on)
    before = sorted(contact for contact in contacts if contact.day <= day)
    known = [contact for contact in before if on_record(contact.recorded, registered_on)]
    if known:
        return "contact", known[0]
    if not before:
        return None
    return "contact_late" if before[0].day < day else "contact_same_day", before[0]


def signed_before(
    registered_on: datetime.datetime, signed: Iterable[datetime.date]
) -> datetime.date | None:
    """The earliest signing on or before the day of registration: a referral must precede it."""
    day = shanghai_date(registered_on)
    return min((date for date in signed if date <= day), default=None)


def earliest(claims: Iterable[Claim]) -> Claim:
    """The claim that was registered first; of two at the same moment, the one with the lower number."""
    return min(claims, key=lambda claim: (claim.registered_on, claim.id))


def team_problem(shares: Sequence[Decimal], payees: Sequence[bool]) -> str | None:
    """What is wrong with a team of referrers: ``share``, ``sum`` or ``payee``. No team is none: the intermediary is alone."""
    if not shares:
        return None
    if any(share <= 0 or share > 100 for share in shares):
        return "share"
    if sum(shares) != 100:
        return "sum"
    return None if sum(map(bool, payees)) == 1 else "payee"


def same_enterprise(
    name: str, code: str | None, other_name: str, other_code: str | None
) -> str | None:
    """Why two enterprises may be the same: ``code``, ``name``, or None. Two different valid codes are two enterprises."""
    code, other_code = uscc.normalise(code), uscc.normalise(other_code)
    if code and other_code:
        if code == other_code:
            return "code"
        if uscc.is_valid(code) and uscc.is_valid(other_code):
            return None
    alike = names.is_alike(names.match_key(name or ""), names.match_key(other_name or ""))
    return "name" if alike else None
