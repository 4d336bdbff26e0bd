"""Rows written as text are the cells that the library writes one by one: values, kinds, formats."""

import datetime
import io

import openpyxl
import pytest
import xlsxwriter
from domain import list_workbook
from hypothesis import given, settings
from hypothesis import strategies as st

FORMATS = {float: "#,##0.00", datetime.date: "yyyy-mm-dd", datetime.datetime: "yyyy-mm-dd hh:mm:ss"}
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False}
ROWS = [
    ["示例甲", 1, 0.1, True, None],
    ["=1+1", -5, 123_456_789.123456, False, ""],
    [" a & <b> ", 0, 1e300, "'x", "@SUM(A1)"],
    ["line\nbreak\ttab", 2**40, -0.0, "_x0041_", "\x01\x1f\x0b"],
    ["no character: \ufffe", 1, 0.5, True, "\uffff\ufffd"],
    [
        datetime.date(2026, 11, 30),
        datetime.datetime(2026, 11, 30, 23, 59, 59),
        1.5,
        "🏗",
        "http://x",
    ],
    [datetime.date(1900, 1, 1), datetime.datetime(1900, 2, 28, 12), 2.0, "_x", "]]>"],
]


def book(rows):
    """A workbook as core writes it: heading, then each cell in the format of its kind."""
    stream = io.BytesIO()
    target = xlsxwriter.Workbook(stream, {"constant_memory": True, **PLAIN})
    formats = {kind: target.add_format({"num_format": text}) for kind, text in FORMATS.items()}
    base = target.add_format({"text_wrap": True})
    page = target.add_worksheet("示例")
    page.write_row(0, 0, ["列"] * len(rows[0]), target.add_format({"bold": True}))
    page.set_column(0, len(rows[0]) - 1, 30)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            page.write(number, column, cell, formats.get(type(cell), base))
    target.close()
    return stream.getvalue()


def fast(rows):
    samples = [[sample] * len(rows[0]) for sample in list_workbook.SAMPLES]
    return list_workbook.with_rows(book(samples), rows)


def cells(content):
    [sheet] = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    return sheet.dimensions, [
        [
            (cell.value, cell.data_type, cell.number_format, cell.alignment.wrap_text, cell.font.b)
            for cell in row
        ]
        for row in sheet.iter_rows()
    ]


def test_each_kind_of_cell_is_as_the_library_writes_it():
    assert cells(fast(ROWS)) == cells(book(ROWS))


_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=20)
_CELLS = st.one_of(
    _TEXTS,
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
    st.dates(datetime.date(1900, 1, 1), datetime.date(9999, 12, 31)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_any_cells_are_as_the_library_writes_them(rows):
    assert cells(fast(rows)) == cells(book(rows))


def test_more_rows_than_are_written_at_once():
    rows = [[f"示例{number}", number] for number in range(1_203)]
    assert cells(fast(rows)) == cells(book(rows))


@pytest.mark.parametrize(
    "cell", [float("nan"), float("inf"), b"x", [1], {"a": 1}, "x" * 32_768, object()]
)
def test_what_is_not_written_here_is_left_to_core(cell):
    assert not list_workbook.is_plain([["a", 1], [cell, None]])
    assert list_workbook.is_plain(ROWS)
