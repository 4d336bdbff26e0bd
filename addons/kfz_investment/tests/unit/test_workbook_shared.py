"""Two columns of data below one heading: which of them it means is asked, never guessed."""

import pytest
from domain.imports import trade
from domain.workbook.columns.known import Choice
from domain.workbook.lists.table import find_table
from domain.workbook.readers.reader import read
from workbook_helpers import codes, known, parse, table_of, trade_lookups, xlsx

FIRM = "示例甲有限公司"
PROJECT = ["项目名称", "投资方", "总投资（万元）", "签约时间"]
VALUES = ["示例甲项目", FIRM, 500, "2026-03-05"]
TRADE = ["企业名称", "统计月份", "进出口", "监管方式", "贸易额（万元）"]
TRADED = [FIRM, "2026-03", "进口", "1210", 500]


def beside(heads, values, place, value):
    """Rows with a column of `value` without a heading behind column `place`."""
    return [
        [*heads[: place + 1], None, *heads[place + 1 :]],
        [*values[: place + 1], value, *values[place + 1 :]],
    ]


def trades(table):
    """The parsed rows of a table of trade."""
    return [trade.read_row(row, trade_lookups()) for row in table.rows]


@pytest.mark.parametrize(
    ("place", "value"), [(0, "制造业"), (0, "综保区"), (1, "泰国"), (2, 600), (3, "2026-04-05")]
)
def test_a_heading_merged_over_two_columns_of_data_is_asked_about(place, value):
    table = table_of(
        "project", beside(PROJECT, VALUES, place, value), merges=[(0, place, 0, place + 1)]
    )
    assert "column_unresolved" in codes(parse("project", table)[0], "error")


@pytest.mark.parametrize(("place", "value"), [(1, "2026-05"), (1, 202605), (4, 1500), (4, "约3")])
@pytest.mark.parametrize("merged", [False, True])
def test_a_second_month_or_amount_of_trade_is_asked_about(place, value, merged):
    merges = [(0, place, 0, place + 1)] if merged else []
    (row,) = trades(table_of("trade", beside(TRADE, TRADED, place, value), merges=merges))
    assert "column_unresolved" in codes(row, "error")


def test_it_is_read_after_a_choice():
    rows = beside(PROJECT, ["制造业", *VALUES[1:]], 0, "示例甲项目")
    content = xlsx(rows, merges=[(0, 0, 0, 1)])
    chosen = {"B列": Choice("name"), "项目名称": Choice(None)}
    (row,) = parse("project", find_table(read(content), known("project", chosen=chosen)))
    assert row.ok and row.values["name"] == "示例甲项目"
    chosen = {"B列": Choice(None)}
    (row,) = parse("project", find_table(read(content), known("project", chosen=chosen)))
    assert row.ok and row.values["name"] == "制造业"


@pytest.mark.parametrize(
    ("place", "value", "merged"),
    [(0, "一段说明文字", False), (1, "泰国", False), (3, "第一批", False), (0, None, True)],
)
def test_words_beside_a_heading_and_empty_cells_below_it_are_no_second_column(place, value, merged):
    merges = [(0, place, 0, place + 1)] if merged else []
    table = table_of("project", beside(PROJECT, VALUES, place, value), merges=merges)
    assert parse("project", table)[0].ok


def test_cells_merged_as_their_heading_is_are_one_column():
    rows = beside(PROJECT, VALUES, 0, None)
    table = table_of("project", rows, merges=[(0, 0, 0, 1), (1, 0, 1, 1)])
    assert parse("project", table)[0].ok
