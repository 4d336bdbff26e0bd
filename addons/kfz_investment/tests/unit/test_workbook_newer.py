"""Columns that hold a newer value than a known one, ticks below zones, and years beside months: asked about, never dropped."""

import pytest
from domain.imports import trade
from domain.workbook.columns.known import Choice
from domain.workbook.lists.table import find_table
from domain.workbook.readers.reader import read
from workbook_helpers import codes, known, parse, table_of, trade_lookups, xlsx

HEADS = ["项目名称", "投资方", "总投资（万元）", "签约时间", "到位资金（万元）"]
VALUES = ["示例甲项目", "示例甲有限公司", 500, "2026-03-05", 30]
NEWER = [
    ("调整后总投资（万元）", 800), ("总投资（万元，调整后）", 800), ("审定总投资（万元）", 400), ("最新总投资", 800), ("实际签约时间", "2026-06-05"),
    ("现项目名称", "示例新项目"), ("变更后名称", "示例新项目"), ("更名后项目名称", "示例新项目"), ("变更后投资方", "示例新有限公司"), ("累计到位", 300),
]  # fmt: skip


def one(heading, value, chosen=None):
    """The parsed row of a project with one more column."""
    table = find_table(
        read(xlsx([[*HEADS, heading], [*VALUES, value]])), known("project", chosen=chosen or {})
    )
    return parse("project", table)[0]


@pytest.mark.parametrize(("heading", "value"), NEWER)
def test_a_newer_value_is_asked_about(heading, value):
    assert "column_unresolved" in codes(one(heading, value), "error")


@pytest.mark.parametrize(
    ("heading", "value"),
    [("调整后总投资（万元）", 500), ("调整后总投资（万元）", None), ("调整后总投资（万元）", "/"), ("实际签约时间", "2026-03-05"),
     ("最新动向", "好"), ("新增就业", 5), ("现场负责", "张三"), ("实际用工", 7)],
)  # fmt: skip
def test_an_equal_value_none_and_other_columns_are_not_asked_about(heading, value):
    assert "column_unresolved" not in codes(one(heading, value))


def test_one_choice_answers():
    heading = "调整后总投资（万元）"
    row = one(heading, 800, {heading: Choice("investment")})
    assert row.ok and row.values["investment"].amount == 8_000_000
    row = one(heading, 800, {heading: Choice(None)})
    assert row.ok and row.values["investment"].amount == 5_000_000


def test_a_newer_name_and_capital_of_an_enterprise_are_asked_about():
    heads = ["企业名称", "变更后企业名称", "注册资本（万元）", "变更后注册资本（万元）"]
    rows = [heads, ["示例旧有限公司", "示例新有限公司", 500, 800]]
    (row,) = parse("enterprise", table_of("enterprise", rows))
    assert codes(row, "error") == ["column_unresolved"] * 2


@pytest.mark.parametrize("tick", ["√", "是", 1, "●"])
def test_ticks_below_zones_are_asked_about(tick):
    heads = [*HEADS, "综保区", "经开区"]
    table = table_of("project", [heads, [*VALUES, tick, None], [*VALUES, None, tick]])
    assert all("column_unresolved" in codes(row, "error") for row in parse("project", table))


@pytest.mark.parametrize(
    ("heading", "year", "month", "refused"),
    [("年", 2025, "2026-03", True), ("年份", "2025年", "2026年3月", True), ("年度", 2025, 202603, True), ("年", 2026, "2026-03", False),
     ("年", None, "2026-03", False), ("年龄", 2025, "2026-03", False)],
)  # fmt: skip
def test_a_year_beside_the_month_must_be_its_year(heading, year, month, refused):
    heads = ["企业名称", heading, "统计月份", "进出口", "监管方式", "贸易额（万元）"]
    table = table_of("trade", [heads, ["示例甲有限公司", year, month, "进口", "1210", 7]])
    row = trade.read_row(table.rows[0], trade_lookups())
    assert ("year_differs" in codes(row, "error")) == refused
