"""Finding the heading of a table: below title lines, over one to three rows, matched by aliases that are data."""

from dataclasses import dataclass, replace

from .cells import is_empty, raw_text
from .units import Unit, heading_key, heading_unit, in_force, line_unit, parse_unit

SEARCH_ROWS = 30
MAX_DEPTH = 3
MAX_HEADING = 60


@dataclass(frozen=True)
class Column:
    """One column of the found table; `field` is None when nobody knows its heading, `plain` is what the alias knew."""

    index: int
    heading: str
    field: str = None
    #: the unit in force: a `Unit`, a `units.UnitConflict`, None where nothing names one
    unit: Unit = None
    plain: str = ""
    #: who says what it is, see `columns`
    source: str = ""
    #: the field that it is perhaps, until somebody chooses
    proposal: str = None
    #: why: 'words' of the heading, 'content' of the cells
    proposed_by: str = ""
    #: the field of an earlier column of the same meaning, which counts instead of this one
    repeats: str = None
    #: whether the office's program hides it
    hidden: bool = False
    #: texts of its first filled cells
    samples: tuple = ()


@dataclass(frozen=True)
class Header:
    """A heading found: rows `first` to `last`, its columns, and the unit of a line above it."""

    first: int
    last: int
    columns: tuple
    line_unit: Unit = None

    @property
    def fields(self):
        """Names of the fields that have a column."""
        return {column.field for column in self.columns if column.field}


def find_header(sheet, aliases, required=()):
    """The best `Header` within the first rows of `sheet`, None when no two headings are known.

    `aliases` maps a heading key (see `units.heading_key`) to a field name.
    """
    numbers = sorted(sheet.rows)[: SEARCH_ROWS + MAX_DEPTH]
    best, best_score = None, (0, 0, 0)
    for chosen in _candidates(numbers):
        columns = _columns(sheet, chosen, aliases)
        fields = {column.field for column in columns if column.field}
        score = (len(fields), len(fields.intersection(required)), -len(chosen))
        if score > best_score and (len(fields) >= 2 or score[1]):
            best, best_score = Header(chosen[0], chosen[-1], columns), score
    if best is None:
        return None
    line = _unit_above(sheet, numbers, best.last)
    columns = tuple(
        replace(column, unit=in_force(heading=column.unit, line=line)) for column in best.columns
    )
    return Header(best.first, best.last, columns, line)


def _candidates(numbers):
    """Runs of up to `MAX_DEPTH` rows, with at most one gap in between, that can be a heading."""
    for position, first in enumerate(numbers[:SEARCH_ROWS]):
        for depth in range(1, MAX_DEPTH + 1):
            chosen = numbers[position : position + depth]
            if len(chosen) < depth or chosen[-1] - first >= depth + 1:
                break
            yield chosen


def _unit_above(sheet, numbers, last):
    for number in numbers:
        if number > last:
            break
        for cell in sheet.rows[number]:
            unit = isinstance(cell, str) and line_unit(cell)
            if unit:
                return unit
    return None


def _columns(sheet, numbers, aliases):
    rows = [sheet.rows[number] for number in numbers]
    width = max(map(len, rows))
    filled = [_fill_right(rows, level, width) for level in range(len(rows))]
    columns, taken = [], {None}
    for index in range(width):
        own = [_cell(row, index) for row in rows]
        if any(own):
            column = _column(index, own, [row[index] for row in filled], aliases, taken)
            taken.add(column.field)
            columns.append(column)
    return tuple(columns)


def _column(index, own, levels, aliases, taken):
    """The column of one index; of two headings of the same field the first one counts."""
    heading = _join(levels if own[-1] else own)
    field, plain = _match(own, levels, aliases)
    return Column(
        index,
        heading,
        None if field in taken else field,
        _unit(levels, own),
        plain or heading,
        source="word" if field and field not in taken else "",
        repeats=field if field in taken else None,
    )


def _cell(row, index):
    value = row[index] if index < len(row) else None
    if not isinstance(value, str) or is_empty(value):
        return ""
    text = " ".join(raw_text(value).split())
    return text if len(text) <= MAX_HEADING else ""


def _fill_right(rows, level, width):
    """Texts of one heading row; a group head covers the empty cells right of it that have a heading below."""
    texts, carried = [], ""
    for index in range(width):
        text = _cell(rows[level], index)
        below = any(_cell(row, index) for row in rows[level + 1 :])
        above = any(_cell(row, index) for row in rows[:level])
        if text or not below or above:
            carried = text
        texts.append(text or carried)
    return texts


def _join(levels):
    parts = []
    for text in levels:
        if text and text not in parts:
            parts.append(text)
    return " ".join(parts)


def _match(own, levels, aliases):
    """(field, the words that told it): a column's whole head first, then without the topmost line, down to the lowest."""
    if not any(own):
        return None, ""
    texts = [
        text
        for text in dict.fromkeys(levels)
        if text and not parse_unit(text.strip("()（）[]【】 "))
    ]
    for start in range(len(texts)):
        key = "".join(dict.fromkeys(map(heading_key, texts[start:])))
        if key in aliases:
            return aliases[key], " ".join(texts[start:])
    return None, ""


def _unit(levels, own):
    for text in [*reversed(own), *reversed(levels)]:
        unit = text and heading_unit(text)
        if unit:
            return unit
    return None
