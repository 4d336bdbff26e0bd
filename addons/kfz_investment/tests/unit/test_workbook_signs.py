"""What a number format shows beside a number: known units count, anything else is read like the text that is shown."""

import pytest
from domain.workbook.errors import CellProblem
from domain.workbook.readers.numformat import number_format
from domain.workbook.readers.shown import styled
from domain.workbook.sheet import Styled
from domain.workbook.values.amounts import parse_amount
from domain.workbook.values.unit import parse_unit
from workbook_files import formatted

WAN = parse_unit("万元")


def told(code, value=5000.0):
    """What a column in 万元 takes a number in this format for."""
    try:
        found = parse_amount(styled(value, number_format(code)), WAN)
    except CellProblem as problem:
        return problem.code
    return " ".join([f"{found.amount:.0f} {found.currency}", *found.notes])


# fmt: off
@pytest.mark.parametrize("code", [
    "#,##0", "#,##0.00_ ", "￥#,##0", "[$￥-804]#,##0", "[$¥-804]#,##0.00", "[$-804]#,##0", '"人民币"#,##0', '#,##0"万元"',
    '#,##0"万元整"', '#,##0" 万元 "', "#,##0;-#,##0", "#,##0;[红色]-#,##0", "#,##0_);(#,##0)", '"¥"#,##0.00', "[Red]#,##0",
    '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', '#,##0.-', '"RMB "#,##0', "[DBNum2][$-804]General", "[>=1]0;(0)",
])
def test_known(code):
    """Formats that show a number, or one with the unit of the column."""
    assert told(code) == "50000000 CNY"


@pytest.mark.parametrize("code, result", [
    ("[$¥-411]#,##0", "format_unit"), ("[$¥-ja-JP]#,##0", "format_unit"),
    ("[$$-C09]#,##0", "currency_against"), ("[$$-409]#,##0", "currency_against"), ("[$$-80A]#,##0", "not_a_number"),
    ("[$$-2C0A]#,##0", "not_a_number"), ("[$₭-454]#,##0", "currency_against"), ("[$฿-41E]#,##0", "currency_against"),
    ('"฿"#,##0', "currency_against"), ("[$₫-42A] #,##0", "currency_against"), ("[$THB] #,##0", "currency_against"),
    ('#,##0" 泰铢"', "currency_against"), ('#,##0"kip"', "currency_against"), ("[$RM-43E]#,##0", "not_a_number"),
    ('0"US"', "not_a_number"), ('0"人"', "not_a_number"), ('0"亩"', "not_a_number"), ('0"万/年"', "not_a_number"),
    ('0"万元/年"', "not_a_number"), ("0\\%", "percent"), ('0"‰"', "percent"), ('"-"0', "negative"), ("(#,##0)", "negative"),
    ('"9"0', "two_amounts"), ('"约"0', "50000000 CNY approximate"), ('0"万元左右"', "50000000 CNY approximate"),
    ('0"万泰铢"', "currency_against"), ('0"(暂定)"', "not_a_number"),
])
def test_more(code, result):
    """Signs and words that say more: another currency, a measure, a guess, a minus."""
    assert told(code) == result
# fmt: on


def test_own_currency():
    """What is shown counts in a column of that currency, or of none."""
    number = styled(5000.0, number_format('#,##0"泰铢"'))
    assert parse_amount(number, parse_unit("泰铢")).currency == "THB"
    assert parse_amount(number).currency == "THB"


def test_other_columns():
    """In columns of texts and days such a number is what it was."""
    row = formatted((7, '"KF"000'), (2024, '0"年"'), (5, "0")).rows[1]
    assert isinstance(row[0], Styled) and row[:2] == [7, 2024]
    assert (row[0].around, row[0].suffix, type(row[2])) == (("KF", ""), "", int)


def test_negative():
    """A minus of the format is none of a text: what is negative is refused as such."""
    assert told('#,##0"人";-#,##0"人"', -5.0) == "not_a_number"
    assert told("#,##0;-#,##0", -5.0) == told("#,##0_);(#,##0)", -5.0) == "negative"
