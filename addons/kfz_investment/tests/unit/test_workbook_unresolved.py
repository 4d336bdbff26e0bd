"""What hangs on columns that nobody has decided on is refused; what stands in for missing ones is said."""

import pytest
from columns_helpers import (
    HEADS,
    ROWS,
    TITLED,
    TITLED_ROWS,
    column,
    reasons,
    renamed,
    rows_of,
    table,
    told,
)
from domain.workbook.columns.known import Choice
from domain.workbook.lists.table import find_table
from domain.workbook.sheet import Sheet, Uncalculated
from import_glue import take_in
from workbook_helpers import KNOWN, codes, xlsx

# what matters


def test_an_unresolved_column_refuses_the_rows_in_which_it_has_a_value():
    found = table(renamed(签约日期="签字之日"))
    parsed = rows_of(found)
    assert [row.ok for row in parsed] == [False, True, False]
    issue = parsed[0].issues[0]
    assert (issue.level, issue.code) == ("error", "column_unresolved")
    assert issue.params == {"heading": "签字之日", "field": "signed_date"}


def test_a_column_that_is_left_out_by_choice_is_resolved():
    found = table(renamed(签约日期="签字之日"), chosen={"签字之日": Choice(None)})
    assert "column_unresolved" not in [code for row in rows_of(found) for code in codes(row)]
    assert reasons(found) == {"签字之日": "chosen"} and found.unknown_headings == []


def test_other_unknown_columns_are_counted_and_refuse_nothing():
    found = table([*HEADS, "吉祥物", "序号"], [[*row, "熊", 1] for row in ROWS])
    assert reasons(found) == {"吉祥物": "unknown"} and found.unknown_headings == ["吉祥物"]
    assert all(row.ok for row in rows_of(found))


@pytest.mark.parametrize("heading", ["币", "结算用"])
def test_a_column_of_currencies_is_never_lost(heading):
    found = table([*HEADS, heading], [[*row, "美元"] for row in ROWS])
    assert not any(row.ok for row in rows_of(found))


def test_amounts_of_a_signing_are_asked_for_whatever_their_heading():
    found = table([*HEADS[:5], "框架数"])
    assert set(column(found, "框架数").looks_like) >= {"signed_amount"}
    assert [row.ok for row in rows_of(found)] == [False, True, False]


@pytest.mark.parametrize(
    ("heading", "cells", "refused"),
    [
        ("责任单位", ["昆明经开区", "磨憨", "昆明综保区"], [True, True, False]),
        ("所属片区", ["昆明片区", "昆明片区", None], [True, True, False]),
        ("责任单位", ["招商一部", "招商一部", "招商二部"], [False, False, False]),
    ],
)
def test_a_known_column_that_names_zones_is_asked_about(heading, cells, refused):
    heads = ["项目名称", "投资企业", "当前阶段", heading]
    rows = [[*row, cell] for row, cell in zip(TITLED_ROWS, cells, strict=True)]
    found = table(heads, rows)
    assert ["column_answers" in codes(row) for row in rows_of(found)] == refused
    field = column(found, heading).field
    chosen = table(heads, rows, chosen={heading: Choice(field)})
    assert all(row.ok for row in rows_of(chosen))


def test_a_known_column_that_tells_the_stage_is_asked_about():
    rows = [[*row[:2], stage] for row, stage in zip(ROWS, ("签约", "洽谈", "有意向"), strict=True)]
    found = table(["项目名称", "投资企业", "进展情况"], rows)
    assert ["column_answers" in codes(row) for row in rows_of(found)] == [True, True, False]
    assert told(found) == ["zone_default"]


def test_a_column_without_a_heading_is_named_by_its_letter():
    found = table([*HEADS[:2], None, *HEADS[3:]])
    assert column(found, "C列").proposal == "zone" and not any(row.ok for row in rows_of(found))
    chosen = table([*HEADS[:2], None, *HEADS[3:]], chosen={"C列": Choice("zone")})
    assert [row.values["zone"] for row in rows_of(chosen)] == [3, 4, 1]
    found = table(HEADS, [[*row, None, "熊"] for row in ROWS])
    assert reasons(found) == {"H列": "unknown"}


# titles, sections, defaults


def test_what_stands_in_for_missing_columns_is_said_once():
    found = table(["项目名称", "投资企业"], [row[:2] for row in ROWS])
    assert told(found) == ["zone_default", "stage_default"]
    assert found.remarks[0] == ("warning", "zone_default", {"zone": "昆明综合保税区"})
    parsed = rows_of(found)[0]
    assert parsed.defaults == {"zone", "stage"} and parsed.values["zone"] == 1
    assert codes(parsed) == []
    chosen = table(["项目名称", "投资企业"], [row[:2] for row in ROWS], zone_chosen=True)
    assert chosen.remarks[0][0] == "info"


def test_an_empty_stage_is_said_on_its_row():
    found = table(rows=[[*ROWS[0][:3], None, *ROWS[0][4:]]])
    parsed = rows_of(found)[0]
    assert codes(parsed) == ["stage_assumed"] and parsed.defaults == {"stage"}
    assert told(found) == []


@pytest.mark.parametrize(
    ("above", "sheet", "refused"),
    [
        ([["2026年昆明经开区招商项目台账"]], "表", True),
        ([["填报单位：磨憨磨丁合作区管委会"]], "表", True),
        ([["项目台账"]], "经开区", True),
        ([["2026年昆明综保区招商项目台账"]], "表", False),
        ([["昆明综保区、经开区项目台账"]], "表", False),
        ([["2026年项目台账"]], "Sheet1", False),
    ],
)
def test_a_title_of_another_zone_refuses_rows_without_one(above, sheet, refused):
    found = table(TITLED, TITLED_ROWS, above, sheet)
    assert [row.ok for row in rows_of(found)] == [not refused] * 3
    assert ("zone_default" in told(found)) is not refused
    chosen = table(TITLED, TITLED_ROWS, above, sheet, zone_chosen=True)
    assert all(row.ok for row in rows_of(chosen))


def test_a_title_says_nothing_where_rows_have_their_zone():
    found = table(above=[["2026年昆明经开区招商项目台账"]])
    assert all(row.ok for row in rows_of(found)) and told(found) == []


def test_section_lines_that_name_zones_refuse_the_rows_below():
    rows = [["一、昆明综保区"], TITLED_ROWS[0], ["二、昆明经开区"], *TITLED_ROWS[1:]]
    found = table(TITLED, rows)
    assert [row.ok for row in rows_of(found)] == [True, False, False]


@pytest.mark.parametrize(
    ("heads", "cells", "code"),
    [
        (["当前阶段"], ["洽谈"], "missing_enterprise_no_column"),
        (["当前阶段"], ["线索"], "no_enterprise_no_column"),
        (["投资企业", "当前阶段"], ["示例公司", "签约"], "stage_needs_signed_no_column"),
        (["投资企业", "落地日期"], ["示例公司", "2026-03-05"], "landed_without_signed_no_column"),
        (["投资企业", "签约日期"], ["示例公司", "2026-03-05"], "signed_without_amount_no_column"),
    ],
)
def test_a_column_that_is_not_there_is_not_said_to_be_empty(heads, cells, code):
    found = table(["项目名称", *heads], [["示例项目甲一", *cells]])
    parsed = rows_of(found)[0]
    assert code in codes(parsed)
    assert not any(issue.column for issue in parsed.issues)


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        ([2000, 3000, 2000], True),
        ([2000, 2000, 2000], False),
        ([2024, 2025, 2025], False),
        ([1, 2, 3], False),
        ([5.5, None, "#REF!"], True),
    ],
)
def test_round_amounts_are_not_taken_for_years(cells, asked):
    rows = [[*row[:4], cell] for row, cell in zip(ROWS, cells, strict=True)]
    found = table([*HEADS[:4], "别的"], rows)
    assert bool(column(found, "别的").looks_like) is asked
    unit = table([*HEADS[:4], "别的（万元）"], rows)
    assert column(unit, "别的（万元）").looks_like


# several lists in one sheet


def test_each_of_two_lists_is_judged_by_its_own_rows():
    moved = [[row[2], row[0], row[1], *row[3:]] for row in ROWS * 4]
    below = [[], ["二"], [HEADS[2], *HEADS[:2], *HEADS[3:]], *moved]
    found = table(renamed(所属园区="挂靠方"), [*ROWS[:2], *below])
    assert [row.ok for row in rows_of(found)] == [False] * 2 + [True] * 12
    assert [left.column.heading for left in found.left_out] == ["挂靠方"]
    assert "zone_default" not in told(found)


def test_a_list_without_zones_below_one_with_them_is_told_of_its_default():
    below = [
        [],
        ["项目名称", "投资企业", "当前阶段"],
        ["示例项目丁四", "昆明示例四有限公司", "洽谈"],
    ]
    found = table(rows=[*ROWS, *below])
    assert told(found) == ["zone_default"]
    assert [row.defaults for row in rows_of(found)] == [frozenset()] * 3 + [{"zone"}]


@pytest.mark.parametrize("above", [[], [["单位：亿元"]]])
def test_numbers_with_a_unit_of_their_own_are_money_whatever_their_words(above):
    heads = [*HEADS[:5], "协议金额", "掏出的本", "别的"]
    units = [None] * 5 + ["（万元）", "（万元）", None]
    found = table(heads, [units, *([*row, 5.5, 7] for row in ROWS)], above=above)
    assert column(found, "掏出的本").looks_like == ("investment", "capital")
    # under a line of money, other numbers are asked about, too
    assert bool(column(found, "别的").looks_like) is bool(above)


def test_a_unit_in_an_unknown_heading_is_asked_about_without_any_value():
    heads = ["公司名称", "本钱（万欧元）", "所属行业"]
    found = find_table(
        [Sheet("表", rows={1: heads, 2: ["昆明示例有限公司", Uncalculated("A1*2"), "批发业"]})],
        KNOWN["enterprise"],
    )
    assert [left.reason for left in found.left_out] == ["unresolved"]


def test_a_heading_that_names_currencies_is_asked_about_whatever_its_words_are():
    heads = ["公司名称", "实缴资本（万元）", "入股币种"]
    rows = {
        1: heads,
        2: ["昆明示例有限公司", 5, "待定币种"],
        3: ["昆明示例二有限公司", 6, "待定币种"],
    }
    found = find_table([Sheet("表", rows=rows)], KNOWN["enterprise"])
    assert [left.reason for left in found.left_out] == ["unresolved"]


def test_plain_numbers_below_words_for_a_day_are_asked_about():
    found = table(renamed(签约日期="落笔那天"), [[*ROWS[0][:4], 43430, *ROWS[0][5:]]])
    assert reasons(found)["落笔那天"] == "unresolved"


def test_a_unit_of_money_makes_no_column_a_date():
    heads = ["公司名称", "家底（百万元）", "所属行业"]
    rows = {1: heads, 2: ["昆明示例有限公司", "3282.77", "批发业"]}
    found = find_table([Sheet("表", rows=rows)], KNOWN["enterprise"])
    assert [left.reason for left in found.left_out] == ["unresolved"]
    assert found.left_out[0].column.looks_like == ("registered_capital", "paid_in_capital")


def test_dittos_and_errors_of_a_column_do_not_hide_what_its_amounts_are():
    """Three amounts, an error cell and a ditto: a column of amounts, about which somebody has to decide."""
    cells = ["#REF!", "233153", "同上", "153021", "13399"]
    rows = [[f"示例{number}有限公司", cell] for number, cell in enumerate(cells)]
    found = take_in("enterprise", xlsx([["单位：千元"], ["企业名称", "已掏"], *rows]))
    assert {issue.code for row in found.rows for issue in row.issues} >= {"column_unresolved"}


@pytest.mark.parametrize(
    ("kind", "text", "headings"),
    [
        ("project", "项目名称,投资企业,,\n示例甲,示例甲有限公司,签约,自贸片区\n示例乙,示例乙有限公司,落地,\n", ["C列", "D列"]),
        ("enterprise", f"企业名称,{'很长的说明' * 13}\n示例甲有限公司,1200万元\n示例乙有限公司,300万元\n", ["B列"]),
    ],
)  # fmt: skip
def test_columns_behind_the_last_heading_of_a_text_file(kind, text, headings):
    """A place in the heading row that says nothing, or too much, has a column all the same."""
    found = take_in(kind, text.encode())
    assert [each.column.heading for each in found.table.left_out] == headings
    assert all("column_unresolved" in {issue.code for issue in row.issues} for row in found.rows)


def test_more_cells_than_headings_in_a_text_file_are_no_column():
    text = "企业名称,地址\n示例甲有限公司,示例路,1200万元\n示例乙有限公司,示例路,300万元\n"
    found = take_in("enterprise", text.encode())
    assert found.table.left_out == []
    assert {issue.code for row in found.rows for issue in row.issues} == {
        "more_cells_than_headings"
    }


def test_a_repeated_heading_does_not_hide_what_a_column_holds():
    """One day in a column of leads, and the heading again below: a column of days, about which somebody has to decide."""
    head = ["项目名称", "投资企业", "定约时点", "到账时点"]
    rows = [
        ["示例甲项目", "示例甲有限公司", None, None],
        ["示例乙项目", "示例乙有限公司", "2023-05-11", None],
    ]
    found = take_in("project", xlsx([head, *rows, head]))
    assert "column_unresolved" in {issue.code for issue in found.rows[1].issues}
