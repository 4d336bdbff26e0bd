"""Side by side: a second list of the same kind to the right, or a table of another kind."""

from dataclasses import replace
from itertools import pairwise

from . import hints
from .letters import letter
from .rows import filled_cells
from .units import heading_key


def beside(sheet, header, required, tables):
    """[(header, first column, end)]: one, or two where a second list stands to the right."""
    columns = header.columns
    start = _second_start(columns, required)
    if start is not None:
        left = _again(column for column in columns if column.index < start)
        right = _again(column for column in columns if column.index >= start)
        tables.notes.append(
            ("list_beside", {"row": header.last, "column": letter(start)}),
        )
        return [
            (replace(header, columns=left), 0, start),
            (replace(header, columns=right), start, None),
        ]
    gap = _gap_before_stranger(sheet, header, required)
    if gap is None:
        return [(header, 0, None)]
    names = f"{letter(gap)}–{letter(columns[-1].index)}"
    tables.notes.append(("table_beside", {"row": header.last, "columns": names}))
    kept = tuple(column for column in columns if column.index < gap)
    return [(replace(header, columns=kept), 0, gap)]


def _again(columns):
    """The columns of one of two lists, each with its own first column of a field."""
    columns = tuple(columns)
    taken = {column.field for column in columns}
    found = []
    for column in columns:
        if column.repeats and column.repeats not in taken:
            taken.add(column.repeats)
            column = replace(column, field=column.repeats, repeats=None, source="word")
        found.append(column)
    return tuple(found)


def _second_start(columns, required):
    """The first column of a second list of the same kind: all that is required stands there once more."""
    counted = {column.field: column.index for column in columns if column.field}
    again = {}
    for column in columns:
        if column.repeats:
            again.setdefault(column.repeats, column.index)
    if len(again) < 2 or not required or not required <= set(again):
        return None
    start = min(max(counted[name], again[name]) for name in again)
    if any(min(counted[name], again[name]) >= start for name in again):
        return None
    if any(index >= start for name, index in counted.items() if name not in again):
        return None
    before = [column for column in columns if column.index < start]
    last = before[-1]
    if not last.field and not last.repeats and hints.is_sequence(heading_key(last.heading)):
        return last.index
    return start


def _gap_before_stranger(sheet, header, required):
    """The first column of a table of another kind to the right of an empty column, None without one."""
    columns = header.columns
    needed = [column.index for column in columns if column.field in required]
    for left, right in pairwise(columns):
        if right.index - left.index < 2 or not needed or right.index <= max(needed):
            continue
        if _is_apart(sheet, header, left.index + 1, right.index, needed):
            return right.index
    return None


def _is_apart(sheet, header, gap, start, needed):
    """Whether the columns from `start` on hold something on other rows than the list does, behind an empty column."""
    both = alone = only_left = 0
    for number, raw in sheet.rows.items():
        if number <= header.last:
            continue
        filled = filled_cells(raw)
        if any(gap <= index < start for index in filled):
            return False
        left = any(index in filled for index in needed)
        right = any(index >= start for index in filled)
        both += left and right
        alone += right and not left
        only_left += left and not right
    covered = any(
        top <= header.last and left < start <= right + 1 and right >= gap
        for top, _bottom, left, right in sheet.merges
    )
    return not covered and (alone > 0 or both < only_left)
