"""One sheet of an .xlsx: its cells, merges, and what is hidden."""

import re
from functools import lru_cache

from ..cells import clean
from ..errors import WorkbookError
from ..sheet import CellError, Uncalculated
from .shown import iso_date
from .strikes import Runs, unstruck
from .xlsx_xml import parse_xml, unescape

_LETTERS = re.compile(r"[A-Za-z]{1,3}\Z")
_DIGITS = "0123456789"
_SPAN = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?\Z")
_MAX_MERGES = 20_000
#: texts above and below the pages, and the codes of fonts, colours, pages and dates in them
_PAGE_TEXTS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_PAGE_PLACES = re.compile("&[LCR]")
_PAGE_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{5,6}|\d+|.)')
#: functions whose value is another one every day
_VOLATILE = re.compile(r"(?<![A-Za-z.])(?:TODAY|NOW|RAND|RANDBETWEEN)\(", re.IGNORECASE)
_TRUE = ("1", "true", "on")


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


def span(ref):
    """(first_row, last_row, first_col, last_col) of a range such as A1:B3, None when it is none."""
    match = _SPAN.match(ref)
    if not match:
        return None
    left, top = column_index(match[1]), int(match[2])
    if not match[3]:
        return top, top, left, left
    return top, int(match[4]), left, column_index(match[3])


class SheetParser:
    """Handlers for one sheet's XML; `uncalculated`: nobody has calculated its formulas, what is zero is a stand-in."""

    def __init__(self, package, sheet, styles, strings, rich, uncalculated):
        self.limits, self.meter = package.limits, package.meter
        self.sheet, self.styles, self.strings, self.rich = sheet, styles, strings, rich
        #: style indexes of cells that are looked at again: struck through, or with hidden texts
        self.odd = styles.struck | styles.veiled
        #: of the text inside the cell, and those of the cell's text
        self.own_runs, self.runs = Runs(), None
        self.uncalculated = uncalculated
        self.row_number, self.row, self.column = 0, [], -1
        self.type = self.style = None
        self.value, self.inline, self.formula, self.keep = [], [], None, None
        self.has_value = self.phonetic = self.hidden = False
        self.doubt, self.page = self._take_doubt, None
        #: ranges of array formulas: [(range, formula)]
        self.arrays = []

    def parse(self, chunks):
        """Fill the sheet's rows, merges, hidden rows and columns."""
        parse_xml(chunks, self.start, self.end, self.data)
        for area, formula in self.arrays:
            self._fill_array(area, formula)

    def start(self, name, attrs):
        """expat: an element opens."""
        if name == "c":
            self._start_cell(attrs)
        elif name == "v":
            self.keep, self.has_value = self.value, True
        elif name == "row":
            self._start_row(attrs)
        elif name == "t":
            self.keep = None if self.phonetic else self.inline
        elif name == "f":
            self._start_formula(attrs)
        elif name == "rPh":
            self.phonetic = True
        else:
            self._start_rare(name, attrs)

    def _start_rare(self, name, attrs):
        if name == "mergeCell":
            self._merge(attrs.get("ref", ""))
        elif name == "col":
            self._start_column(attrs)
        elif name in _PAGE_TEXTS:
            self.keep = self.page = []
        else:
            self.own_runs.start(name, attrs, len(self.inline))

    def _start_row(self, attrs):
        number = attrs.get("r")
        self.row_number = int(number) if number and number.isdigit() else self.row_number + 1
        self.row, self.column = [], -1
        self.hidden = attrs.get("hidden") in _TRUE or _is_zero(attrs.get("ht"))

    def _start_column(self, attrs):
        """A run of columns; what lies beyond the limit holds no cells."""
        first, last = attrs.get("min", ""), attrs.get("max", "")
        hidden = attrs.get("hidden") in _TRUE or _is_zero(attrs.get("width"))
        if hidden and first.isdigit() and last.isdigit():
            self.sheet.hidden_columns.update(
                range(int(first) - 1, min(int(last), self.limits.max_columns))
            )

    def _start_cell(self, attrs):
        ref = attrs.get("r", "")
        letters = ref.rstrip(_DIGITS)
        index = (
            _index_of(letters) if len(letters) <= 3 and 1 <= len(ref) - len(letters) <= 7 else None
        )
        self.column = self.column + 1 if index is None else index
        self.type, self.style = attrs.get("t"), attrs.get("s")
        if self.value:
            self.value = []

    def _start_formula(self, attrs):
        self.formula = self.keep = []
        self.has_value = bool(self.value)
        if attrs.get("t") == "array" and (area := span(attrs.get("ref", ""))):
            self.arrays.append((area, self.formula))

    def end(self, name):
        """expat: an element closes."""
        if name in ("v", "t", "f"):
            self.keep = None
        elif name == "c":
            if self.value or self.inline or self.formula is not None:
                self._end_cell()
        elif name == "rPh":
            self.phonetic = False
        elif name == "row":
            if self.row:
                self._end_row()
        elif self.page is not None:
            self._end_page()

    def _end_page(self):
        """What is printed above or below the pages: left, in the middle and right, without the codes in it."""
        parts = _PAGE_PLACES.split("".join(self.page))
        self.keep = self.page = None
        for text in (clean(_PAGE_CODES.sub(" ", part)) for part in parts):
            if text and text not in self.sheet.page_texts:
                self.sheet.page_texts.append(text)

    def _end_row(self):
        self.meter.tick(len(self.row))
        number = self.row_number
        if number in self.sheet.rows:
            self.sheet.broken[number] = ("written_twice", {})
        self.sheet.rows[number] = self.row
        if self.hidden:
            self.sheet.hidden_rows.add(number)

    def _end_cell(self):
        text = self.value[0] if len(self.value) == 1 else "".join(self.value)
        if self.inline:
            text = self._inline_text(text)
        if self.formula is None:
            value = self._value(text)
        else:
            value = self._result(text)
            self.formula = None
        if value is None or value == "":
            return
        if self.runs or self.style in self.odd:
            value = self._unstruck(value)
        row, column = self.row, self.column
        if len(row) == column < self.limits.max_columns:
            row.append(value)
        else:
            self._put(value)

    def _inline_text(self, value):
        """Text inside the cell counts before a value beside it, unless the cell says that its text is the value."""
        text, runs = "".join(self.inline), self.own_runs.take(self.inline)
        self.inline = []
        if self.type == "inlineStr" or not value:
            self.type, self.runs = "inlineStr", runs
            return text
        return value

    def _unstruck(self, value):
        """The value of a cell without the parts of its text that are struck through."""
        runs, self.runs = self.runs, None
        place, of_cell = (self.row_number, self.column), self.style in self.styles.struck
        value = unstruck(self.sheet, place, value, runs, of_cell)
        if self.style in self.styles.veiled and isinstance(value, str):
            self.doubt("value_hidden", text=value[:60])
        return unescape(value) if runs else value

    def _put(self, value):
        row, column = self.row, self.column
        if column >= self.limits.max_columns:
            raise WorkbookError("too_many_columns", limit=self.limits.max_columns)
        size = len(row)
        if size <= column:
            row.extend([None] * (column + 1 - size))
        elif row[column] is not None and row[column] != value:
            self.sheet.broken[self.row_number] = ("written_twice", {})
        row[column] = value

    def _value(self, text):
        kind = self.type
        if kind == "s":
            return self._shared(text)
        if kind is None or kind == "n":
            return self.styles.number(text, self.style, self.doubt)
        if kind in ("str", "inlineStr"):
            return unescape(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "e":
            return CellError(text.strip()[:20])
        if kind == "d":
            return iso_date(text, self.doubt)
        return self.styles.number(text, self.style, self.doubt)

    def _shared(self, text):
        """A text by its number in the shared ones; a row that lacks one is refused."""
        index = int(text) if text.isdigit() or text.strip().isdigit() else -1
        if 0 <= index < len(self.strings):
            self.runs = self.rich.get(index) if self.rich else None
            return self.strings[index]
        self.sheet.broken[self.row_number] = ("text_missing", {})
        return "\ufffd"

    def _result(self, text):
        """The value of a formula; an empty text is one, a zero that stands in for what was not calculated is none."""
        formula = "".join(self.formula)
        if not text:
            return "" if self.type == "str" and self.has_value else Uncalculated(formula)
        if self.uncalculated and self._is_stand_in(text):
            return Uncalculated(formula)
        if "(" in formula and _VOLATILE.search(formula):
            self.doubt("changes_daily", formula=formula[:60])
        return self._value(text)

    def _is_stand_in(self, text):
        return self.type in (None, "n") and _is_zero(text)

    def _fill_array(self, area, formula):
        """Cells of an array formula that hold nothing, or the zero of a program that does not calculate."""
        top, bottom, left, right = area
        first = self.sheet.rows.get(top, [])
        if not (left < len(first) and isinstance(first[left], Uncalculated)):
            return
        if right >= self.limits.max_columns:
            raise WorkbookError("too_many_columns", limit=self.limits.max_columns)
        for number in range(top, bottom + 1):
            row = self.sheet.rows.setdefault(number, [])
            self.meter.tick(right + 1 - left)
            row.extend([None] * (right + 1 - len(row)))
            for index in range(left, right + 1):
                if row[index] is None or (self.uncalculated and row[index] == 0):
                    row[index] = Uncalculated("".join(formula))

    def _take_doubt(self, code, **params):
        self.sheet.doubts[self.row_number, self.column] = (code, params)

    def data(self, text):
        """expat: characters."""
        if self.keep is not None:
            self.keep.append(text)

    def _merge(self, ref):
        area = span(ref)
        if area and len(self.sheet.merges) < _MAX_MERGES:
            self.sheet.merges.append(area)


def _is_zero(text):
    """Whether a number of an attribute or cell is zero; no number is not."""
    try:
        return bool(text) and float(text) == 0
    except ValueError:
        return False
