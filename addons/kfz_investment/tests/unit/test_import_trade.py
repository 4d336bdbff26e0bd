"""Rows of customs statements: months, directions, supervision modes and amounts in every spelling, and what is refused."""

import datetime
from decimal import Decimal

import pytest
from domain.imports import trade
from domain.imports.issue import lookup_key
from domain.workbook.columns.known import Known
from domain.workbook.lists.table import find_table
from domain.workbook.readers.reader import read
from hypothesis import given
from hypothesis import strategies as st
from workbook_helpers import FILES, GOOD_CODE, aliases, codes, values, xlsx

E, W = "error", "warning"
TODAY = datetime.date(2026, 11, 25)
CODES = frozenset({"0110", "1210", "1239", "5014", "9610", "9710", "9810"})
LOOKUPS = trade.TradeLookups(
    TODAY,
    directions=values("trade", "direction"),
    codes=CODES,
    modes={lookup_key("网购保税进口"): "1210"} | values("trade", "mode"),
)
BASE = {
    "统一社会信用代码": GOOD_CODE,
    "企业名称": "昆明示例一有限公司",
    "统计月份": "2026年1月",
    "进出口": "出口",
    "监管方式": "1210",
    "保税贸易额（万元）": 471.43,
}


def parse(content):
    """All rows of a file."""
    table = find_table(read(content), Known(aliases("trade"), trade.REQUIRED))
    return [trade.read_row(row, LOOKUPS) for row in table.rows]


def one(**cells):
    """The row of a statement whose cells are BASE's unless given by heading."""
    row = {**BASE, **cells}
    return parse(xlsx([["统计表（示例）"], list(row), list(row.values())]))[0]


def test_a_usual_row_is_read_without_a_remark():
    row = one()
    assert codes(row) == []
    assert row.values == {
        "uscc": GOOD_CODE,
        "name": "昆明示例一有限公司",
        "month": datetime.date(2026, 1, 1),
        "direction": "export",
        "mode": "1210",
        "amount": row.values["amount"],
    }
    assert row.values["amount"].amount == Decimal("4714300.00")


@pytest.mark.parametrize(
    "cell",
    (
        "2026年1月",
        "2026-01",
        "2026/1",
        "2026.01",
        "202601",
        202601,
        "2026年01月份",
        datetime.datetime(2026, 1, 31),
        "2026-01-31",
        "二〇二六年一月",
        "２０２６年１月",
        "Jan 15, 2026",
    ),
)
def test_a_month_is_read_in_every_spelling(cell):
    row = one(统计月份=cell)
    assert row.values["month"] == datetime.date(2026, 1, 1), codes(row)
    assert codes(row) == []


@pytest.mark.parametrize(
    ("cell", "level", "code"),
    (
        (None, E, "missing"),
        ("1月", E, "month_without_year"),
        ("2026年", E, "date_incomplete"),
        ("2026年13月", E, "no_such_date"),
        ("2026年1-3月", E, "several_months"),
        ("2026年1月至3月", E, "several_months"),
        ("2026年第一季度", E, "several_months"),
        ("1999年12月", E, "month_implausible"),
        ("2027年12月", E, "month_implausible"),
        ("2062年1月", E, "month_implausible"),
        ("2026年12月", W, "month_in_future"),
        (2026.1, E, "date_ambiguous"),
        ("同上", E, "ditto"),
        (True, E, "not_a_date"),
    ),
)
def test_an_implausible_month_is_reported(cell, level, code):
    row = one(统计月份=cell)
    assert code in codes(row, level)
    assert row.ok == (level == W)


def test_the_current_month_is_not_ahead():
    assert codes(one(统计月份="2026年11月")) == []


@pytest.mark.parametrize(
    ("cell", "direction"),
    (
        ("进口", "import"),
        ("出口", "export"),
        ("进", "import"),
        (" 出 口 ", "export"),
        ("Import", "import"),
        ("E", "export"),
        ("出境", "export"),
    ),
)
def test_a_direction_is_read_in_every_spelling(cell, direction):
    assert one(进出口=cell).values["direction"] == direction


@pytest.mark.parametrize(
    ("cell", "code"),
    (
        (None, "missing"),
        ("进出口", "unknown_direction"),
        (1, "unknown_direction"),
        ("#REF!", "cell_error"),
    ),
)
def test_an_unknown_direction_is_refused(cell, code):
    assert codes(one(进出口=cell), E) == [code]


@pytest.mark.parametrize(
    ("cell", "mode"),
    (
        ("1210", "1210"),
        (1210, "1210"),
        ("0110", "0110"),
        (110, "0110"),
        ("110", "0110"),
        ("1210 保税电商", "1210"),
        ("保税电商（1210）", "1210"),
        ("保税电商", "1210"),
        ("一般贸易", "0110"),
        ("网购保税进口", "1210"),
        ("９６１０", "9610"),
        ("跨境电商B2B直接出口", "9710"),
        ("9810.0", "9810"),
    ),
)
def test_a_mode_is_read_in_every_spelling(cell, mode):
    row = one(监管方式=cell)
    assert row.values.get("mode") == mode, codes(row)


@pytest.mark.parametrize(
    ("cell", "code"),
    (
        (None, "missing"),
        ("4444", "unknown_mode"),
        ("1210、9610", "unknown_mode"),
        ("海运", "unknown_mode"),
        (12, "unknown_mode"),
        (datetime.datetime(2026, 1, 1), "date_in_text"),
    ),
)
def test_an_unknown_mode_is_refused(cell, code):
    row = one(监管方式=cell)
    assert codes(row, E) == [code]


@pytest.mark.parametrize(
    ("cells", "level", "code"),
    (
        ({"保税贸易额（万元）": None}, E, "missing"),
        ({"保税贸易额（万元）": -1}, E, "negative"),
        ({"保税贸易额（万元）": "见附件"}, E, "not_a_number"),
        ({"保税贸易额（万元）": "100万美元"}, E, "trade_currency"),
        ({"保税贸易额（万元）": 0}, W, "trade_of_nothing"),
        ({"企业名称": None, "统一社会信用代码": None}, E, "missing"),
        ({"统一社会信用代码": 9.15e17}, E, "code_damaged"),
    ),
)
def test_errors_in_a_row_are_reported(cells, level, code):
    assert code in codes(one(**cells), level)


def test_a_row_of_nothing_is_left_out():
    assert one(**{"保税贸易额（万元）": 0}).skip


@pytest.mark.parametrize("cells", ({"企业名称": None}, {"统一社会信用代码": None}))
def test_code_or_name_is_enough(cells):
    assert one(**cells).ok


def test_a_text_that_comes_again_is_read_and_remarked_on_again():
    lines = [list(BASE)]
    for month, mode in (
        ("2026年12月", "1210"),
        ("2026年12月", "4444"),
        ("2026年1-3月", "4444"),
        ("2026年12月", "1210"),
        ("2026年1-3月", 1210),
    ):
        lines.append(list({**BASE, "统计月份": month, "监管方式": mode}.values()))
    rows = parse(xlsx(lines))
    assert [codes(row) for row in rows] == [
        ["month_in_future"],
        ["month_in_future", "unknown_mode"],
        ["several_months", "unknown_mode"],
        ["month_in_future"],
        ["several_months"],
    ]
    assert [row.values.get("mode") for row in rows] == ["1210", None, None, "1210", "1210"]
    assert rows[0].issues is not rows[3].issues


def test_a_number_is_not_taken_for_the_text_that_looks_like_it():
    lines = [
        list(BASE),
        *(list({**BASE, "企业名称": name}.values()) for name in ("2026", 2026, "2026")),
    ]
    assert [codes(row, E) for row in parse(xlsx(lines))] == [["name_is_number"]] * 3
    months = [
        list(BASE),
        *(list({**BASE, "统计月份": month}.values()) for month in ("46000", 46000, 46000.0)),
    ]
    assert {row.values["month"] for row in parse(xlsx(months))} == {datetime.date(2025, 12, 1)}


def test_the_same_trade_twice_is_left_out_or_refused():
    rows = [one(), one(), one(**{"保税贸易额（万元）": 5})]
    trade.mark_repeats([("key", row) for row in rows])
    assert [row.ok for row in rows] == [True, False, False]
    assert (rows[1].skip, codes(rows[2], E)) == (True, ["same_trade_other_amount"])


@given(
    st.integers(1, 10**12),
    st.integers(2000, 2027),
    st.integers(1, 12),
    st.sampled_from(sorted(CODES)),
)
def test_every_month_mode_and_amount_is_read_as_it_was_written(fen, year, month, mode):
    lines = [
        ",".join(BASE),
        ",".join(
            (GOOD_CODE, "示例", f"{year}年{month}月", "进口", mode, f"{Decimal(fen) / 100}元")
        ),
    ]
    row = parse("\n".join(lines).encode("gb18030"))[0]
    first = datetime.date(year, month, 1)
    if first > datetime.date(2027, 11, 1):
        assert codes(row, E) == ["month_implausible"]
        return
    assert (row.values["month"], row.values["mode"], row.values["amount"].amount) == (
        first,
        mode,
        Decimal(fen) / 100,
    )


@pytest.mark.parametrize("name", ("trade.xlsx", "trade_gb18030.csv"))
def test_both_examples_give_the_same_rows_and_the_exact_total(name):
    rows = parse((FILES / name).read_bytes())
    assert len(rows) == 360
    assert all(row.ok for row in rows)
    assert sum(row.values["amount"].amount for row in rows) == Decimal("1544723900")
    assert {code for row in rows for code in codes(row)} <= {"month_in_future"}


@pytest.mark.parametrize(
    "text",
    ["非1210", "除1210", "1210除外", "1210等", "原1210", "1210?", "代码1210其他", "1210及其他", "not 1210", "1210 一般贸易", "1210（转9610）", "1210→9610"],
)  # fmt: skip
def test_a_code_that_is_not_meant_or_not_alone_is_refused(text):
    assert codes(one(监管方式=text), E) == ["unknown_mode"]


@pytest.mark.parametrize(
    "text",
    ["1210", 1210, "1210 保税电商", "保税电商（1210）", "1210-网购保税进口", "监管方式1210", "1210：电商B2B", "1210 原料", "（1210）"],
)  # fmt: skip
def test_a_code_beside_its_name_or_other_plain_words_is_read(text):
    assert one(监管方式=text).values["mode"] == "1210"
