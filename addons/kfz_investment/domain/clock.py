"""Whether the clock of a server can be believed before anything ends by its date.

Nightly jobs end what has a last day: shares, claims, referrals, portal access. A clock that is wrong for a night (an empty
battery, a wrong time server) would end it all. So a job compares the clock with the last night that was believed.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

#: a server may have been off for so long, over the holidays and an office's move besides; a longer gap is doubted
LONGEST_GAP = datetime.timedelta(days=60)
#: by so much a clock may be set back when it is put right, without being doubted
CORRECTION = datetime.timedelta(hours=1)
#: how much later another night must agree with one that was doubted: jobs run daily, an hour more or less
NEXT_NIGHT = datetime.timedelta(hours=20)
#: a believed night is noted once, not by each of its jobs
SAME_NIGHT = datetime.timedelta(hours=12)


class Belief(NamedTuple):
    """What is known of the clock: the last moment that was believed, and since when another one is doubted."""

    believed: datetime.datetime | None = None
    doubted: datetime.datetime | None = None


class Judgement(NamedTuple):
    """Whether the clock is believed now, what to remember, and whether this doubt is new and is to be told."""

    is_believed: bool
    belief: Belief
    is_news: bool = False


def judge(belief: Belief, now: datetime.datetime) -> Judgement:
    """Whether the clock is believed at a moment (UTC).

    It is when the last believed night was at most ``LONGEST_GAP`` ago and is not in the future. Otherwise it is doubted, and
    nothing ends or comes back by its date, until a second night agrees with the first doubted one: then the clock is right
    after all, or wrong for so long that nobody minds. What ended by a clock that was wrong for days comes back
    by itself, once a clock that is right has been believed. A leap shorter than ``LONGEST_GAP`` cannot be told from a server
    that was switched off; what it ends comes back in the same way.
    """
    if belief.believed is None or _follows(belief.believed, now):
        return Judgement(True, _noted(belief, now))
    if belief.doubted is None or not _follows(belief.doubted, now):
        return Judgement(False, Belief(belief.believed, now), is_news=True)
    if now - belief.doubted < NEXT_NIGHT:
        return Judgement(False, belief)
    return Judgement(True, Belief(now))


def _follows(before, now):
    return -CORRECTION <= now - before <= LONGEST_GAP


def _noted(belief, now):
    is_noted = belief.believed and not belief.doubted and now - belief.believed < SAME_NIGHT
    return belief if is_noted else Belief(now)


def pack(belief: Belief) -> str:
    """As one text."""
    return "/".join(moment.isoformat() if moment else "" for moment in belief)


def unpack(text: str | None) -> Belief:
    """The belief of a text; nothing is known from one that nobody wrote here."""
    try:
        moments = [
            datetime.datetime.fromisoformat(part) if part else None
            for part in (text or "/").split("/")
        ]
        return Belief(*moments)
    except (TypeError, ValueError):
        return Belief()
