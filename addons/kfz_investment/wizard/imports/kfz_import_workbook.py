"""The workbooks that the import hands out."""

import io

import xlsxwriter

from ...domain.workbook.cells import raw_text


def workbook(rows, heads, wide=None):
    """An .xlsx of text cells and numbers; nothing in it is ever a formula.

    :param rows: lists of cells
    :param heads: the numbers of the rows that are headings; the first one is row 0
    :param wide: the column of the reasons
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    head = book.add_format(
        {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "vcenter"}
    )
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    why = book.add_format(
        {"num_format": "@", "text_wrap": True, "valign": "top", "font_color": "#C00000"}
    )
    for index, heading in enumerate(rows[0]):
        width = 60 if index == wide else max(12, min(30, 2 * len(heading) + 2))
        sheet.set_column(index, index, width)
    for number, row in enumerate(rows):
        for index, value in enumerate(row):
            if type(value) in (int, float):
                sheet.write_number(number, index, value)
            elif value is not None:
                style = head if number in heads else why if index == wide else text
                sheet.write_string(number, index, raw_text(value), style)
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()
