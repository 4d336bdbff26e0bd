"""The tables of one sheet: the rows under one heading, a further heading below, and a second list beside."""

import re
from dataclasses import dataclass, field

from ..cells import is_empty, nfkc
from ..columns.proposals import understand
from ..heading.again import is_same, repeats
from ..heading.header import header_at
from ..heading.headings import said_twice
from ..readers.serials import day_since_1904
from ..values import currencies, in_force
from ..values.hints import is_sequence
from ..values.lines import bracket_unit, note_units, unit_above
from ..values.unit import Unit
from ..values.units import heading_key, line_unit
from .beside import beside
from .rows import Line, filled_cells

#: further headings of one sheet that are looked at
MOST_BLOCKS = 500
_DEEPEST = 3
_MOST_TITLES = 4
#: words by which a row of headings that nobody knows is told from a row of data
_HEADLIKE = re.compile(
    r".*(?:名称|姓名|日期|时间|年月|月份|金额|投资额|总额|资金|额|单位|部门|电话|方式|备注|说明|序号|编号|代码|类型|类别|性质|地址|情况|进展|阶段|状态|人|人数|数量|数|率|占比|项目|企业|园区|行业|内容|职务)(?:[(].*[)])?"
)


class Block:
    """The rows under one heading. A list has several where it goes on under another one, with other columns or units."""

    def __init__(self, header):
        self.header = header
        #: {field: heading as written} of the known columns
        self.headings = {column.field: column.heading for column in header.columns if column.field}
        #: {field: Unit, UnitConflict or None}
        self.units = {column.field: column.unit for column in header.columns if column.field}
        #: {field of an amount: its `currencies.Beside`}
        self.currencies = currencies.beside(header.columns)
        #: [(row, Unit)] of lines between the rows that name a unit again
        self.unit_lines = []
        #: the same of texts with a unit in brackets, which count as far as they are no rows of data
        self.bracket_units = []
        #: the same of notes, which speak of the rows above them as well
        self.unit_notes = []
        #: {reason: numbers of its rows that are left out}
        self.left_out = {}
        #: first column and the one behind the last, None for all to the right
        self.start, self.end = 0, None
        #: what a cell means in a column of dates
        self.day = lambda value: value

    def own(self, filled):
        """Those of the filled cells of a row that stand in its columns."""
        if not self.start and self.end is None:
            return filled
        return [i for i in filled if i >= self.start and (self.end is None or i < self.end)]

    def with_default(self, unit):
        """Let `unit` stand in where nothing names one; for all rows of the block."""
        self.units = {name: in_force.stand_in(own, unit) for name, own in self.units.items()}


@dataclass
class Tables:
    """What a sheet has below its first heading: blocks with their lines, and rows that belong to none."""

    blocks: list = field(default_factory=list)
    #: [(block, lines)]
    parts: list = field(default_factory=list)
    #: {reason: row numbers}
    skipped: dict = field(default_factory=dict)
    #: [(code, params)] to say of the file
    notes: list = field(default_factory=list)

    def skip(self, reason, numbers):
        """Count rows that are left out."""
        if numbers:
            self.skipped.setdefault(reason, []).extend(numbers)


class Divider:
    """Walks down one sheet and begins a block at every heading."""

    def __init__(self, sheet, words, known):
        self.sheet, self.words, self.required = sheet, words, set(known.required)
        self.known = known
        self.tables = Tables()
        self.numbers = sorted(sheet.rows)
        self.looked = 0

    def divide(self, header):
        """The `Tables` from the first heading on."""
        self.open(header)
        position = sum(1 for number in self.numbers if number <= header.last)
        before = header.last
        while position < len(self.numbers):
            number = self.numbers[position]
            raw = self.sheet.rows[number]
            filled = filled_cells(raw)
            if self._may_head(raw, filled, number > before + 1 or self.gap):
                last = self._heading(position)
                if last:
                    while position < len(self.numbers) and self.numbers[position] <= last:
                        position += 1
                    before = last
                    continue
            self._add(number, raw, filled)
            before, self.gap = number, len(filled) < 2
            position += 1
        return self.tables

    def open(self, header):
        """Begin the block, or the two blocks side by side, under a heading."""
        self.header, self.current, self.gap = header, [], False
        self.line, self.last_line = header.line_unit, None
        for part, start, end in beside(self.sheet, header, self.required, self.tables):
            block = Block(part)
            block.start, block.end = start, end
            if self.sheet.date1904:
                block.day = day_since_1904
            lines = []
            self.current.append((block, lines))
            self.tables.blocks.append(block)
            self.tables.parts.append((block, lines))

    def _add(self, number, raw, filled):
        unit, bracket, notes = _units_said(raw, filled)
        self.last_line = unit or bracket or self.last_line
        if not self.current:
            self.tables.skip("other_table" if filled else "blank", [number])
            return
        for block, lines in self.current:
            if unit:
                block.unit_lines.append((number, unit))
            if bracket:
                block.bracket_units.append((number, bracket))
            block.unit_notes.extend((number, said) for said in notes)
            lines.append(Line(number, raw, block.own(filled)))

    # headings further down

    def _may_head(self, raw, filled, gap):
        """A quick look: whether the first cells are texts and two of them headings, or all look like headings after a gap."""
        if len(filled) < 2 or type(raw[filled[0]]) is not str:
            return False
        first = [raw[index] for index in filled[:4]]
        if set(map(type, first)) != {str} or first[0].isdigit():
            return False
        if self._two_heads(first):
            return True
        apart = gap or is_sequence(heading_key(first[0]))
        return apart and _looks_like_heading([raw[index] for index in filled])

    def _two_heads(self, texts):
        """Whether two of up to four texts say what headings say; looks at no more of them than it must."""
        said = 0
        for left, text in zip((3, 2, 1, 0), texts, strict=False):
            said += len(text) <= 40 and self.words.is_heading(text)
            if said == 2 or said + left < 2:
                break
        return said == 2

    def _heading(self, position):
        """Take the row at `position` as a heading; its last row, None when it is none after all."""
        self.looked += 1
        if self.looked > MOST_BLOCKS:
            return None
        numbers = self.numbers[position : position + _DEEPEST]
        line = self._line_above(numbers[0])
        found = header_at(self.sheet, self.words, self.required, numbers, line)
        raw = self.sheet.rows[numbers[0]]
        cells = [value for value in raw if not is_empty(value)]
        if found and not self._mostly_heads(cells, found):
            return None
        if found:
            found = understand(self.sheet, found, self.known)
        if found and self.required <= found.fields:
            return self._go_on(found)
        if repeats(raw, self.header):
            self.tables.skip("heading", numbers[:1])
            return numbers[0]
        return self._begin_foreign(numbers[0], found)

    def _mostly_heads(self, cells, found):
        texts = [value for value in cells if isinstance(value, str)]
        said = sum(len(value) <= 40 and self.words.is_heading(value) for value in texts)
        return said * 2 > len(cells) or (
            said >= 2 and len(found.fields) >= 2 and self._headlike(texts)
        )

    def _headlike(self, texts):
        return sum(bool(_HEADLIKE.fullmatch(nfkc(text))) for text in texts) * 2 > len(texts)

    def _line_above(self, number):
        """The unit in force above a heading: of a line since the last heading, else as before."""
        return unit_above(self.sheet, [number], number) or self.last_line or self.line

    def _go_on(self, found):
        """Go on under a heading that fits: the same one repeated, or another one."""
        rows = [number for number in self.numbers if found.first <= number <= found.last]
        self._titles_above()
        if self.current and (is_same(found, self.header) or self._repeats_at_once(found)):
            self.tables.skip("heading", rows)
            self._add_units(found)
        else:
            self.tables.notes.append(("second_heading", {"row": found.first}))
            self.tables.skip("second_heading", rows)
            self.open(found)
        return found.last

    def _repeats_at_once(self, found):
        """Whether a heading right below another one says the same in other words, as in a second language."""
        if any(line.filled for _block, lines in self.current for line in lines):
            return False
        fields = {column.index: column.field for column in self.header.columns}
        return all(
            fields.get(column.index) == column.field for column in found.columns if column.field
        )

    def _add_units(self, found):
        """Of the units that a heading and the same one in other words right below it name, both count."""
        for column in found.columns:
            if not isinstance(column.unit, Unit) or not column.unit.own_factor:
                continue
            for block, _lines in self.current:
                ours = block.units.get(column.field)
                if isinstance(ours, Unit) and ours.own_factor:
                    block.units[column.field] = said_twice(ours, column.unit)
                elif ours is None or isinstance(ours, Unit):
                    block.units[column.field] = column.unit

    def _begin_foreign(self, number, found):
        """A heading of another kind: the rows below it are none of this list."""
        self._titles_above()
        self.tables.notes.append(("other_heading", {"row": number}))
        self.tables.skip("other_heading", [number])
        self.current = []
        return found.last if found else number

    def _titles_above(self):
        """Lone texts right above a heading are its title, not rows of the table above."""
        for _block, lines in self.current:
            titles = set()
            while lines and len(titles) < _MOST_TITLES and _is_title(lines[-1]):
                line = lines.pop()
                if line.filled:
                    titles.add(line.number)
            self.tables.skip("section", titles.difference(self.tables.skipped.get("section", ())))


def _is_title(line):
    return not line.filled or (len(line.filled) < 2 and isinstance(line.raw[line.filled[0]], str))


def _units_said(raw, filled):
    """What a row of hardly any cells says of units: (as a line, else in brackets, [in notes])."""
    if len(filled) > 2:
        return None, None, ()
    texts = [raw[index] for index in filled if isinstance(raw[index], str)]
    unit = _first(map(line_unit, texts))
    bracket = None if unit else _first(map(bracket_unit, texts))
    return unit, bracket, [said for text in texts for said in note_units(text)]


def _first(found):
    return next(filter(None, found), None)


def _looks_like_heading(values):
    texts = [nfkc(value) for value in values if isinstance(value, str) and len(value) <= 20]
    if len(texts) < 2 or len(texts) < len(values) or any(map(_has_digit, texts)):
        return False
    return sum(bool(_HEADLIKE.fullmatch(text)) for text in texts) >= 0.75 * len(texts)


def _has_digit(text):
    return any(char.isdigit() for char in text)
