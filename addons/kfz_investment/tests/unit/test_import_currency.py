"""Columns that name the currency of the amounts beside them (币种), in projects, enterprises and trade statements."""

from decimal import Decimal

import pytest
from domain.workbook.columns.known import Known
from domain.workbook.errors import CellProblem
from domain.workbook.lists.table import find_table
from domain.workbook.sheet import Sheet
from domain.workbook.values.currencies import read_currency
from domain.workbook.values.unit import Unit
from hypothesis import given
from hypothesis import strategies as st
from workbook_helpers import aliases, codes, one_row, parse, project_lookups, table_of

NAME = "昆明示例一有限公司"
PROJECT = {"项目名称": "示例项目", "投资企业": NAME, "签约日期": "2024-03-05", "当前阶段": "已签约"}
WAN = "单位：万元"
KNOWN, LOOKUPS = Known(aliases("project"), ("name",)), project_lookups()


def project(line=None, **cells):
    """The parsed row of a ledger with the line above, and what its amounts are: {field: '10000000 USD'}."""
    row = {**PROJECT, **cells}
    rows = [[line], list(row), list(row.values())] if line else [list(row), list(row.values())]
    return parse("project", table_of("project", rows))[0]


def enterprise(line=None, **cells):
    """As `project`, of an enterprise list."""
    row = {"企业名称": NAME, **cells, "注册地址": "昆明"}
    rows = [[line], list(row), list(row.values())] if line else [list(row), list(row.values())]
    return parse("enterprise", table_of("enterprise", rows))[0]


def amounts(parsed):
    """The amounts of a row: {field: '10000000 USD'}."""
    return {
        name: f"{value.amount.normalize():f} {value.currency}"
        for name, value in parsed.values.items()
        if hasattr(value, "amount")
    }


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("人民币", ("CNY", 1)),
        ("CNY", ("CNY", 1)),
        ("RMB", ("CNY", 1)),
        ("人民币元", ("CNY", 1)),
        ("元", ("CNY", 1)),
        ("¥", ("CNY", 1)),
        ("美元", ("USD", 1)),
        ("USD", ("USD", 1)),
        ("usd ", ("USD", 1)),
        ("$", ("USD", 1)),
        ("（美元）", ("USD", 1)),
        ("万美元", ("USD", 10**4)),
        ("万元", ("CNY", 10**4)),
        ("人民币万元", ("CNY", 10**4)),
        ("亿元", ("CNY", 10**8)),
        ("港币", ("HKD", 1)),
        ("港元", ("HKD", 1)),
        ("HK$", ("HKD", 1)),
        ("欧元", ("EUR", 1)),
        ("日元", ("JPY", 1)),
        ("新台币", ("TWD", 1)),
        ("502", ("USD", 1)),
        (142, ("CNY", 1)),
        ("万", "unknown_currency_word"),
        ("外币", "unknown_currency_word"),
        ("100", "unknown_currency_word"),
        ("人民币/美元", "unknown_currency_word"),
        ("张示例", "unknown_currency_word"),
        ("同上", "ditto"),
        ("—", None),
        (None, None),
        (" ", None),
    ],
)
def test_cells_of_a_currency_column(cell, unit):
    try:
        found = read_currency(cell)
    except CellProblem as problem:
        found = problem.code
    if isinstance(found, Unit):
        found = found.currency, int(found.factor)
    assert found == unit


@pytest.mark.parametrize(
    ("line", "cells", "wanted"),
    [
        (WAN, {"协议金额": 1000, "币种": "美元"}, {"signed_amount": "10000000 USD"}),
        (WAN, {"协议金额": 1000, "币种": "万美元"}, {"signed_amount": "10000000 USD"}),
        ("单位：亿元", {"协议金额": 1000, "币种": "万美元"}, {"signed_amount": "10000000 USD"}),
        (None, {"协议金额": 1000, "币种": "万美元"}, {"signed_amount": "10000000 USD"}),
        (None, {"协议金额": "1000万", "币种": "美元"}, {"signed_amount": "10000000 USD"}),
        (None, {"协议金额（万）": 1000, "货币": "USD"}, {"signed_amount": "10000000 USD"}),
        (WAN, {"币种": "美元", "协议金额": 1000}, {"signed_amount": "10000000 USD"}),
        (WAN, {"协议金额": 1000, "币种": "人民币"}, {"signed_amount": "10000000 CNY"}),
        (WAN, {"协议金额": 1000, "币种": None}, {"signed_amount": "10000000 CNY"}),
        (
            WAN,
            {"总投资（万元）": 8000, "协议金额": 1000, "币种": "美元"},
            {"investment": "80000000 CNY", "signed_amount": "10000000 USD"},
        ),
        (
            None,
            {"总投资（万元）": 8000, "协议金额（万美元）": 1000, "币种": "美元"},
            {"investment": "80000000 CNY", "signed_amount": "10000000 USD"},
        ),
        (
            WAN,
            {"总投资": 8000, "投资币种": "人民币", "协议金额": 1000, "协议币种": "美元"},
            {"investment": "80000000 CNY", "signed_amount": "10000000 USD"},
        ),
        (
            WAN,
            {"投资币种": "人民币", "总投资": 8000, "协议币种": "美元", "协议金额": 1000},
            {"investment": "80000000 CNY", "signed_amount": "10000000 USD"},
        ),
        (
            WAN,
            {"总投资（亿元）": 1, "币种": "人民币", "协议金额": 1000},
            {"investment": "100000000 CNY", "signed_amount": "10000000 CNY"},
        ),
    ],
)
def test_the_column_says_the_currency_of_amounts_that_name_none(line, cells, wanted):
    parsed = project(line, **cells)
    assert amounts(parsed) == wanted and parsed.ok, codes(parsed)


@pytest.mark.parametrize(
    ("line", "cells", "heading", "code"),
    [
        (None, {"协议金额（万元）": 1000, "币种": "美元"}, "协议金额（万元）", "currency_column"),
        (None, {"协议金额（元）": 1000, "币种": "USD"}, "协议金额（元）", "currency_column"),
        (
            None,
            {"协议金额（人民币万元）": 1000, "币种": "港币"},
            "协议金额（人民币万元）",
            "currency_column",
        ),
        (
            None,
            {"协议金额（万美元）": 1000, "币种": "人民币"},
            "协议金额（万美元）",
            "currency_column",
        ),
        (None, {"协议金额（亿）": 1000, "币种": "万美元"}, "协议金额（亿）", "currency_column"),
        (None, {"币种": "美元", "协议金额（万元）": 1000}, "协议金额（万元）", "currency_column"),
        (
            None,
            {"总投资（万元）": 100, "协议金额（万元）": 10, "币种": "美元"},
            "总投资（万元）",
            "currency_column",
        ),
        (WAN, {"协议金额": "1000万元", "币种": "美元"}, "协议金额", "currency_against"),
        (WAN, {"协议金额": "1000万美元", "币种": "人民币"}, "协议金额", "currency_against"),
        (WAN, {"协议金额": 1000, "币种": "外币"}, "币种", "unknown_currency_word"),
        (WAN, {"总投资": 1000, "币种": "美元"}, "总投资", "investment_currency"),
        (None, {"协议金额": 1000, "币种": "美元"}, "协议金额", "no_unit"),
    ],
)
def test_a_contradiction_is_refused(line, cells, heading, code):
    parsed = project(line, **cells)
    assert (heading, code) in [(issue.column, issue.code) for issue in parsed.issues]
    assert not parsed.ok


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("840", "USD"), (840, "USD"), ("156", "CNY"), ("392", "JPY"), ("036", "AUD"), (36, "AUD"), ("764", "THB"), ("418", "LAK"),
        (502, "USD"), ("303", "GBP"), ("RMB(142)", "CNY"), ("142-人民币", "CNY"), ("美元(502)", "USD"), ("USD/840", "USD"),
        ("港币344", "HKD"), ("116 日元", "JPY"),
        ("344", "currency_number_unclear"), (116, "currency_number_unclear"), ("132", "currency_number_unclear"), ("136", "currency_number_unclear"),
        ("999", "unknown_currency_word"), ("12", "unknown_currency_word"), ("0840", "unknown_currency_word"),
        ("人民币840", "unknown_currency_word"), ("100美元", "unknown_currency_word"), ("142/502", "unknown_currency_word"),
    ],
)  # fmt: skip
def test_numbers_of_currencies(cell, wanted):
    """Numbers of the customs and of ISO 4217; where the two lists collide nobody guesses."""
    try:
        found = read_currency(cell).currency
    except CellProblem as problem:
        found = problem.code
    assert found == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("单位：万元 币种：502", "USD"), ("币种：840  单位：万元", "USD"), ("货币代码：392 单位：万元", "JPY"), ("币制：142 单位：万元", "CNY"),
        ("单位：万元（币种840）", "USD"), ("单位：万502", "USD"), ("币种：美元  单位：万元", "USD"), ("币种：SEK 单位：万元", "SEK"),
        ("单位：万元", "CNY"), ("币种：344 单位：万元", "unit_conflict_line"), ("单位：万元，币种：116", "unit_conflict_line"),
    ],
)  # fmt: skip
def test_numbers_of_currencies_in_lines(line, wanted):
    """币种：840 in the line of units, too; a currency that nobody knows is not the yuan."""
    parsed = enterprise(line, 注册资本="500")
    found = parsed.values.get("registered_capital")
    assert (
        (f"{found.amount / 10000:f}", found.currency) == ("500.00", wanted)
        if found
        else codes(parsed) == [wanted]
    )


def test_an_unknown_currency_is_said_once_for_all_amounts():
    parsed = project(WAN, 总投资=1, 协议金额=1, 到位资金=1, 币种="外币")
    assert codes(parsed).count("unknown_currency_word") == 1


def test_yuan_is_a_default_that_is_said_where_nothing_names_a_currency():
    cells = {"协议金额（万）": 1000, "币种": None}
    assert codes(project(**cells)) == ["currency_default"]
    assert codes(project(**{**cells, "协议金额（万）": "1000万元"})) == []
    assert codes(project(WAN, 协议金额=1000, 币种=None)) == []


def test_capitals_of_an_enterprise_are_in_the_currency_of_their_column():
    parsed = enterprise(WAN, 注册资本=1000, 实缴资本=500, 币种="美元")
    assert amounts(parsed) == {
        "registered_capital": "10000000 USD",
        "paid_in_capital": "5000000 USD",
    }
    assert parsed.ok


def test_an_enterprise_has_one_currency():
    parsed = enterprise(**{"注册资本（万美元）": 100, "实缴资本（万元）": 500})
    assert codes(parsed) == ["capital_currencies"] and not parsed.ok


@pytest.mark.parametrize(
    "name", [f"{NAME}①", f"{NAME}*", f"{NAME}²", f"{NAME} [1]", f"{NAME}（注1）"]
)
def test_a_footnote_mark_is_no_part_of_the_name_of_an_enterprise(name):
    parsed = one_row("enterprise", 企业名称=name, 注册地址="昆明")
    assert parsed.values["name"] == NAME and codes(parsed) == ["footnote"]


def test_a_mark_at_the_end_of_a_project_may_tell_two_projects_apart():
    rows = [list(PROJECT), *([f"示例项目{mark}", *list(PROJECT.values())[1:]] for mark in "①②")]
    parsed = parse("project", table_of("project", [[*row] for row in rows]))
    assert [row.values["name"] for row in parsed] == ["示例项目①", "示例项目②"]
    assert all("footnote_kept" in codes(row) and row.ok for row in parsed)


CURRENCIES = {
    "人民币": "CNY",
    "美元": "USD",
    "USD": "USD",
    "港币": "HKD",
    "欧元": "EUR",
    "JPY": "JPY",
    "英镑": "GBP",
}


@given(
    st.sampled_from(["单位：万元", "单位：亿元", "单位：万美元", "单位：元", None]),
    st.sampled_from(
        [
            "协议金额",
            "协议金额（万元）",
            "协议金额（万美元）",
            "协议金额（元）",
            "协议金额（万）",
            "协议金额（美元）",
        ]
    ),
    st.sampled_from(sorted(CURRENCIES)),
    st.integers(1, 10**4),
    st.booleans(),
)
def test_an_amount_beside_a_currency_is_in_that_currency_or_refused(
    line, heading, word, number, first
):
    cells = {"币种": word, heading: number} if first else {heading: number, "币种": word}
    row = {**PROJECT, **cells}
    sheet = Sheet("表", rows={1: [line], 2: list(row), 3: list(row.values())})
    [parsed] = parse("project", find_table([sheet], KNOWN), LOOKUPS)
    if parsed.ok:
        found = parsed.values["signed_amount"]
        assert found.currency == CURRENCIES[word]
        factor = {"单位：亿元": 10**8, "单位：元": 1}.get(line, 10**4)
        if "万" in heading:
            factor = 10**4
        elif "（元）" in heading or (line is None and "美元" in heading):
            factor = 1
        assert found.amount == Decimal(number) * factor
