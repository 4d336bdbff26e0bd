"""The heading is found in other offices' layouts, and rows that are not data are left out."""

from decimal import Decimal

import pytest
from domain.workbook.columns.known import Known
from domain.workbook.errors import WorkbookError
from domain.workbook.heading.header import find_header
from domain.workbook.lists.table import find_table
from domain.workbook.memo import kept
from domain.workbook.readers.reader import read
from workbook_helpers import FILES, aliases, table_of, xlsx

NAMES = ["昆明示例一有限公司", "昆明示例二有限公司", "昆明示例三有限公司"]
PLAIN = [["企业名称", "注册资本（万元）"], *([name, 100] for name in NAMES)]


def refused(kind, rows, **kwargs):
    with pytest.raises(WorkbookError) as caught:
        table_of(kind, rows, **kwargs)
    return caught.value


def names(table):
    return [row.cells.get("name") for row in table.rows]


def test_title_lines_unit_lines_and_blank_rows_may_precede_the_heading():
    table = table_of(
        "enterprise",
        [
            ["企业名录（示例）"],
            ["填报单位：示例单位", None, None, "单位：亿元"],
            [],
            ["序号", "企业名称", "注册资本"],
            [],
            [1, NAMES[0], 2],
        ],
    )
    assert (table.header.first, table.header.last) == (4, 4)
    assert table.units["registered_capital"].factor == Decimal(10) ** 8
    assert [row.number for row in table.rows] == [6] and names(table) == NAMES[:1]


def test_the_heading_is_in_the_first_row_of_a_bare_file():
    assert names(table_of("enterprise", PLAIN)) == NAMES


@pytest.mark.parametrize("merged", [True, False])
def test_two_row_heads_are_read_with_and_without_merges(merged):
    head = [
        ["序号", "项目名称", "投资企业", "签约", None, "联系方式", None, "计划总投资"],
        [None, None, None, "日期", "金额（万元）", "联系人", "电话", "（亿元）"],
    ]
    merges = [(0, 3, 0, 4), (0, 5, 0, 6), (0, 1, 1, 1)] if merged else []
    table = table_of(
        "project",
        [*head, [1, "示例项目", "示例公司", "2024.3.5", 100, "张示例", "13888888888", 2]],
        merges=merges,
    )
    assert table.header.first == 1 and table.header.last == 2
    assert set(table.headings) == {
        "name",
        "enterprise",
        "signed_date",
        "signed_amount",
        "contact",
        "phone",
        "investment",
    }
    assert (
        table.units["signed_amount"].factor == 10_000
        and table.units["investment"].factor == Decimal(10) ** 8
    )
    assert table.headings["signed_date"] == "签约 日期"


def test_three_row_heads_are_read():
    head = [
        ["项目名称", "资金情况", None, None],
        [None, "签约", None, "到位"],
        [None, "日期", "金额", "资金"],
    ]
    table = table_of("project", [["单位：万元"], *head, ["示例项目", "2024.3.5", 100, 50]])
    assert {"name", "signed_date", "signed_amount"} <= set(table.headings) and len(table.rows) == 1


def test_a_data_row_is_not_taken_for_a_second_heading_row():
    assert (
        len(
            table_of(
                "enterprise",
                [
                    ["企业名称", "备注"],
                    ["昆明示例一有限公司", "电话"],
                    ["昆明示例二有限公司", "地址"],
                ],
            ).rows
        )
        == 2
    )


def test_totals_notes_sections_and_repeated_headings_are_not_data():
    rows = [
        ["序号", "企业名称", "注册资本（万元）", "备注"],
        ["一、空港片区"],
        [1, NAMES[0], 100],
        ["小  计", None, 100],
        ["序号", "企业名称", "注册资本（万元）", "备注"],
        ["二、经开片区"],
        [2, NAMES[1], 100],
        [3],
        [None, "合计：", 200],
        ["总计（万元）", None, 200],
        ["备注：本表由示例单位填报。"],
        ["注1：含税"],
        ["填表人：张示例", None, "审核人：李示例"],
        ["填表说明：一、…"],
        ["说明。本表按季填报"],
        ["第1页，共2页"],
    ]
    table = table_of("enterprise", rows)
    assert names(table) == NAMES[:2]
    assert (
        table.skipped["total"] == [4, 9, 10]
        and table.skipped["heading"] == [5]
        and table.skipped["section"] == [2, 6]
    )


@pytest.mark.parametrize(
    "name",
    [
        "合计网络科技有限公司",
        "总计示例公司",
        "注册示例公司",
        "备注示例",
        "一心堂药业集团股份有限公司",
        "共享示例公司",
        "说明书印刷厂",
    ],
)
def test_enterprises_that_begin_like_totals_or_notes_are_data(name):
    assert names(
        table_of(
            "enterprise", [["序号", "企业名称", "注册资本（万元）"], [1, name, 5], [2, NAMES[0], 5]]
        )
    ) == [name, NAMES[0]]


def test_a_cell_merged_over_rows_counts_for_each():
    rows = [
        ["所属园区", "项目名称", "投资企业"],
        ["昆明综合保税区", "一", "甲公司"],
        [None, "二", "乙公司"],
        [None, "三", "丙公司"],
    ]
    table = table_of("project", rows, merges=[(1, 0, 3, 0)])
    assert [row.cells["zone"] for row in table.rows] == ["昆明综合保税区"] * 3


def test_the_sheet_that_matches_best_is_chosen_and_told():
    table = table_of(
        "enterprise",
        [["说明", "名称"]],
        sheet="封面",
        extra=[("数据", PLAIN), ("去年", PLAIN[:2]), ("旧", PLAIN)],
        hidden=("旧",),
    )
    assert (
        table.sheet == "数据" and table.other_sheets == ["去年"] and table.hidden_sheets == ["旧"]
    )


def test_unknown_headings_are_reported():
    assert table_of(
        "enterprise", [["序号", "企业名称", "吉祥物", "注册资本（万元）"], [1, NAMES[0], "熊", 1]]
    ).unknown_headings == ["吉祥物"]


def test_the_second_of_two_columns_of_one_field_is_reported():
    table = table_of(
        "enterprise", [["企业名称", "公司名称", "注册资本"], [NAMES[0], "别名", "1万元"]]
    )
    assert names(table) == NAMES[:1] and table.unknown_headings == []
    assert table.second_columns == [("B", "公司名称", "A")]


def test_files_without_a_heading_are_refused():
    assert refused("enterprise", [["一", "二"], ["三", "四"]]).code == "no_header"
    assert (
        refused("enterprise", [[f"行{number}"] for number in range(40)] + PLAIN).code == "no_header"
    )
    assert refused("enterprise", []).code == "empty"


def test_missing_columns_are_named():
    error = refused(
        "enterprise", [["统一社会信用代码", "注册资本（万元）"], ["91532822L12TH3BJ1H", 100]]
    )
    assert error.code == "missing_columns" and error.params["fields"] == ["name"]


def test_a_heading_without_rows_is_reported():
    assert refused("enterprise", [["企业名称", "注册资本"], ["合计", 0]]).code == "no_rows"


def test_hidden_sheets_only():
    sheets = read(xlsx(PLAIN))
    sheets[0].hidden = True
    with pytest.raises(WorkbookError) as caught:
        find_table(sheets, Known(aliases("enterprise"), ("name",)))
    assert caught.value.code == "only_hidden"


def test_a_text_file_has_the_same_heading_search():
    table = find_table(
        read(
            '企业名录,,\n单位：万元,,\n序号,企业名称,注册资本\n1,昆明示例一有限公司,"1,000"\n合计,,1000\n'.encode(
                "gb18030"
            )
        ),
        Known(aliases("enterprise"), ("name",)),
    )
    assert names(table) == NAMES[:1] and table.rows[0].number == 4


def test_rows_that_are_taken_come_in_order_and_are_gone():
    table = table_of("enterprise", PLAIN)
    assert [row.cells["name"] for row in table.take()] == NAMES and table.rows == []


def test_answers_are_kept_of_short_texts_alone():
    asked = []
    answer = kept(lambda text: asked.append(text) or len(text))
    assert [answer(text) for text in ("a", "bb", "a", "x" * 65, "x" * 65)] == [1, 2, 1, 65, 65]
    assert asked == ["a", "bb", "x" * 65, "x" * 65]


def test_the_example_files_are_found():
    for kind, name, first in (
        ("enterprise", "enterprises.xlsx", 4),
        ("project", "projects.xlsx", 4),
    ):
        sheet = read((FILES / name).read_bytes())[0]
        header = find_header(sheet, aliases(kind), ("name",))
        assert header.last + 1 == first and all(
            column.field for column in header.columns if column.heading != "序号"
        )
