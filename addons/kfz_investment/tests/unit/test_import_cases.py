"""Small files of real offices that were once taken in wrongly: each is right now, or refused in words.

The files are in ``tests/files/cases``. A field of a row is a value, `ERROR` (the row is refused), `Either` (this value, or the
row is refused) or `Warned` (this value, with a warning on its column).
"""

import datetime
from decimal import Decimal
from typing import NamedTuple

import pytest
from import_glue import take_in
from workbook_helpers import FILES

ERROR = "error"


class Either(NamedTuple):
    """A value, or an error on the row."""

    value: object


class Warned(NamedTuple):
    """A value with a warning on its column, or an error on the row."""

    value: object


def wan(number, currency="CNY"):
    """So many 10,000 of a currency."""
    return Decimal(str(number)) * 10_000, currency


def yuan(number, currency="CNY"):
    """So many of a currency."""
    return Decimal(str(number)), currency


FIRST, SECOND = datetime.date(2024, 3, 5), datetime.date(2024, 3, 6)


def both(value):
    """Investment and agreement of the same amount."""
    return {"investment": value, "signed_amount": value}


# fmt: off
#: file: (kind, {row: {field: what}}, rows left out and counted, what the table says)
CASES = {
    "p38_line_unit_rmb_space_wan.xlsx": ("project", {4: both(wan(5000))}, (), ()),
    "t09_month_range.xlsx": ("trade", {2: {"month": ERROR}, 3: {"month": ERROR}}, (), ()),
    "t34c_current_and_cumulative.xlsx": ("trade", {3: {"amount": wan(20)}, 4: {"amount": ERROR}}, (), ("累计",)),
    "p01_sheetjs_43s.xlsx": ("project", {
        2: {"signed_date": datetime.date(2024, 4, 1), "investment": wan(5000)},
        3: {"signed_date": datetime.date(2024, 4, 1)}}, (), ()),
    "p03_merged_amount.xlsx": ("project", {
        2: both(Either(wan(10000))), 3: both(Either(None))}, (), ()),
    "p04_two_investors_merged.xlsx": ("project", {2: both(Either(wan(10000))), 3: {"name": ERROR}}, (), ()),
    "p10b_two_tables_other_unit.xlsx": ("project", {2: both(wan(5000)), 5: both(wan(12000))}, (), ("headings in rows [1, 4]",)),
    "p21c_units_row_against_line.xlsx": ("project", {4: both(wan(500))}, (), ()),
    "p21_units_row.xlsx": ("project", {3: {"investment": wan(5000), "signed_amount": wan(5000)}}, (), ()),
    "p08_footnote_mark.xlsx": ("project", {2: both(Either(wan(12000)))}, (), ()),
    "t39_footnote.xlsx": ("trade", {3: {"amount": Either(yuan("4714300"))}}, (), ()),
    "p24_currency_column.xlsx": ("project", {
        3: {"investment": Either(wan(8000)), "signed_amount": Either(wan(1000, "USD"))},
        4: {"investment": Either(wan(8000)), "signed_amount": Either(wan(1000, "USD"))}}, (), ()),
    "p37_dollars_in_wan_column.xlsx": ("project", {2: {"signed_amount": ERROR}, 3: {"signed_amount": ERROR}}, (), ()),
    "p35_inline_with_value.xlsx": ("project", {2: both(wan(50))}, (), ()),
    "p07_formula_nocache.xlsx": ("project", {2: both(ERROR)}, (), ()),
    "e07_formula_nocache.xlsx": ("enterprise", {2: {"registered_capital": ERROR, "established": ERROR}}, (), ()),
    "p28_xlsxwriter_formula_zero.xlsx": ("project", {2: both(Warned(None))}, (), ()),
    "p29h_quote.csv": ("project", {
        2: {"name": Either("示例引号一"), "investment": Either(wan(5000))},
        3: {"name": Either("示例引号二"), "investment": Either(wan(6000))},
        4: {"name": Either("示例\"引号三\""), "investment": Either(wan(7000))},
        5: {"name": "示例引号四", "investment": wan(8000)}}, (), ()),
    "p29j_thousands_unquoted.csv": ("project", {2: {"investment": ERROR}, 3: {"investment": wan(600)}}, (), ()),
    "p05_section_with_subtotal.xlsx": ("project", {
        5: {"name": "示例制造一", "investment": wan(10000)},
        6: {"name": "示例制造二", "investment": wan(20000)},
        8: {"name": "示例物流一", "investment": wan(5000)}}, (4, 7), ()),
    "p06_totals.xlsx": ("project", {
        2: {"investment": wan(10000)}, 3: {"investment": wan(20000)}}, range(4, 18), ()),
    "e19_group_rows.xlsx": ("enterprise", {
        3: {"name": "昆明示例十四科技有限公司", "registered_capital": wan(5000)},
        5: {"name": "昆明示例十五科技有限公司", "registered_capital": wan(7000)},
        6: {"name": "昆明示例十六科技有限公司", "registered_capital": wan(8000)}}, (2, 4, 7, 8, 9, 10), ()),
    "p31_two_investment_columns.xlsx": ("project", {2: {"investment": wan(5000)}}, (), ("'投资额（万元）', None, 'investment'",)),
    "p33_side_by_side.xlsx": ("project", {9: {"name": "示例左一", "investment": wan(5000)}}, (), ()),
    "p10_two_tables_stacked.xlsx": ("project", {
        3: {"name": "示例上表一", **both(wan(5000))},
        7: {"name": "示例下表一", "enterprise": "昆明示例十五科技有限公司", "signed_date": SECOND, **both(wan(12000))}},
        (5,), ("headings in rows [2, 6]",)),
    "p11_hidden_row.xlsx": ("project", {2: {"investment": wan(5000)}, 3: {"investment": wan(7000)}}, (), ()),
    "e16_registry.csv": ("enterprise", {
        2: {"registered_capital": wan(3500)}, 3: {"registered_capital": wan(27)},
        4: {"registered_capital": wan(148)}, 5: {"registered_capital": wan("12.5", "USD")}}, (), ()),
    "p13_backslash.xlsx": ("project", {
        2: {"name": "示例可见", "investment": wan(5000)}, 3: {"name": "示例隐藏行", "investment": wan(7000)}}, (), ()),
    "p29c_gb18030_bad_byte.csv": ("project", {2: {"name": "示例文本一", **both(wan(5000)), "signed_date": FIRST}}, (), ()),
    "p29d_utf8_bad_byte.csv": ("project", {2: {"name": Warned(None), **both(wan(5000)), "signed_date": FIRST}}, (), ()),
}
# fmt: on


def told(value):
    """A value as the cases write it."""
    return (value.amount, value.currency) if hasattr(value, "currency") else value


def refused(parsed):
    return any(issue.level == "error" for issue in parsed.issues)


def named(parsed, name):
    """Whether an error or warning stands on the column of a field."""
    return any(
        issue.level != "info" and issue.column == parsed.heading(name) for issue in parsed.issues
    )


def difference(parsed, name, what):
    """What is wrong with a field of a row, '' when nothing is."""
    value = told(parsed.values.get(name))
    if what == ERROR:
        right = refused(parsed)
    elif isinstance(what, Either):
        right = refused(parsed) or value == what.value
    elif isinstance(what, Warned):
        right = refused(parsed) or named(parsed, name)
    else:
        right = value == what and not refused(parsed)
    return "" if right else f"row {parsed.number}, {name}: {value}, not {what}; {parsed.issues}"


@pytest.mark.parametrize("name", CASES)
def test_the_file_is_right(name):
    kind, rows, left_out, says = CASES[name]
    taken = take_in(kind, (FILES / "cases" / name).read_bytes())
    parsed = {}
    for row in taken.rows:
        parsed.setdefault(row.number, row)
    assert set(parsed) == set(rows)
    wrong = [
        difference(parsed[number], field, what)
        for number, fields in rows.items()
        for field, what in fields.items()
    ]
    assert not [text for text in wrong if text]
    assert set(left_out) <= taken.left_out
    assert not [text for text in says if text not in taken.said()]


def test_every_case_file_is_tested():
    assert {path.name for path in (FILES / "cases").iterdir()} == set(CASES)


def test_a_column_called_cumulative_is_named_and_not_taken():
    kind, name = "trade", "t34c_current_and_cumulative.xlsx"
    taken = take_in(kind, (FILES / "cases" / name).read_bytes())
    (column,) = (column for column in taken.table.header.columns if "累计" in column.heading)
    assert column.field is None and column.repeats in (None, "amount")


def test_a_currency_is_not_taken_for_yuan():
    """In ``p24`` the error is for the agreement alone: the investment says its unit in its heading."""
    taken = take_in("project", (FILES / "cases" / "p24_currency_column.xlsx").read_bytes())
    for row in taken.rows:
        assert refused(row) or told(row.values["signed_amount"]) == wan(1000, "USD")


def test_the_second_list_beside_is_read_or_said():
    taken = take_in("project", (FILES / "cases" / "p33_side_by_side.xlsx").read_bytes())
    names = {row.values.get("name"): told(row.values.get("investment")) for row in taken.rows}
    said = taken.said().replace("项目名称', 'name'", "")
    assert names.get("示例右一") == wan(6000) or "项目名称" in said


def test_two_projects_of_one_merged_amount_do_not_count_it_twice():
    taken = take_in("project", (FILES / "cases" / "p03_merged_amount.xlsx").read_bytes())
    counted = [
        told(row.values[name])[0]
        for row in taken.rows
        if not refused(row)
        for name in ("investment", "signed_amount")
        if name in row.values
    ]
    assert sum(counted) <= 2 * wan(10000)[0]


def test_a_hidden_row_is_said():
    content = (FILES / "cases" / "p11_hidden_row.xlsx").read_bytes()
    taken = take_in("project", content)
    assert 3 in getattr(taken.table, "hidden_rows", ())


@pytest.mark.parametrize("name", ["p29c_gb18030_bad_byte.csv", "p29d_utf8_bad_byte.csv"])
def test_a_bad_byte_is_said_on_its_row(name):
    (row,) = take_in("project", (FILES / "cases" / name).read_bytes()).rows
    assert any(issue.level == "warning" and issue.code == "bad_byte" for issue in row.issues)
