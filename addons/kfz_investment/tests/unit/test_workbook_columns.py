"""What columns are taken for: chosen, remembered, known by words; proposed, never taken in, where nobody knows."""

import collections
import json
from decimal import Decimal

import pytest
from columns_helpers import HEADS, LOOKUPS, ROWS, column, reasons, renamed, rows_of, table
from domain.imports import project, trade
from domain.workbook.columns.known import Choice, exact, layout_key
from domain.workbook.errors import WorkbookError
from domain.workbook.lists.table import find_table
from domain.workbook.readers.reader import read
from domain.workbook.values.unit import Unit
from workbook_helpers import FILES, codes, known, trade_lookups, xlsx

# choices


def test_a_choice_for_the_file_counts_before_the_layout_and_the_word():
    heads = ["项目名称", "甲列", "企业"]
    key = layout_key(heads)
    layouts = {key: {"甲列": Choice("stage"), "企业": Choice(None)}}
    rows = [["示例项目甲一", "磨憨", "昆明示例一有限公司"]]
    found = table(heads, rows, layouts=layouts, chosen={"甲列": Choice("zone")})
    assert found.headings == {"name": "项目名称", "zone": "甲列"}
    sources = [each.source for each in found.header.columns]
    assert sources == ["word", "chosen", "layout"] and reasons(found) == {"企业": "chosen"}


def test_a_layout_is_the_same_headings_in_any_order_and_no_other():
    assert layout_key(["甲 ", "乙（万元）"]) == layout_key(["乙（万元）", "甲"])
    assert layout_key(["甲", "乙（万元）"]) != layout_key(["甲", "乙（亿元）"])
    assert layout_key(["甲", "乙"]) != layout_key(["甲", "乙", "丙"])
    assert layout_key(["甲", "乙", "原因"]) == layout_key(["甲", "乙"]), "refused rows come again"
    assert exact(" 甲\u200b 列（ 万元）") == "甲列（万元）"


def test_a_choice_in_another_layout_is_only_proposed():
    found = table(renamed(所属园区="甲列"), earlier={"甲列": Choice("zone")})
    assert (column(found, "甲列").proposal, column(found, "甲列").field) == ("zone", None)
    found = table(
        renamed(当前阶段="乙列"),
        [[*ROWS[0][:3], "意向", *ROWS[0][4:]]],
        earlier={"乙列": Choice("stage")},
    )
    assert column(found, "乙列").proposed_by == "layout"
    assert not any(parsed.ok for parsed in rows_of(found))


def test_a_layout_is_known_again_when_columns_are_added_to_it():
    """As where somebody adds the column that a remark asked for: nothing that was chosen is asked again."""
    choices = {"甲列": Choice("zone"), "乙列": Choice("stage"), "丙列": Choice(None)}
    heads = ["项目名称", *choices, "丁列"]
    rows = [["示例项目甲一", "磨憨", "洽谈", "熊", "磨憨"]]
    layouts = {layout_key(heads[:-1]): choices}
    found = table(heads, rows, layouts=layouts)
    assert found.headings == {"name": "项目名称", "zone": "甲列", "stage": "乙列"}
    assert [each.source for each in found.header.columns][1:4] == ["layout"] * 3
    assert reasons(found)["丁列"] != "layout", "the new column is asked about"
    few = {layout_key(heads[:-1]): {name: choices[name] for name in ("甲列", "乙列")}}
    assert "zone" not in table(heads, rows, layouts=few).headings, "two columns are no layout"
    other = {**layouts, "another": {**choices, "甲列": Choice("area")}}
    assert "zone" not in table(heads, rows, layouts=other).headings, "two layouts that disagree"
    part = {"another": {**choices, "戊列": Choice(None)}}
    assert "zone" not in table(heads, rows, layouts=part).headings, "a column of it is missing"


def test_the_unit_of_a_choice_counts():
    unit = Unit(Decimal(10) ** 8, "CNY")
    heads = [*HEADS[:5], "协议金额"]
    found = table(heads, chosen={"协议金额": Choice("signed_amount", unit)})
    assert found.units["signed_amount"] == unit
    assert rows_of(found)[0].values["signed_amount"].amount == 5000 * 10**8


def test_a_remembered_unit_gives_way_to_no_other_in_silence():
    heads = [*HEADS[:5], "协议金额"]
    choices = {"协议金额": Choice("signed_amount", Unit(Decimal(10) ** 4, "CNY"))}
    layouts = {layout_key(heads): choices}
    assert rows_of(table(heads, layouts=layouts))[0].values["signed_amount"].amount == 5000 * 10**4
    told = table(heads, layouts=layouts, above=[["单位：亿元"]])
    assert "unit_conflict_remembered" in codes(rows_of(told)[0])
    same = table(heads, layouts=layouts, above=[["单位：万元"]])
    assert rows_of(same)[0].values["signed_amount"].amount == 5000 * 10**4


def test_a_chosen_column_takes_its_field_from_a_known_word():
    heads = ["项目名称", "企业", "投资方简称", "公司名称"]
    rows = [["示例项目甲一", "甲", "昆明示例一有限公司", "丙"]]
    found = table(heads, rows, chosen={"投资方简称": Choice("enterprise")})
    assert found.headings["enterprise"] == "投资方简称"
    assert column(found, "企业").repeats == column(found, "公司名称").repeats == "enterprise"


def test_a_field_that_is_set_free_goes_to_the_next_column_of_its_words():
    heads = ["项目名称", "企业", "公司名称"]
    rows = [["示例项目甲一", "甲", "昆明示例一有限公司"]]
    found = table(heads, rows, chosen={"企业": Choice(None)})
    assert found.headings["enterprise"] == "公司名称" and reasons(found) == {"企业": "chosen"}


# proposals


def test_content_counts_before_words():
    found = table(renamed(所属园区="目前所处阶段", 当前阶段="落位园区"))
    proposed = {each.heading: each.proposal for each in found.header.columns if each.proposal}
    assert proposed == {"目前所处阶段": "zone", "落位园区": "stage"}
    assert {each.proposed_by for each in found.header.columns} == {"", "content"}


def test_every_column_has_samples_and_unknown_ones_a_proposal():
    found = table(renamed(所属园区="归谁管"))
    assert column(found, "项目名称").samples == ("示例项目甲一", "示例项目乙二", "示例项目丙三")
    assert column(found, "签约日期").samples == ("2026-03-05", "2026.4.1")
    assert column(found, "归谁管").proposal == "zone"


@pytest.mark.parametrize(
    ("heading", "cells", "proposal"),
    [
        ("项目投资总额预计", [100, 200], "investment"),
        ("项目概算总投资情况", [100, 200], "investment"),
        ("企业规模", ["大型", "小型"], None),
        ("投资方式", ["独资", "合资"], None),
        ("签约方式", ["线上", "线下"], None),
        ("计划签约时间", ["2026-09-01", "2026-10-01"], None),
        ("信息更新日期", ["2026-09-01", "2026-10-01"], None),
        ("年产值（万元）", [100, 200], None),
        ("用地面积（亩）", [20, 30.5], None),
        ("亩均投资额占比", [20, 30.5], None),
        ("去年同期总投资额", [20, 30.5], None),
        ("序号", [1, 2], None),
        ("编排", [1, 2], None),
        ("吉祥物", ["熊", "虎"], None),
        ("项目落地的日子", ["2026-04-01", "2026-05-01"], "landed_date"),
        ("破土时间", ["2026-04-01", "2026-05-01"], "construction_date"),
    ],
)
def test_words_propose_what_cells_do_not_contradict(heading, cells, proposal):
    heads = ["项目名称", "投资企业", "所属园区", "当前阶段", heading]
    found = table(heads, [[*row[:4], cell] for row, cell in zip(ROWS, cells, strict=False)])
    assert column(found, heading).proposal == proposal
    assert column(found, heading).field is None


def test_a_field_that_has_a_column_is_not_proposed_again():
    heads = [*HEADS, "承载地", "协议总金额（万元）"]
    found = table(heads, [[*row, "磨憨", 100] for row in ROWS])
    assert [column(found, head).proposal for head in heads[6:]] == [None, None]
    assert reasons(found) == {"承载地": "unknown", "协议总金额（万元）": "unknown"}
    assert all(row.ok for row in rows_of(found))


def test_dates_without_words_are_only_said_to_be_dates():
    found = table(renamed(签约日期="时点"))
    each = column(found, "时点")
    assert each.proposal is None and {"signed_date", "landed_date"} <= set(each.looks_like)
    assert rows_of(found)[0].issues[0].code == "column_unresolved"


# headings of foreign words

FOREIGN = ["事项", "老板单位", "归谁管", "咋样了", "定下来那天", "数（万元）"]
ANSWERS = ("name", "enterprise", "zone", "stage", "signed_date", "signed_amount")


@pytest.mark.parametrize("above", [[], [["一览"], ["制作：张示例", None, "内部"]]])
def test_a_heading_of_foreign_words_is_found_asked_about_and_read_as_chosen(above):
    found = table(FOREIGN, above=above)
    assert found.header.first == len(above) + 1 and found.missing == ("name",)
    assert [column(found, head).proposal for head in FOREIGN[:4]] == [*ANSWERS[:4]]
    parsed = rows_of(found)
    assert len(parsed) == 3 and all("column_missing" in codes(row) for row in parsed)
    choices = {exact(head): Choice(name) for head, name in zip(FOREIGN, ANSWERS, strict=True)}
    chosen = table(FOREIGN, above=above, chosen=choices)
    assert [row.values for row in rows_of(chosen)] == [row.values for row in rows_of(table())]


def test_foreign_headings_over_two_rows_are_found():
    heads = [
        ["事项", "老板单位", "归谁管", "咋样了", "定了", None],
        [None, None, None, None, "那天", "数"],
    ]
    found = table(heads[0], [heads[1], *ROWS])
    assert (found.header.first, found.header.last) == (1, 2) and len(found.rows) == 3
    assert column(found, "定了 数").looks_like


@pytest.mark.parametrize(
    "rows",
    [
        [["一", "二"], ["三", "四"]],
        [[f"行{number}"] for number in range(40)],
        [
            ["说明文字甲", "说明文字乙"],
            ["内容一二三四", "内容五六七八"],
            ["内容九十一二", "内容三四五六"],
        ],
        [[1, 2, 3], [4, 5, 6]],
    ],
)
def test_what_is_no_list_is_still_refused(rows):
    with pytest.raises(WorkbookError) as caught:
        find_table(read(xlsx(rows)), known("project", LOOKUPS))
    assert caught.value.code == "no_header"


def test_required_columns_that_nothing_answers_are_still_named():
    rows = [["统计月份", "进出口", "监管方式"], ["2026-01", "进口", "1210"]]
    with pytest.raises(WorkbookError) as caught:
        find_table(read(xlsx(rows)), known("trade"))
    assert (caught.value.code, caught.value.params["fields"]) == ("missing_columns", ["amount"])


def test_a_statement_of_foreign_words_is_read_as_proposed():
    heads = ["名单", "时段", "走向", "类型代号", "数"]
    rows = [["昆明示例一有限公司", "2026年1月", "进口", "1210", 12.5]] * 2
    content = xlsx([["单位：万元"], heads, *rows])
    found = find_table(read(content), known("trade"))
    proposals = {each.heading: each.proposal for each in found.header.columns}
    fields = ("name", "month", "direction", "mode", "amount")
    assert proposals == dict(zip(heads, fields, strict=True))
    chosen = {head: Choice(name) for head, name in proposals.items()}
    found = find_table(read(content), known("trade", chosen=chosen))
    parsed = trade.read_row(found.rows[0], trade_lookups())
    assert parsed.ok and parsed.values["amount"].amount == 125_000


# the office whose headings nobody knew


def _ledger(names, **more):
    sheets = read((FILES / "projects.xlsx").read_bytes())
    row = sheets[0].rows[3]
    sheets[0].rows[3] = [names.get(cell, cell) for cell in row]
    found = find_table(sheets, known("project", LOOKUPS, **more))
    parsed = rows_of(found)
    project.mark_repeats(parsed)
    return found, parsed


def test_the_ledger_of_another_office_is_refused_until_its_columns_are_chosen():
    names = {"所属园区": "承接方", "当前阶段": "目前"}
    found, parsed = _ledger(names)
    assert not any(row.ok for row in parsed) and len(parsed) == 83
    assert {left.column.heading for left in found.left_out} == set(names.values())
    chosen = {"承接方": Choice("zone"), "目前": Choice("stage")}
    _found, parsed = _ledger(names, chosen=chosen)
    _known, expected = _ledger({})
    assert [(row.values, codes(row)) for row in parsed] == [
        (row.values, codes(row)) for row in expected
    ]
    told_good = json.loads((FILES / "expected.json").read_text())["projects"]
    assert _totals(parsed) == {
        key: told_good[key] for key in ("good", "signed_amount_total", "signed")
    }
    assert [row.number for row in parsed if not row.ok] == [row["row"] for row in told_good["bad"]]


def _totals(parsed):
    good = [row.values for row in parsed if row.ok]
    days = [values["signed_date"] for values in good if "signed_date" in values]
    return {
        "good": len(good),
        "signed_amount_total": sum(
            values["signed_amount"].amount for values in good if "signed_amount" in values
        ),
        "signed": collections.Counter(f"{day:%Y}-Q{(day.month + 2) // 3}" for day in days),
    }


@pytest.mark.parametrize("name", ["项目名称", "事项"])
def test_rows_of_stages_are_no_headings(name):
    rows = [
        ["示例项目甲一", "昆明经开区", "落地", "签约"],
        ["示例项目乙二", "磨憨", "开工", "洽谈"],
    ]
    found = table([name, "归谁管", "去年", "目前"], rows)
    assert (found.header.last, len(found.rows)) == (1, 2)
    heads = [name, "归谁管", "老板单位", "目前"]
    found = table(heads, [[row[0], row[2], row[1], "签约"] for row in ROWS])
    assert (found.header.first, found.header.last, len(found.rows)) == (1, 1, 3)


def test_content_counts_before_words_that_narrow_a_meaning():
    found = table(renamed(所属园区="累计到位情况"))
    assert column(found, "累计到位情况").proposal == "zone"


def test_a_name_under_words_of_another_column_is_still_asked_about():
    found = table(["承载园区介绍", *HEADS[1:2], "当前阶段"], [[*row[:2], row[3]] for row in ROWS])
    assert found.missing == ("name",) and column(found, "承载园区介绍").proposal == "name"


def test_a_row_of_data_with_an_empty_cell_below_the_one_known_heading_is_no_heading():
    heads = ["目前", "到位资金（万元）", "归谁管", "补充", "事项"]
    rows = [["落地", None, row[2], row[1], row[0]] for row in ROWS]
    found = table(heads, rows)
    assert (found.header.first, found.header.last, len(found.rows)) == (1, 1, 3)
