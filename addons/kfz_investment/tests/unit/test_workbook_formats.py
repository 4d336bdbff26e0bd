"""A number is what its format shows of it: a date, a scaled number, an amount with a unit."""

import datetime
import io
from decimal import Decimal

import pytest
import xlsxwriter
from domain.workbook.errors import CellProblem
from domain.workbook.readers.numformat import Sections, Shown, number_format
from domain.workbook.readers.reader import read
from domain.workbook.readers.serials import near_midnight
from domain.workbook.readers.shown import styled
from domain.workbook.sheet import Styled
from domain.workbook.values.amounts import parse_amount
from domain.workbook.values.dates import parse_date
from hypothesis import given
from hypothesis import strategies as st
from import_glue import take_in
from workbook_files import cells_of, formatted, xls

DATE, TIME = Shown("date"), Shown("time")
MONTH, NO_YEAR = Shown("date", "month"), Shown("date", "no year")
NOTHING = Shown("nothing")


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy-mm-dd", DATE),
        ('yyyy"年"m"月"d"日";@', DATE),
        ("[$-804]aaaa", NO_YEAR),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", DATE),
        ("mmm-yy", MONTH),
        ('e"年"m"月"', MONTH),
        ('m"月"d"日"', NO_YEAR),
        ('m"月"', NO_YEAR),
        ('[DBNum1][$-804]yyyy"年"m"月"d"日"', DATE),
        ("yyyy/m/d h:mm:ss.000", DATE),
        ("h:mm:ss", TIME),
        ('[$-804]上午/下午h"时"mm"分";@', TIME),
        ("[h]:mm", Shown("time", "elapsed")),
        ("yyyy-mm-dd hh:mm", DATE),
        ("hh:mm yyyy/m", MONTH),
        (";;;", NOTHING),
        ('"";""', NOTHING),
        ("[Red]", None),
        ("**;**;**;**", NOTHING),
        ("mm:ss.0", TIME),
        ("General", None),
        ("G/通用格式", None),
        ("@", None),
        ("0.00", None),
        ("0.00E+00", None),
        ("# ?/?", None),
        ("00000", None),
        ("000\\-0000", None),
        ("#,##0.00_);[Red](#,##0.00)", None),
        (
            "0000!.00!.00",
            None,
        ),  # 20240305 shown as 2024.03.05 stays the number that dates are read from
        ("0.00%", Shown("", "%")),
        ('0"万元"', Shown("", "万元")),
        ('#,##0.00"亿元"', Shown("", "亿元")),
        ('General"万元"', Shown("", "万元")),
        ('G/通用格式"万元"', Shown("", "万元")),
        ('"人民币"0"万元整"', Shown("", "万元")),
        ('"¥"#,##0.00', Shown("", "¥")),
        ("[$￥-804]#,##0", Shown("", "￥")),
        ('_ ￥* #,##0_ ;_ ￥* -#,##0_ ;_ ￥* "-"??_ ;_ @_ ', Shown("", "￥")),
        ("[$$-409]#,##0.00", Shown("", "$")),
        ("[$USD] #,##0", Shown("", "USD")),
        ("_-[$€-2]\\ * #,##0.00_-", Shown("", "€")),
        ("\\$#,##0", Shown("", "$")),
        ("$#,##0", Shown("", "$")),
        ('"$"0"万"', Shown("", "万$")),
        ('"$"0"万元"', Shown("", "万元$")),
        ('0!.0,"万元"', Shown("", "万元", 4)),
        ('#,##0!.0,"万元";[Red]-#,##0!.0,"万元"', Shown("", "万元", 4)),
        ('0!.0000"万"', Shown("", "万", 4)),
        ('0"."0,"万"', Shown("", "万", 4)),
        ('0"亿"0000!.0,"万"', Shown("", "万", 4)),
        ('0!.00,,"亿元"', Shown("", "亿元", 8)),
        ('0.0,,"百万"', Shown("", "百万", 6)),
        ('#,##0,"千"', Shown("", "千", 3)),
        ('0"."0,', Shown("", "", 4)),
        ("0\\.0,", Shown("", "", 4)),
        ("#,##0,", Shown("", "", 3)),
        ("#,##0.00,", Shown("", "", 3)),
        ("0,.0", Shown("", "", 3)),
        ('0.0,"K"', Shown("", "K", 3)),
        ('0"万吨"', Shown("", "万吨")),
        ('0"000"', Shown("", "000")),
    ],
)
def test_what_a_format_shows(code, shown):
    assert number_format(code) == shown


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', 250_000_000, Shown("", "亿", 8)),
        ('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', 100_000_000, Shown("", "亿", 8)),
        ('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', 12_345, Shown("", "万", 4)),
        ('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', 9_999, Shown()),
        ('[<10000]0"元";0!.0,"万元"', 9_999, Shown("", "元")),
        ('[<10000]0"元";0!.0,"万元"', 10_000, Shown("", "万元", 4)),
        ('0!.0,"万";-0"元";0', 5, Shown("", "万", 4)),
        ('0!.0,"万";-0"元";0', -5, Shown("", "元")),
        ('0!.0,"万";-0"元";0', 0, Shown()),
        ('[=1]"是";[=0]"否";General', 1, Shown("text", "是")),
        ('[=1]"是";[=0]"否";General', 2, Shown()),
    ],
)
def test_sections_are_chosen_by_the_number(code, value, shown):
    found = number_format(code)
    assert isinstance(found, Sections) and found.at(value) == shown


def test_a_scaled_number_is_exactly_the_shown_one():
    sheet = formatted((12_345_678, '0!.0,"万元"'), (12_345_678, "#,##0,"), (50_000_000, "0!.0,"))
    row = sheet.rows[1]
    assert isinstance(row[0], Styled) and (row[0], row[0].suffix) == (1234.5678, "万元")
    assert parse_amount(row[0]).amount == Decimal("12345678")
    assert row[1] == 12345.678 and not isinstance(row[1], Styled)
    assert row[2] == 5000 and isinstance(row[2], int)
    assert sheet.doubts == {
        (1, 1): ("scaled_format", {"text": "12345.678", "stored": "12345678"}),
        (1, 2): ("scaled_format", {"text": "5000", "stored": "50000000"}),
    }


@given(st.integers(1, 10**15 - 1), st.sampled_from([("0!.0,", 4), ("0!.00,,", 8), ("#,##0,", 3)]))
def test_no_digit_is_lost_by_scaling(value, scaling):
    shown = styled(float(value), number_format(scaling[0] + '"万元"'))
    assert Decimal(f"{float(shown):.15g}").scaleb(scaling[1]) == value


def test_a_zero_shown_as_a_dash_is_zero_and_a_word_shown_for_a_number_is_the_word():
    sheet = formatted((0, '0"万元";-0"万元";"-"'), (1, '[=1]"是";[=0]"否";General'))
    assert sheet.rows[1] == [0, "是"]


def test_xls_shows_the_same():
    content = xls(
        [[12_345_678, 100, 5, 45356]],
        formats={(0, 0): '0!.0,"万元"', (0, 1): "#,##0,", (0, 3): 'm"月"d"日"'},
    )
    sheet = read(content)[0]
    row = sheet.rows[1]
    assert (row[0], row[0].suffix, row[1], row[2]) == (1234.5678, "万元", 0.1, 5)
    assert row[3] == datetime.datetime(2024, 3, 5)
    assert {place: code for place, (code, _params) in sheet.doubts.items()} == {
        (1, 1): "scaled_format",
        (1, 3): "year_hidden",
    }


@pytest.mark.parametrize(
    ("serial", "day", "doubted"),
    [
        (45382.99950231481, datetime.datetime(2024, 4, 1), False),  # SheetJS in Shanghai
        (45382.9999999, datetime.datetime(2024, 4, 1), False),
        (45382.99968, datetime.datetime(2024, 4, 1), True),
        (45382.9986, datetime.datetime(2024, 3, 31, 23, 57, 59), False),
        (45383.0005, datetime.datetime(2024, 4, 1), False),
        (45383.5, datetime.datetime(2024, 4, 1, 12), False),
    ],
)
def test_less_than_a_minute_from_midnight_is_midnight(serial, day, doubted):
    sheet = formatted((serial, "yyyy-mm-dd"))
    assert sheet.rows[1] == [day]
    assert bool(sheet.doubts) == doubted


def test_the_last_minute_that_there_is_stays():
    last = datetime.datetime.max.replace(microsecond=0)
    assert near_midnight(last) == last


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-05", datetime.datetime(2024, 3, 5)),
        ("2024-03-05T10:30:00", datetime.datetime(2024, 3, 5, 10, 30)),
        ("2024-03-31T16:00:00.000Z", datetime.datetime(2024, 4, 1)),
        ("2024-03-31T15:59:17.000Z", datetime.datetime(2024, 4, 1)),
        ("2024-03-31T18:00:00+02:00", datetime.datetime(2024, 4, 1)),
        ("1988-06-30T15:00:00Z", datetime.datetime(1988, 7, 1)),  # summer time of those years
        ("5. März", "5. März"),
    ],
)
def test_iso_cells_are_days_in_shanghai(text, moment):
    assert cells_of(f'<c t="d"><v>{text}</v></c>') == [moment]


@pytest.mark.parametrize(
    "code", ['"计划"yyyy-m-d', 'yyyy-m-d"前"', '"拟"yyyy"年"m"月"', 'yyyy-mm-dd"(暂定)"']
)
def test_plans_in_formats(code):
    """Words in a format of dates are shown as well: a plan is none of what has happened."""
    with pytest.raises(CellProblem):
        parse_date(formatted((46086, code)).rows[1][0])


@pytest.mark.parametrize("code", ['yyyy"年"', "yyyy", 'yyyy"年一季度"'])
def test_years_in_formats(code):
    """A format that shows the year alone hides the day, which is said."""
    sheet = formatted((46086, code))
    assert parse_date(sheet.rows[1][0]).date.isoformat() == "2026-03-05"
    assert sheet.doubts == {(1, 0): ("day_hidden", {"text": "2026", "date": "2026-03-05"})}
    assert not formatted((46086, 'yyyy"年"m"月"d"日"'), (46086, "d-mmm-yy")).doubts


@pytest.mark.parametrize(
    ("code", "said", "shown"),
    [
        ('yyyy"年"m"月"', "day_not_shown", "2026-03"),
        ("mmm-yy", "day_not_shown", "2026-03"),
        ("yyyy-m;@", "day_not_shown", "2026-03"),
        ("m/d", "year_hidden", "03-05"),
        ('m"月"d"日"', "year_hidden", "03-05"),
    ],
)
def test_parts_of_dates_in_formats(code, said, shown):
    """What a format hides of a date is said; a month whose first day is stored is like a month in words."""
    sheet = formatted((46086, code), (46082, code))
    assert sheet.rows[1][0] == datetime.datetime(2026, 3, 5)
    assert sheet.doubts[1, 0] == (said, {"text": shown, "date": "2026-03-05"})
    first = "month_only" if said == "day_not_shown" else said
    assert sheet.doubts[1, 1][0] == first


@pytest.mark.parametrize(
    "code", ["[h]:mm", "hh:mm", "h:mm AM/PM", "mm:ss", "[s]", '上午/下午h"时"mm"分"']
)
def test_times_are_no_dates(code):
    """A time of the day and a duration are no date, even where the cell holds one."""
    with pytest.raises(CellProblem) as caught:
        parse_date(formatted((46086.5, code)).rows[1][0])
    assert caught.value.code == "not_a_date"


@pytest.mark.parametrize(
    ("code", "value", "doubted"),
    [
        (";;;", 5000, True), ("0;;", 5000, False), ("0;;", 0, False), (";;0", 5000, True), ("** ;**", 5000, True),
        ('"-"', 5000, True), ("[>10000]0;;", 5000, True), ("[<10000];0", 5000, True), ("#,##0;-#,##0;;@", 0, False),
        ("#,###", 5000, False), ("#,###", 0, False),
    ],
)  # fmt: skip
def test_hidden_numbers(code, value, doubted):
    """A number that its format hides is refused; a hidden zero is an empty cell."""
    sheet = formatted((value, code))
    assert ([said for said, _params in sheet.doubts.values()] == ["value_hidden"]) == doubted
    assert sheet.rows.get(1, [None])[0] == (value or None)


def test_hidden_cells_are_refused():
    """In the columns of a list: amounts, days and texts, in .xlsx and .xls."""
    rows = [
        ["企业名称", "注册资本（万元）", "成立日期", "地址"],
        ["示例甲有限公司", 500, 46086, "磨憨镇"],
    ]
    formats = {(1, index): ";;;" for index in range(4)}
    for content in (xlsx(rows, formats), xls(rows, formats=formats)):
        (parsed,) = take_in("enterprise", content).rows
        refused = {issue.column for issue in parsed.issues if issue.code == "value_hidden"}
        assert refused == set(rows[0]) and not parsed.ok


def xlsx(rows, formats):
    """Bytes of an .xlsx with number formats by (row, column)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        for index, value in enumerate(row):
            code = formats.get((number, index))
            page.write(number, index, value, book.add_format({"num_format": code} if code else {}))
    book.close()
    return buffer.getvalue()


def test_words_for_zero():
    """Zero that a format shows as a word is what the word says; as a dash it is zero."""
    row = formatted((0, '0;-0;"待定"'), (0, '0;-0;"-"'), (5, '0;-0;"待定"')).rows[1]
    assert row == ["待定", 0, 5]
