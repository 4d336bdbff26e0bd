"""First-contact claims that visits recorded earlier would have opened, had the rules been applied to them from the start."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from . import first_contact
from .first_contact import Event, Identity, Span


class Visit(NamedTuple):
    """An interaction of a zone with an enterprise.

    :param recorded: what sorts by the moment of recording: of one day, the visit recorded first counts
    :param source: whatever the caller knows the interaction by
    """

    event: Event
    recorded: Hashable
    zone: Hashable
    enterprise: Hashable
    identity: Identity
    source: object


@dataclass
class Claim:
    """A claim as it was or would have been; ``is_kept`` for one that exists: it stays, whoever came first."""

    zone: Hashable
    enterprise: Hashable
    identity: Identity
    span: Span
    source: object = None
    is_kept: bool = False


class _Claims:
    """Claims by what can be certainly the same enterprise, and the latest of each zone with each enterprise."""

    def __init__(self, claims):
        self.latest = {}
        self.alike = defaultdict(list)
        for claim in claims:
            self.add(claim)

    def add(self, claim):
        self.latest[claim.zone, claim.enterprise] = claim
        for word in _words(claim.identity):
            self.alike[word].append(claim)

    def prevent(self, visit, today):
        """Whether a claim of another zone was alive on the day of a visit, or exists and is alive today."""
        day = visit.event.day
        return any(
            claim.zone != visit.zone
            and first_contact.match(visit.identity, claim.identity) in first_contact.CERTAIN
            and (
                claim.span.begin <= day <= claim.span.until
                or (claim.is_kept and first_contact.is_alive(claim.span, today))
            )
            for word in _words(visit.identity)
            for claim in self.alike[word]
        )


def _words(identity):
    return [
        word for word in (("code", identity.code), ("key", identity.key)) if word[1] is not None
    ]


def missing(
    visits: Iterable[Visit],
    kept: Iterable[Claim],
    days: Mapping[Hashable, int],
    today: datetime.date,
) -> list[Claim]:
    """The claims alive today that no one holds yet, although visits would have opened them.

    Day by day, in the order of recording: a visit within its zone's protection prolongs it, one outside opens a claim unless
    another zone's prevents that. A zone that has or had a claim on an enterprise gets none here: it was opened when it was due,
    and may have been released since.

    :param kept: the claims that exist; ``is_kept`` is set for all
    :param days: protection of each zone
    """
    claims = _Claims(kept)
    had = set(claims.latest)
    for visit in sorted(visits, key=lambda visit: (visit.event.day, visit.recorded)):
        if (visit.zone, visit.enterprise) not in had:
            _replay(claims, visit, days[visit.zone], today)
    return [
        claim
        for place, claim in claims.latest.items()
        if place not in had and first_contact.is_alive(claim.span, today)
    ]


def _replay(claims, visit, days, today):
    """What a visit does to the claims that were there on its day."""
    place = visit.zone, visit.enterprise
    claim = claims.latest.get(place)
    before = claim.span if claim else None
    span = first_contact.follow([visit.event], days, before)
    if span is None or span == before:
        return
    if before and span.begin == before.begin:
        claim.span = span
    elif not claims.prevent(visit, today):
        claims.add(Claim(*place, visit.identity, span, visit.source))
