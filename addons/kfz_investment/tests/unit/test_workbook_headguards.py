"""Headings that name a known column and mean something else are no such column."""

import datetime

import pytest
from domain.workbook.errors import WorkbookError
from domain.workbook.values.units import heading_key, heading_unit
from workbook_helpers import codes, one_row, parse, table_of

HEADS = ["项目名称", "投资方", "总投资（万元）", "签约时间", "阶段"]
ROW = ["示例甲项目", "示例甲有限公司", 500, datetime.date(2026, 3, 5), "签约"]


def fields_below(kind, head, columns):
    """Fields of `columns` below a group head."""
    rows = [
        ["项目名称", "投资方", head, *[None] * (len(columns) - 1)],
        [None, None, *columns],
        ["示例甲项目", "示例甲有限公司", *[None] * len(columns)],
    ]
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 1 + len(columns))]
    header = table_of(kind, rows, merges=merges).header
    return [column.field for column in header.columns][2:]


# fmt: off
@pytest.mark.parametrize("head", [
    "计划时间", "拟", "原计划", "年度计划", "承诺", "协议约定", "调整前", "2025年", "拟定", "初步", "规划", "申报", "批复", "未完成",
    "撤销", "作废", "解除", "二期", "本月", "1-6月", "区级",
])
def test_group_heads(head):
    """Plans, parts and other years of the amounts and days below."""
    assert fields_below("project", head, ["总投资（万元）", "签约时间"]) == [None, None]


@pytest.mark.parametrize("head", ["基本信息", "项目情况", "资金情况", "签约", "签约情况", "项目基本情况", "投资情况", "进展"])
def test_plain_groups(head):
    """Group heads that only group."""
    assert fields_below("project", head, ["总投资（万元）", "签约时间"]) == ["investment", "signed_date"]


def test_names_below_plans():
    """Names and notes below such a head are what they are."""
    assert fields_below("project", "年度计划", ["联系人", "联系电话"]) == ["contact", "phone"]


@pytest.mark.parametrize("word", ["今年累计", "本年", "2025年", "计划", "拟签", "二期", "固定资产"])
def test_storey_below(word):
    """A row into which the other heads are merged is a storey of the heading, whatever its one text says."""
    rows = [HEADS, [None, None, word, None, None], ROW]
    table = table_of("project", rows, merges=[(0, k, 1, k) for k in (0, 1, 3, 4)])
    assert "investment" not in table.header.fields
    assert [row.number for row in table.rows] == [3]


@pytest.mark.parametrize("bracket", ["%", "亩", "户", "个", "家", "人", "吨", "mil", "k", "W", "万元/亩"])
def test_measures(bracket):
    """Counts, shares and unknown currencies in brackets: no amount, and not taken as one."""
    parsed = one_row("enterprise", 企业名称="示例甲有限公司", **{f"注册资本（{bracket}）": 50})
    assert codes(parsed, "error") and "registered_capital" not in parsed.values
# fmt: on


def test_hints():
    """Hints in brackets stay hints."""
    for bracket in ("必填", "人民币", "万元，必填", "保留两位小数", "Registered capital"):
        row = [["单位：万元"], ["企业名称", f"注册资本（{bracket}）"], ["示例甲有限公司", 50]]
        parsed = parse("enterprise", table_of("enterprise", row))[0]
        assert parsed.values["registered_capital"].amount == 500_000, bracket


def test_sign_at_the_end():
    """A sign behind a heading is its currency."""
    assert heading_unit("总投资$").currency == heading_unit("总投资 $").currency == "USD"
    assert heading_key("总投资 $") == "总投资"


@pytest.mark.parametrize("heading", ["签约（万元）", "落地（万元）", "签约金额（万元）"])
def test_money_is_no_day(heading):
    """A heading in a unit of money names no day."""
    header = table_of(
        "project", [["项目名称", "投资方", heading], ["示例甲项目", "示例甲有限公司", 46086]]
    ).header
    assert not {"signed_date", "landed_date"} & header.fields


@pytest.mark.parametrize(
    "heading",
    [
        "1—本月贸易额（万元）",
        "1-本月贸易额（万元）",
        "1～本月贸易额（万元）",
        "2025贸易额（万元）",
        "2025年贸易额（万元）",
    ],
)
def test_numbers_of_months_and_years(heading):
    """The number in front of a heading numbers it, unless it is a month or a year."""
    head = ["企业名称", "月份", "进出口", "监管方式"]
    row = ["示例甲有限公司", "2026-03", "进口", "1210", 500]
    try:
        table = table_of("trade", [[*head, heading], row])
    except WorkbookError as error:
        assert error.code == "missing_columns"
    else:
        assert "amount" not in table.header.fields
    assert (
        heading_key("1.总投资") == heading_key("3、总投资") == heading_key("12.总投资") == "总投资"
    )
