"""The one table of a workbook: which sheet, which columns, which rows are data."""

from dataclasses import dataclass, field
from operator import itemgetter

from ..cells import raw_text
from ..columns.foreign import best_header
from ..columns.proposals import unanswered
from ..columns.unresolved import judge
from ..errors import WorkbookError
from ..heading.headings import Words
from ..letters import letter
from ..values.currencies import FIELD as CURRENCY
from ..values.lines import lone_unit
from . import asides, cumulated, merges, sheetnames
from .blocks import Block, Divider
from .joined import joiner
from .parts import tell_parts
from .remarks import remarker
from .rows import Judge
from .transposed import is_transposed


@dataclass(slots=True)
class Row:
    """One data row: its number in the sheet, the mapped cells, all cells as they came, and the block that it belongs to."""

    number: int
    cells: dict
    raw: list
    block: Block
    #: (level, field or None, code, params): what was noticed before its cells are read
    remarks: tuple = ()


@dataclass
class Table:
    """A table found in a workbook, ready for its kind's row reader."""

    sheet: str
    header: object
    rows: list
    blocks: list = field(default_factory=list)
    #: {reason: numbers of the rows that are left out}, see `rows.Judge`
    skipped: dict = field(default_factory=dict)
    other_sheets: list = field(default_factory=list)
    hidden_sheets: list = field(default_factory=list)
    encoding: str = ""
    #: [(code, params)] to say of the file: further headings and lists
    notes: list = field(default_factory=list)
    #: numbers of the rows of data that the office's program does not show
    hidden_rows: list = field(default_factory=list)
    #: required fields that no column has: every row is refused until somebody says which it is
    missing: tuple = ()
    #: [`unresolved.LeftOut`]: the columns that are not read, and why
    left_out: list = field(default_factory=list)
    #: [(level, code, params)]: what is said about the whole file
    remarks: list = field(default_factory=list)

    @property
    def headings(self):
        """{field: heading as written} of the first heading."""
        return self.blocks[0].headings

    @property
    def units(self):
        """{field: Unit, UnitConflict or None} of the first heading."""
        return self.blocks[0].units

    def take(self):
        """Yield the rows and forget them: a long list is not held twice, as cells and as values."""
        self.rows.reverse()
        while self.rows:
            yield self.rows.pop()

    @property
    def unknown_headings(self):
        """Headings of columns that are left out though nobody said so."""
        unknown = (
            left.column.heading
            for left in self.left_out
            if left.reason not in ("chosen", "repeats")
        )
        return list(dict.fromkeys(unknown))

    @property
    def second_columns(self):
        """[(letter, heading, letter of the column that counts)] of columns that say the same as another one."""
        found = []
        for block in self.blocks:
            counted = {
                column.field: column.index for column in block.header.columns if column.field
            }
            found += [
                (letter(column.index), column.heading, letter(counted[column.repeats]))
                for column in block.header.columns
                if column.repeats in counted and column.repeats != CURRENCY and not column.joins
            ]
        return found

    @property
    def hidden_columns(self):
        """[(letter, heading)] of known columns that the office's program does not show."""
        return [
            (letter(column.index), column.heading)
            for block in self.blocks
            for column in block.header.columns
            if column.hidden and column.field
        ]


def find_table(sheets, known):
    """The `Table` of the visible sheet that matches best.

    Raises WorkbookError: only_hidden, empty, no_header, transposed, missing_columns, no_rows.
    """
    ranked = _ranked(sheets, known)
    sheet, header = ranked[0]
    _refuse_transposed([sheet], known, header)
    missing = unanswered(header, known)
    if missing:
        raise WorkbookError(
            "missing_columns", fields=missing, row=header.last, sheet=sheet.name or "CSV"
        )
    table = _table(sheet, header, known)
    if not table.rows:
        raise WorkbookError("no_rows", row=header.last, sheet=sheet.name or "CSV")
    judge(table, sheet, known)
    cumulated.judge(table, sheet)
    asides.judge(table, sheet, known)
    table.other_sheets = _other_lists(ranked[1:], set(known.required))
    table.hidden_sheets = [other.name for other in sheets if other.hidden]
    return table


def _other_lists(ranked, required):
    """Names of the other sheets that have such a list too."""
    return [
        sheet.name
        for sheet, header in ranked
        if not required - header.fields and len(sheet.rows) > 1
    ]


def _ranked(sheets, known):
    """[(sheet, its heading)] of the visible sheets that have one, the best first."""
    visible = [sheet for sheet in sheets if not sheet.hidden]
    if not visible:
        raise WorkbookError("only_hidden")
    if not any(sheet.rows for sheet in visible):
        raise WorkbookError("empty")
    found = [(sheet, header) for sheet in visible if (header := best_header(sheet, known))]
    if not found:
        _refuse_transposed(visible, known)
        raise WorkbookError("no_header")
    return sorted(found, key=lambda pair: _rank(pair, known), reverse=True)


def _refuse_transposed(sheets, known, header=None):
    for sheet in sheets:
        if is_transposed(sheet, known, header):
            raise WorkbookError("transposed", sheet=sheet.name or "CSV")


def _rank(pair, known):
    sheet, header = pair
    required = header.fields.intersection(known.required)
    return (
        -len(unanswered(header, known)),
        len(required),
        not sheetnames.is_aside(sheet, header, known),
        len(header.fields),
        sheetnames.year(sheet.name),
        len(sheet.rows),
    )


def _table(sheet, header, known):
    merged = merges.resolve(sheet, header.last)
    divider = Divider(sheet, Words(known.aliases), known)
    tables = divider.divide(header)
    table = Table(sheet.name, header, [], tables.blocks, tables.skipped, encoding=sheet.encoding)
    table.notes = tables.notes
    for block, lines in tables.parts:
        decider = _judge(block, lines, sheet, merged, known)
        decider.tell(lines)
        before = len(table.rows)
        _take_rows(table, block, lines, sheet, merged, known)
        tell_parts(table.rows[before:], decider, known.amounts)
    for numbers in table.skipped.values():
        numbers.sort()
    table.header = table.blocks[0].header
    table.hidden_rows = sorted({row.number for row in table.rows} & sheet.hidden_rows)
    return table


def _judge(block, lines, sheet, merged, known):
    def places(fields):
        return frozenset(column.index for column in block.header.columns if column.field in fields)

    whole = places(known.required)
    width = max(3, len(block.header.columns) / 2)
    wide = {
        top
        for top, bottom, left, right in sheet.merges
        if top == bottom and right - left + 1 >= width
    }
    covered = {number for number, cells in merged.covered.items() if whole and whole <= set(cells)}
    return Judge(block.header, places(known.amounts), frozenset(wide), frozenset(covered))


def _take_rows(table, block, lines, sheet, merged, known):
    """Make rows of the lines that are data, with the texts that merged cells give them."""
    mapped = [(column.index, column.field) for column in block.header.columns if column.field]
    fields = dict(mapped)
    _take_units(block, lines)
    remark = remarker(block, lines, sheet, merged, known)
    joined = joiner(block.header)
    for line in lines:
        if line.reason:
            table.skipped.setdefault(line.reason, []).append(line.number)
            block.left_out.setdefault(line.reason, []).append(line.number)
            continue
        raw = line.raw
        if line.number in merged.spread:
            _spread(raw, merged.spread[line.number], fields, known.amounts)
        size = len(raw)
        cells = {name: raw[index] for index, name in mapped if index < size}
        if joined:
            cells |= joined(raw)
        table.rows.append(Row(line.number, cells, raw, block, remark(line)))


def _take_units(block, lines):
    """Count the units in brackets as lines of units where their rows turned out to be no data, and those below all rows as notes."""
    if not block.bracket_units and not block.unit_lines:
        return
    left_out = {line.number for line in lines if line.reason}
    found = [pair for pair in block.bracket_units if pair[0] in left_out]
    block.unit_lines = sorted((*block.unit_lines, *found), key=itemgetter(0))
    below = _lone_units_below(lines)
    block.unit_notes += [pair for pair in block.unit_lines if pair[0] in below]


def _lone_units_below(lines):
    """Numbers of the rows below all rows of data that hold nothing but a unit."""
    last = max((line.number for line in lines if not line.reason), default=0)
    return {line.number for line in lines if line.number > last and _is_unit(line)}


def _is_unit(line):
    """Whether a unit is all that a row says."""
    texts = [raw_text(line.raw[index]) for index in line.filled]
    return len(texts) == 1 and bool(lone_unit(texts[0]))


def _spread(raw, values, fields, amounts):
    """Write the text of a cell merged over rows into a row that it covers (a zone named once for ten projects)."""
    for index, value in values.items():
        if fields.get(index) in amounts:
            continue
        raw.extend([None] * (index + 1 - len(raw)))
        raw[index] = value
