"""Lines and headings that say a unit in other words or characters than 单位：万元, and those that say none for all."""

from decimal import Decimal

import pytest
from domain.workbook.values.units import heading_key, heading_unit, is_unit_line, line_unit
from workbook_helpers import codes, parse, table_of

WAN, YI = Decimal(10) ** 4, Decimal(10) ** 8
# fmt: off
LINES = {
    "单位：萬元": WAN, "單位：萬元": WAN, "單位：億元": YI, "金額單位：萬元": WAN, "单位：佰万元": 100 * WAN, "单位：仟元": 1000,
    "金额：万元": WAN, "金额:亿元": YI, "计算单位：万元": WAN, "货值：亿元": YI, "以下金额均以亿元为单位": YI, "金额均为万元": WAN,
    "（金额：万元）": WAN, "项目金额单位：万元": WAN, "币值：万元": WAN, "表中数额以万元计": WAN,
}
NO_LINES = [
    "金额：100万元", "填报单位：昆明综保区管委会", "填报单位：万元", "到位资金单位：万元", "总投资单位：亿元", "金额：待定", "协议金额：万元", "计算单位：项", "金额：人民币",
    "单位名称：亿元科技", "金额：5000",
]
# fmt: on
HEADS = ["项目名称", "投资方", "总投资", "签约时间"]
ROW = ["示例甲项目", "示例甲公司", 5000, "2026-03-05"]


@pytest.mark.parametrize(("text", "factor"), LINES.items())
@pytest.mark.parametrize("place", [0, 2, 3])
def test_a_line_says_the_unit_of_all_amounts(text, factor, place):
    rows = [["招商项目表"], [None] * place + [text], HEADS, ROW]
    (row,) = parse("project", table_of("project", rows))
    assert row.ok and row.values["investment"].amount == 5000 * factor
    assert is_unit_line(text) and line_unit(text).factor == factor


@pytest.mark.parametrize("text", NO_LINES)
def test_other_lines_say_no_unit_for_all_amounts(text):
    (row,) = parse("project", table_of("project", [["招商项目表"], [text], HEADS, ROW]))
    assert "no_unit" in codes(row, "error")


@pytest.mark.parametrize(
    ("heading", "factor"),
    [("总投资（萬元）", WAN), ("总投资（億元）", YI), ("总投资（仟元）", 1000), ("总投资億元", YI)],
)
def test_a_heading_says_its_unit_in_other_characters(heading, factor):
    assert heading_unit(heading).factor == factor and heading_key(heading) == "总投资"


def test_a_heading_with_such_a_label_says_the_unit_of_its_own_column_alone():
    heads = ["项目名称", "投资方", "总投资", "金额：万元", "签约时间"]
    table = table_of("project", [heads, [*ROW[:3], 5, ROW[3]]])
    assert table.units["investment"] is None
