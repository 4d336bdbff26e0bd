"""Two columns of free text for one field, as the annexes of offices have them: what both say is kept."""

import pytest
from domain.workbook.columns.known import Choice
from domain.workbook.lists.table import find_table
from domain.workbook.readers.reader import read
from workbook_helpers import codes, known, parse, table_of, xlsx

FIRM = "示例甲有限公司"


def progress(first, second, heads=("建设内容", "备注")):
    """The parsed row of a project with two columns of text."""
    rows = [["项目名称", "投资方", *heads], ["示例甲项目", FIRM, first, second]]
    return parse("project", table_of("project", rows))[0]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("建设冷库", "正在办理手续", "建设内容：建设冷库\n备注：正在办理手续"),
        ("建设冷库", None, "建设冷库"),
        ("建设冷库", "/", "建设冷库"),
        (None, "正在办理手续", "正在办理手续"),
        ("同一句话", "同一句话", "同一句话"),
        ("第一行\n第二行", 5, "建设内容：第一行\n第二行\n备注：5"),
        (None, None, None),
    ],
)
def test_what_both_columns_say_is_kept(first, second, kept):
    row = progress(first, second)
    assert row.values.get("progress") == kept
    assert not [code for code in codes(row) if code.startswith("second_column")]


@pytest.mark.parametrize("heads", [("备注", "建设内容"), ("项目概况", "进展情况")])
def test_the_texts_stand_in_the_order_of_their_columns(heads):
    row = progress("一", "二", heads)
    assert row.values["progress"] == f"{heads[0]}：一\n{heads[1]}：二"


def test_a_cell_with_an_error_is_not_joined_but_said():
    assert "second_column_differs" in codes(progress("#REF!", "手续"))
    assert codes(progress("建设冷库", "#REF!"), "warning")


def test_joined_columns_are_neither_left_out_nor_said_to_be():
    rows = [["项目名称", "建设内容", "备注"], ["示例甲项目", "建设冷库", "手续"]]
    table = table_of("project", rows)
    assert table.second_columns == [] and table.left_out == []
    assert [column.joins for column in table.header.columns] == [False, True, False]


def test_a_column_that_is_chosen_for_the_field_is_joined_and_one_left_out_is_not():
    rows = [["项目名称", "下一步打算", "备注"], ["示例甲项目", "报批", "手续"]]
    told = known("project", chosen={"下一步打算": Choice("progress")})
    row = parse("project", find_table(read(xlsx(rows)), told))[0]
    assert row.values["progress"] == "下一步打算：报批\n备注：手续"
    told = known("project", chosen={"下一步打算": Choice(None)})
    assert parse("project", find_table(read(xlsx(rows)), told))[0].values["progress"] == "手续"


def test_notes_of_enterprises_are_joined_and_amounts_never_are():
    heads = ["企业名称", "备注", "备注说明"]
    row = parse("enterprise", table_of("enterprise", [heads, [FIRM, "甲", "乙"]]))[0]
    assert row.values["notes"] == "备注：甲\n备注说明：乙"
    heads = ["项目名称", "投资额（万元）", "计划总投资（万元）"]
    row = parse("project", table_of("project", [heads, ["示例甲项目", 5, 6]]))[0]
    assert "second_column_differs" in codes(row)
