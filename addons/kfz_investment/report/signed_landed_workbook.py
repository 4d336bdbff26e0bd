"""Writes finished sheets (``domain/tables.py``) as an .xlsx that can be printed and handed in.

It only formats. Every text goes through ``write_string``, so that a cell "=HYPERLINK(…)" stays text.
"""

import io
import math

import xlsxwriter

from ..domain.tables import display_width

# four places: 亿元 exact to 万元, 万元 exact to the yuan
_NUMBERS = {
    "int": "#,##0",
    "amount": "#,##0.00##",
    "rate": "0.0%",
    "days": "#,##0",
    "date": "yyyy-mm-dd",
    "growth": "+0.0%;-0.0%;0.0%",
}
_WIDEST, _WIDEST_OF_PAIR = 36, 90
_WIDEST_HEADING = 18
_LINE_HEIGHT = 15
# Excel's limit
_HIGHEST = 409
_CHART_ROWS = 17
_FONT = "Microsoft YaHei"
_HEAD, _BAND, _LINE = "#1F4E79", "#DCE6F1", "#9DB2C9"
_SIGNED, _LANDED, _RATE = "#4472A8", "#6AA84F", "#D9822B"


def write(sheets, footer, points, dates=_NUMBERS["date"]):
    """The bytes of a workbook.

    :param sheets: finished sheets, in order
    :param str footer: page number in the reader's words, with Excel's ``&P`` (page) and ``&N`` (pages)
    :param str points: unit of a difference between two rates, e.g. "pp"
    :param str dates: how cells with a day show it, in Excel's words
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    writer = _Writer(book, footer, points, dates)
    for sheet in sheets:
        writer.add(sheet)
    book.close()
    return stream.getvalue()


class _Writer:
    """Puts sheets into one workbook; each format is made once."""

    def __init__(self, book, footer, points, dates):
        self.book = book
        self.footer = footer
        self.numbers = {
            **_NUMBERS,
            "date": dates,
            "points": f'+0.0"{points}";-0.0"{points}";0.0"{points}"',
        }
        self.formats = {}

    def add(self, sheet):
        """Write one sheet with its tables, chart, notes and print set-up."""
        page = self.book.add_worksheet(sheet.name[:31])
        width = max(len(section.columns) for section in sheet.sections)
        page.set_row(0, 28)
        page.merge_range(0, 0, 0, width - 1, "", self._format("title"))
        page.write_string(0, 0, sheet.title, self._format("title"))
        page.write_string(1, 0, sheet.subtitle, self._format("subtitle"))
        widths = _widths(sheet)
        for col, size in widths.items():
            page.set_column(col, col, size)
        top, heads = 2, []
        for index, section in enumerate(sheet.sections):
            head, top = self._section(page, section, top, widths)
            heads.append(head)
            if index == 0 and sheet.chart:
                self._chart(page, sheet, section, head, top)
                top += _CHART_ROWS
        for note in sheet.notes:
            page.write_string(top, 0, note, self._format("subtitle"))
            top += 1
        self._page_setup(
            page, heads[0] if len({section.columns for section in sheet.sections}) == 1 else None
        )

    def _section(self, page, section, top, widths):
        """Write a table from row ``top``; return the row of its headings and the first free row after it."""
        if section.heading:
            page.write_string(top, 0, section.heading, self._format("heading"))
            top += 1
        for col, column in enumerate(section.columns):
            page.write_string(top, col, column.label, self._format("header"))
        page.set_row(top, 32)
        for offset, row in enumerate(section.rows, start=1):
            lines = max(
                math.ceil(display_width(value) / (widths[col] - 1))
                for col, value in enumerate(row.values)
                if isinstance(value, str)
            )
            page.set_row(top + offset, min(_LINE_HEIGHT * max(lines, 1) + 3, _HIGHEST))
            kinds = row.kinds or [column.kind for column in section.columns]
            for col, (value, kind) in enumerate(zip(row.values, kinds, strict=True)):
                self._cell(page, top + offset, col, value, kind, row.is_total)
        return top, top + len(section.rows) + 2

    def _cell(self, page, row, col, value, kind, is_total):
        if kind == "blank":
            page.write_blank(row, col, None, self._format("text", is_total))
        elif value is None:
            page.write_string(row, col, "–", self._format("none", is_total))
        elif kind == "text":
            page.write_string(row, col, str(value), self._format("text", is_total))
        elif kind == "date":
            page.write_datetime(row, col, value, self._format("date", is_total))
        else:
            page.write_number(row, col, value, self._format(kind, is_total))

    def _format(self, kind, is_total=False):
        key = kind, is_total
        if key not in self.formats:
            values = {"font_name": _FONT, "font_size": 10, "valign": "vcenter"}
            if kind == "title":
                values.update(bold=True, font_size=16, align="center")
            elif kind == "subtitle":
                values.update(font_color="#555555")
            elif kind == "heading":
                values.update(bold=True, font_size=12, font_color=_HEAD)
            elif kind == "header":
                values.update(
                    bold=True,
                    font_color="white",
                    bg_color=_HEAD,
                    align="center",
                    text_wrap=True,
                    border=1,
                    border_color=_LINE,
                )
            else:
                values.update(
                    border=1,
                    border_color=_LINE,
                    num_format=self.numbers.get(kind, "General"),
                    align={"text": "left", "none": "center", "date": "center"}.get(kind, "right"),
                    text_wrap=kind == "text",
                    indent=int(kind == "text"),
                )
                if is_total:
                    values.update(bold=True, bg_color=_BAND)
            self.formats[key] = self.book.add_format(values)
        return self.formats[key]

    def _chart(self, page, sheet, section, head, top):
        """Clustered columns of amounts and a line of the rate, over the rows without the total."""
        spec = sheet.chart
        first, last = head + 1, head + sum(not row.is_total for row in section.rows)
        columns = self.book.add_chart({"type": "column"})
        for col, color in zip(spec.columns, (_SIGNED, _LANDED), strict=True):
            columns.add_series(
                {
                    "name": [sheet.name, head, col],
                    "categories": [sheet.name, first, 0, last, 0],
                    "values": [sheet.name, first, col, last, col],
                    "fill": {"color": color},
                    "gap": 80,
                }
            )
        line = self.book.add_chart({"type": "line"})
        line.add_series(
            {
                "name": [sheet.name, head, spec.line],
                "categories": [sheet.name, first, 0, last, 0],
                "values": [sheet.name, first, spec.line, last, spec.line],
                "y2_axis": True,
                "line": {"color": _RATE, "width": 2},
                "marker": {"type": "circle", "size": 6, "fill": {"color": _RATE}},
            }
        )
        columns.combine(line)
        columns.set_title({"name": spec.title, "name_font": {"name": _FONT, "size": 12}})
        columns.set_y_axis(
            {
                "name": spec.amount_axis,
                "num_format": "#,##0",
                "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}},
            }
        )
        line.set_y2_axis({"name": spec.rate_axis, "num_format": "0%", "min": 0})
        columns.set_legend({"position": "bottom"})
        columns.set_size({"width": 980, "height": 320})
        columns.show_blanks_as("gap")
        page.insert_chart(top, 0, columns, {"x_offset": 4, "y_offset": 2})

    def _page_setup(self, page, head):
        """A4 across, one page wide (a sheet of short tables: one page in all), title or headings on every page, page numbers, panes frozen.

        :param head: row of the headings that serve the whole sheet, None when each table has its own
        """
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 1 if head is None else 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.center_horizontally()
        page.hide_gridlines(2)
        page.set_footer(f"&C{self.footer}")
        last = 1 if head is None else head
        page.repeat_rows(0, last)
        page.freeze_panes(last + 1, 0)


def _widths(sheet):
    """{column: width}: as wide as its widest cell in any table, within limits; longer texts wrap."""
    widths = {}
    for section in sheet.sections:
        limit = _WIDEST_OF_PAIR if len(section.columns) == 2 else _WIDEST
        for col, column in enumerate(section.columns):
            least = 6 if col == 0 and column.kind == "int" else 11
            texts = [
                display_width(row.values[col]) + 2
                for row in section.rows
                if isinstance(row.values[col], str) and column.kind == "text"
            ]
            heading = display_width(column.label) + 2
            # a long heading takes two lines
            size = max([least, heading if heading <= _WIDEST_HEADING else heading / 2 + 2, *texts])
            widths[col] = max(widths.get(col, 0), min(size, limit))
    return widths
