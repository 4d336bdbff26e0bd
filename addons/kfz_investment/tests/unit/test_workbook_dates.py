"""Dates in every spelling that offices use."""

import datetime

import pytest
from domain.workbook.errors import CellProblem
from domain.workbook.readers.serials import serial_date
from domain.workbook.sheet import CellError
from domain.workbook.values.dates import parse_date
from hypothesis import given
from hypothesis import strategies as st

DAY = datetime.date(2024, 3, 5)


@pytest.mark.parametrize(
    "value",
    [
        "2024年3月5日",
        "2024年03月05日",
        "2024 年 3 月 5 日",
        "2024.3.5",
        "2024.03.05",
        "2024.3.5.",
        "2024/03/05",
        "2024/3/5",
        "2024-3-5",
        "2024-03-05",
        "20240305",
        20240305,
        "45356",
        45356,
        45356.4,
        "45356.0",
        "二〇二四年三月五日",
        "二零二四年三月五日",
        "２０２４．３．５",
        "2024。3。5",
        "2024、3、5",
        "2024年3月5号",
        "2024年3月5日（星期二）",
        "2024-03-05 10:30",
        "2024-03-05 10:30:00",
        "2024-03-05T10:30:00Z",
        "2024年3月5日 10时30分",
        "20240305 10:30",
        "2024—3—5",
        "5-Mar-2024",
        "5 March 2024",
        "Mar 5, 2024",
        "March 5 2024",
        "2024\\3\\5",
        " 2024.3.5\n",
        "2024年3月5日（补签）",
        datetime.datetime(2024, 3, 5),
        datetime.datetime(2024, 3, 5, 23, 59),
        datetime.date(2024, 3, 5),
    ],
)
def test_spellings_of_one_day(value):
    assert parse_date(value).date == DAY and parse_date(value).note is None


@pytest.mark.parametrize(
    ("value", "date", "note"),
    [
        ("2024年3月", (2024, 3, 1), "month_only"),
        ("2024.3", (2024, 3, 1), "month_only"),
        ("2024-03", (2024, 3, 1), "month_only"),
        ("202403", (2024, 3, 1), "month_only"),
        (202403, (2024, 3, 1), "month_only"),
        (2024.3, (2024, 3, 1), "month_only"),
        ("2024年3月份", (2024, 3, 1), "month_only"),
        ("24.3.5", (2024, 3, 5), "two_digit_year"),
        ("24年3月5日", (2024, 3, 5), "two_digit_year"),
        ("98.3.5", (1998, 3, 5), "two_digit_year"),
        ("5-Mar-24", (2024, 3, 5), "two_digit_year"),
        ("2024年2月底", (2024, 2, 29), "approximate_day"),
        ("2024年3月上旬", (2024, 3, 1), "approximate_day"),
        ("2024年3月中旬", (2024, 3, 11), "approximate_day"),
        ("13/5/2024", (2024, 5, 13), None),
        ("5/13/2024", (2024, 5, 13), None),
    ],
)
def test_assumptions_are_reported(value, date, note):
    found = parse_date(value)
    assert (found.date, found.note) == (datetime.date(*date), note)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2026年2月30日", "no_such_date"),
        ("20241305", "no_such_date"),
        ("2023.2.29", "no_such_date"),
        ("2024-13-1", "no_such_date"),
        ("2024年0月", "no_such_date"),
        ("1024-1-1", "year_implausible"),
        ("2924年1月1日", "year_implausible"),
        (datetime.datetime(1800, 1, 1), "year_implausible"),
        ("2024.3.5、2024.4.6", "two_dates"),
        ("2024.3-2024.5", "two_dates"),
        ("2024年3月5日至2024年4月6日", "two_dates"),
        ("预计2025年6月", "date_planned"),
        ("计划2025年6月1日", "date_planned"),
        ("2025年6月前", "date_planned"),
        ("2024年", "date_incomplete"),
        ("2024年一季度", "date_incomplete"),
        ("2024Q1", "date_incomplete"),
        ("2024年底", "date_incomplete"),
        ("3/5/2024", "date_ambiguous"),
        (2024.1, "date_ambiguous"),
        ("abc", "not_a_date"),
        ("已签", "not_a_date"),
        (True, "not_a_date"),
        (12, "not_a_date"),
        (datetime.time(9), "not_a_date"),
        ("3月5日", "day_without_year"),
        (CellError("#VALUE!"), "cell_error"),
        ("同上", "ditto"),
    ],
)
def test_a_cell_that_is_not_a_date_is_refused_with_its_reason(value, code):
    with pytest.raises(CellProblem) as caught:
        parse_date(value)
    assert caught.value.code == code


@pytest.mark.parametrize("value", [None, "", " ", "—", "/", "无", "待定", "N/A"])
def test_an_empty_cell_is_not_a_date(value):
    assert parse_date(value) is None


FORMATS = [
    "{0.year}年{0.month}月{0.day}日",
    "{0.year}.{0.month}.{0.day}",
    "{0:%Y/%m/%d}",
    "{0:%Y-%m-%d}",
    "{0:%Y%m%d}",
    "{0.year}-{0.month}-{0.day}",
    "{0:%Y年%m月%d日}",
    "{0:%Y-%m-%d} 08:00",
    "{0.year} 年 {0.month} 月 {0.day} 日",
    "{0:%d-%b-%Y}",
    "{0.year}／{0.month}／{0.day}",
]


@given(st.dates(datetime.date(1900, 3, 1), datetime.date(2099, 12, 31)), st.sampled_from(FORMATS))
def test_reading_what_was_written_gives_the_same_day(day, form):
    assert parse_date(form.format(day)).date == day


CHINESE = dict(zip("0123456789", "〇一二三四五六七八九"))


@given(st.dates(datetime.date(1900, 3, 1), datetime.date(2099, 12, 31)))
def test_reading_chinese_numerals_gives_the_same_day(day):
    def small(number):
        tens, ones = divmod(number, 10)
        return ("" if not tens else "十" if tens == 1 else CHINESE[str(tens)] + "十") + (
            "" if not ones else CHINESE[str(ones)]
        )

    text = (
        "".join(CHINESE[char] for char in str(day.year))
        + f"年{small(day.month)}月{small(day.day)}日"
    )
    assert parse_date(text).date == day


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)))
def test_serial_numbers_give_the_same_day(day):
    serial = (day - datetime.date(1899, 12, 30)).days
    assert (
        parse_date(serial).date == parse_date(str(serial)).date == day == serial_date(serial).date()
    )


@given(
    st.one_of(
        st.text(max_size=40),
        st.floats(allow_nan=True),
        st.integers(),
        st.text(alphabet="0123456789年月日./-: 二三T约", max_size=20),
    )
)
def test_any_cell_is_read_or_refused(value):
    try:
        found = parse_date(value)
    except CellProblem:
        return
    assert found is None or 1850 <= found.date.year <= 2100
