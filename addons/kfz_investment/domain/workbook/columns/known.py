"""What the columns of a table are taken for, and who says so.

In this order: a choice of the user for this file, a choice that the zone remembers for the same layout, a word that
everybody or the zone knows. What none of them knows is proposed (see `proposals`), and left out until somebody chooses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ..cells import clean
from ..heading.header import Column
from ..values import hints
from ..values.currencies import AMOUNTS
from ..values.unit import Unit, UnitConflict
from ..values.units import heading_key

#: who says what a column is: the user for this file, the zone for this layout, the words, nobody
CHOSEN, LAYOUT, WORD, NOBODY = "chosen", "layout", "word", ""
#: why a field is proposed, besides a layout: the cells, the words of the heading
CONTENT, WORDS = "content", "words"
#: cells of a column that are shown beside its heading
SAMPLES = 3
#: headings of the column that the import itself has added
REASONS = frozenset(("原因", "reason"))


class Choice(NamedTuple):
    """What a column is taken for: a field, or None to leave it out; the unit of its amounts, None for what the file says."""

    field: str | None
    unit: Unit | None = None


@dataclass(frozen=True, eq=False)
class Content:
    """How cells tell that a column is a certain field. Fields that cells cannot tell apart share one `Content`."""

    #: the cell holds such a value and hardly anything else
    sure: Callable[[object], bool]
    #: the cell can be such a value, but others look alike: it counts only with the words of the heading
    maybe: Callable[[object], bool] = None
    #: the values come from a list of known words, so that half of the cells tell as much as all
    closed: bool = False
    #: every row has a value of its own
    distinct: bool = False
    #: words in a heading that say that its numbers or dates are something else
    unlike: object = None
    #: words in a heading without which such numbers tell nothing where a list has a column of this kind already
    hint: object = None
    #: words in a heading with which values that others look like tell enough
    told_by: object = None

    def __call__(self, cell):
        """Whether the cell holds such a value."""
        return self.sure(cell)

    def fits(self, cell):
        """Whether the cell can be such a value."""
        return (self.maybe or self.sure)(cell)


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
    #: field -> whether a cell holds such a value; what tells a column by its content, usually a `Content`
    contents: Mapping[str, Callable[[object], bool]] = field(default_factory=dict)
    #: fields of amounts: a cell merged over several rows is none of theirs alone
    amounts: frozenset = AMOUNTS
    #: fields for which a default stands in where a list has no such column
    defaulted: frozenset = frozenset()
    #: fields of free text: of several columns each adds what it says
    joined: frozenset = frozenset()
    #: exact heading -> choice in another layout of the zone: it is only proposed
    earlier: Mapping[str, Choice] = field(default_factory=dict)
    #: field -> compiled pattern of the words that offices use for it, besides the aliases
    words: Mapping[str, object] = field(default_factory=dict)
    #: field -> its name in remarks
    labels: Mapping[str, str] = field(default_factory=dict)
    #: field -> (code, params) of the remark on the file when a default stands in for its column
    announced: Mapping[str, tuple] = field(default_factory=dict)
    #: the word for the one zone that these texts name, '' when they name none, several or the default zone
    other_zone: Callable[[Iterable[str]], str] = None
    #: a place that these texts name and that is no zone, '' for none
    unknown_zone: Callable[[Iterable[str]], str] = None
    #: what these texts say of the stage, None for nothing
    stage_said: Callable[[Iterable[str]], object] = None
    #: (level, code, stage) where the cells of a row do not lead to what is said of it, None where they do
    against_stage: Callable[[object, Mapping[str, object]], tuple] = None
    #: the word of these texts for lists that do not count, '' for none; `ends`: whether words for an end are such, too
    doubt_said: Callable[..., str] = None
    #: whether a cell below a heading says that what its row is about counts no longer
    ended: Callable[[str, str], bool] = None
    #: name of the file, which may name a zone, too
    filename: str = ""
    #: whether the user said into which zone rows without one go
    zone_chosen: bool = False

    def label(self, name):
        """A field as remarks name it."""
        return self.labels.get(name, name).partition("（")[0]


def exact(heading: str) -> str:
    """A heading as choices remember it: all of it, units and brackets too, but for spaces and invisible characters."""
    return clean(heading).replace(" ", "")


#: remembered columns by which a layout is known again when columns are added to it
FEWEST = 3


def layout_key(headings: Iterable[str]) -> str:
    """What tells one office's layout from another: the same for the same headings in any order.

    The column of reasons, which the workbook of refused rows has, does not matter.
    """
    named = (exact(heading) for heading in headings if heading_key(heading) not in REASONS)
    return hashlib.sha256("\n".join(sorted(named)).encode()).hexdigest()[:32]


def settle(columns: Iterable[Column], known: Known) -> tuple[Column, ...]:
    """The columns of a found heading, as chosen; of two columns of one field the chosen one counts."""
    columns = tuple(columns)
    if not known.chosen and not known.layouts:
        return columns
    layout = _layout(columns, known.layouts)
    settled = [_settled(column, known.chosen, layout) for column in columns]
    return tuple(_once(settled))


def _layout(columns, layouts):
    """{exact heading: ``Choice``} remembered for these headings; a known layout to which columns were added counts, where no
    other one says otherwise."""
    found = layouts.get(layout_key(column.heading for column in columns))
    if found is not None:
        return found
    headings = {exact(column.heading) for column in columns}
    within = [
        layout for layout in layouts.values() if len(layout) >= FEWEST and layout.keys() <= headings
    ]
    merged = {}
    for layout in within:
        for heading, choice in layout.items():
            if merged.setdefault(heading, choice) != choice:
                return {}
    return merged


def _settled(column, chosen, layout):
    key = exact(column.heading)
    if key in chosen:
        return _chosen(column, chosen[key], CHOSEN)
    return _chosen(column, layout[key], LAYOUT) if key in layout else column


def _chosen(column, choice, source):
    unit = choice.unit or column.unit
    if source == LAYOUT and _contradicts(column.unit, choice.unit):
        # remembered where the file named no unit, or another one: who is right now is for the user to say
        unit = UnitConflict((column.unit.shown, choice.unit.shown), "remembered")
    return replace(column, field=choice.field, unit=unit, source=source, repeats=None)


def _contradicts(found, remembered):
    """Whether a file names another unit than the one that was once chosen for the column; 万 does not contradict 万元."""
    if not (isinstance(found, Unit) and remembered):
        return False
    currencies = {found.currency, remembered.currency} - {None}
    return found.factor != remembered.factor or len(currencies) > 1


def _once(columns):
    """One column a field: a chosen one before a known word, the first before a later one; a freed field goes to its next."""
    order = sorted(columns, key=lambda column: (_RANK[column.source], column.index))
    taken, answer = set(), {}
    for column in order:
        wanted = column.field or column.repeats
        if wanted and wanted not in taken:
            taken.add(wanted)
            source = column.source or WORD
            column = replace(column, field=wanted, repeats=None, source=source)
        elif wanted:
            column = replace(column, field=None, repeats=wanted, source=NOBODY)
        answer[column.index] = column
    return [answer[column.index] for column in columns]


_RANK = {CHOSEN: 0, LAYOUT: 1, WORD: 2, NOBODY: 3}


def matters(column: Column) -> bool:
    """Whether anything can be lost with a column: numbers of rows and reasons of earlier refusals are nothing."""
    key = heading_key(column.heading)
    return key not in REASONS and not hints.is_sequence(key)
