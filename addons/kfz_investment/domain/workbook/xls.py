"""Reader for .xls (Excel 97-2003, and older): xlrd, which Odoo itself depends on."""

import xlrd

from .errors import WorkbookError
from .numformat import classify, styled
from .sheet import CellError, Sheet
from .sniff import is_encrypted_ole


def read(content, limits, meter):
    """Sheets of an .xls file; hidden ones come without rows."""
    if is_encrypted_ole(content):
        raise WorkbookError("encrypted")
    try:
        book = _open(content)
    except xlrd.XLRDError as error:
        raise WorkbookError(_code(error)) from error
    kinds = _kinds(book)
    sheets = []
    for index in range(book.nsheets):
        if getattr(book, "_sheet_visibility", [0] * book.nsheets)[index]:
            sheets.append(Sheet(name=book.sheet_names()[index], hidden=True))
            continue
        sheets.append(_sheet(book, book.sheet_by_index(index), kinds, limits, meter))
        book.unload_sheet(index)
    return sheets


def _open(content):
    try:
        return xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=_Quiet(),
        )
    except (NotImplementedError, AssertionError, IndexError, KeyError):
        return xlrd.open_workbook(
            file_contents=content, on_demand=True, ragged_rows=True, logfile=_Quiet()
        )


def _code(error):
    text = str(error).lower()
    if "encrypt" in text or "password" in text:
        return "encrypted"
    if "can't find workbook" in text:
        return "word"
    return "damaged"


def _kinds(book):
    kinds = {}
    for key, fmt in book.format_map.items():
        kinds[key] = classify(fmt.format_str or "")
    return [kinds.get(xf.format_key) for xf in book.xf_list]


def _sheet(book, source, kinds, limits, meter):
    sheet = Sheet(name=source.name)
    if source.ncols > limits.max_columns:
        raise WorkbookError("too_many_columns", limit=limits.max_columns)
    for index in range(source.nrows):
        row = [_cell(cell, kinds, book.datemode) for cell in source.row(index)]
        while row and row[-1] is None:
            row.pop()
        if row:
            meter.tick(len(row))
            sheet.rows[index + 1] = row
    sheet.merges = [
        (top + 1, bottom, left, right - 1)
        for top, bottom, left, right in source.merged_cells[:20_000]
    ]
    return sheet


def _cell(cell, kinds, datemode):
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return cell.value or None
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        kind = (
            kinds[cell.xf_index]
            if cell.xf_index is not None and cell.xf_index < len(kinds)
            else None
        )
        if kind is None and cell.ctype == xlrd.XL_CELL_DATE:
            kind = "date"
        return styled(float(cell.value), kind, datemode == 1)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return CellError(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return None


class _Quiet:
    """A log file that keeps nothing: xlrd prints its warnings otherwise."""

    def write(self, _text):  # pylint: disable=method-required-super
        """Drop the text."""

    def flush(self):
        """Nothing to do."""
