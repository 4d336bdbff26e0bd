"""Side by side: a second list of the same kind to the right, or a table of another kind."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from ..letters import letter
from ..values import hints
from ..values.units import heading_key
from .rows import filled_cells


def beside(sheet, header, required, tables):
    """[(header, first column, end)]: one, or several where further lists of the kind stand to the right."""
    found, begin = [], 0
    start = _second_start(header.columns, required)
    while start is not None:
        left = _again(column for column in header.columns if column.index < start)
        right = _again(column for column in header.columns if column.index >= start)
        tables.notes.append(("list_beside", {"row": header.last, "column": letter(start)}))
        found.append((replace(header, columns=left), begin, start))
        header, begin = replace(header, columns=right), start
        start = _second_start(right, required)
    if found:
        return [*found, (header, begin, None)]
    columns = header.columns
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
    gap = _between_lists(columns, required)
    if gap is not None:
        return gap
    places = _places(columns)
    bounds = _bounds(places, required)
    if bounds is None:
        return None
    left, start = bounds
    gap = _after_gap(columns, left, start)
    if gap is None and max(map(min, places.values())) >= start:
        return None
    return _with_running_number(columns, gap or start)


def _bounds(places, required):
    """Between which columns a second list begins: behind the first ones of all fields that stand twice, None without one."""
    twice = {name: found[:2] for name, found in places.items() if len(found) > 1}
    if len(twice) < 2 or not (required and required.issubset(twice)):
        return None
    firsts, seconds = zip(*twice.values(), strict=True)
    left, start = max(firsts), min(seconds)
    return (left, start) if left < start else None


def _with_running_number(columns, start):
    """The first column of a second list with the running number right before it, if it has one."""
    last = max((column for column in columns if column.index < start), key=_index)
    return last.index if _is_running_number(last) else start


def _between_lists(columns, required):
    """The first column behind an empty one that has all that is required on either side, None without one."""
    behind = [after.index for before, after in pairwise(columns) if after.index - before.index > 1]
    return next((index for index in behind if _is_on_both_sides(columns, index, required)), None)


def _is_on_both_sides(columns, index, required):
    left = {_meaning(column) for column in columns if column.index < index}
    right = {_meaning(column) for column in columns if column.index >= index}
    return bool(required) and required <= left & right


def _meaning(column):
    return column.field or column.repeats


def _after_gap(columns, left, start):
    """The first column behind the last empty one between two columns, None without one."""
    indexes = [column.index for column in columns if left <= column.index <= start]
    behind = [after for before, after in pairwise(indexes) if after - before > 1]
    return behind[-1] if behind else None


def _index(column):
    return column.index


def _is_running_number(column):
    unknown = not column.field and not column.repeats
    return unknown and hints.is_sequence(heading_key(column.heading))


def _places(columns):
    """{field: indexes of the columns of that meaning}."""
    places = {}
    for column in columns:
        if column.field or column.repeats:
            places.setdefault(column.field or column.repeats, []).append(column.index)
    return places


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
    if _is_covered(sheet, header, gap, start):
        return False
    rows = [set(filled_cells(raw)) for number, raw in sheet.rows.items() if number > header.last]
    if any(not filled.isdisjoint(range(gap, start)) for filled in rows):
        return False
    sides = Counter(
        (not filled.isdisjoint(needed), max(filled, default=-1) >= start) for filled in rows
    )
    return sides[False, True] > 0 or sides[True, True] < sides[True, False]


def _is_covered(sheet, header, gap, start):
    """Whether a head merged over the empty columns explains them."""
    return any(
        top <= header.last and left < start <= right + 1 and right >= gap
        for top, _bottom, left, right in sheet.merges
    )
