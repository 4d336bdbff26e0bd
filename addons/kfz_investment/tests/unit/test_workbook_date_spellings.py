"""A reading of dates made by hand: what people write, and which day in Shanghai it is or why it is refused."""

import datetime

import pytest
from domain.workbook.errors import CellProblem
from domain.workbook.readers.serials import serial_date
from domain.workbook.values.dates import parse_date
from domain.workbook.values.periods import months_of
from hypothesis import assume, given
from hypothesis import strategies as st


def told(value):
    """The day of a cell with its notes after a colon, or the code of its refusal."""
    try:
        found = parse_date(value)
    except CellProblem as problem:
        return problem.code
    return f"{found.date}{': ' + ' '.join(found.notes) if found.notes else ''}"


# fmt: off
CELLS = [
    # midnight as SheetJS writes it, and times that are times
    (45382.9995, "2024-04-01"), ("45382.9995", "2024-04-01"), ("2024-03-31 23:59:17", "2024-04-01"),
    ("2024-03-31T23:59:17", "2024-04-01"), ("2024/3/31 23:59:17", "2024-04-01"), ("2024-03-31T15:59:17.000Z", "2024-04-01"),
    (datetime.datetime(2024, 3, 31, 23, 59, 17), "2024-04-01"), ("2024-12-31 23:59:17", "2025-01-01"),
    ("2024-03-31 23:59:59", "2024-03-31"), ("2024-03-31 23:59", "2024-03-31"), ("2024-03-31 23:58:17", "2024-03-31"),
    (datetime.datetime(2024, 3, 31, 23, 59, 59), "2024-03-31"), (45382.5, "2024-03-31"),
    # moments with an offset are days in Shanghai
    ("2024-03-31T16:00:00.000Z", "2024-04-01"), ("2024-03-31T16:00:00Z", "2024-04-01"), ("2024-03-31T15:59:00Z", "2024-03-31"),
    ("2024-04-01T00:00:00+08:00", "2024-04-01"), ("2024-03-31 16:00:00+00:00", "2024-04-01"), ("2024-03-31T16:00:00+0000", "2024-04-01"),
    ("2024-03-31T12:00:00-05:00", "2024-04-01"), ("2024-03-31 16:00:00 UTC", "2024-04-01"), ("2024-04-01T00:00:00", "2024-04-01"),
    ("2024-04-01T07:30:00.000Z", "2024-04-01"), ("2024-02-29T20:00:00Z", "2024-03-01"), ("2024-04-01 00:30 +08", "2024-04-01"),
    ("2024-02-30T20:00:00Z", "no_such_date"), ("2024-03-31T25:00:00Z", "not_a_date"),
    # as computers count
    (1711900800000, "date_epoch"), ("1711900800000", "date_epoch"), (1711900800, "date_epoch"), ("1711900800", "date_epoch"),
    # days
    ("20240305", "2024-03-05"), ("2024.3.5", "2024-03-05"), ("2024．3．5", "2024-03-05"), ("２０２４年３月５日", "2024-03-05"),
    ("二〇二四年三月五日", "2024-03-05"), ("2024年3月5日（星期二）", "2024-03-05"), ("2024/3/5 0:00", "2024-03-05"),
    ("2024-3-5", "2024-03-05"), ("2024.3月5日", "2024-03-05"), ("2024年3.5日", "2024-03-05"), ("2024年3月5", "2024-03-05"),
    ("民国113年3月5日", "not_a_date"), ("113年3月5日", "not_a_date"), ("2024-3-5日", "2024-03-05"), ("约2024年3月5日", "2024-03-05: approximate_day"),
    ("2024年3.5", "date_ambiguous"), ("2024-3/5", "date_ambiguous"), ("2024.3/5", "date_ambiguous"),
    ("24/3/5", "2024-03-05: two_digit_year"), ("24/03/05", "2024-03-05: two_digit_year"), ("10/11/24", "date_ambiguous"),
    ("03/05/24", "date_ambiguous"), ("Mar-24", "date_ambiguous"), ("24-Mar", "date_ambiguous"), ("Mar 2024", "2024-03-01: month_only"),
    ("January 2024", "2024-01-01: month_only"), ("2024.10", "2024-10-01: month_only"), (2024.1, "date_ambiguous"), (2024.11, "2024-11-01: month_only"),
    # footnotes
    ("2024-3-1②", "2024-03-01: footnote"), ("2024-03-05①", "2024-03-05: footnote"), ("2024.3①", "2024-03-01: month_only footnote"),
    ("2024年3月5日*", "2024-03-05: footnote"), ("2024/3/1²", "2024-03-01: footnote"), ("2024-03-05[1]", "2024-03-05: footnote"),
    ("20240305①", "2024-03-05: footnote"), ("2024年3月5日注1", "2024-03-05: footnote"), ("2024①-3-5", "not_a_date"), ("㋂5日", "not_a_date"),
    # months and periods
    ("3月", "month_without_year"), ("12月份", "month_without_year"), ("3月5日", "day_without_year"), ("2024年13月", "no_such_date"),
    ("26年3月", "2026-03-01: month_only"), ("2026-3", "2026-03-01: month_only"), (202603, "2026-03-01: month_only"),
    ("2026.1-3", "date_months"), ("2026年1-6月", "date_months"), ("2026年1-6", "date_months"), ("2026年1月-3月", "date_months"),
    ("2026/1-3", "date_months"), ("26年1-3月", "date_months"), ("26.1-3", "date_months"), ("1-3月", "date_months"),
    ("2026年1至6月", "date_months"), ("2026年1—6月", "date_months"), ("2026-01~03", "date_months"), ("202601-03", "date_months"),
    ("2026年1、2月", "date_months"), ("2026年1、2", "date_months"), ("2026年1、2、3月", "date_months"), ("3月、4月", "date_months"),
    ("2026年一至三月", "date_months"), ("2026年1-3月累计", "date_months"), ("2026年1-6月（上半年）", "date_months"), ("3-4月份", "date_months"),
    ("2026.01~2026.03", "two_dates"), ("2026.3-2026.5", "two_dates"), ("2026年1月至2026年3月", "two_dates"), ("202601-202603", "date_months"),
    ("2026年一季度", "date_incomplete"), ("2026Q1", "date_incomplete"), ("2026年上半年", "date_incomplete"), ("一季度", "date_months"),
    ("2026年前三季度", "date_months"), ("上半年", "date_months"), ("2026年", "date_incomplete"),
    ("2026年3月5日-8日", "date_range"), ("2026.3.5-8", "date_range"), ("2026.3.5-3.8", "date_range"), ("3/5-3/8", "date_range"),
    ("2026年3月5日至3月8日", "date_range"), ("2026.3.5-2026.3.8", "two_dates"), ("2026年3月5日至2026年3月8日", "two_dates"),
    ("2026年3-5日", "date_ambiguous"), ("2024.3.5、2024.4.6", "two_dates"), ("2024-03-05,2024-04-06", "two_dates"),
]
MONTHS = [
    ("2026.1-3", "2026-01", "2026-03"), ("2026年1-6", "2026-01", "2026-06"), ("1-3月", "01", "03"), ("3月、4月", "03", "04"),
    ("26年10-12月", "2026-10", "2026-12"), ("2026Q2", "2026-04", "2026-06"), ("2026年第三季度", "2026-07", "2026-09"),
    ("2026年下半年", "2026-07", "2026-12"), ("2026年前三季度", "2026-01", "2026-09"), ("2025.11-2026.2", "2025-11", "2026-02"),
    ("2026年1、2、3月", "2026-01", "2026-03"), ("202601-03", "2026-01", "2026-03"), ("2026H1", "2026-01", "2026-06"),
]
# fmt: on


@pytest.mark.parametrize(("value", "wanted"), CELLS)
def test_a_cell_is_one_day_or_refused(value, wanted):
    assert told(value) == wanted


@pytest.mark.parametrize(("text", "first", "last"), MONTHS)
def test_a_period_tells_its_months(text, first, last):
    assert months_of(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "2026-1-3",
        "2026.1.3",
        "2026/1/3",
        "2026年1月3日",
        "2026、1、3",
        "2026年1月",
        "26-1-3",
        "5000-6000",
        "1-3",
        "",
    ],
)
def test_a_day_or_a_month_is_no_period(text):
    assert months_of(text) is None


DAYS = st.dates(datetime.date(1951, 1, 1), datetime.date(2099, 12, 30))
FORMS = [
    "{0:%Y-%m-%d}",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0:%Y%m%d}",
]


@given(
    DAYS,
    st.sampled_from(FORMS),
    st.sampled_from(["①", "②", "⑫", "²", "³", "⒈", "*", "†", "[1]", "【2】", "❸", "㈡"]),
)
def test_a_footnote_mark_never_changes_a_day(day, form, mark):
    found = parse_date(form.format(day) + mark)
    assert (found.date, found.notes) == (day, ("footnote",))


@given(
    st.datetimes(datetime.datetime(1950, 1, 2), datetime.datetime(2099, 12, 30)),
    st.integers(-12 * 4, 14 * 4),
    st.sampled_from(["T", " "]),
)
def test_a_moment_with_an_offset_is_a_day_in_shanghai(moment, quarters, between):
    moment = moment.replace(microsecond=0)
    zone = datetime.timezone(datetime.timedelta(minutes=15 * quarters))
    there = moment.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
    assume(not (there.hour == 23 and there.minute == 59))
    assert parse_date(there.astimezone(zone).isoformat(between)).date == moment.date()


@given(DAYS)
def test_midnight_that_is_43_seconds_early_is_the_next_day(day):
    early = datetime.datetime.combine(day, datetime.time()) - datetime.timedelta(seconds=43)
    serial = (day - datetime.date(1899, 12, 30)).days - 43 / 86400
    utc = early - datetime.timedelta(hours=8)
    for value in (
        serial,
        f"{serial:.4f}",
        early,
        f"{early}",
        f"{early:%Y-%m-%dT%H:%M:%S}",
        f"{utc:%Y-%m-%dT%H:%M:%S.000Z}",
    ):
        assert parse_date(value).date == day


@given(DAYS, st.floats(0, 0.9993))
def test_any_other_time_of_a_serial_number_stays_on_its_day(day, fraction):
    serial = (day - datetime.date(1899, 12, 30)).days + fraction
    assert parse_date(serial).date == day == serial_date(serial).date()


@given(
    st.integers(2001, 2099),
    st.integers(1, 12),
    st.integers(1, 12),
    st.sampled_from(
        ["{0}.{1}-{2}", "{0}年{1}-{2}月", "{0}年{1}-{2}", "{0}年{1}月-{2}月", "{0}/{1}-{2}", "{0}年{1}~{2}月", "{0}.{1}至{2}月",
         "{0}年{1}、{2}月", "{1}-{2}月", "{0}.{1:02}-{0}.{2:02}", "{0}年{1}月至{0}年{2}月", "{0}{1:02}-{0}{2:02}", "{0}.{1}—{2}"]
    ),
)  # fmt: skip
def test_a_period_is_never_a_day(year, first, last, form):
    text = form.format(year, first, last)
    with pytest.raises(CellProblem):
        parse_date(text)
    assert months_of(text)[0].endswith(f"{first:02}") and months_of(text)[1].endswith(f"{last:02}")


@given(st.text(alphabet="0123456789年月日.-/~、至①²季度Q ", min_size=4, max_size=12))
def test_a_text_with_odd_separators_is_a_day_that_its_digits_say_or_refused(text):
    try:
        found = parse_date(text)
    except CellProblem:
        return
    if found and not found.notes and any(mark in text for mark in "年.-/"):
        year, month, day = found.date.year, found.date.month, found.date.day
        digits = "".join(filter(str.isdigit, text)).replace("0", "")
        assert digits == f"{year}{month}{day}".replace("0", "")
