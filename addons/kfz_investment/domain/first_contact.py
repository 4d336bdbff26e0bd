"""First contact (首谈): when a zone holds a claim on an enterprise, until when, and what another zone learns of it.

A claim begins on the day of an effective interaction and protects for a number of days after the last one. Days are
calendar dates of Shanghai; the last protected day is included.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from . import names, uscc

#: matches by which another zone's live claim prevents a new one; a similar name only makes a notice
CERTAIN = ("code", "name")
_RANK = {"code": 0, "name": 1, "alike": 2}


class Identity(NamedTuple):
    """An enterprise as plain text: what can be compared between zones without linking to their records."""

    name: str
    key: str
    code: str | None


class Kind(NamedTuple):
    """What an interaction of a kind does from a date to a date: it opens a claim, or renews one that is alive."""

    kind: str
    opens: bool
    renews: bool
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None


class Event(NamedTuple):
    """An interaction as the rules see it."""

    day: datetime.date
    opens: bool
    renews: bool


class Span(NamedTuple):
    """From the first day of a claim to its last protected day."""

    begin: datetime.date
    until: datetime.date


class Hit(NamedTuple):
    """A live claim of another zone that matches what was asked; ``claim`` is whatever the caller knows it by."""

    match: str
    zone: object
    claimed_from: datetime.date
    claim: object


@dataclass(frozen=True)
class Notice:
    """All that another zone learns of a claim: which zone holds it, since which month, and the desk to call."""

    zone: object
    month: str
    desk: str


def identity(name: str | None, code: str | None = None) -> Identity:
    """The identity of a name and a unified social credit code; an invalid code is left out."""
    code = uscc.normalise(code)
    return Identity(
        (name or "").strip(), names.match_key(name or ""), code if uscc.is_valid(code) else None
    )


def match(asked: Identity, held: Identity) -> str | None:
    """How two identities match: ``code``, ``name`` (the same key), ``alike`` (a similar one), or not at all.

    Two different codes are two enterprises, however alike their names are.
    """
    if asked.code and held.code:
        return "code" if asked.code == held.code else None
    if min(len(asked.key), len(held.key)) < names.MIN_KEY:
        return None
    if asked.key == held.key:
        return "name"
    return "alike" if names.is_alike(asked.key, held.key) else None


def effect(rules, kind: str, day: datetime.date) -> Event:
    """What an interaction of a kind on a day does, by the rules that are in force on that day."""
    found = [
        rule
        for rule in rules
        if rule.kind == kind
        and (not rule.date_from or rule.date_from <= day)
        and (not rule.date_to or day <= rule.date_to)
    ]
    return Event(day, any(rule.opens for rule in found), any(rule.renews for rule in found))


def follow(events, days: int, span: Span | None = None) -> Span | None:
    """The claim after some interactions; ``span`` is the claim before them.

    An interaction within the protection prolongs it if its kind renews; after the end only one that opens starts again.
    An older interaction, entered later, never moves the start: other zones rely on what was recorded.
    """
    for event in sorted(events):
        if span and event.day <= span.until:
            if event.renews:
                span = Span(span.begin, max(span.until, prolonged(event.day, days)))
        elif event.opens:
            span = Span(event.day, prolonged(event.day, days))
    return span


def is_alive(span: Span | None, today: datetime.date) -> bool:
    """Whether a claim protects today."""
    return bool(span) and today <= span.until


def extension_problem(
    *, alive: bool, used: int, allowed: int, days: int, longest: int
) -> str | None:
    """Why a claim cannot be extended by some days, as a code, or None.

    :param used: extensions it had already
    :param longest: most days of one extension: the zone's protection period
    """
    if not alive:
        return "ended"
    if used >= allowed:
        return "used_up"
    if not 0 < days <= longest:
        return "days"
    return None


def best_by_zone(hits) -> list[Hit]:
    """One hit per zone, the most certain and then the oldest: how many claims a zone holds is not told."""
    best = {}
    for hit in sorted(hits, key=lambda hit: (_RANK[hit.match], hit.claimed_from)):
        best.setdefault(hit.zone, hit)
    return list(best.values())


def notice(hit: Hit, desk: str | None) -> Notice:
    """What another zone is told of a claim. Day, match and everything else stay with the zone that holds it."""
    return Notice(hit.zone, f"{hit.claimed_from:%Y-%m}", (desk or "").strip())


def is_news(answer: list, last_answer: list | None, *, asked_today: bool) -> bool:
    """Whether to log an automatic check: it found a claim and has not yet said so today, or the claim is gone."""
    if answer:
        return not asked_today or answer != last_answer
    return bool(last_answer)


def may_ask(asked_today: int, limit: int) -> bool:
    """Whether a zone may make one more manual check today."""
    return asked_today < limit


def overtaken(recorded) -> list:
    """All but the earliest recorded of the live claims of several zones on one enterprise that begin on the same day.

    :param recorded: (claim, first day, moment of recording with a tie-break) of claims on the same enterprise
    """
    by_day = {}
    for claim, begin, moment in recorded:
        by_day.setdefault(begin, []).append((moment, claim))
    return [
        claim
        for rows in by_day.values()
        for _moment, claim in sorted(rows, key=lambda row: row[0])[1:]
    ]


def winners(ruling: str, holder, other) -> list:
    """The zones that hold the claim after a ruling: ``upheld``, ``moved`` or ``shared``."""
    return {"upheld": [holder], "moved": [other], "shared": [holder, other]}[ruling]


def prolonged(day: datetime.date, days: int) -> datetime.date:
    """The last protected day of a protection that starts on a day."""
    return day + datetime.timedelta(days=days)
