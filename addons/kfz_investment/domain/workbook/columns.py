"""What the columns of a table are taken for, and who says so.

In this order: a choice of the user for this file, a choice that the zone remembers for the same layout, a word that
everybody or the zone knows. What none of them knows is proposed, and left out until somebody chooses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from .cells import clean
from .header import Column
from .units import Unit

#: who says what a column is: the user for this file, the zone for this layout, the words, nobody
CHOSEN, LAYOUT, WORD, NOBODY = "chosen", "layout", "word", ""
#: the columns of amounts of all kinds of list
AMOUNTS = frozenset(
    (
        "investment",
        "signed_amount",
        "capital",
        "registered_capital",
        "paid_in_capital",
        "amount",
    )
)
#: cells of a column that are shown beside its heading
SAMPLES = 3


class Choice(NamedTuple):
    """What a column is taken for: a field, or None to leave it out; the unit of its amounts, None for what the file says."""

    field: str | None
    unit: Unit | None = None


@dataclass(frozen=True)
class Known:
    """What is known about columns before a file is read."""

    #: heading key -> field; of two headings of one field in a table, the word that comes first here counts
    aliases: Mapping[str, str]
    #: fields without which there is no row
    required: tuple = ()
    #: layout key -> exact heading -> choice
    layouts: Mapping[str, Mapping[str, Choice]] = field(default_factory=dict)
    #: exact heading -> choice for this file
    chosen: Mapping[str, Choice] = field(default_factory=dict)
    #: field -> whether a cell holds such a value; what tells a column by its content
    contents: Mapping[str, Callable[[object], bool]] = field(default_factory=dict)
    #: fields of amounts: a cell merged over several rows is none of theirs alone
    amounts: frozenset = AMOUNTS
    #: fields for which a default stands in where a list has no such column
    defaulted: frozenset = frozenset()


def exact(heading: str) -> str:
    """A heading as choices remember it: all of it, units and brackets too, but for spaces and invisible characters."""
    return clean(heading).replace(" ", "")


def layout_key(headings: Iterable[str]) -> str:
    """What tells one office's layout from another: the same for the same headings in any order."""
    text = "\n".join(sorted(map(exact, headings)))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def settle(columns: Iterable[Column], known: Known) -> tuple[Column, ...]:
    """The columns of a found heading, as chosen."""
    columns = tuple(columns)
    layout = known.layouts.get(layout_key(column.heading for column in columns), {})
    settled = []
    for column in columns:
        key = exact(column.heading)
        if key in known.chosen:
            column = _chosen(column, known.chosen[key], CHOSEN)
        elif key in layout:
            column = _chosen(column, layout[key], LAYOUT)
        settled.append(column)
    return tuple(settled)


def _chosen(column, choice, source):
    unit = choice.unit or column.unit
    return replace(column, field=choice.field, unit=unit, source=source)
