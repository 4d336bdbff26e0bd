"""What the rows of a question on figures have in common, so that each ledger gives up these rows and reads no others."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from . import calendar

#: fields of a question that are sets of values
_SETS = ("zones", "indicators", "leads", "ids")
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Narrow:
    """Conditions that every row of the answer meets; None: anything.

    ``unlanded``: only signings of projects that have not landed. ``exact`` says that they are all that is asked of a row: any row that meets them is one of the answer. ``newest`` is the number
    of rows, the last ones by date and id, that are enough of each ledger.
    """

    zones: frozenset | None = None
    indicators: frozenset | None = None
    leads: frozenset | None = None
    ids: frozenset | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    unlanded: bool = False
    exact: bool = True
    newest: int | None = None

    def __and__(self, other: Narrow) -> Narrow:
        """What meets both."""
        sets = {name: _both(getattr(self, name), getattr(other, name)) for name in _SETS}
        since = max(filter(None, (self.since, other.since)), default=None)
        until = min(filter(None, (self.until, other.until)), default=None)
        return Narrow(
            **sets,
            since=since,
            until=until,
            unlanded=self.unlanded or other.unlanded,
            exact=self.exact and other.exact,
        )

    def __or__(self, other: Narrow) -> Narrow:
        """The least that holds what meets either; exact where one of them holds all of the other."""
        hull = Narrow(
            **{name: _either(getattr(self, name), getattr(other, name)) for name in _SETS},
            since=self.since and other.since and min(self.since, other.since),
            until=self.until and other.until and max(self.until, other.until),
            unlanded=self.unlanded and other.unlanded,
        )
        return replace(hull, exact=any(each.exact and each == hull for each in (self, other)))

    @property
    def is_few(self) -> bool:
        """Whether the answer is a page of rows, for each of which one looks up what it needs."""
        return self.newest is not None or self.ids is not None

    def wants(self, indicators: Iterable[str]) -> bool:
        """Whether rows of one of the indicators can be in the answer."""
        return self.indicators is None or bool(self.indicators.intersection(indicators))

    def wants_ids(self, start: int, end: int | None) -> bool:
        """Whether rows of the ids from ``start`` to before ``end`` can be in the answer."""
        return self.ids is None or any(
            start <= ident and (end is None or ident < end) for ident in self.ids
        )


#: nothing is known of the rows
ANYTHING = Narrow(exact=False)
#: open projects: of which a signing counts, and no landing
OPEN = Narrow(indicators=frozenset({"signed"}), unlanded=True, exact=False)


def quarters(names: Iterable) -> Narrow:
    """The days of some quarters, by their names; of others than quarters nothing is known."""
    try:
        spans = [calendar.parse_quarter(name) for name in names]
    except (AttributeError, TypeError, ValueError):
        return ANYTHING
    if not spans:
        return ANYTHING
    return Narrow(
        since=min(first for first, _last in spans),
        until=max(last for _first, last in spans),
        exact=False,
    )


def _both(one, other):
    return other if one is None else one if other is None else one & other


def _either(one, other):
    return None if one is None or other is None else one | other
