"""What is noticed about a row before its cells are read: doubts of the reader, merged cells, cells without a heading."""

import re
from collections import defaultdict

from ..cells import clean, raw_text, stands_for_nothing
from ..letters import letter
from ..readers.text import rows_cut_apart
from ..values.currencies import FIELD as CURRENCY
from ..values.in_force import is_foreign_line
from ..values.lines import agree
from ..values.unit import Unit
from ..values.units import heading_unit
from . import merges, stray
from .joined import can_join
from .sums import number_of

#: a unit in a cell of an amount
_OWN = re.compile("[万亿元$¥€£]|[A-Za-z]{2}")
#: words of columns that may hold amounts
_MONEY = re.compile("[额资税款金价费贷融值]|收入|万|亿")
#: how much a note about units weighs where the column has a unit; without one its amounts are refused anyway
_LEVELS = defaultdict(lambda: "warning", {Unit: "error"})

#: doubts of the reader by which a cell is refused
_GRAVE = frozenset(("value_hidden",))

#: fields that may hold a number of three digits
_WITH_NUMBERS = frozenset(("site_need", "code", "agreement_number", "mode", "phone", "uscc"))
_THOUSANDS, _REST = re.compile(r"\s*\d{1,3}\s*"), re.compile(r"\s*\d{3}(?:\.\d+)?\s*")


def remarker(block, lines, sheet, merged, known):
    """A function from a line to its remarks, a tuple of (level, field or None, code, params)."""
    fields = {column.index: column.field for column in block.header.columns if column.field}
    whole = [index for index in fields if fields[index] in known.required]
    doubts, pairs = _by_row(sheet.doubts), _pairs(block.header.columns)
    foreign = _below_foreign_line(block, known.amounts)
    notes = _other_notes(block, fields, known.amounts)
    strays = stray.remarks_of(block, lines, sheet, known)
    checks = (
        (sheet.broken, lambda line: _broken(sheet, line)),
        (sheet.struck, lambda line: _struck(sheet.struck, merged, fields, line)),
        (doubts, lambda line: _doubts(doubts, fields, line)),
        (
            merged.any,
            lambda line: merges.remarks_of(merged, line.number, fields, known.amounts, whole),
        ),
        (sheet.encoding, _too_many_of(block, sheet, fields, known.amounts)),
        (block.unit_lines, lambda line: _other_units(line, block, fields, known.amounts)),
        (notes, lambda line: _noted(line, block, fields, known.amounts, notes)),
        (foreign, lambda line: _against_line(line, foreign)),
        (pairs, lambda line: _differing(line, pairs)),
        (strays, strays),
    )
    needed = [check for wanted, check in checks if wanted]
    if not needed:
        return lambda line: ()
    return lambda line: tuple(remark for check in needed for remark in check(line))


def _too_many_of(block, sheet, fields, amounts):
    if not sheet.encoding:
        return None
    head = range(block.header.first, block.header.last + 1)
    widths = [column.index + 1 for column in block.header.columns]
    width, cut = max(*widths, *map(sheet.width, head)), rows_cut_apart(sheet, head)
    places = [
        index
        for index, name in fields.items()
        if name in amounts and fields.get(index + 1, "code") not in amounts | _WITH_NUMBERS
    ]

    def remarks(line):
        is_short = sheet.width(line.number) <= width
        return _too_many(line, width, block, cut) or (_spilt(line, places) if is_short else [])

    return remarks


def _broken(sheet, line):
    found = sheet.broken.get(line.number)
    return [("error", None, *found)] if found else []


def _struck(struck, merged, fields, line):
    """Where the office has struck cells through: one remark where it has done so with half of the row or more."""
    covered = merged.covered.get(line.number, {})
    filled = [i for i in range(len(line.raw)) if i in fields and _says_something(line.raw[i])]
    found = [i for i in filled if (covered.get(i, line.number), i) in struck]
    if len(found) > 1 and 2 * len(found) >= len(filled):
        return [("error", None, "row_struck_through", {})]
    return [
        ("error", fields[i], "struck_through", {"text": _text(line.raw[i])[:60]}) for i in found
    ]


def _says_something(value):
    return value is not None and not stands_for_nothing(raw_text(value))


def _by_row(doubts):
    by_row = {}
    for (row, column), said in doubts.items():
        by_row.setdefault(row, []).append((column, said))
    return by_row


def _doubts(doubts, fields, line):
    return [
        ("error" if said[0] in _GRAVE else "warning", fields.get(column), *said)
        for column, said in doubts.get(line.number, ())
        if column in fields or said[0] == "bad_byte"
    ]


def _too_many(line, width, block, cut):
    """In a text file, a cell beyond the last heading: an unquoted comma has moved all that follows."""
    beyond = [index for index in line.filled if index >= width]
    if not beyond and line.number in cut:
        return [("error", None, "number_cut_apart", {})]
    if not beyond or block.end is not None:
        return []
    params = {"cells": beyond[-1] + 1, "headings": width}
    return [("error", None, "more_cells_than_headings", params)]


def _spilt(line, places):
    """In a text file, where the thousands of an amount stand in a column of words behind it, as 1 and 200 of 1,200 do."""
    for index in places:
        left, right = _cell(line.raw, index), _cell(line.raw, index + 1)
        if isinstance(left, str) and isinstance(right, str):
            if _THOUSANDS.fullmatch(left) and _REST.fullmatch(right):
                return [("error", None, "number_cut_apart", {})]
    return []


def _other_units(line, block, fields, amounts):
    """Where a line between the rows names another unit than the one in force: nobody knows which one is meant."""
    said = [found for found in block.unit_lines if found[0] < line.number]
    if not said:
        return []
    number, unit = said[-1]
    return [
        ("error", fields[index], "unit_line_between", {"row": number, "line": unit.shown})
        for index in line.filled
        if fields.get(index) in amounts and not agree(block.units[fields[index]], unit)
    ]


def _below_foreign_line(block, amounts):
    """{column of amounts: (field, its unit, that of the line above the table)} where the line does not fit the heading.

    As where 元 stands under a line in another currency, or where the line fits none of the columns.
    """
    line = block.header.line_unit
    columns = [
        column
        for column in block.header.columns
        if column.field in amounts and column.source == "word" and isinstance(column.unit, Unit)
    ]
    is_idle = _is_idle(line, block.header.columns, columns)
    return {
        column.index: (column.field, {"unit": column.unit.shown, "line": line.shown})
        for column in columns
        if is_foreign_line(column.unit, line) or is_idle
    }


def _is_idle(line, columns, amounts):
    """Whether a line above the table says a unit that no column can be meant to have."""
    if not isinstance(line, Unit) or line.bare or any(agree(each.unit, line) for each in amounts):
        return False
    others = (column.heading for column in columns if not column.field)
    return not any(_MONEY.search(heading) and not heading_unit(heading) for heading in others)


def _against_line(line, foreign):
    """That the heading counts and not the line."""
    found = (foreign[index] for index in line.filled if index in foreign)
    return [("warning", name, "heading_not_line", params) for name, params in found]


def _other_notes(block, fields, amounts):
    """[(row, unit)] of the notes that name a unit which no column of amounts has."""
    ours = [block.units[name] for name in fields.values() if name in amounts]
    return [
        (number, unit)
        for number, unit in block.unit_notes
        if not any(own and agree(own, unit) for own in ours)
    ]


def _noted(line, block, fields, amounts, notes):
    """Where a note says another unit of some amounts: nobody knows which ones. A cell with a unit of its own is clear."""
    number, unit = notes[0]
    return [
        (_LEVELS[type(block.units[fields[index]])], fields[index], "unit_note", params)
        for index in line.filled
        if fields.get(index) in amounts and not _OWN.search(raw_text(line.raw[index]))
        for params in ({"row": number, "line": unit.shown},)
    ]


def _pairs(columns):
    """[(column that counts, second column of the same)]."""
    counted = {column.field: column for column in columns if column.field}
    return [
        (counted[column.repeats], column)
        for column in columns
        if column.repeats and column.repeats != CURRENCY and column.repeats in counted
    ]


def _differing(line, pairs):
    """Where a second column of the same says something else: what is taken, and what is not."""
    found = []
    for first, second in pairs:
        ours, other = _cell(line.raw, first.index), _cell(line.raw, second.index)
        if second.joins and can_join(ours) and can_join(other):
            continue
        if _text(other) and not _equal(ours, other, first.unit, second.unit):
            same_words = first.heading == second.heading
            params = {
                "text": _text(ours)[:60],
                "other": _text(other)[:60],
                "column": letter(second.index),
            }
            level = "error" if same_words else "warning"
            code = "second_column_differs" if _text(ours) else "second_column_only"
            found.append((level, first.field, code, params))
    return found


def _cell(raw, index):
    return raw[index] if index < len(raw) else None


def _text(value):
    return clean(raw_text(value))


def _equal(ours, other, unit, other_unit):
    if _text(ours) == _text(other):
        return True
    left, right = number_of(ours), number_of(other)
    if left is None or right is None:
        return False
    if isinstance(unit, Unit) and isinstance(other_unit, Unit):
        left, right = left * float(unit.factor), right * float(other_unit.factor)
    return abs(left - right) <= abs(left) * 1e-9
