"""Finished tables for a workbook: what each cell contains, without any format.

The caller brings the words in the reader's language (``Words``); the writer brings fonts and print set-up.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

#: text of a key in the reader's language
Words = Mapping[str, str]


@dataclass(frozen=True)
class Column:
    """A heading and the kind of its values: text, int, amount, rate, days or date."""

    label: str
    kind: str = "text"


@dataclass(frozen=True)
class Row:
    """Values of a row; ``kinds`` where they differ from those of the columns (also growth and points)."""

    values: tuple
    is_total: bool = False
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A table with its heading line."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Chart:
    """Clustered columns and one line over the first column of the sheet's first section, its total row left out."""

    title: str
    columns: tuple[int, ...]
    line: int
    amount_axis: str
    rate_axis: str


@dataclass(frozen=True)
class Sheet:
    """One sheet: title, a line below it, tables, plain lines at the end.

    Where all tables have the same columns, the headings of the first serve every printed page.
    """

    name: str
    title: str
    subtitle: str = ""
    sections: tuple[Section, ...] = ()
    chart: Chart | None = None
    notes: tuple[str, ...] = field(default_factory=tuple)


def display_width(text: str) -> int:
    """Columns that a text takes on paper: a Chinese character is as wide as two letters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
