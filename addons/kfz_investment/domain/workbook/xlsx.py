"""Reader for .xlsx, made on expat: streams, counts while it reads, takes the cached values of formulas.

Not openpyxl (3.1), which stops on styles that WPS writes, reads dates of the Chinese number formats
(built-in 27 to 36, 50 to 58) as numbers, trusts a wrong `dimension`, and cannot be stopped by a limit. python-calamine
is five times as fast but drops error cells, allocates a sheet by its farthest cell, and is not in stock Odoo images.
"""

import posixpath
import re
from functools import lru_cache
from io import BytesIO
from xml.parsers import expat

from . import limits as limits_
from .errors import WorkbookError
from .numformat import Styles
from .sheet import CellError, Sheet
from .sniff import check_zip_is_workbook

_LETTERS = re.compile(r"[A-Za-z]{1,3}\Z")
_DIGITS = "0123456789"
_SPAN = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7}):([A-Za-z]{1,3})([0-9]{1,7})\Z")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MAX_MERGES = 20_000


def column_index(letters):
    """Zero-based index of a column name: A -> 0, AA -> 26."""
    index = 0
    for char in letters.upper():
        index = index * 26 + ord(char) - 64
    return index - 1


@lru_cache(maxsize=1024)
def _index_of(letters):
    """As `column_index`, None for anything else."""
    return column_index(letters) if _LETTERS.match(letters) else None


def _local(name):
    return name.rpartition(":")[2]


def parse_xml(chunks, start, end=None, data=None):
    """Feed `chunks` to expat; handlers get local names. A document type, and so any entity, is refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype

    def first(name, attrs):
        prefixed = ":" in name
        parser.StartElementHandler = (
            (lambda name, attrs: start(_local(name), attrs)) if prefixed else start
        )
        if end:
            parser.EndElementHandler = (lambda name: end(_local(name))) if prefixed else end
        parser.StartElementHandler(name, attrs)

    parser.StartElementHandler = first
    if data:
        parser.CharacterDataHandler = data
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse_doctype(*_args):
    raise WorkbookError("entities")


class XlsxReader:
    """Reads every visible sheet of one .xlsx; `sheets()` is the only call needed."""

    def __init__(self, content, limits, meter):
        self.limits = limits
        self.meter = meter
        self.archive = limits_.open_archive(BytesIO(content), len(content), limits)
        check_zip_is_workbook(self.archive)
        self.names = {name.lower().lstrip("/"): name for name in self.archive.namelist()}

    def sheets(self):
        """List of `Sheet`; hidden ones come without rows."""
        targets = self._relations()
        sheets, date1904 = self._workbook()
        styles = self._styles(date1904)
        strings = self._strings()
        result = []
        for name, hidden, rid in sheets:
            sheet = Sheet(name=name, hidden=hidden)
            target = targets.get(rid, "")
            if not hidden and self._has(target):
                _SheetParser(self, sheet, styles, strings).parse(self._chunks(target))
            if hidden or self._has(target):
                result.append(sheet)
        return result

    def _has(self, path):
        return path.lower() in self.names

    def _chunks(self, path):
        return limits_.read_entry(self.archive, self.names[path.lower()], self.limits, self.meter)

    def _relations(self):
        targets = {}

        def start(name, attrs):
            if name == "Relationship" and "worksheet" in attrs.get("Type", ""):
                target = attrs.get("Target", "")
                path = (
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath("xl/" + target)
                )
                targets[attrs.get("Id")] = path

        if self._has("xl/_rels/workbook.xml.rels"):
            parse_xml(self._chunks("xl/_rels/workbook.xml.rels"), start)
        return targets

    def _workbook(self):
        sheets, flags = [], {}

        def start(name, attrs):
            if name == "workbookPr":
                flags["1904"] = attrs.get("date1904") in ("1", "true")
            elif name == "sheet":
                rid = next(
                    (value for key, value in attrs.items() if _local(key) == "id" and ":" in key),
                    None,
                )
                sheets.append(
                    (attrs.get("name", ""), attrs.get("state", "visible") != "visible", rid)
                )

        if not self._has("xl/workbook.xml"):
            raise WorkbookError("damaged")
        parse_xml(self._chunks("xl/workbook.xml"), start)
        return sheets, flags.get("1904", False)

    def _styles(self, date1904):
        styles = Styles(date1904)
        if self._has("xl/styles.xml"):
            parse_xml(self._chunks("xl/styles.xml"), styles.start_element, styles.end_element)
        return styles

    def _strings(self):
        """Shared strings; phonetic runs (rPh) are not part of the text."""
        parser = _StringsParser(self.limits.max_cells)
        if self._has("xl/sharedstrings.xml"):
            parse_xml(self._chunks("xl/sharedStrings.xml"), parser.start, parser.end, parser.data)
        return parser.strings


class _StringsParser:
    """Handlers for the shared strings' XML."""

    def __init__(self, max_strings):
        self.strings, self.max_strings = [], max_strings
        self.parts, self.in_text, self.phonetic = [], False, 0

    def start(self, name, _attrs):
        """expat: an element opens."""
        if name == "si":
            self.parts.clear()
        elif name == "rPh":
            self.phonetic += 1
        elif name == "t":
            self.in_text = not self.phonetic

    def end(self, name):
        """expat: an element closes."""
        if name == "si":
            self.strings.append(unescape("".join(self.parts)))
            if len(self.strings) > self.max_strings:
                raise WorkbookError("too_many_cells", limit=self.max_strings)
        elif name == "rPh":
            self.phonetic -= 1
        elif name == "t":
            self.in_text = False

    def data(self, text):
        """expat: text of the element."""
        if self.in_text:
            self.parts.append(text)


class _SheetParser:
    """Handlers for one sheet's XML."""

    def __init__(self, reader, sheet, styles, strings):
        self.limits, self.meter = reader.limits, reader.meter
        self.sheet, self.styles, self.strings = sheet, styles, strings
        self.row_number, self.row, self.column = 0, [], -1
        self.type = self.style = None
        self.text, self.keep, self.phonetic = [], False, False

    def parse(self, chunks):
        """Fill the sheet's rows and merges."""
        parse_xml(chunks, self.start, self.end, self.data)

    def start(self, name, attrs):
        """expat: an element opens."""
        if name == "c":
            self._start_cell(attrs)
        elif name == "v":
            self.keep = True
        elif name == "t":
            self.keep = self.type == "inlineStr" and not self.phonetic
        elif name == "rPh":
            self.phonetic = True
        elif name == "row":
            number = attrs.get("r")
            self.row_number = int(number) if number and number.isdigit() else self.row_number + 1
            self.row, self.column = [], -1
        elif name == "mergeCell":
            self._merge(attrs.get("ref", ""))

    def _start_cell(self, attrs):
        ref = attrs.get("r", "")
        letters = ref.rstrip(_DIGITS)
        index = (
            _index_of(letters) if len(letters) <= 3 and 1 <= len(ref) - len(letters) <= 7 else None
        )
        self.column = self.column + 1 if index is None else index
        self.type, self.style = attrs.get("t"), attrs.get("s")
        if self.text:
            self.text = []

    def end(self, name):
        """expat: an element closes."""
        if name == "c":
            if self.text:
                self._end_cell()
        elif name in ("v", "t"):
            self.keep = False
        elif name == "rPh":
            self.phonetic = False
        elif name == "row":
            if self.row:
                self.meter.tick(len(self.row))
                self.sheet.rows[self.row_number] = self.row

    def _end_cell(self):
        value = self._value(self.text[0] if len(self.text) == 1 else "".join(self.text))
        self.text = []
        if value is None or value == "":
            return
        row, column = self.row, self.column
        if column >= self.limits.max_columns:
            raise WorkbookError("too_many_columns", limit=self.limits.max_columns)
        size = len(row)
        if size == column:
            row.append(value)
            return
        if size < column:
            row.extend([None] * (column + 1 - size))
        row[column] = value

    def _value(self, text):
        kind = self.type
        if kind == "s":
            index = int(text) if text.isdigit() or text.strip().isdigit() else -1
            return self.strings[index] if 0 <= index < len(self.strings) else None
        if kind in ("str", "inlineStr"):
            return unescape(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            return CellError(text.strip()[:20])
        if kind == "d":
            return self.styles.iso_date(text)
        return self.styles.number(text, self.style)

    def data(self, text):
        """expat: characters."""
        if self.keep:
            self.text.append(text)

    def _merge(self, ref):
        match = _SPAN.match(ref)
        if match and len(self.sheet.merges) < _MAX_MERGES:
            self.sheet.merges.append(
                (int(match[2]), int(match[4]), column_index(match[1]), column_index(match[3]))
            )


def unescape(text):
    """Undo `_x000D_`, the way .xlsx writes control characters."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def read(content, limits, meter):
    """Sheets of an .xlsx file."""
    try:
        return XlsxReader(content, limits, meter).sheets()
    except expat.ExpatError as error:
        raise WorkbookError("damaged") from error
