"""Units that lines, titles, sections and notes around a table say, where they differ."""

from decimal import Decimal

import pytest
from domain.workbook.values.lines import bracket_unit, note_units
from workbook_helpers import codes, parse, table_of

HEAD = ["项目名称", "投资方", "总投资", "签约时间"]
WAN = ["项目名称", "投资方", "总投资（万元）", "签约时间"]
ROW = ["示例甲项目", "示例甲有限公司", 5000, "2026-03-05"]
NEXT = ["示例乙项目", "示例乙有限公司", 700, "2026-03-05"]
YUAN = Decimal(50_000_000)


def errors(rows, **more):
    """The codes of errors of each row, and its investment where there is none."""
    parsed = parse("project", table_of("project", rows, **more))
    return [codes(row, "error") or row.values["investment"].amount for row in parsed]


@pytest.mark.parametrize(
    "above",
    [
        [["2026年招商引资统计表（单位：亿元）"], ["单位：万元"]],
        [["2026年招商引资统计表（亿元）"], ["单位：万元"]],
        [["单位：亿元"], ["单位：万元"]],
        [["外资项目统计表（美元）"], ["单位：万元"]],
        [["单位：万元（外资项目为万美元）"]],
        [["单位：万元，外资项目单位：万美元"]],
        [["单位：万元（标*为万美元）"]],
        [["注：外资项目以万美元计"], ["单位：万元"]],
    ],
)
def test_lines_above_that_differ_leave_amounts_without_unit(above):
    assert errors([*above, HEAD, ROW]) == [["unit_conflict_above"]]
    assert errors([*above, WAN, ROW]) == [YUAN]


def test_the_name_of_the_sheet_counts():
    assert errors([["单位：万元"], HEAD, ROW], sheet="项目（亿元）") == [["unit_conflict_above"]]
    assert errors([HEAD, ROW], sheet="项目（万元）") == [YUAN]


@pytest.mark.parametrize(
    "above",
    [
        [["2026年招商引资统计表（万元）"], ["单位：万元"]],
        [["统计表（人民币）"], ["单位：万"]],
        [["单位：万元（外资项目已折合为万元）"]],
        [["单位：万元　　汇率：1美元=7.1元"]],
        [["单位：万元（含1亿元以上项目）"]],
        [["单位：万元"], ["填报说明：投资额以万元为单位"]],
        [["2026年招商引资统计表（万元）"]],
        [["亿元以上项目统计表"], ["单位：万元"]],
    ],
)
def test_lines_above_that_agree_are_read(above):
    assert errors([*above, HEAD, ROW]) == [YUAN]


@pytest.mark.parametrize(
    "note",
    [
        "注：以上金额单位为亿元。",
        "备注：示例乙项目总投资单位为万美元",
        "注：1.外资项目总投资以万美元计；2.数据截至2026年6月",
        "※标*的项目为万美元",
    ],
)
def test_a_note_below_that_names_another_unit_leaves_amounts_open(note):
    for head, line in ((HEAD, [["单位：万元"]]), (WAN, [])):
        assert errors([*line, head, ROW, NEXT, [note]]) == [["unit_note"]] * 2
    assert errors([WAN, [*ROW[:2], "5000万元", ROW[3]], [note]]) == [YUAN]


@pytest.mark.parametrize(
    "note",
    [
        "注：以上金额单位为万元。",
        "注：汇率按1美元兑7.1元计",
        "注：外资项目按即期汇率折算为美元，再折合为万元",
        "备注：统计口径为亿元以上项目",
        "注：数据截至2026年6月",
    ],
)
def test_a_note_below_that_names_no_other_unit_is_harmless(note):
    assert errors([WAN, ROW, NEXT, [note]])[0] == YUAN


def test_a_section_with_a_unit_in_brackets_is_a_line_of_units():
    for said in (
        "二、外资项目（万美元）",
        "二、外资项目（美元）",
        "（二）外资企业（单位：万美元）",
    ):
        assert errors([WAN, ["一、内资项目（万元）"], ROW, [said], NEXT]) == [
            YUAN,
            ["unit_line_between"],
        ]
    for said in ("二、其他项目（人民币）", "二、其他项目（万元）", "二、其他项目（2个）"):
        assert errors([WAN, ["一、内资项目"], ROW, [said], NEXT])[1] == Decimal(7_000_000)


def test_what_a_bracket_or_a_note_says():
    assert bracket_unit("签约项目（亿元）").factor == 10**8
    assert not any(map(bracket_unit, ("签约项目（亿元以上）", "示例项目（一期）", "5000万元")))
    assert note_units("总投资单位为万美元") == []


def test_an_exception_in_a_line_between_the_rows_counts():
    rows = [WAN, ROW, ["单位：万元（外资项目为万美元）"], NEXT]
    assert errors(rows) == [["unit_note"]] * 2


def test_two_headings_one_below_the_other_have_to_agree():
    rows = [["项目名称", "投资方", "总投资（亿元）", "签约时间"], WAN, ROW]
    assert errors(rows) == [["unit_conflict_heading"]]
    english = ["Project name", "Investor", "Investment (RMB million)", "Signing date"]
    assert errors([WAN, english, ROW]) == [["unit_conflict_heading_row"]]
    assert errors([WAN, [*english[:2], "Investment (RMB 10,000)", english[3]], ROW]) == [YUAN]
    assert errors([WAN, WAN, ROW]) == [YUAN]


def test_a_heading_may_be_followed_by_its_english():
    rows = [["项目名称\nProject", "投资方 Investor", "总投资（万元） Investment", "签约时间"], ROW]
    assert errors(rows) == [YUAN]
    rows[0][2] = "总投资 Growth"
    assert "investment" not in table_of("project", rows).headings


def test_yuan_below_a_line_in_another_currency_is_a_contradiction():
    for line in ("单位：万美元", "币种：美元"):
        renminbi = ["项目名称", "投资方", "总投资（人民币万元）", "签约时间"]
        assert errors([[line], renminbi, ROW]) == [YUAN]
    assert errors([["币种：美元"], WAN, ROW]) == [["unit_conflict_heading_line"]]
    (row,) = parse("project", table_of("project", [["单位：万美元"], WAN, ROW]))
    assert row.values["investment"].amount == YUAN and "heading_not_line" in codes(row, "warning")
    assert errors([["单位：人民币亿元"], WAN, ROW]) == [YUAN]


LONE = ("（亿元）", "亿元", "人民币亿元", "【亿元】", "(单位：亿元)", "万美元", "(USD)")


@pytest.mark.parametrize("column", [0, 1, 2])
@pytest.mark.parametrize("text", LONE)
def test_lone_units_below_and_between(text, column):
    """A row that holds nothing but a unit speaks of the rows below it, at the end of all rows; it is no row itself."""
    unit = [text if index == column else None for index in range(4)]
    assert errors([WAN, ROW, unit, NEXT]) == [YUAN, ["unit_line_between"]]
    assert errors([WAN, ROW, NEXT, unit]) == [["unit_note"]] * 2
    below = "unit_conflict_heading_row" if column == 2 else "unit_line_between"
    assert errors([WAN, unit, ROW]) == [[below]]


@pytest.mark.parametrize("text", ["（万元）", "万元", "单位：万元", "人民币万元"])
def test_lone_units_that_agree(text):
    for column in range(4):
        unit = [text if index == column else None for index in range(4)]
        assert errors([unit, WAN, ROW, unit, NEXT, unit]) == [YUAN, Decimal(7_000_000)]
    assert errors([[None, None, None, text], HEAD, ROW]) == [YUAN]


@pytest.mark.parametrize("text", ["单位：亿元", "（亿元）", "亿元", "统计表（百万元）"])
def test_a_line_that_no_column_follows_is_said(text):
    """A heading with its own unit counts; a line that then speaks of no column at all is said."""
    rows = [[text], WAN, ROW]
    (row,) = parse("project", table_of("project", rows))
    assert row.values["investment"].amount == YUAN and "heading_not_line" in codes(row, "warning")
    rows[1], rows[2] = [*WAN, "年产值"], [*ROW, 3]
    (row,) = parse("project", table_of("project", rows))
    assert "heading_not_line" not in codes(row, "warning")


def test_a_unit_above_a_second_heading_is_not_below_the_first_list():
    second = ["项目名称", "投资方", "总投资", "签约时间"]
    assert errors([WAN, ROW, ["单位：亿元"], second, NEXT]) == [YUAN, 700 * Decimal(10) ** 8]


def test_a_currency_in_a_title_is_heeded():
    assert errors([["外资项目统计表（美元）"], WAN, ROW]) == [["unit_conflict_heading_line"]]
    assert errors([["统计表（人民币）"], WAN, ROW]) == [YUAN]


@pytest.mark.parametrize(
    "line",
    [
        "单位：万元（外资项目按万美元统计）", "单位：万元（外资项目万美元）", "单位：万元（外资万美元）", "单位：人民币万元/外币万美元",
        "单位：万元（外资项目USD）", "单位：万元，外资 USD 10k", "单位：万元，带★的单位是亿元",
    ],
)  # fmt: skip
def test_the_unit_of_some_rows_leaves_all_without_one(line):
    (found,) = errors([[line], HEAD, ROW])
    assert found in (["unit_conflict_above"], ["unit_conflict_line"])


@pytest.mark.parametrize(
    "line",
    [
        "单位：万元（外资已折合为人民币万元）",
        "单位：万元（含外资5000万美元以上项目）",
        "单位：万元，外资项目按汇率折算美元",
    ],
)
def test_foreign_money_that_is_converted_is_in_the_unit_of_the_line(line):
    assert errors([[line], HEAD, ROW]) == [YUAN]


@pytest.mark.parametrize(
    "section",
    [
        "二、外资项目，万美元", "（单位万美元，3个）", "外资项目（单位万美元，3个）", "外资项目（3个，万美元）", "二、外资项目（万美元）：",
        "外资项目（万美元）（共1个）", "二、外资项目（万美元）",
    ],
)  # fmt: skip
def test_units_in_section_lines(section):
    assert errors([WAN, ROW, [section], NEXT]) == [YUAN, ["unit_line_between"]]
