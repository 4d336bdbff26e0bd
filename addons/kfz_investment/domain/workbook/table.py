"""The one table of a workbook: which sheet, which columns, which rows are data."""
import re
from dataclasses import dataclass, field

from .cells import is_empty, nfkc
from .errors import WorkbookError
from .header import find_header
from .memo import Memo
from .units import heading_key

_TOTAL = re.compile(r'(?:本页|本月|本年|本季|全区|分区|其中)?(?:小计|合计|总计|共计|累计)(?:[::(（].*|\d.*)?|共\d+[家个项户].*')
_NOTE = re.compile(r'(?:备注|注|附注|注释|说明|填表说明|填报说明|填写说明|编制说明|特别说明|数据来源|来源|注意事项?)(?:\d*[::.、。]).*|\*.*|※.*')
_FOOTER = re.compile(r'(?:填表人|填报人|制表人?|审核人?|复核人?|负责人|单位负责人|主管领导|经办人|统计负责人|填报日期|填表日期|报送日期|联系人|联系电话|第\d+页)(?:[::].*|,?共\d+页|$)')
_SECTION = re.compile(r'[(]?[一二三四五六七八九十]+[)、.].*')

_WORDS = (('footer', _FOOTER), ('note', _NOTE), ('section', _SECTION))


@dataclass(slots=True)
class Row:
    """One data row: its number in the sheet, the mapped cells, and all cells as they came."""
    number: int
    cells: dict
    raw: list


@dataclass
class Table:
    """A table found in a workbook, ready for its kind's row reader."""
    sheet: str
    header: object
    rows: list
    skipped: dict = field(default_factory=dict)
    other_sheets: list = field(default_factory=list)
    hidden_sheets: list = field(default_factory=list)
    default_unit: object = None
    encoding: str = ''

    @property
    def headings(self):
        """{field: heading as written} of the known columns."""
        return {column.field: column.heading for column in self.header.columns if column.field}

    @property
    def units(self):
        """{field: Unit or None}: the heading's own, else that of the line above the table."""
        return {column.field: column.unit or self.header.line_unit for column in self.header.columns if column.field}

    def take(self):
        """Yield the rows and forget them: a long list is not held twice, as cells and as what they mean."""
        self.rows.reverse()
        while self.rows:
            yield self.rows.pop()

    @property
    def unknown_headings(self):
        """Headings that no alias knows; running numbers are nobody's concern."""
        return [column.heading for column in self.header.columns
                if not column.field and heading_key(column.heading) not in ('序号', '编号', 'no', '序', '原因', 'reason')]


def find_table(sheets, aliases, required):
    """The `Table` of the visible sheet that matches best.

    Raises WorkbookError: only_hidden, no_header, missing_columns, no_rows.
    """
    visible = [sheet for sheet in sheets if not sheet.hidden]
    if not visible:
        raise WorkbookError('only_hidden')
    if not any(sheet.rows for sheet in visible):
        raise WorkbookError('empty')
    found = [(sheet, header) for sheet in visible if (header := find_header(sheet, aliases, required))]
    if not found:
        raise WorkbookError('no_header')
    ranked = sorted(found, key=lambda pair: _rank(pair, required), reverse=True)
    sheet, header = ranked[0]
    missing = [name for name in required if name not in header.fields]
    if missing:
        raise WorkbookError('missing_columns', fields=missing, row=header.last, sheet=sheet.name or 'CSV')
    table = _table(sheet, header)
    if not table.rows:
        raise WorkbookError('no_rows', row=header.last, sheet=sheet.name or 'CSV')
    table.other_sheets = [other.name for other, head in ranked[1:] if not set(required) - head.fields and len(other.rows) > 1]
    table.hidden_sheets = [other.name for other in sheets if other.hidden]
    return table


def _rank(pair, required):
    sheet, header = pair
    return len(header.fields.intersection(required)), len(header.fields), len(sheet.rows)


def _table(sheet, header):
    _spread_merges(sheet, header)
    mapped = [(column.index, column.field) for column in header.columns if column.field]
    rows, skipped, judge = [], {}, _Judge(header.columns)
    for number in sorted(sheet.rows):
        if number <= header.last:
            continue
        raw = sheet.rows[number]
        reason = judge.skip_reason(raw)
        if reason:
            skipped.setdefault(reason, []).append(number)
            continue
        size = len(raw)
        rows.append(Row(number, {name: raw[index] for index, name in mapped if index < size}, raw))
    return Table(sheet.name, header, rows, skipped, encoding=sheet.encoding)


class _Judge:
    """Tells which rows are no data."""

    def __init__(self, columns):
        self.known = {column.index for column in columns if column.field}
        self.heads = {(column.index, heading_key(column.heading)) for column in columns}
        self.empty, self.keys, self.words = Memo(is_empty), Memo(heading_key), Memo(_word)

    def skip_reason(self, raw):
        """Why a row is no data: 'blank', 'total', 'note', 'section', 'heading'; None for data."""
        filled = [(index, value) for index, value in enumerate(raw)
                  if value is not None and not (isinstance(value, str) and self.empty[value])]
        if not filled:
            return 'blank'
        texts = [value for _index, value in filled[:3] if isinstance(value, str) and len(value) < 400]
        known_filled = sum([index in self.known for index, _value in filled])
        if texts:
            reason = self._reason_by_text(filled, texts, known_filled)
            if reason:
                return reason
            same = sum([isinstance(value, str) and (index, self.keys[value]) in self.heads for index, value in filled])
            if same >= 2 and same * 2 > len(filled):
                return 'heading'
        if not known_filled:
            return 'section' if texts and len(filled) == 1 else 'blank'
        return None

    def _reason_by_text(self, filled, texts, known_filled):
        words = [self.words[text] for text in texts]
        if 'total' in words:
            return 'total'
        first, alone = words[0], len(filled) == 1
        if first == 'footer' or (first == 'note' and len(filled) <= 2):
            return 'note'
        if first == 'section' and alone:
            return 'section'
        return 'note' if alone and known_filled <= 1 and len(nfkc(texts[0])) > 80 else None


def _word(text):
    """What a text among the first of a row says: 'total', 'footer', 'note', 'section', None."""
    bare = nfkc(text)
    if len(text) < 40 and _TOTAL.fullmatch(bare):
        return 'total'
    return next((word for word, pattern in _WORDS if pattern.fullmatch(bare)), None)


def _spread_merges(sheet, header):
    """Write the value of a cell merged over several data rows into each of them (a zone named once for ten projects)."""
    for top, bottom, left, right in sheet.merges:
        if top <= header.last or bottom == top or left != right or bottom - top > 5000:
            continue
        source = sheet.rows.get(top, [])
        value = source[left] if left < len(source) else None
        for number in range(top + 1, bottom + 1) if value is not None else ():
            row = sheet.rows.get(number)
            if row is None:
                continue
            row.extend([None] * (left + 1 - len(row)))
            if row[left] is None:
                row[left] = value
