"""What an intermediary's portal takes from outside: how much in a day, which page of a list, which texts.

Moments are UTC without time zone, as Odoo stores them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

#: acts for one intermediary in one zone within :data:`WINDOW`, unless the administrator says otherwise
LIMITS = {"referral": 20, "account": 3, "objection": 5, "withdrawal": 20, "letter": 30}
WINDOW = datetime.timedelta(hours=24)
#: after a notice, further changes of the same kind are not announced one by one for this long
FOLDED = datetime.timedelta(hours=1)
#: more digits than any list has pages
PAGE_DIGITS = 6


def limit_of(kind: str, setting: str | None) -> int:
    """How many acts of a kind are allowed: the administrator's number, or the default where that is none."""
    text = (setting or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else LIMITS[kind]


def is_over(moments: Iterable[datetime.datetime], now: datetime.datetime, limit: int) -> bool:
    """Whether the acts at these moments use up what is allowed within the window."""
    return sum(moment > now - WINDOW for moment in moments) >= limit


def is_folded(moments: Iterable[datetime.datetime], now: datetime.datetime) -> bool:
    """Whether an earlier act was announced so lately that the next one goes along with its notice."""
    return any(moment > now - FOLDED for moment in moments)


def page_number(value: object) -> int:
    """The page that somebody asks for, by the address or after a question mark; the first one for anything odd."""
    text = str(value).strip()
    if not (text.isascii() and text.isdigit()) or len(text) > PAGE_DIGITS:
        return 1
    return max(int(text), 1)


def texts(typed: Mapping[str, object]) -> dict[str, str]:
    """What was typed into a form, without files sent in place of texts and without what no database stores."""
    return {
        name: value.replace("\x00", "") for name, value in typed.items() if isinstance(value, str)
    }


def masked(number: str) -> str:
    """The end of an account number, for a message that may be read by others."""
    return f"…{number[-4:]}"
