"""The statement of an award as a workbook. It only formats; every cell is text, written by ``write_string``."""

import io

import xlsxwriter


def build(parts):
    """The bytes of a workbook from ``KfzAward._kfz_statement_parts()``."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "heading": book.add_format({"bold": True, "bg_color": "#E8EEF4"}),
        "label": book.add_format({"bold": True, "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "amount": book.add_format({"align": "right", "valign": "top"}),
        "total": book.add_format({"bold": True, "align": "right"}),
    }
    page = book.add_worksheet(parts["title"][:31])
    page.set_column(0, 0, 44)
    page.set_column(1, 1, 44)
    page.set_column(2, 2, 24)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, parts["title"], formats["title"])
    page.write_string(1, 0, parts["number"], formats["text"])
    page.write_string(1, 2, parts["amount"], formats["total"])
    row = 3
    for title, labels, rows in parts["sections"]:
        row = _section(page, formats, row, title, labels, rows)
    book.close()
    return stream.getvalue()


def _section(page, formats, row, title, labels, rows):
    for col in range(3):
        page.write_string(row, col, title if not col else "", formats["heading"])
    row += 1
    if labels:
        for col, label in enumerate(labels):
            page.write_string(row, col, label, formats["label"])
        row += 1
    for cells in rows:
        for col, cell in enumerate(cells):
            page.write_string(row, col, str(cell), formats["amount" if labels and col else "text"])
        row += 1
    return row + 1
