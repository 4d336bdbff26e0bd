"""Workbooks as the oracle draws them up, and their writers: XlsxWriter, openpyxl, xlwt, text files. `import_raw_books` writes the rest."""

import csv
import datetime
import io
import struct
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.datetime import CALENDAR_MAC_1904

DAY_FORMAT = "yyyy-mm-dd"


class Num(NamedTuple):
    """A number with a number format."""

    value: float
    format: str = "General"


class Formula(NamedTuple):
    """A formula, without a value unless one is given."""

    text: str
    value: object = None


class Inline(NamedTuple):
    """An inline text whose cell has a value, too."""

    text: str
    value: str


class Iso(NamedTuple):
    """A cell of type d."""

    text: str


@dataclass
class Page:
    """One sheet; rows, columns and merges (first row, first column, last row, last column) count from 0."""

    rows: list
    name: str = "表"
    merges: list = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set = field(default_factory=set)
    hidden_columns: set = field(default_factory=set)


@dataclass
class Book:
    """Pages, and how the file is made: its writer, and the writer's oddities."""

    pages: list
    writer: str = "raw"
    date1904: bool = False
    odd: dict = field(default_factory=dict)


def number(value):
    """A Decimal as a program keeps it: int where it is whole, else float."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def write_xlsxwriter(book):
    """An .xlsx by XlsxWriter, which gives formulas the value 0 and asks for their calculation."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "date_1904": book.date1904}
    target = xlsxwriter.Workbook(buffer, options)
    formats = {}

    def styled(code):
        if code not in formats:
            formats[code] = target.add_format({"num_format": code})
        return formats[code]

    for page in book.pages:
        sheet = target.add_worksheet(page.name[:31])
        if page.hidden:
            sheet.hide()
        for merge in page.merges:
            sheet.merge_range(*merge, "")
        for row, cells in enumerate(page.rows):
            for column, cell in enumerate(cells):
                _put_xlsxwriter(sheet, row, column, cell, styled)
        for row in page.hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        for column in page.hidden_columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
    target.close()
    return buffer.getvalue()


def _put_xlsxwriter(sheet, row, column, cell, styled):
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, (datetime.date, datetime.datetime)):
        sheet.write_datetime(row, column, cell, styled(DAY_FORMAT))
    elif isinstance(cell, Num):
        sheet.write_number(row, column, number(cell.value), styled(cell.format))
    elif isinstance(cell, Formula):
        given = 0 if cell.value is None else number(cell.value)
        sheet.write_formula(row, column, "=" + cell.text, None, given)
    elif cell is not None:
        sheet.write_number(row, column, number(cell))


def write_openpyxl(book):
    """An .xlsx by openpyxl, which writes formulas without values."""
    target = openpyxl.Workbook()
    target.remove(target.active)
    if book.date1904:
        target.epoch = CALENDAR_MAC_1904
    for page in book.pages:
        sheet = target.create_sheet(page.name[:31])
        for first_row, first_column, last_row, last_column in page.merges:
            sheet.merge_cells(
                start_row=first_row + 1,
                start_column=first_column + 1,
                end_row=last_row + 1,
                end_column=last_column + 1,
            )
        for row, cells in enumerate(page.rows, 1):
            for column, cell in enumerate(cells, 1):
                _put_openpyxl(sheet, row, column, cell)
        for row in page.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in page.hidden_columns:
            sheet.column_dimensions[openpyxl.utils.get_column_letter(column + 1)].hidden = True
        if page.hidden:
            sheet.sheet_state = "hidden"
    buffer = io.BytesIO()
    target.save(buffer)
    return buffer.getvalue()


def _put_openpyxl(sheet, row, column, cell):
    if cell is None:
        return
    target = sheet.cell(row=row, column=column)
    if isinstance(target, MergedCell):
        return
    if isinstance(cell, Num):
        target.value, target.number_format = number(cell.value), cell.format
    elif isinstance(cell, Formula):
        target.value = "=" + cell.text
    elif isinstance(cell, str):
        target.value = cell
        target.data_type = "s"
    else:
        target.value = number(cell)
        if isinstance(cell, datetime.date):
            target.number_format = DAY_FORMAT


def write_xlwt(book):
    """An .xls by xlwt."""
    target = xlwt.Workbook(encoding="utf-8")
    target.dates_1904 = book.date1904
    styles = {}

    def styled(code):
        if code not in styles:
            styles[code] = xlwt.easyxf(num_format_str=code)
        return styles[code]

    for page in book.pages:
        sheet = target.add_sheet(page.name[:31])
        sheet.visibility = 1 if page.hidden else 0
        for row, cells in enumerate(page.rows):
            for column, cell in enumerate(cells):
                _put_xlwt(sheet, row, column, cell, styled)
        for row in page.hidden_rows:
            sheet.row(row).hidden = True
        for column in page.hidden_columns:
            sheet.col(column).hidden = True
        sheet.merged_ranges.extend(
            (first_row, last_row, first_column, last_column)
            for first_row, first_column, last_row, last_column in page.merges
        )
    target.active_sheet = next(index for index, page in enumerate(book.pages) if not page.hidden)
    buffer = io.BytesIO()
    target.save(buffer)
    return _with_wrong_counts(buffer.getvalue(), book.odd.get("counts"))


def _put_xlwt(sheet, row, column, cell, styled):
    if isinstance(cell, Num):
        sheet.write(row, column, number(cell.value), styled(cell.format))
    elif isinstance(cell, (datetime.date, datetime.datetime)):
        sheet.write(row, column, cell, styled(DAY_FORMAT))
    elif cell is not None:
        sheet.write(row, column, number(cell))


def _with_wrong_counts(content, wrong):
    """The file with records that count otherwise than they hold, as some exports have it."""
    if wrong == "dimensions":
        place = content.find(b"\x00\x02\x0e\x00")
        few = struct.pack("<IIHHH", 0, 1, 0, 1, 0)
        return content[: place + 4] + few + content[place + 4 + len(few) :]
    if wrong:
        place = content.find(b"\xfc\x00", 512)
        while content[place + 6 : place + 8] != b"\x00\x00":
            place = content.find(b"\xfc\x00", place + 1)
        total, unique = struct.unpack("<II", content[place + 4 : place + 12])
        return (
            content[: place + 4] + struct.pack("<II", total + 3, unique + 3) + content[place + 12 :]
        )
    return content


def text_of(cell):
    """A cell as it stands in a text file."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.date):
        return cell.strftime("%Y-%m-%d")
    return str(number(cell))


def write_csv(book):
    """A text file: the first page, in the encoding and with the delimiter that the book wants."""
    odd, page = book.odd, book.pages[0]
    buffer = io.StringIO()
    end = odd.get("line_end", "\r\n")
    writer = csv.writer(buffer, delimiter=odd.get("delimiter", ","), lineterminator=end)
    for cells in page.rows:
        writer.writerow([text_of(cell) for cell in cells])
    text = buffer.getvalue()
    for change in odd.get("text", ()):
        text = change(text)
    content = text.encode(odd.get("encoding", "utf-8"))
    for change in odd.get("bytes", ()):
        content = change(content)
    return content
