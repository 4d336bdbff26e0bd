"""What a partner zone can see: the sheet of a project, made only of the values of its share level (design §7).

The vocabulary is closed: a level picks codes of ``VALUES``, and a code means columns of the sheet. Nothing else of a
project can get onto a sheet.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from .names import match_key

#: value that a level may carry -> the columns of the sheet that show it
VALUES: dict[str, tuple[str, ...]] = {
    "sector": ("sector",),
    "function": ("industry_function",),
    "size_band": ("size_band",),
    "needs": ("needs",),
    "name": ("project_name",),
    "enterprise": ("enterprise_name", "enterprise_code"),
    "amounts": ("planned_amount", "signed_amount", "landed_amount"),
    "milestone": ("milestone", "condition", "signed_date", "landed_date"),
    "contacts": ("contact_name", "contact_phone", "contact_email", "account_manager"),
    "next_steps": ("next_step", "expected_signing"),
}
COLUMNS: tuple[str, ...] = tuple(column for columns in VALUES.values() for column in columns)
AMOUNTS = frozenset(VALUES["amounts"])

#: (code, planned investment in yuan below which the band ends); the last one has no end
SIZE_BANDS: tuple[tuple[str, int | None], ...] = (
    ("under_10m", 10_000_000),
    ("10m_50m", 50_000_000),
    ("50m_100m", 100_000_000),
    ("100m_500m", 500_000_000),
    ("500m_1bn", 1_000_000_000),
    ("from_1bn", None),
)
#: replaces the enterprise in free text if the level does not include it
MASK = "＊＊＊"
#: free text that may contain the enterprise's name
_FREE_TEXT = ("needs", "project_name", "next_step", "sector")


@dataclass(frozen=True)
class Facts:
    """A project in plain values; amounts in CNY yuan, dates of Shanghai. None if there is no value."""

    sector: str | None = None
    industry_function: str | None = None
    needs: str | None = None
    project_name: str | None = None
    enterprise_name: str | None = None
    enterprise_code: str | None = None
    planned_amount: float | None = None
    signed_amount: float | None = None
    landed_amount: float | None = None
    milestone: str | None = None
    condition: str | None = None
    signed_date: datetime.date | None = None
    landed_date: datetime.date | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    contact_email: str | None = None
    account_manager: str | None = None
    next_step: str | None = None
    expected_signing: datetime.date | None = None


def size_band(amount: float | None) -> str:
    """The band of a planned investment in yuan; ``unknown`` if there is none."""
    if not amount or amount < 0:
        return "unknown"
    return next(code for code, end in SIZE_BANDS if end is None or amount < end)


def payload(facts: Facts, codes: Iterable[str]) -> dict[str, object]:
    """The sheet: every column of the vocabulary, with None in those that the level does not carry.

    :param codes: what the level carries, keys of ``VALUES``
    :raises KeyError: for a code outside the vocabulary
    """
    codes = set(codes)
    carried = {column for code in codes for column in VALUES[code]}
    known = {field.name: getattr(facts, field.name) for field in fields(facts)}
    known["size_band"] = size_band(facts.planned_amount)
    sheet = empty() | {column: known[column] or None for column in carried}
    if "enterprise" not in codes and facts.enterprise_name:
        sheet |= _masked_texts(sheet, facts.enterprise_name, facts.enterprise_code)
    return sheet


def empty() -> dict[str, object]:
    """An empty sheet."""
    return dict.fromkeys(COLUMNS)


def masked(text: str, name: str, code: str | None = None) -> str:
    """Free text without the enterprise's name, its core or its code, whatever their width and case.

    Text without the name stays exactly as it is.
    """
    spellings = {unicodedata.normalize("NFKC", name).strip(), match_key(name), code or ""}
    pattern = "|".join(
        re.escape(word) for word in sorted(spellings, key=len, reverse=True) if len(word) > 1
    )
    plain = unicodedata.normalize("NFKC", text)
    if not pattern or not re.search(pattern, plain, re.IGNORECASE):
        return text
    return re.sub(pattern, MASK, plain, flags=re.IGNORECASE)


def _masked_texts(sheet: Mapping[str, object], name: str, code: str | None) -> dict[str, object]:
    """The free text of a sheet, without the enterprise."""
    return {column: masked(sheet[column], name, code) for column in _FREE_TEXT if sheet[column]}


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """The columns whose value differs; empty text, no date and an amount of 0 are all "nothing", amounts go by the fen."""
    return tuple(
        column
        for column in COLUMNS
        if _plain(column, before[column]) != _plain(column, after[column])
    )


def _plain(column: str, value: object) -> object:
    if not value:
        return None
    if column in AMOUNTS:
        return Decimal(repr(value)).quantize(Decimal("0.01")) or None
    return value
