"""Workbook files made by hand: .xlsx from the XML of its sheet, changed parts, .xls by xlwt."""

import datetime
import io
import zipfile

import xlsxwriter
import xlwt
from domain.workbook.readers.reader import read

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rezip(content, change, rename=None):
    """The .xlsx with `change(name, data)` applied to its parts (None drops one) and `rename(name)` to their names."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = change(name, source.read(name)) if change else source.read(name)
            if data is not None:
                target.writestr(rename(name) if rename else name, data)
    return buffer.getvalue()


def zip_of(parts):
    """A zip of {name: text or bytes}."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return buffer.getvalue()


def parts_of(body, calc="", properties="", folder="xl/", relations=True, strings=None):
    """{name: text} of an .xlsx whose one sheet holds the XML `body` between <worksheet> and its end."""
    parts = {
        folder
        + "workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><workbookPr{properties}/>'
        f'<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>{calc}</workbook>',
        folder + "worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{_MAIN}">{body}</worksheet>',
    }
    if relations:
        parts["_rels/.rels"] = relation("officeDocument", folder + "workbook.xml")
        parts[folder + "_rels/workbook.xml.rels"] = relation("worksheet", "worksheets/sheet1.xml")
    if strings is not None:
        parts[folder + "sharedStrings.xml"] = f'{_HEAD}<sst xmlns="{_MAIN}">{strings}</sst>'
    return parts


def relation(kind, target, base=_DOC):
    """A part of relations with one in it, rId1."""
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{base}/{kind}" Target="{target}"/></Relationships>'
    )


def cells_of(*cells, **kwargs):
    """The row that the reader gives for the XML of a row's cells."""
    sheet = sheet_of("".join(cells), **kwargs)
    return sheet.rows.get(1, [])


def sheet_of(row, **kwargs):
    """The sheet with the XML of one row's cells."""
    body = f'<sheetData><row r="1">{row}</row></sheetData>'
    return read(zip_of(parts_of(body, **kwargs)))[0]


def formatted(*pairs):
    """The sheet whose first row holds numbers in number formats: (value, format), …"""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    for index, (value, code) in enumerate(pairs):
        page.write_number(0, index, value, book.add_format({"num_format": code}))
    book.close()
    return read(buffer.getvalue())[0]


def xls(rows, sheet="表", formats=(), change=None):
    """Bytes of an .xls; `formats` maps (row, column) to a number format, `change(book, page)` does more."""
    book = xlwt.Workbook()
    page = book.add_sheet(sheet)
    formats = dict(formats)
    for number, row in enumerate(rows):
        for index, value in enumerate(row):
            code = formats.get((number, index))
            if code is None and isinstance(value, datetime.date):
                code = 'yyyy"年"m"月"d"日"'
            page.write(number, index, value, *([xlwt.easyxf(num_format_str=code)] if code else []))
    if change:
        change(book, page)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
