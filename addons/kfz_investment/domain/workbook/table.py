"""The one table of a workbook: which sheet, which columns, which rows are data."""

import re
from dataclasses import dataclass, field, replace

from .cells import is_empty, nfkc
from .columns import settle
from .errors import WorkbookError
from .header import find_header
from .units import heading_key

_TOTAL = re.compile(
    r"(?:本页|本月|本年|本季|全区|分区|其中)?(?:小计|合计|总计|共计|累计)(?:[::(（].*|\d.*)?|共\d+[家个项户].*"
)
_NOTE = re.compile(
    r"(?:备注|注|附注|注释|说明|填表说明|填报说明|填写说明|编制说明|特别说明|数据来源|来源|注意事项?)(?:\d*[::.、。]).*|\*.*|※.*"
)
_FOOTER = re.compile(
    r"(?:填表人|填报人|制表人?|审核人?|复核人?|负责人|单位负责人|主管领导|经办人|统计负责人|填报日期|填表日期|报送日期|联系人|联系电话|第\d+页)(?:[::].*|,?共\d+页|$)"
)
_SECTION = re.compile(r"[(]?[一二三四五六七八九十]+[)、.].*")


class Block:
    """The rows under one heading. A list has several where it goes on under another one, with other columns or units."""

    def __init__(self, header):
        self.header = header
        #: {field: heading as written} of the known columns
        self.headings = {column.field: column.heading for column in header.columns if column.field}
        #: {field: Unit, UnitConflict or None}
        self.units = {column.field: column.unit for column in header.columns if column.field}

    def with_default(self, unit):
        """Let `unit` stand in where nothing names one; for all rows of the block."""
        self.units = {name: own or unit for name, own in self.units.items()}


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
    skipped: dict = field(default_factory=dict)
    other_sheets: list = field(default_factory=list)
    hidden_sheets: list = field(default_factory=list)
    encoding: str = ""

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
        """Headings without an alias; columns of running numbers do not matter."""
        return [
            column.heading
            for column in self.header.columns
            if not column.field
            and heading_key(column.heading) not in ("序号", "编号", "no", "序", "原因", "reason")
        ]


def find_table(sheets, known):
    """The `Table` of the visible sheet that matches best.

    Raises WorkbookError: only_hidden, empty, no_header, missing_columns, no_rows.
    """
    required = known.required
    ranked = _ranked(sheets, known.aliases, required)
    sheet, header = ranked[0]
    header = replace(header, columns=settle(header.columns, known))
    missing = [name for name in required if name not in header.fields]
    if missing:
        raise WorkbookError(
            "missing_columns", fields=missing, row=header.last, sheet=sheet.name or "CSV"
        )
    table = _table(sheet, header)
    if not table.rows:
        raise WorkbookError("no_rows", row=header.last, sheet=sheet.name or "CSV")
    table.other_sheets = _other_lists(ranked[1:], set(required))
    table.hidden_sheets = [other.name for other in sheets if other.hidden]
    return table


def _other_lists(ranked, required):
    """Names of the other sheets that have such a list too."""
    return [
        sheet.name
        for sheet, header in ranked
        if not required - header.fields and len(sheet.rows) > 1
    ]


def _ranked(sheets, aliases, required):
    """[(sheet, its heading)] of the visible sheets that have one, the best first."""
    visible = [sheet for sheet in sheets if not sheet.hidden]
    if not visible:
        raise WorkbookError("only_hidden")
    if not any(sheet.rows for sheet in visible):
        raise WorkbookError("empty")
    found = [
        (sheet, header) for sheet in visible if (header := find_header(sheet, aliases, required))
    ]
    if not found:
        raise WorkbookError("no_header")
    return sorted(found, key=lambda pair: _rank(pair, required), reverse=True)


def _rank(pair, required):
    sheet, header = pair
    return len(header.fields.intersection(required)), len(header.fields), len(sheet.rows)


def _table(sheet, header):
    _spread_merges(sheet, header)
    mapped = [(column.index, column.field) for column in header.columns if column.field]
    heads = {(column.index, heading_key(column.heading)) for column in header.columns}
    rows, skipped, block = [], {}, Block(header)
    known = {index for index, _field in mapped}
    for number in sorted(sheet.rows):
        if number <= header.last:
            continue
        raw = sheet.rows[number]
        reason = _skip_reason(raw, known, heads)
        if reason:
            skipped.setdefault(reason, []).append(number)
            continue
        size = len(raw)
        cells = {name: raw[index] for index, name in mapped if index < size}
        rows.append(Row(number, cells, raw, block))
    return Table(sheet.name, header, rows, [block], skipped, encoding=sheet.encoding)


def _skip_reason(raw, known, heads):
    """Why a row is not data: 'blank', 'total', 'note', 'section', 'heading'; None for data."""
    filled = _filled(raw)
    if not filled:
        return "blank"
    texts = _first_texts(filled)
    known_filled = sum(1 for index, _value in filled if index in known)
    if texts:
        reason = _reason_by_text(len(filled), texts, known_filled)
        if reason or _repeats_heading(filled, heads):
            return reason or "heading"
    if known_filled:
        return None
    return "section" if texts and len(filled) == 1 else "blank"


def _filled(raw):
    return [
        (index, value)
        for index, value in enumerate(raw)
        if value is not None and not is_empty(value)
    ]


def _first_texts(filled):
    """Texts among the first cells, which tell whether the row is data."""
    return [value for _index, value in filled[:3] if isinstance(value, str) and len(value) < 400]


def _reason_by_text(count, texts, known_filled):
    """Why a row of ``count`` filled cells is not data, by the first texts in it."""
    first = nfkc(texts[0])
    if any(map(_is_total, texts)):
        return "total"
    if (count <= 2 and _NOTE.fullmatch(first)) or _FOOTER.fullmatch(first):
        return "note"
    if count > 1:
        return None
    if _SECTION.fullmatch(first):
        return "section"
    return "note" if len(first) > 80 and known_filled <= 1 else None


def _is_total(text):
    return len(text) < 40 and _TOTAL.fullmatch(nfkc(text))


def _repeats_heading(filled, heads):
    """Whether most cells say what the heading of their column says, as where a list continues on a new page."""
    same = sum(
        1
        for index, value in filled
        if isinstance(value, str) and (index, heading_key(value)) in heads
    )
    return same >= 2 and same * 2 > len(filled)


def _spread_merges(sheet, header):
    """Write the value of a cell merged over several data rows into each of them (a zone named once for ten projects)."""
    for top, bottom, left, right in sheet.merges:
        if top <= header.last or bottom == top or left != right or bottom - top > 5000:
            continue
        source = sheet.rows.get(top, [])
        if left < len(source) and source[left] is not None:
            _fill_down(sheet, range(top + 1, bottom + 1), left, source[left])


def _fill_down(sheet, numbers, column, value):
    for number in numbers:
        row = sheet.rows.get(number)
        if row is None:
            continue
        row.extend([None] * (column + 1 - len(row)))
        if row[column] is None:
            row[column] = value
