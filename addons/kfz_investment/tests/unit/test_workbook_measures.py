"""Headings of amounts that measure something else, and heads above that change what a column means."""

from itertools import product

import pytest
from domain.workbook.errors import WorkbookError
from domain.workbook.heading import grouping
from domain.workbook.heading.headings import Words, match
from domain.workbook.values.measures import is_other_measure
from domain.workbook.values.units import heading_unit
from workbook_helpers import aliases, codes, parse, table_of

PROJECT, ENTERPRISE = Words(aliases("project")), Words(aliases("enterprise"))
FIRM = "示例甲有限公司"
# fmt: off
ELSE = [
    "%", "％", "亩", "户", "个", "人", "㎡", "家", "项", "吨", "台", "套", "k", "W", "mil", "IDR", "₹", "₱", "万元/亩", "元/吨", "万元/年", "万元每年", "万元·年", "万人",
]
CHANGING = [
    "拟", "年度计划", "原计划", "承诺", "协议约定", "调整前", "2025年", "初步", "规划", "申报", "批复", "未完成", "撤销", "作废", "解除", "二期", "本月", "1-6月", "区级", "计划时间",
]
PLAIN = [
    "基本信息", "项目情况", "资金情况", "签约情况", "企业信息", "投资情况", "一、项目基本情况", "（二）投资及资金（万元）", "落地进度", "合同信息", "主要指标", "时间节点", "Basic information",
    "2026年招商引资签约项目汇总表",
]
# fmt: on
UNITS = [
    "万元",
    "亿元",
    "人民币/万元",
    "RMB",
    "万元、必填",
    "US$",
    "Planned total",
    "1",
    "必填",
    "a",
    "折合万元",
    "含税",
]


@pytest.mark.parametrize("said", ELSE)
def test_an_amount_in_another_measure_is_no_amount(said):
    for text in (f"总投资（{said}）", f"总投资（万元）（{said}）", f"总投资（必填，{said}）"):
        assert match([text], PROJECT)[0] is None, text
    assert match(["总投资", said], PROJECT)[0] is None
    for text in (f"企业名称（{said}）", f"联系人（{said}）"):
        if said in ("家", "个", "户", "人"):
            assert match([text], ENTERPRISE)[0], text


@pytest.mark.parametrize("said", UNITS)
def test_units_and_hints_are_no_other_measure(said):
    assert not is_other_measure(f"总投资（{said}）")


def test_signs_behind_the_words_of_a_heading_count():
    assert match(["到位资金%"], PROJECT)[0] is None and match(["总投资 ₹"], PROJECT)[0] is None
    # fmt: off
    for text, currency in {
        "总投资 $": "USD", "总投资US$": "USD", "注册资本 ₩": "KRW", "注册资本(₭)": "LAK", "注册资本（฿）": "THB", "总投资（₫）": "VND", "总投资（Kip）": "LAK", "总投资（万円）": "JPY",
    }.items():
        assert heading_unit(text).currency == currency and not is_other_measure(text), text
    # fmt: on


def test_a_date_is_not_in_money():
    for text in ("签约（万元）", "签约时间（万元）", "落地（亿元）"):
        assert match([text], PROJECT)[0] not in grouping.STATES
    rows = [["项目名称", "签约时间"], [None, "（万元）"], ["示例项目", 45000]]
    assert "signed_date" not in table_of("project", rows).headings


@pytest.mark.parametrize("unit", ["%", "亩"])
def test_a_row_of_units_below_says_the_measure_too(unit):
    rows = [
        ["单位：万元"],
        ["项目名称", "投资方", "总投资"],
        [None, None, unit],
        ["示例项目", FIRM, 5],
    ]
    found = table_of("project", rows)
    assert "investment" not in found.headings
    assert "column_unresolved" in codes(parse("project", found)[0], "error")


@pytest.mark.parametrize(("group", "merged"), list(product([*CHANGING, *PLAIN], (True, False))))
def test_only_plain_group_heads_leave_amounts_and_dates_as_they_are(group, merged):
    rows = [
        ["项目名称", "投资方", group, None],
        [None, None, "总投资（万元）", "签约时间"],
        ["示例项目", FIRM, 5000, "2026-03-05"],
    ]
    merges = [(0, 2, 0, 3), (0, 0, 1, 0), (0, 1, 1, 1)] if merged else ()
    found = table_of("project", rows, merges=merges)
    taken = {"investment", "signed_date"} & set(found.headings)
    assert taken == ({"investment", "signed_date"} if group in PLAIN else set())


def test_names_are_names_below_any_group_head():
    assert match(["省外企业", "企业名称"], ENTERPRISE)[0] == "name"
    assert match(["变更前", "企业名称"], ENTERPRISE)[0] is None


def test_texts_of_somebody_else_are_none_of_the_enterprise():
    assert match(["联系方式", "联系人"], ENTERPRISE)[0] == "contact"
    assert match(["招商局", "联系电话"], ENTERPRISE)[0] is None
    assert match(["母公司", "注册地址"], ENTERPRISE)[0] is None
    assert match(["企业信息", "联系电话"], ENTERPRISE)[0] == "phone"
    assert match(["土地", "签约时间"], PROJECT)[0] is None


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("lower", ["计划", "拟签", "2025年", "本年", "1-6月", "二期", "调整前"])
def test_a_part_below_an_amount_or_a_date_makes_it_another_column(lower, merged):
    rows = [
        ["项目名称", "投资方", "总投资（万元）", "签约时间"],
        None,
        ["示例项目", FIRM, 5000, "2026-03-05"],
    ]
    for index, name in ((2, "investment"), (3, "signed_date")):
        rows[1] = [lower if column == index else None for column in range(4)]
        merges = [(0, column, 1, column) for column in range(4) if column != index]
        found = table_of("project", rows, merges=merges if merged else ())
        assert name not in found.headings and [row.number for row in found.rows] == [3]


def test_whatever_stands_beside_heads_merged_downwards_is_a_storey():
    rows = [
        ["项目名称", "投资方", "总投资（万元）"],
        [None, None, "某某口径"],
        ["示例项目", FIRM, 5],
    ]
    found = table_of("project", rows, merges=[(0, 0, 1, 0), (0, 1, 1, 1)])
    assert found.header.last == 2 and "investment" not in found.headings


@pytest.mark.parametrize(
    "text",
    [
        "1—本月贸易额（万元）",
        "1-本月贸易额",
        "1～当月贸易额",
        "2025贸易额",
        "12贸易额（万元）",
        "贸易额（2025）",
    ],
)
def test_a_time_before_the_words_is_no_numbering(text):
    monthly = Words(aliases("trade"))
    assert match([text], monthly)[0] is None
    for numbering in ("1.", "12、", "(3)", "*", "★"):
        assert match([numbering + "贸易额（万元）"], monthly)[0] == "amount"
        assert match([numbering + "企业名称"], monthly)[0] == "name"


@pytest.mark.parametrize("lower", ["今年累计", "年度", "自年初累计", "2025年"])
def test_a_heading_is_not_cut_off_above_its_lower_storey(lower):
    head = ["企业名称", "月份", "进出口", "监管方式", "贸易额（万元）"]
    rows = [head, [None] * 4 + [lower], [FIRM, "2026-03", "进口", "1210", 500]]
    try:
        found = table_of("trade", rows, merges=[(0, column, 1, column) for column in range(4)])
    except WorkbookError as problem:
        assert problem.code == "missing_columns"
    else:
        assert "amount" not in found.headings
