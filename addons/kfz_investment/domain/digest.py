"""What somebody is told today: what is new, what got worse, and once a week what is still open.

A digest comes at most once a day and only on working days, so an item is judged by what is open now and by when it was last
told, never by what happened since yesterday: nights that were missed lose nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .attention import horizon

#: days after which what is still open is told again
WEEK = datetime.timedelta(days=7)
#: days after its date from which something is long overdue
LONG = 30
#: the most days for which something is put aside
LONGEST_QUIET = 92
#: how late something is, the mildest first; figures have no day, their rank says how many they are; lights are as bad as
#: they are; what waits for somebody's word waits whatever its day
LEVELS = ("figure", "soon", "overdue", "long", "amber", "red", "waits")
#: what begins the key of an item whose day is the end of a month
MONTHLY = "light_reason:"
#: why something is told
WHYS = ("new", "worse", "again", "back")


@dataclass(frozen=True, slots=True)
class Item:
    """Something that one reader can do something about.

    :ivar source: the room that says so
    :ivar model: name of the model of the record that it is about
    :ivar record: its number
    :ivar code: what the reader can do, a word that the source turns into a sentence in the reader's language
    :ivar zone: number of the zone
    :ivar lead: number of the project; None for figures of a zone
    :ivar day: the day by which it is to be done, in Shanghai; None for none
    :ivar rank: the larger, the worse; for what has a day, :func:`lateness` says it
    :ivar level: a word of :data:`LEVELS`
    :ivar only_me: whether nobody but the reader can do it
    :ivar figures: numbers that the sentence shows, as they are now
    """

    source: str
    model: str
    record: int
    code: str
    zone: int
    lead: int | None = None
    day: datetime.date | None = None
    rank: int = 0
    level: str = "figure"
    only_me: bool = False
    figures: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """What makes it the same item on another day. One that gets a new day, or asks for something else, is another item."""
        return f"{self.source}:{self.model},{self.record}:{self.code}:{self.day or ''}"


def still_open(key: str, now: Mapping[str, str]) -> str | None:
    """How late an item that was told is now, a word of :data:`LEVELS`; None for one that is open no more.

    :param key: of the item; a reason that is wanted each month is the same one in the next month
    :param now: {key: word of :data:`LEVELS`} of what is open for its reader now
    """
    if key in now or not key.startswith(MONTHLY):
        return now.get(key)
    same = key.rpartition(":")[0]
    return next((level for other, level in now.items() if other.rpartition(":")[0] == same), None)


@dataclass(frozen=True, slots=True)
class Told:
    """When an item was last told, and how bad it was then."""

    day: datetime.date
    rank: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """From which day and until when (that day included) its reader has put an item aside, and how bad it was then."""

    since: datetime.date
    until: datetime.date
    rank: int


def lateness(day: datetime.date, today: datetime.date) -> tuple[int, str] | None:
    """(rank, word of :data:`LEVELS`) of what is to be done by a day; None while the day is far off."""
    if day > horizon(today):
        return None
    if day >= today:
        level = "soon"
    else:
        level = "overdue" if (today - day).days <= LONG else "long"
    return LEVELS.index(level), level


def figure_rank(count: int) -> int:
    """The rank of a number of overdue things: it gets worse when they have about doubled."""
    return count.bit_length()


def why(item: Item, told: Told | None, quiet: Quiet | None, today: datetime.date) -> str | None:
    """The word of :data:`WHYS` that says why an item is told today, or None when it is not."""
    if told and told.day >= today:
        return None
    if quiet and today <= quiet.until:
        # put aside: only what is worse than it was then, and than what was told, breaks through
        return "worse" if item.rank > max(quiet.rank, told.rank if told else 0) else None
    if told is None:
        return "new"
    if item.rank > told.rank:
        return "worse"
    return _again(told, quiet, today)


def _again(told: Told, quiet: Quiet | None, today: datetime.date) -> str | None:
    """Why what is as bad as it was is told again, or None."""
    if quiet and told.day <= quiet.since:
        return "back"
    return "again" if today - told.day >= WEEK else None


#: what comes after what is overdue, red, or waits for somebody's word
LESS_URGENT = {"soon": 1, "amber": 1, "figure": 2}


def order(item: Item) -> tuple:
    """What the reader alone can do comes first, then what is overdue for longest, then red, then due soon; figures last."""
    urgency = LESS_URGENT.get(item.level, 0)
    return (
        not item.only_me,
        urgency,
        item.day is None,
        item.day or datetime.date.max,
        -item.rank,
        item.key,
    )


def choose(
    items: Iterable[Item],
    told: Mapping[str, Told],
    quiet: Mapping[str, Quiet],
    today: datetime.date,
) -> list[tuple[Item, str]]:
    """(item, why) of what one reader is told today, in the order in which it is shown; each item once.

    :param items: what is open for the reader now; of two with the same key the worse one counts
    :param told: {key: when it was last told}
    :param quiet: {key: until when the reader has put it aside}
    """
    worst: dict[str, Item] = {}
    for item in items:
        if item.key not in worst or item.rank > worst[item.key].rank:
            worst[item.key] = item
    chosen = [
        (item, reason)
        for key, item in worst.items()
        if (reason := why(item, told.get(key), quiet.get(key), today))
    ]
    return sorted(chosen, key=lambda pair: order(pair[0]))
