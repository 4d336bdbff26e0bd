"""Dates as offices write them. Every result is a calendar date in Asia/Shanghai."""

import calendar
import datetime
import re
from dataclasses import dataclass

from .cells import nfkc, raw_text, refuse_non_values, stands_for_nothing
from .errors import CellProblem
from .memo import kept
from .numerals import chinese_int
from .numformat import serial_date

FIRST_YEAR, LAST_YEAR = 1850, 2100
_DASHES = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "―": "-",
        "‐": "-",
        "−": "-",
        "－": "-",
        "。": ".",
        "、": ".",
        "．": ".",
        "·": ".",
        "\\": "/",
    }
)
_CHINESE = re.compile("[〇零○一二两三四五六七八九十]+(?=[年月日号])")
_TIME = re.compile(
    r"(?<=\d|日|号)[T ]*(?:(?:上午|下午|AM|PM)?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?分?(?:Z|AM|PM|[+-]\d{2}:?\d{2})?)$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"[(]?(?:星期|周)[一二三四五六日天][)]?$")
_FULL = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?")
_SHORT = re.compile(r"'?(\d{2})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?")
_MONTH = re.compile(r"(\d{4}|\d{2}(?=年))[年./-](\d{1,2})月?份?(上旬|中旬|下旬|初|底|末|中)?")
_REVERSED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ENGLISH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-/.,]?([a-z]{3,9})[-/.,]?(\d{4}|\d{2})|([a-z]{3,9})[-/.]?(\d{1,2})(?:st|nd|rd|th)?,?[-/.]?(\d{4})",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"预计|计划|拟|预期|力争|争取|之?前$|以前$|planned|expected", re.IGNORECASE)
_PARTIAL = re.compile(
    r"\d{4}年?(?:第?[一二三四1-4]季度|Q[1-4]|上半年|下半年|年?[初底末])?年?", re.IGNORECASE
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}


@dataclass(frozen=True)
class ReadDate:
    """A date and, when something was assumed, what: month_only, two_digit_year, approximate_day."""

    date: datetime.date
    note: str = None


def parse_date(value):
    """The `ReadDate` of a cell, None when it means no value.

    Raises CellProblem: cell_error, ditto, not_a_date, no_such_date, year_implausible, two_dates, date_planned,
    date_incomplete, date_ambiguous.
    """
    refuse_non_values(value)
    if isinstance(value, datetime.datetime):
        return _plausible(value.date(), None, value)
    if isinstance(value, datetime.date):
        return _plausible(value, None, value)
    if isinstance(value, (bool, datetime.time)):
        raise CellProblem("not_a_date", text=raw_text(value))
    if isinstance(value, (int, float)):
        return _from_number(value)
    if value is None or stands_for_nothing(value):
        return None
    return _from_text(value)


def _from_number(value):
    text = raw_text(value)
    if value < 10_000 and not float(value).is_integer():
        if re.fullmatch(r"(?:19|20)\d\d\.1", text):
            raise CellProblem("date_ambiguous", text=text)
        return _from_text(text)
    if 18_000 <= value < 80_000:
        return _plausible(serial_date(float(value)).date(), None, value)
    return _from_text(text)


@kept
def _from_text(original):
    text = nfkc(original.replace("T", " T") if "T" in original else original).translate(_DASHES)
    text = _CHINESE.sub(lambda match: str(chinese_int(match[0])), text)
    if len(_FULL.findall(text)) > 1 or re.fullmatch(
        r"\d{4}[年.]\d{1,2}月?[-~至到]\d{4}[年.]\d{1,2}月?", text
    ):
        raise CellProblem("two_dates", text=original.strip()[:60])
    if _PLANNED.search(text):
        raise CellProblem("date_planned", text=original.strip()[:60])
    text = _WEEKDAY.sub("", re.sub(r"^约|左右$|[(][^()\d]*[)]$|\.$", "", text))
    bare = _TIME.sub("", _split_time(original, text))
    for reader in (
        _read_digits,
        _read_full,
        _read_reversed,
        _read_short,
        _read_month,
        _read_english,
    ):
        found = reader(bare, original)
        if found:
            return found
    if _PARTIAL.fullmatch(bare):
        raise CellProblem("date_incomplete", text=original.strip()[:60])
    raise CellProblem("not_a_date", text=original.strip()[:60])


def _split_time(original, text):
    """Cut the time off before spaces are lost: in '2024-3-5 10:30' the 5 and the 10 must not meet."""
    match = re.match(r"\s*(\S*?\d\S*)\s+T?(?:\d{1,2}:\d{2}|上午|下午)", original)
    if not match or (":" not in text and "时" not in text):
        return text
    return _CHINESE.sub(lambda found: str(chinese_int(found[0])), nfkc(match[1]).translate(_DASHES))


def _read_digits(text, original):
    if re.fullmatch(r"\d{8}", text):
        return _make(text[:4], text[4:6], text[6:], None, original)
    if re.fullmatch(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])", text):
        return _make(text[:4], text[4:], 1, "month_only", original)
    if re.fullmatch(r"\d{5}", text) and 18_000 <= int(text) < 80_000:
        return _plausible(serial_date(float(text)).date(), None, original)
    if re.fullmatch(r"\d{5}\.\d+", text) and 18_000 <= float(text) < 80_000:
        return _plausible(serial_date(float(text)).date(), None, original)
    return None


def _read_full(text, original):
    match = _FULL.fullmatch(text)
    return match and _make(*match.groups(), None, original)


def _read_short(text, original):
    match = _SHORT.fullmatch(text)
    if not match:
        return None
    return _make(_century(match[1]), match[2], match[3], "two_digit_year", original)


def _century(two_digits):
    return 2000 + int(two_digits) if int(two_digits) < 70 else 1900 + int(two_digits)


def _read_month(text, original):
    match = _MONTH.fullmatch(text)
    if not match:
        return None
    year = int(match[1]) if len(match[1]) == 4 else _century(match[1])
    month, part = int(match[2]), match[3]
    if not part:
        return _make(year, month, 1, "month_only", original)
    last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 and year else 1
    day = {"上旬": 1, "初": 1, "中旬": 11, "中": 11, "下旬": 21}.get(part, last)
    return _make(year, month, day, "approximate_day", original)


def _read_reversed(text, original):
    match = _REVERSED.fullmatch(text)
    if not match:
        return None
    first, second = int(match[1]), int(match[2])
    if first <= 12 and second <= 12 and first != second:
        raise CellProblem("date_ambiguous", text=original.strip()[:60])
    day, month = (first, second) if first > 12 or first == second else (second, first)
    return _make(match[3], month, day, None, original)


def _read_english(text, original):
    match = _ENGLISH.fullmatch(text)
    if not match:
        return None
    day, name, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
    month = _MONTHS.get(name[:3].lower())
    if not month:
        return None
    return _make(
        year if len(year) == 4 else _century(year),
        month,
        day,
        None if len(year) == 4 else "two_digit_year",
        original,
    )


def _make(year, month, day, note, original):
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise CellProblem("no_such_date", text=raw_text(original).strip()[:60]) from None
    return _plausible(date, note, original)


def _plausible(date, note, original):
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise CellProblem("year_implausible", text=raw_text(original).strip()[:60], year=date.year)
    return ReadDate(date, note)
