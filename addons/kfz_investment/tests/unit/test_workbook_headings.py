"""What headings mean: brackets, storeys, rows of units and numbers, and columns that stand for the same."""

from decimal import Decimal
from itertools import product

import pytest
from domain.workbook.columns.known import Known
from domain.workbook.heading.headings import Words, match
from domain.workbook.lists.table import find_table
from domain.workbook.sheet import Sheet
from workbook_helpers import alias_rows, aliases

FIRM = "昆明示例科技有限公司"
TRADE = ("month", "direction", "mode", "amount")
WAN, YI = Decimal(10) ** 4, Decimal(10) ** 8
PROJECT, MONTHLY = Words(aliases("project")), Words(aliases("trade"))
HEADS = {
    "投资额": "investment",
    "计划总投资": "investment",
    "协议金额": "signed_amount",
    "到位资金": "capital",
    "签约日期": "signed_date",
    "投资企业": "enterprise",
    "项目名称": "name",
    "当前阶段": "stage",
}
# fmt: off
MEANINGS = [
    "其中：外资", "国外部分", "去年同期", "累计", "同比", "增幅", "占比", "其中设备", "不含土地", "2025年", "一期", "外方", "备案数", "上年末",
]
HINTS = [
    "必填", "选填", "全称", "年月日", "yyyy-mm-dd", "YYYY/MM/DD", "示例：填全称", "可不填", "单选", "下拉选择", "请填写全称", "*", "13", "保留2位小数", "必填项", "如有",
    "与营业执照一致", "注1", "盖章", "年/月/日", "只填数字，不填单位", "如无则不填", "required",
]
# fmt: on
UNITS = ["万元", "亿元", "万元人民币", "单位：万元", "万元、必填", "人民币/万元"]


KNOWN = {"project": Known(aliases("project"), ("name",)), "trade": Known(aliases("trade"), TRADE)}


def table(rows, kind="project", merges=()):
    """The table of a sheet of these rows."""
    numbered = {number: list(row) for number, row in enumerate(rows, 1) if row}
    return find_table([Sheet("表", rows=numbered, merges=list(merges))], KNOWN[kind])


def fields(found):
    """{field: heading} of the first heading."""
    return found.blocks[0].headings


@pytest.mark.parametrize(("head", "bracket"), list(product(HEADS, MEANINGS)))
def test_a_bracket_that_is_no_hint_makes_another_column(head, bracket):
    for text in (f"{head}（{bracket}）", f"{head}({bracket}，万元)", f"{head}[{bracket}]"):
        assert match([text], PROJECT)[0] is None, text


@pytest.mark.parametrize(("head", "bracket"), list(product(HEADS, HINTS)))
def test_a_hint_in_brackets_says_nothing_about_the_meaning(head, bracket):
    for text in (f"{head}（{bracket}）", f"*{head}[{bracket}]", f"{head}（{bracket}）："):
        assert match([text], PROJECT)[0] == HEADS[head], text


@pytest.mark.parametrize(("head", "unit"), list(product(list(HEADS)[:4], UNITS)))
def test_a_unit_in_brackets_says_nothing_about_the_meaning(head, unit):
    assert match([f"{head}（{unit}）"], PROJECT)[0] == HEADS[head]


def test_a_bracket_may_say_the_same_again():
    for text in (
        "投资企业（企业名称）",
        "签约日期（签约时间）",
        "项目名称（项目）",
        "Project name（项目名称）",
    ):
        assert match([text], PROJECT)[0], text
    assert match(["联系人（联系电话）"], PROJECT)[0] is None


def test_every_shipped_word_means_its_field():
    for kind in ("enterprise", "project", "trade"):
        words = Words(aliases(kind))
        for row in alias_rows():
            if row["kind"] == kind and not row["value"]:
                assert match([row["alias"]], words)[0] == row["field"]
                assert match([f"{row['alias']}（必填）"], words)[0] == row["field"]


# storeys

CURRENT = ["当月", "本月", "本期", "当期", "当月数", "本月实际", "当月值"]
ELSE = [
    "累计",
    "1-6月累计",
    "去年同期",
    "同比",
    "增幅",
    "占比",
    "本年累计",
    "上年同期累计",
    "上月",
    "完成率",
    "同比增长（%）",
]
WHERE = {"企业名称": FIRM, "统计月份": "2026-03", "监管方式": "1210", "进出口": "出口"}


@pytest.mark.parametrize(
    ("current", "other", "merged", "first"),
    list(product(CURRENT, ELSE, (True, False), (True, False))),
)
def test_the_current_month_counts_beside_other_storeys(current, other, merged, first):
    lower = [current, other] if first else [other, current]
    amounts = [20, 60] if first else [60, 20]
    rows = [
        [*WHERE, "贸易额（万元）", None],
        [None] * 4 + lower,
        [*WHERE.values(), *amounts],
    ]
    found = table(rows, "trade", [(1, 1, 4, 5)] if merged else [])
    assert [row.cells["amount"] for row in found.rows] == [20]
    assert found.units["amount"].factor == WAN
    assert any(other in heading for heading in found.unknown_headings)


@pytest.mark.parametrize(("other", "first"), list(product(ELSE, (True, False))))
def test_group_heads_above_count_as_well(other, first):
    upper = [other, "当月"] if not first else ["当月", other]
    amounts = [20, 60] if first else [60, 20]
    rows = [
        [None] * 4 + upper,
        [*WHERE, "贸易额（万元）", "贸易额（万元）"],
        [*WHERE.values(), *amounts],
    ]
    found = table(rows, "trade")
    assert [row.cells["amount"] for row in found.rows] == [20]


@pytest.mark.parametrize(
    "text", ["当月贸易额", "贸易额当月", "本月贸易额", "贸易额（当月）", "贸易额（本期，万元）"]
)
def test_the_current_month_may_stand_in_the_heading(text):
    assert match([text], MONTHLY)[0] == "amount"
    assert match([text.replace("贸易额", "投资额")], PROJECT)[0] is None


@pytest.mark.parametrize(
    "other", ["贸易额累计", "累计贸易额", "去年同期贸易额", "贸易额同比", "贸易额（累计）"]
)
def test_cumulative_amounts_are_not_the_months(other):
    assert match([other], MONTHLY)[0] is None


def test_all_of_an_amount_counts_and_its_parts_do_not():
    for whole, first in product(("合计", "总额", "金额", "小计"), (True, False)):
        parts = [whole, "其中：外资"] if first else ["内资", whole]
        amounts = [100, 40] if first else [60, 100]
        rows = [
            ["项目名称", "投资企业", "计划总投资（万元）", None],
            [None, None, *parts],
            ["甲", FIRM, *amounts],
        ]
        found = table(rows)
        assert [row.cells["investment"] for row in found.rows] == [100]
    rows[1:] = [[None, None, "内资", "外资"], ["甲", FIRM, 1, 2]]
    assert "investment" not in fields(table(rows))


def test_a_row_below_single_heads_is_data_or_a_section():
    rows = [
        ["序号", "项目名称", "投资企业", "计划总投资（万元）"],
        ["签约"],
        [1, "甲", FIRM, 5],
        [2, "乙", FIRM, 5],
    ]
    found = table(rows)
    assert [row.number for row in found.rows] == [3, 4] and found.skipped == {"section": [2]}
    rows = [["项目名称", "投资企业"], ["示例项目", "示例公司"], ["示例甲", FIRM]]
    assert [row.number for row in table(rows).rows] == [2, 3]


def test_a_single_head_may_go_on_below():
    rows = [["项目名称", "投资企业", "联系方式"], [None, None, "联系人"], ["甲", FIRM, "张示例"]]
    found = table(rows)
    assert set(fields(found)) == {"name", "enterprise", "contact"} and found.header.last == 2
    rows = [["项目名称", "投资企业", "计划总投资（万元）"], [None, None, "累计"], ["甲", FIRM, 5]]
    assert "investment" not in fields(table(rows))


@pytest.mark.parametrize(
    "text", ["合计", "累计签约项目", "其中：外资", "注：金额为协议金额", "工业企业："]
)
def test_a_line_right_below_the_heading_is_no_storey(text):
    rows = [
        ["项目名称", "投资企业", "计划总投资（万元）"],
        [text],
        ["甲", FIRM, 5],
        ["乙", FIRM, 6],
    ]
    found = table(rows)
    assert [row.number for row in found.rows] == [3, 4]
    assert [number for numbers in found.skipped.values() for number in numbers] == [2]


# rows below the heading

HEAD = ["序号", "项目名称", "投资企业", "计划总投资", "协议金额", "签约日期"]
ROW = [1, "示例项目", FIRM, 500, 0.5, "2024-03-05"]
# fmt: off
UNIT_ROWS = [
    [None, None, None, "（万元）", "（亿元）", None], [None, None, None, "万元", "亿元", "年月日"], ["单位", None, None, "万元", "亿元", None],
    [None, None, None, "【万元】", "[亿元]", "（年/月/日）"], [None, "必填", "全称", "万元", "亿元", "yyyy-mm-dd"], ["（必填）", "（必填）", None, "（万元）", "（亿元人民币）", None],
    [None, None, None, "人民币万元", "亿元人民币", None], [None, None, None, "单位：万元", "单位：亿元", None],
]
NUMBER_ROWS = [
    [1, 2, 3, 4, 5, 6], ["1", "2", "3", "4", "5", "6"], ["甲", "乙", "丙", 1, 2, 3], ["栏次", 1, 2, 3, 4, 5], ["①", "②", "③", "④", "⑤", "⑥"],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], ["（1）", "（2）", "（3）", "（4）", "（5）", "（6）"], ["A", "B", "C", "D", "E", "F"], ["甲", "乙", "丙", 1, "2", "3=1+2"],
]
HINT_ROWS = [
    [None, "必填", "必填", "选填", "选填", "选填"], ["（必填）"] * 6, [None, "填全称", "与营业执照一致", "数字", "数字", "日期格式"],
    [None, "示例：某某项目", "例：某某公司", "如：100", "如：100", "如：2026-01-01"],
]
# fmt: on


@pytest.mark.parametrize(
    ("units", "line"), list(product(UNIT_ROWS, (None, ["单位：元"], ["单位：亿元"])))
)
def test_a_row_of_units_belongs_to_the_heading(units, line):
    found = table([line, HEAD, units, ROW])
    assert [row.number for row in found.rows] == [4]
    assert found.units["investment"].factor == WAN and found.units["signed_amount"].factor == YI


@pytest.mark.parametrize("below", [*NUMBER_ROWS, *HINT_ROWS])
def test_a_row_of_numbers_or_hints_belongs_to_the_heading(below):
    head = [*HEAD[:3], "计划总投资（万元）", "协议金额（亿元）", HEAD[-1]]
    found = table([head, below, ROW])
    assert [row.number for row in found.rows] == [3] and found.header.last == 2
    found = table([head, below, UNIT_ROWS[0], ROW])
    assert [row.number for row in found.rows] == [4]
    assert set(fields(found)) == {
        "name",
        "enterprise",
        "investment",
        "signed_amount",
        "signed_date",
    }


def test_the_first_row_of_data_is_not_taken_for_numbers_or_units():
    for row in (
        [1, "示例项目", FIRM],
        [1, "2", FIRM, 3, 4, None],
        [1, "示例项目", None, None, None, None],
    ):
        assert [found.number for found in table([HEAD, row, ROW]).rows] == [2, 3]


# the same twice


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("投资额（万元）", "计划总投资（万元）"),
        ("计划总投资（万元）", "投资额（万元）"),
        ("拟投资额（万元）", "总投资（万元）"),
    ],
)
def test_the_word_that_comes_first_among_the_known_ones_counts(first, second):
    rows = [["项目名称", "投资企业", first, second], ["甲", FIRM, 1200, 5000], ["乙", FIRM, 7, 7]]
    found = table(rows)
    words = list(aliases("project"))
    ranks = [words.index(text.partition("（")[0]) for text in (first, second)]
    right, wrong = (2, 3) if ranks[0] < ranks[1] else (3, 2)
    assert found.rows[0].cells["investment"] == rows[1][right]
    assert found.second_columns == [("CD"[wrong - 2], rows[0][wrong], "CD"[right - 2])]
    ((level, name, code, params),) = found.rows[0].remarks
    assert (level, name, code) == ("warning", "investment", "second_column_differs")
    assert (params["text"], params["other"]) == (str(rows[1][right]), str(rows[1][wrong]))
    assert found.rows[1].remarks == ()


def test_the_same_heading_twice_is_an_error_where_the_cells_differ():
    head = ["项目名称", "投资企业", "计划总投资（万元）", "计划总投资（万元）"]
    found = table(
        [
            head,
            ["甲", FIRM, 5, 6],
            ["乙", FIRM, 5, 5.0],
            ["丙", FIRM, None, 5],
            ["丁", FIRM, 5, None],
        ]
    )
    assert [[remark[::2] for remark in row.remarks] for row in found.rows] == [
        [("error", "second_column_differs")],
        [],
        [("error", "second_column_only")],
        [],
    ]


def test_the_same_amount_in_another_unit_does_not_differ():
    head = ["项目名称", "投资企业", "计划总投资（万元）", "投资额（亿元）"]
    found = table([head, ["甲", FIRM, 5000, 0.5], ["乙", FIRM, "5,000", 0.6]])
    assert [bool(row.remarks) for row in found.rows] == [False, True]


def test_a_group_row_above_keeps_running_numbers_and_what_it_narrows():
    rows = [
        ["基本情况", None, None, "2026年计划", None],
        [*HEAD[:3], "计划总投资（万元）", "到位资金（万元）"],
        [1, "甲", FIRM, 5, 6],
    ]
    assert set(fields(table(rows))) == {"name", "enterprise"}
    rows[0][3] = "资金情况"
    found = table(rows)
    assert set(fields(found)) == {"name", "enterprise", "investment", "capital"}
    assert not found.unknown_headings


def test_a_heading_in_two_languages_is_one():
    rows = [
        ["项目名称", "投资企业", "计划总投资（万元）"],
        ["Project name", "Investor", "Planned investment (10k)"],
        ["甲", FIRM, 5],
    ]
    found = table(rows)
    assert len(found.blocks) == 1 and found.rows[0].cells["investment"] == 5


def test_numbers_as_text_below_the_heading_are_data():
    rows = [
        ["项目名称", "投资企业", "计划总投资（万元）"],
        ["2026", "2026", "5"],
        ["甲", FIRM, "6"],
    ]
    assert [row.number for row in table(rows).rows] == [2, 3]
