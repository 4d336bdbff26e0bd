"""Cells merged over several rows or columns of data: a text counts for each row, an amount for none but the first."""

from collections import defaultdict
from dataclasses import dataclass, field

from ..cells import clean, is_empty, raw_text
from ..errors import WorkbookError
from ..letters import letter

#: covered cells of one sheet; more is no list
MOST_COVERED = 2_000_000


@dataclass
class Merged:
    """What merged cells mean for the rows below the headings."""

    #: {row: {column: value}}: texts of a cell merged over rows, for the rows that it covers
    spread: dict = field(default_factory=lambda: defaultdict(dict))
    #: {row: {column: first row of the merge}}: covered cells
    covered: dict = field(default_factory=lambda: defaultdict(dict))
    #: {row: {column: column that covers it}}: cells covered from the left
    across: dict = field(default_factory=lambda: defaultdict(dict))
    #: {row: {column: last row}} of cells that cover others below
    tops: dict = field(default_factory=lambda: defaultdict(dict))
    #: {(row, column): (text of the cell, text that covers it)}
    contradictions: dict = field(default_factory=dict)

    @property
    def any(self):
        """Whether there is anything to remark on."""
        return bool(self.covered or self.across or self.tops or self.contradictions)


def resolve(sheet, last):
    """The `Merged` cells below row `last`. Copies of a value in the cells that it covers are taken out of the sheet."""
    merged, count = Merged(), 0
    bottom_row = max(sheet.rows, default=0)
    for top, bottom, left, right in sheet.merges:
        bottom = min(bottom, bottom_row)
        if top <= last or bottom < top or (bottom == top and right == left):
            continue
        count += (bottom - top + 1) * (right - left + 1)
        if count > MOST_COVERED:
            raise WorkbookError("too_many_cells", limit=MOST_COVERED)
        _cover(sheet, merged, (top, bottom, left, right))
    return merged


def _cover(sheet, merged, area):
    top, bottom, left, right = area
    source = sheet.rows.get(top, [])
    value = source[left] if left < len(source) else None
    if bottom > top and value is not None:
        merged.tops[top][left] = bottom
    for number in filter(sheet.rows.__contains__, range(top, bottom + 1)):
        row = sheet.rows[number]
        for column in range(left + (number == top), right + 1):
            _take_out(merged, row, (number, column), value)
        if number > top and value is not None:
            merged.covered[number][left] = top
            if (number, left) not in merged.contradictions:
                merged.spread[number][left] = value
        for column in range(left + 1, right + 1):
            merged.across[number][column] = left


def _take_out(merged, row, place, value):
    """A covered cell counts as empty when it repeats what covers it, and is refused when it says something else."""
    column = place[1]
    own = row[column] if column < len(row) else None
    if own is None or is_empty(own):
        return
    if own == value or clean(raw_text(own)) == clean(raw_text(value)):
        row[column] = None
    else:
        merged.contradictions[place] = (raw_text(own)[:60], raw_text(value)[:60])


def remarks_of(merged, number, fields, amounts, whole):
    """[(level, field, code, params)] on one row of data.

    :param fields: {column: field} of the known columns
    :param amounts: fields of amounts
    :param whole: columns that make an entry: a row in which all of them are covered is part of the one above
    """
    covered = merged.covered.get(number, {})
    found = []
    if whole and all(column in covered for column in whole):
        found.append(("error", None, "merged_rows", {"first": covered[whole[0]]}))
    money = {column: name for column, name in fields.items() if name in amounts}
    found += _of_amounts(merged, number, money)
    found += _across(merged, number, fields, money)
    for column, name in fields.items():
        text, shown = merged.contradictions.get((number, column), ("", ""))
        if text:
            found.append(("error", name, "covered_value", {"text": text, "shown": shown}))
    return found


def _across(merged, number, fields, money):
    """Columns without a value of their own, because a cell left of them is merged over them."""
    for column, left in merged.across.get(number, {}).items():
        if column in fields and left in fields:
            level = "error" if column in money else "warning"
            yield level, fields[column], "merged_across", {"column": letter(left)}


def _of_amounts(merged, number, money):
    """An amount merged over rows: it counts for the first of them, the others have none of their own."""
    for column, first in merged.covered.get(number, {}).items():
        if column in money and (number, column) not in merged.contradictions:
            rows = f"{first}–{merged.tops[first][column]}"
            yield "error", money[column], "merged_amount", {"rows": rows}
    for column, last in merged.tops.get(number, {}).items():
        if column in money:
            yield "warning", money[column], "merged_amount_first", {"rows": f"{number}–{last}"}
