"""Comments, page headers and notes beside a list: what they say of its rows is heeded, or said to be unread."""

import io

import pytest
import xlsxwriter
from domain.workbook.values.lines import units_named
from import_glue import take_in

HEAD = ["项目名称", "投资方", "总投资（万元）", "签约时间"]
ROW = ["示例甲项目", "示例甲有限公司", 5000, "2026-03-05"]
SECOND = ["示例乙项目", "示例乙有限公司", 700, "2026-03-06"]


def taken(rows, comments=(), header="", footer=""):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    for (number, index), text in dict(comments).items():
        page.write_comment(number, index, text)
    page.set_header(header)
    page.set_footer(footer)
    book.close()
    return take_in("project", buffer.getvalue())


def said(found):
    """(codes on the table, [codes of each row])."""
    expected = {"zone_default", "stage_default"}
    table = {code for _level, code, _params in found.table.remarks} - expected
    usual = "signed_without_amount_no_column"
    return table, [[each.code for each in row.issues if each.code != usual] for row in found.rows]


@pytest.mark.parametrize(
    ("place", "text", "table", "rows"),
    [
        ((1, 2), "已调整为8000万元", set(), ["comment"]),
        ((0, 2), "请填写万元", {"comments_unread"}, []),
        ((0, 2), "单位：万美元", {"comments_unread"}, ["comment_unit"]),
        ((0, 2), "以亿元为单位填报", {"comments_unread"}, ["comment_unit"]),
        ((0, 2), "张三:\n亿元", {"comments_unread"}, ["comment_unit"]),
        ((0, 2), "含土地款", {"comments_unread"}, []),
        ((0, 0), "单位：亿元", {"comments_unread"}, []),
        ((1, 7), "此项目属经开区", {"comments_unread"}, []),
    ],
)
def test_comments(place, text, table, rows):
    """A comment is not read, which is said of every one; a unit in it that the column does not have is a warning."""
    found = taken([HEAD, ROW], {place: text})
    assert said(found) == (table, [rows])
    assert found.rows[0].values["investment"].amount == 50_000_000


def test_comments_above_the_heading():
    found = taken([["2026年台账"], HEAD, ROW, SECOND], {(0, 0): "金额单位：亿元"})
    assert said(found) == ({"comments_unread"}, [["comment_unit"]] * 2)


def test_units_named():
    assert [unit.text for unit in units_named("请填写万元")] == ["万元"]
    assert units_named("5000万元以上的项目") == units_named("已调整为8000万元") == []


@pytest.mark.parametrize("place", ["header", "footer"])
@pytest.mark.parametrize(
    "text", ['&R&"宋体,常规"&10单位：亿元', "&L2026年台账（亿元）&R第&P页 共&N页"]
)
def test_units_of_pages(place, text):
    """What is printed on every page counts like a title."""
    bare = [[*HEAD[:2], "总投资", HEAD[3]], [*ROW[:2], 0.5, ROW[3]]]
    (row,) = taken(bare, **{place: text}).rows
    assert row.values["investment"].amount == 50_000_000
    (row,) = taken([["单位：万元"], *bare], **{place: text}).rows
    assert "unit_conflict_above" in {issue.code for issue in row.issues}
    assert said(taken([HEAD, ROW], **{place: text})) == (set(), [["heading_not_line"]])


def test_zones_and_stages_of_pages():
    assert said(taken([HEAD, ROW], header="&C经开区2026年项目"))[1] == [["title_zone"]]
    assert said(taken([HEAD, ROW], footer="已终止项目"))[1] == [["title_ended"]]
    assert said(taken([HEAD, ROW], header="&P / &N", footer="&D")) == (set(), [[]])


@pytest.mark.parametrize(
    ("text", "is_against"),
    [
        ("注：示例乙项目已终止", False), ("注：带*项目为终止项目", False), ("说明：本表到位资金为当年数", False), ("注：到位资金含贷款", False),
        ("备注：示例乙项目投资额调整为800万元", False), ("注：标红项目已终止", False), ("注：本表不含终止项目", False), ("说明：以上项目均位于安宁", False),
        ("注：以上数据为计划数", True), ("注：签约时间为计划签约时间", True), ("注：以上项目均未签约", True), ("（以上均为拟签约项目）", True),
        ("以上项目已终止", True), ("说明：以上企业已全部注销", True), ("以上为示例数据", True),
    ],
)  # fmt: skip
def test_notes_that_speak_of_rows(text, is_against):
    """A note is quoted where it says of rows what they do not say; where it speaks of all rows, on every row."""
    table, rows = said(taken([HEAD, ROW, SECOND, [text]]))
    assert table == {"note_unread"}
    assert rows == [["note_against"] if is_against else []] * 2


@pytest.mark.parametrize(
    "text",
    [
        "数据来源：示例局",
        "填报单位：示例局",
        "数据截至2026年6月底",
        "备注：以上为初步统计",
        "注：金额为协议金额",
        "注：以上金额单位为万元。",
    ],
)
def test_notes_that_say_nothing_of_rows(text):
    assert said(taken([HEAD, ROW, SECOND, [text]])) == (set(), [[], []])
