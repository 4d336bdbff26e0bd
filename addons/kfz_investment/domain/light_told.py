"""Who is told that a light has turned worse, and which projects give the reason for a month without progress."""

from __future__ import annotations

import datetime

from .light_facts import rank, worse
from .light_rules import add_months

#: from which light on somebody is told
FROM = ("amber", "red", "never")


def audience(before: str | None, after: str | None, tells: dict[str, str]) -> frozenset[str]:
    """The roles that are told of a change.

    :param tells: {role: a word of :data:`FROM`} of the rule that decides
    """
    if not worse(before, after):
        return frozenset()
    return frozenset(
        role for role, word in tells.items() if word != "never" and rank(after) >= rank(word)
    )


def asks_reason(
    light: str | None,
    progress_on: datetime.date | None,
    reason_on: datetime.date | None,
    today: datetime.date,
) -> bool:
    """Whether a project is to say why it stands still: its light of progress is amber or red, nothing moved for a month, and no
    reason was given in this month.
    """
    if rank(light) == 0:
        return False
    if progress_on and progress_on > add_months(today, -1):
        return False
    return not reason_on or (reason_on.year, reason_on.month) != (today.year, today.month)
