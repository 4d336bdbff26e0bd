"""What taking in a holiday notice does to the calendar, day by day, and whether it must be asked about. Plain functions without Odoo."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from .holiday_notice import Notice, year_of_title


@dataclass(frozen=True, slots=True)
class Known:
    """A day as the calendar has it."""

    date: datetime.date
    is_work: bool
    is_official: bool
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """What taking a notice in does to a day: ``added``, ``changed``, ``unchanged``, ``removed``."""

    date: datetime.date
    act: str
    is_work: bool
    holiday: str = ""


def plan(notice: Notice, known: Iterable[Known]) -> list[Change]:
    """What a notice changes in a calendar, day by day.

    Days of its year that it does not name go, but those that the notice of the year after has brought (both concern December);
    so do days of the December before that an earlier notice for its year has brought.
    """
    there = {each.date: each for each in known}
    changes = []
    for day in notice.days:
        old = there.pop(day.date, None)
        if not old:
            act = "added"
        else:
            same = old.is_official and old.is_work == day.is_work
            act = "unchanged" if same else "changed"
        changes.append(Change(day.date, act, day.is_work, day.holiday))
    for old in there.values():
        brought_by = year_of_title(old.source)
        if brought_by == notice.year or (
            old.date.year == notice.year and brought_by != notice.year + 1
        ):
            changes.append(Change(old.date, "removed", old.is_work))
    return sorted(changes, key=lambda change: change.date)


def needs_consent(notice: Notice, known: Iterable[Known], changes: Iterable[Change]) -> bool:
    """Whether the notice changes a day of a year that another notice has settled already."""
    settled = {
        each.date.year
        for each in known
        # days that the notice of the year after has brought do not settle the year
        if each.is_official and year_of_title(each.source) in (None, each.date.year)
    }
    return any(
        change.date.year in settled
        and change.act != "unchanged"
        # days that a notice adds to the December before it take nothing back
        and (change.date.year == notice.year or change.act != "added")
        for change in changes
    )
