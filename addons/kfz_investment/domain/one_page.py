"""A page of A4 with a place for everything: how long each text may be there, and how offices write dates on paper.

Widths are counted in columns of a fixed-width font: a Chinese character takes two, a Latin letter one.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ELLIPSIS = "…"


class Page:
    """Texts of one page: each is cut where its place ends, and the page knows whether one was."""

    def __init__(self) -> None:
        self.was_cut = False

    def text(self, text: str | None, width: int) -> str:
        """A text in one line of at most ``width`` columns, the last of them “…” where more follows."""
        words = " ".join((text or "").split())
        if columns(words) <= width:
            return words
        self.was_cut = True
        taken, used = [], columns(ELLIPSIS)
        for sign in words:
            used += columns(sign)
            if used > width:
                break
            taken.append(sign)
        return "".join(taken).rstrip() + ELLIPSIS

    def first(self, rows: Iterable, most: int) -> tuple[list, int]:
        """The first rows that have a place, and how many have none."""
        rows = list(rows)
        left = max(0, len(rows) - most)
        self.was_cut = self.was_cut or bool(left)
        return rows[:most], left


def columns(text: str) -> int:
    """How many columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def is_chinese(lang: str | None) -> bool:
    """Whether a language code of Odoo or of a browser is Chinese; everybody else reads English."""
    return (lang or "").lower().startswith("zh")


def office_date(day: datetime.date | None, lang: str | None) -> str:
    """``2026年11月30日``, or ``30 November 2026``; '' without a date."""
    if not day:
        return ""
    if is_chinese(lang):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def office_moment(moment: datetime.datetime, lang: str | None) -> str:
    """The date and the time of day, as the clock of the moment's own time zone shows it."""
    return f"{office_date(moment.date(), lang)} {moment:%H:%M}"


def comma(lang: str | None) -> str:
    """What stands between the words of a list."""
    return "、" if is_chinese(lang) else ", "


def listed(words: Iterable[str], lang: str | None) -> str:
    """Words in a row, as the language separates them."""
    return comma(lang).join(word for word in words if word)


def in_pairs(facts: Iterable[tuple[str, str]]) -> list[tuple[str, str, str, str]]:
    """Facts of two columns, (label, value, label, value), read from left to right."""
    facts = list(facts)
    if len(facts) % 2:
        facts.append(("", ""))
    return [(*facts[index], *facts[index + 1]) for index in range(0, len(facts), 2)]
