"""What is struck through is none of a cell: in .xlsx by fonts and runs, in .xls too."""

import io

import pytest
import xlsxwriter
import xlwt
from domain.workbook.lists.table import find_table
from domain.workbook.readers.reader import read
from workbook_files import rezip, sheet_of, xls
from workbook_helpers import KNOWN, codes, parse

HEAD = ["企业名称", "注册资本（万元）", "地址", "联系人"]
STRIKE = {"font_strikeout": True}


def parsed_of(content, kind="enterprise"):
    """The rows of a file of bytes."""
    return parse(kind, find_table(read(content), KNOWN[kind]))


def book_of(rows, struck=(), runs=()):
    """Bytes of an .xlsx: `struck` cells, and {(row, column): [(text, whether struck)]} in runs."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page, strike, bold = book.add_worksheet(), book.add_format(STRIKE), book.add_format({"bold": 1})
    for number, row in enumerate(rows):
        for index, value in enumerate(row):
            page.write(number, index, value, strike if (number, index) in struck else None)
    for (number, index), parts in dict(runs).items():
        pieces = [piece for text, gone in parts for piece in (strike if gone else bold, text)]
        cell = [strike] if (number, index) in struck else []
        page.write_rich_string(number, index, *pieces, *cell)
    book.close()
    return buffer.getvalue()


def one(value, parts=(), struck=False):
    """The row of one enterprise whose capital is `value`, or a text in parts."""
    rows = [HEAD, ["示例甲有限公司", value, "磨憨镇1号", "张三"]]
    return parsed_of(book_of(rows, {(1, 1)} if struck else (), {(1, 1): parts} if parts else {}))[0]


@pytest.mark.parametrize(
    "parts, amount",
    [
        ([("500", True), ("800", False)], 8_000_000),
        ([("500 ", True), ("800", False)], 8_000_000),
        ([("5", False), ("万", True), ("亿", False)], 500_000_000),
    ],
)
def test_struck_part(parts, amount):
    """What is struck is left out, and that it is is said."""
    parsed = one("x", parts)
    assert parsed.values["registered_capital"].amount == amount
    assert codes(parsed) == ["struck_part"]


def test_struck_cell():
    """A cell that is struck as a whole is refused, by its font or by its runs."""
    assert codes(one(500, struck=True), "error") == ["struck_through"]
    assert codes(one("x", [("500", True), ("万", True)]), "error") == ["struck_through"]
    assert codes(one("—", struck=True)) == []


def test_runs_over_font():
    """Runs have fonts of their own: in a struck cell they need not be struck."""
    assert (
        one("x", [("80", False), ("0", False)], struck=True).values["registered_capital"].amount
        == 8_000_000
    )


def test_struck_row():
    """A row of struck cells gets one remark; the rows around it are as they are."""
    rows = [HEAD, *([f"示例{name}有限公司", 500, "磨憨镇1号", "张三"] for name in "甲乙丙")]
    parsed = parsed_of(book_of(rows, {(2, index) for index in range(4)}))
    assert [codes(row) for row in parsed] == [[], ["row_struck_through"], []]


@pytest.mark.parametrize(("index", "name"), [(1, "investment"), (2, "signed_date"), (3, "stage")])
def test_struck_heading(index, name):
    """A column whose heading is struck through is cancelled: whether it still counts is asked."""
    rows = [
        ["项目名称", "总投资（万元）", "签约时间", "阶段", "投资方"],
        ["示例甲项目", 500, "2026-03-05", "签约", "示例甲有限公司"],
    ]
    parsed = parsed_of(book_of(rows, {(0, index)}), "project")[0]
    assert codes(parsed, "error") == ["column_unresolved"]
    assert name not in parsed.values or name in parsed.defaults
    assert not codes(parsed_of(book_of(rows), "project")[0], "error")


def test_struck_unit_line():
    """A line above the table that is struck through says no unit."""
    rows = [["单位：亿元"], ["单位：万元"], ["企业名称", "注册资本"], ["示例甲有限公司", 500]]
    parsed = parsed_of(book_of(rows, {(0, 0)}))
    assert parsed[0].values["registered_capital"].amount == 5_000_000


def test_no_strike():
    """`<strike val="0"/>` strikes nothing, in fonts and in runs."""
    content = rezip(
        book_of(
            [HEAD, ["示例甲有限公司", 500, "", ""]],
            {(1, 1)},
            {(1, 0): [("示例", True), ("公司", False)]},
        ),
        lambda name, data: data.replace(b"<strike/>", b'<strike val="0"/>'),
    )
    sheet = read(content)[0]
    assert sheet.rows[2][:2] == ["示例公司", 500]
    assert not sheet.struck and not sheet.doubts


def test_inline_text():
    """Texts inside the cells have runs as well."""
    cell = (
        '<c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>旧名</t></r><r><t>新名</t></r></is></c>'
        '<c r="B1" t="inlineStr"><is><r><rPr><strike val="1"/></rPr><t>作废</t></r></is></c>'
        '<c r="C1" t="inlineStr"><is><t>照旧</t></is></c>'
    )
    sheet = sheet_of(cell)
    assert sheet.rows[1] == ["新名", "作废", "照旧"]
    assert sheet.struck == {(1, 1)} and sheet.doubts == {(1, 0): ("struck_part", {"text": "旧名"})}


def test_xls():
    """.xls: fonts of cells and of runs."""
    strike, plain = xlwt.easyfont("struck_out on"), xlwt.easyfont("bold on")

    def change(_book, page):
        page.write(1, 1, 500, xlwt.easyxf("font: struck_out on"))
        page.write_rich_text(2, 1, (("500", strike), ("800", plain)))
        page.write_rich_text(3, 1, ("5", ("万", strike), ("亿", plain)))

    rows = [HEAD[:2], *([f"示例{name}有限公司"] for name in "甲乙丙")]
    parsed = parsed_of(xls(rows, change=change))
    assert [codes(row) for row in parsed] == [["struck_through"], ["struck_part"], ["struck_part"]]
    amounts = [row.values["registered_capital"].amount for row in parsed[1:]]
    assert amounts == [8_000_000, 500_000_000]


@pytest.mark.parametrize("align", [1, 2])
def test_raised(align):
    """A digit above or below the line is the mark of a footnote; in m² it is not."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page, raised, bold = book.add_worksheet(), book.add_format(), book.add_format({"bold": 1})
    raised.set_font_script(align)
    page.write_row(0, 0, HEAD)
    page.write_rich_string(1, 0, "示例甲有限公司", raised, "1")
    page.write_rich_string(1, 1, "1200", raised, "[1]")
    page.write_rich_string(1, 2, "磨憨镇500m", raised, "2", bold, "厂房")
    book.close()
    parsed = parsed_of(buffer.getvalue())[0]
    assert parsed.values["name"] == "示例甲有限公司"
    assert parsed.values["registered_capital"].amount == 12_000_000
    assert parsed.values["address"] == "磨憨镇500m2厂房"
    assert codes(parsed) == ["raised_mark", "raised_mark"]


def test_raised_xls():
    """.xls: the same by the escapement of fonts."""

    def change(_book, page):
        page.write_rich_text(1, 1, ("1200", ("1", xlwt.easyfont("escapement superscript"))))

    parsed = parsed_of(xls([HEAD[:2], ["示例甲有限公司"]], change=change))[0]
    assert parsed.values["registered_capital"].amount == 12_000_000
    assert codes(parsed) == ["raised_mark"]


def test_comments():
    """A comment on a cell is not read, and that it is not is said."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, ["示例甲有限公司", 500, "磨憨镇1号", "张三"])
    page.write_row(2, 0, ["示例乙有限公司", 500, "磨憨镇2号", "张三"])
    page.write_comment(0, 1, "请填写万元")
    page.write_comment(1, 1, "已调整为8000万元")
    book.close()
    parsed = parsed_of(buffer.getvalue())
    assert [codes(row) for row in parsed] == [["comment"], []]
    assert "已调整为8000万元" in parsed[0].issues[0].params["text"]
