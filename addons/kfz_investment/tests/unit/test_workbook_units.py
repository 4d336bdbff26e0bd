"""Units of amounts from headings, rows of units and lines above a table, and what counts where several say one."""

from decimal import Decimal
from itertools import product

import pytest
from domain.workbook.columns.known import Known
from domain.workbook.errors import CellProblem
from domain.workbook.lists.table import find_table
from domain.workbook.sheet import Sheet
from domain.workbook.values.amounts import parse_amount
from domain.workbook.values.in_force import in_force, stand_in
from domain.workbook.values.unit import Unit, UnitConflict, parse_unit
from domain.workbook.values.units import heading_key, heading_unit, line_unit
from workbook_helpers import aliases

WAN, YI = Unit(Decimal(10_000), "CNY"), Unit(Decimal(10) ** 8, "CNY")
WAN_USD = Unit(Decimal(10_000), "USD")


def told(unit):
    """(factor, currency) of a unit, (kind, texts) of a conflict, None for none."""
    if isinstance(unit, UnitConflict):
        return unit.kind, unit.texts
    return unit and (int(unit.factor), unit.currency)


@pytest.mark.parametrize(
    ("text", "key", "unit"),
    [
        ("注册资本（万元）", "注册资本", (10**4, "CNY")),
        ("计划总投资(亿元)", "计划总投资", (10**8, "CNY")),
        ("到位资金：万元", "到位资金", (10**4, "CNY")),
        ("总投资/亿元", "总投资", (10**8, "CNY")),
        ("总投资-万元", "总投资", (10**4, "CNY")),
        ("总投资 万元", "总投资", (10**4, "CNY")),
        ("投资总额 单位：万元", "投资总额", (10**4, "CNY")),
        ("投资额:人民币万元", "投资额", (10**4, "CNY")),
        ("投资额(人民币万元)", "投资额", (10**4, "CNY")),
        ("投资额（万元人民币）", "投资额", (10**4, "CNY")),
        ("投资额（单位：万元）", "投资额", (10**4, "CNY")),
        ("投资额（单位：人民币 万元）", "投资额", (10**4, "CNY")),
        ("投资额（折合万元）", "投资额", (10**4, "CNY")),
        ("投资额（折合人民币万元）", "投资额", (10**4, "CNY")),
        ("投资额（人民币，万元）", "投资额", (10**4, "CNY")),
        ("总投资（人民币）万元", "总投资", (10**4, "CNY")),
        ("总投资（万元）（人民币）", "总投资", (10**4, "CNY")),
        ("总投资（万元 含税）", "总投资", (10**4, "CNY")),
        ("总投资（亿元人民币，含土地）", "总投资", (10**8, "CNY")),
        ("总投资（以万元计）", "总投资", (10**4, "CNY")),
        ("总投资（5000万元以上）", "总投资5000万元以上", None),
        ("（万元）总投资", "总投资", (10**4, "CNY")),
        ("协议金额（万美元）", "协议金额", (10**4, "USD")),
        ("协议金额（美元）", "协议金额", (1, "USD")),
        ("协议金额（百万美元）", "协议金额", (10**6, "USD")),
        ("注册资本（万港币）", "注册资本", (10**4, "HKD")),
        ("利用外资(USD million)", "利用外资", (10**6, "USD")),
        ("Amount (RMB million)", "amount", (10**6, "CNY")),
        ("Amount in RMB million", "amount", (10**6, "CNY")),
        ("Amount (RMB 10,000)", "amount", (10**4, "CNY")),
        ("Amount (RMB'0000)", "amount", (10**4, "CNY")),
        ("Amount (US$m)", "amount", (10**6, "USD")),
        ("*企业名称", "企业名称", None),
        ("1.企业名称", "企业名称", None),
        ("签约日期（年/月/日）", "签约日期", None),
        ("注册资本 (万元/万美元)", "注册资本", ("heading", ("万元", "万美元"))),
        ("总投资（万元，美元）", "总投资", ("heading", ("万元", "美元"))),
        ("企 业\n名 称", "企业名称", None),
        ("Credit_Code", "creditcode", None),
        ("注册资本〔万元〕", "注册资本", (10**4, "CNY")),
        ("资金（万）", "资金", (10**4, None)),
    ],
)
def test_headings(text, key, unit):
    assert heading_key(text) == key
    assert told(heading_unit(text)) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", (10**4, "CNY")),
        ("单 位：万元", (10**4, "CNY")),
        ("单位: 亿元", (10**8, "CNY")),
        ("单位：人民币 万元", (10**4, "CNY")),
        ("单位：人民币（万元）", (10**4, "CNY")),
        ("单位：万元（人民币）", (10**4, "CNY")),
        ("单位：人民币、万元", (10**4, "CNY")),
        ("单位（万元）", (10**4, "CNY")),
        ("金额单位：人民币万元", (10**4, "CNY")),
        ("金额单位均为万元", (10**4, "CNY")),
        ("注：本表金额单位为万元", (10**4, "CNY")),
        ("计量单位：万元", (10**4, "CNY")),
        ("（单位:万元、公顷）", (10**4, "CNY")),
        ("（单位：万元）  日期：2024年", (10**4, "CNY")),
        ("单位:万元填报日期：2026年", (10**4, "CNY")),
        ("招商项目台账（单位：万元）", (10**4, "CNY")),
        ("填报单位：示例  单位：亿元", (10**8, "CNY")),
        ("币种：美元  单位：万元", (10**4, "USD")),
        ("单位：万元 币种：人民币", (10**4, "CNY")),
        ("Currency: USD   Unit: million", (10**6, "USD")),
        ("以万元为单位", (10**4, "CNY")),
        ("单位：元", (1, "CNY")),
        ("单位：千元", (1000, "CNY")),
        ("单位：万美元", (10**4, "USD")),
        ("RMB'0000", (10**4, "CNY")),
        ("Unit: RMB 10,000", (10**4, "CNY")),
        ("in RMB million", (10**6, "CNY")),
        ("(in US$ million)", (10**6, "USD")),
        ("Amounts in RMB million", (10**6, "CNY")),
        ("单位：亿元、万元", ("line", ("亿元", "万元"))),
        ("单位： 亿元/万美元", ("line", ("亿元", "万美元"))),
        ("币种：人民币/美元 单位：万元", ("line", ("人民币", "美元"))),
        ("填报单位：万元", None),
        ("责任单位：万元", None),
        ("单位：家", None),
        ("按计划推进", None),
        ("项目 100万元", None),
        ("", None),
    ],
)
def test_lines_above_a_table(text, unit):
    assert told(line_unit(text)) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("亿元人民币", (10**8, "CNY")),
        ("（万元）", (10**4, "CNY")),
        ("人民币 万元", (10**4, "CNY")),
        ("RMB'000", (1000, "CNY")),
        ("家", None),
        ("", None),
        ("100万元", None),
        ("USD 10,000", None),
        ("m", None),
    ],
)
def test_units_alone(text, unit):
    assert told(parse_unit(text)) == unit


@pytest.mark.parametrize(
    ("heading", "row", "line", "unit"),
    [
        ("总投资", None, "单位：万元", (10**4, "CNY")),
        ("总投资（亿元）", None, "单位：万元", (10**8, "CNY")),
        ("总投资（万元）", None, "单位：万美元", (10**4, "CNY")),
        ("总投资（人民币万元）", None, "单位：万美元", (10**4, "CNY")),
        ("总投资（美元）", None, "单位：万元", (10**4, "USD")),
        ("总投资（人民币）", None, "单位：万元", (10**4, "CNY")),
        ("总投资RMB", None, "单位：万元", (10**4, "CNY")),
        ("总投资（美元）", None, "单位：元", (1, "USD")),
        ("总投资（美元）", None, "单位：万元、万美元", (10**4, "USD")),
        ("资金（万）", None, "单位：万美元", (10**4, "USD")),
        ("总投资（元）", None, "单位：元", (1, "CNY")),
        ("总投资（元）", None, "单位：万元", ("heading_line", ("元", "万元"))),
        ("总投资", "（元）", "单位：万元", ("row_line", ("元", "万元"))),
        ("总投资", "（万元）", "单位：亿元", (10**4, "CNY")),
        ("总投资（万元）", "万元", "单位：亿元", (10**4, "CNY")),
        ("总投资（美元）", "万", None, (10**4, "USD")),
        ("总投资（亿元）", "（万元）", None, ("heading_row", ("亿元", "万元"))),
        ("总投资（美元）", "（万元）", None, ("heading_row", ("美元", "万元"))),
        ("注册资本（万元/万美元）", "万美元", None, (10**4, "USD")),
        ("注册资本（万元/万美元）", None, "单位：万元", ("heading", ("万元", "万美元"))),
        ("总投资", None, "单位：亿元/万美元", ("line", ("亿元", "万美元"))),
        ("总投资（万元）", None, "单位：亿元/万美元", (10**4, "CNY")),
        ("总投资", None, None, None),
    ],
)
def test_what_counts_where_several_places_name_a_unit(heading, row, line, unit):
    found = in_force(heading_unit(heading), row and parse_unit(row), line and line_unit(line))
    assert told(found) == unit


def test_the_unit_in_the_heading_of_one_column_is_not_that_of_the_others():
    heading = ["项目名称", "总投资（单位：亿元）", "协议金额"]
    sheets = [Sheet("表", rows={1: heading, 2: ["示例项目", 1, 5000]})]
    units = find_table(sheets, Known(aliases("project"), ("name",))).units
    assert (told(units["investment"]), units["signed_amount"]) == ((10**8, "CNY"), None)
    title = [Sheet("表", rows={1: ["台账（单位：亿元）"], 2: heading, 3: ["示例项目", 1, 5000]})]
    units = find_table(title, Known(aliases("project"), ("name",))).units
    assert told(units["signed_amount"]) == (10**8, "CNY")


def test_a_conflict_refuses_what_names_no_unit_and_says_both_places():
    conflict = in_force(heading_unit("总投资（元）"), None, line_unit("单位：万元"))
    with pytest.raises(CellProblem) as caught:
        parse_amount(500, conflict)
    assert caught.value.code == "unit_conflict_heading_line"
    assert (caught.value.params["first"], caught.value.params["second"]) == ("元", "万元")
    assert parse_amount("500万元", conflict).amount == 5_000_000
    assert parse_amount("—", conflict) is None


def test_a_sign_picks_one_of_several_units():
    several = heading_unit("注册资本（万元/万美元）")
    found = parse_amount("$100", several)
    assert (found.amount, found.currency) == (1_000_000, "USD")


def test_the_unit_chosen_for_a_file_stands_in_only_where_nothing_is_clear():
    several = line_unit("单位：亿元、万元")
    dollars, renminbi = heading_unit("金额（美元）"), heading_unit("金额（人民币）")
    assert stand_in(None, WAN) == stand_in(several, WAN) == stand_in(renminbi, WAN) == WAN
    assert stand_in(YI, WAN) == YI
    assert stand_in(dollars, WAN) == dollars
    for conflict in (heading_unit("金额（万元/万美元）"), in_force(YI, WAN)):
        assert stand_in(conflict, WAN) == conflict


def test_a_heading_that_names_only_renminbi_is_read_in_yuan_with_a_warning():
    found = parse_amount(5000, heading_unit("注册资本（人民币）"))
    assert (found.amount, found.note) == (5000, "unit_assumed")
    assert parse_amount(5000, heading_unit("注册资本（元）")).note is None


FACTORS = {"元": 1, "千元": 1000, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
PLACES = ("{}", "（{}）", "单位：{}", "人民币{}", "{}人民币")


@pytest.mark.parametrize(("word", "form"), list(product(FACTORS, PLACES)))
def test_every_way_to_write_a_unit_in_every_place_means_the_same(word, form):
    text = form.format(word)
    wanted = (FACTORS[word], "CNY")
    assert told(heading_unit(f"总投资（{text}）")) == wanted
    assert told(line_unit(f"单位：{text.removeprefix('单位：')}")) == wanted
    assert told(parse_unit(text)) == wanted
