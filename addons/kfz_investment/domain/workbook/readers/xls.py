"""Reader for .xls (Excel 97-2003, and older): xlrd, which Odoo itself depends on.

A file that xlrd calls corrupt is mended where only its counts and sizes are wrong (`xls_mend`) and read once more.
"""

import xlrd

from ..cells import clean
from ..errors import WorkbookError
from ..limits import Meter
from ..sheet import CellError, Sheet, Uncalculated, tell_comments
from .numformat import DATE, hides_texts, number_format
from .shown import builtin_format, styled
from .sniff import is_encrypted_ole
from .strikes import MARK, unstruck
from .text_encoding import strangeness
from .xls_mend import mended

#: code pages of files before Excel 97 that say nothing: programs wrote Chinese under them all the same
_WESTERN = {None, 0, 367, 1252, 10000, 32768, 32769}
#: how xlwt signs its files; it leaves all formulas uncalculated
_XLWT = b"\x5c\x00\x70\x00None    "
#: built-in formats of the currency of whoever looks
_LOCAL_CURRENCY = {5, 6, 7, 8, 42, 44}


def read(content, limits, meter):
    """Sheets of an .xls file; hidden ones come without rows."""
    if is_encrypted_ole(content):
        raise WorkbookError("encrypted")
    problem = None
    for attempt in (_as_it_is, _mended, _without_formats):
        try:
            return attempt(content, limits)
        except WorkbookError:
            raise
        except Exception as error:
            if _code(error) != "damaged":
                raise WorkbookError(_code(error)) from error
            problem = error
        meter.check_time()
    raise WorkbookError("damaged") from problem


def _as_it_is(content, limits):
    return _read(content, limits, Meter(limits))


def _mended(content, limits):
    return _read(mended(content), limits, Meter(limits))


def _without_formats(content, limits):
    """The sheets of a file whose fonts or styles confuse xlrd, if no number of it can depend on its format."""
    book = _open(mended(content), formats=False)
    kinds = _Cells(book).kinds
    if any(kind and getattr(kind, "kind", "") not in ("date", "time") for kind in kinds):
        raise WorkbookError("damaged")
    return _sheets(book, limits, Meter(limits))


def _read(content, limits, meter):
    book = _open(content)
    if book.biff_version < 80 and book.codepage in _WESTERN:
        return _western_or_chinese(content, limits, meter)
    return _sheets(book, limits, meter)


def _western_or_chinese(content, limits, meter):
    """The sheets in the encoding in which their texts are less strange."""
    western = _sheets(_open(content), limits, meter)
    try:
        chinese = _sheets(_open(content, "gb18030"), limits, Meter(limits))
    except UnicodeError:
        return western
    return min(chinese, western, key=lambda sheets: strangeness("".join(_texts(sheets))))


def _texts(sheets):
    for sheet in sheets:
        yield sheet.name
        for row in sheet.rows.values():
            yield from (cell for cell in row if isinstance(cell, str))


def _open(content, encoding=None, formats=True):
    return xlrd.open_workbook(
        file_contents=content,
        encoding_override=encoding,
        formatting_info=formats,
        on_demand=True,
        ragged_rows=True,
        logfile=_Quiet(),
    )


def _code(error):
    text = str(error).lower() if isinstance(error, xlrd.XLRDError) else ""
    if "encrypt" in text or "password" in text:
        return "encrypted"
    if "can't find workbook" in text:
        return "word"
    return "damaged"


def _sheets(book, limits, meter):
    cells = _Cells(book)
    sheets = []
    for index in range(book.nsheets):
        if getattr(book, "_sheet_visibility", [0] * book.nsheets)[index]:
            sheets.append(Sheet(name=book.sheet_names()[index], hidden=True))
            continue
        sheets.append(_sheet(book.sheet_by_index(index), cells, limits, meter))
        book.unload_sheet(index)
    return sheets


def _sheet(source, cells, limits, meter):
    sheet = Sheet(name=source.name, date1904=cells.date1904)
    for index in range(source.nrows):
        row = [
            cells.value(cell, sheet, index + 1, column, source)
            for column, cell in enumerate(source.row(index))
        ]
        _add(sheet, index + 1, row, limits, meter)
    notes = getattr(source, "cell_note_map", {})
    tell_comments(
        sheet,
        {
            (row + 1, column): text[:60]
            for (row, column), note in notes.items()
            if (text := clean(note.text or ""))
        },
    )
    sheet.merges = [
        (top + 1, bottom, left, right - 1)
        for top, bottom, left, right in source.merged_cells[:20_000]
    ]
    sheet.hidden_rows = _hidden(source.rowinfo_map, "height", 1) & sheet.rows.keys()
    sheet.hidden_columns = {
        index for index in _hidden(source.colinfo_map, "width", 0) if index < limits.max_columns
    }
    return sheet


def _add(sheet, number, row, limits, meter):
    while row and row[-1] is None:
        row.pop()
    if len(row) > limits.max_columns:
        raise WorkbookError("too_many_columns", limit=limits.max_columns)
    if row:
        meter.tick(len(row))
        sheet.rows[number] = row


def _hidden(infos, size, first):
    """Numbers of the rows or columns that are hidden or have no size, counted from `first`."""
    return {
        index + first for index, info in infos.items() if info.hidden or getattr(info, size) == 0
    }


def _veiled(book):
    """Indexes of the cell formats that show nothing of a text."""
    veils = {key for key, fmt in book.format_map.items() if hides_texts(fmt.format_str or "")}
    return {xf.xf_index for xf in book.xf_list if xf.format_key in veils}


class _Cells:
    """Turns the cells of one book into ours."""

    def __init__(self, book):
        kinds = {key: _kind(key, fmt.format_str or "") for key, fmt in book.format_map.items()}
        self.kinds = [kinds.get(xf.format_key) for xf in book.xf_list]
        self.veiled = _veiled(book)
        self.date1904 = book.datemode == 1
        self.struck_fonts = {font.font_index for font in book.font_list if font.struck_out}
        self.raised_fonts = {font.font_index for font in book.font_list if font.escapement}
        self.struck = {xf.xf_index for xf in book.xf_list if xf.font_index in self.struck_fonts}
        self.uncalculated = _XLWT in bytes(book.mem[book.base : book.base + 1024])

    def value(self, cell, sheet, number, column, source):
        """The value of one cell; what was assumed becomes a doubt of the sheet, and what is struck through is none of it."""
        value = self._value(cell, sheet, number, column)
        if not (self.struck_fonts or self.raised_fonts) or value is None or value == "":
            return value
        return self._unstruck(value, cell, source, sheet, (number, column))

    def _unstruck(self, value, cell, source, sheet, place):
        of_cell = cell.xf_index in self.struck
        runs = isinstance(value, str) and source.rich_text_runlist_map.get((place[0] - 1, place[1]))
        parts = runs and self._parts(value, runs)
        return unstruck(sheet, place, value, parts, of_cell)

    def _parts(self, text, runs):
        """The runs of a text as `unstruck` wants them: up to the first one it is as its cell is."""
        starts = [start for start, _font in runs]
        pieces = [(text[: starts[0]], None)]
        for (start, font), end in zip(runs, [*starts[1:], len(text)], strict=True):
            strike = font in self.struck_fonts or (MARK if font in self.raised_fonts else False)
            pieces.append((text[start:end], strike))
        return pieces

    def _value(self, cell, sheet, number, column):
        kind = cell.ctype
        if kind == xlrd.XL_CELL_TEXT:
            return self._text(cell, sheet, (number, column))
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            shown = self._shown(cell)
            if shown is None:
                return styled(float(cell.value), None)

            def doubt(code, **params):
                sheet.doubts[number, column] = (code, params)

            return styled(float(cell.value), shown, self.date1904, doubt)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        if kind == xlrd.XL_CELL_ERROR:
            return CellError(xlrd.error_text_from_code.get(cell.value, "#N/A"))
        return None

    def _text(self, cell, sheet, place):
        if not cell.value:
            return Uncalculated() if self.uncalculated else None
        if cell.xf_index in self.veiled:
            sheet.doubts[place] = ("value_hidden", {"text": cell.value[:60]})
        return cell.value

    def _shown(self, cell):
        index = cell.xf_index
        kind = self.kinds[index] if index is not None and index < len(self.kinds) else None
        return DATE if kind is None and cell.ctype == xlrd.XL_CELL_DATE else kind


def _kind(key, code):
    """What a format shows; xlrd knows the built-in ones only as they are in America."""
    if code == xlrd.formatting.std_format_strings.get(key):
        return None if key in _LOCAL_CURRENCY else builtin_format(key)
    return number_format(code)


class _Quiet:
    """A log file that keeps nothing: xlrd prints its warnings otherwise."""

    def write(self, _text):  # pylint: disable=method-required-super
        """Drop the text."""

    def flush(self):
        """Nothing to do."""
