"""Dates as offices write them. Every result is a calendar date in Asia/Shanghai."""

import datetime
import re

from ..cells import nfkc, raw_text, refuse_non_values, stands_for_nothing
from ..errors import CellProblem
from ..memo import kept
from ..sheet import Styled
from . import datewords
from .daytexts import READERS, ReadDate, day_of, of_serial, plausible
from .marks import has_odd_digits, without_marks
from .numerals import chinese_int
from .periods import months_of

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
_ANY_DAY = re.compile(r"(\d{4}|'?\d{2})[年./-](\d{1,2})[月./-](\d{1,2})[日号]?")
_DAY_OF_NO_YEAR = re.compile(r"(\d{1,2})[月./-](\d{1,2})[日号]?")
_DAYS = re.compile(
    r"(?:\d{4}|\d{2}(?=年))[年./-]\d{1,2}[月./-]\d{1,2}[日号]?[-~]+(?:\d{1,2}[月./-])?\d{1,2}[日号]?"
    r"|\d{1,2}[月./]\d{1,2}[日号]?[-~]+(?:\d{1,2}[月./])?\d{1,2}[日号]?"
)
_MOMENT = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:T\s*|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"预计|计划|拟|预期|力争|争取|之?前$|以前$|planned|expected", re.IGNORECASE)
_PARTIAL = re.compile(
    r"\d{4}年?(?:第?[一二三四1-4]季度|Q[1-4]|上半年|下半年|年?[初底末])?年?", re.IGNORECASE
)
_SHANGHAI = datetime.timedelta(hours=8)


def parse_date(value):
    """The `ReadDate` of a cell, None when it means no value.

    Raises CellProblem: not_calculated, cell_error, ditto, not_a_date, no_such_date, year_implausible, two_dates,
    date_range, date_months, date_planned, date_incomplete, date_ambiguous, date_epoch, month_without_year,
    day_without_year.
    """
    refuse_non_values(value)
    if isinstance(value, datetime.datetime):
        return plausible(day_of(value), None, value)
    if isinstance(value, datetime.date):
        return plausible(value, None, value)
    if isinstance(value, (bool, datetime.time)):
        raise CellProblem("not_a_date", text=raw_text(value))
    if isinstance(value, (int, float)):
        if isinstance(value, Styled) and value >= 18_000:
            raise CellProblem("not_a_date", text=raw_text(value))
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
        return of_serial(float(value), value)
    return _from_text(text)


@kept
def _from_text(original):
    shown, (bare, marks) = original.strip()[:60], without_marks(original)
    if has_odd_digits(bare):
        raise CellProblem("not_a_date", text=shown)
    moment = _MOMENT.fullmatch(bare.strip())
    found = (moment and _read_moment(moment, shown)) or _read(bare)
    return ReadDate(found.date, (*found.notes, "footnote")) if marks else found


def _read_moment(match, shown):
    """A day with a time; one with an offset from UTC is a day in Shanghai."""
    year, _sep, month, day, hour, minute, second, zone = match.groups()
    try:
        moment = datetime.datetime(*map(int, (year, month, day, hour, minute, second or 0)))
    except ValueError:
        if int(hour) > 23:
            raise CellProblem("not_a_date", text=shown) from None
        return None
    if zone:
        digits = re.sub(r"\D", "", zone).ljust(4, "0")
        ahead = datetime.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        try:
            moment += _SHANGHAI - (-ahead if zone[0] == "-" else ahead)
        except OverflowError:
            raise CellProblem("year_implausible", text=shown, year=moment.year) from None
    return plausible(day_of(moment), None, shown)


def _read(original):
    text = nfkc(original.replace("T", " T") if "T" in original else original)
    _refuse_periods(original, text)
    text = text.translate(_DASHES)
    text = _CHINESE.sub(lambda match: str(chinese_int(match[0])), text)
    if _PLANNED.search(text):
        raise CellProblem("date_planned", text=original.strip()[:60])
    shown = original.strip()[:60]
    datewords.refuse_apart(original, shown)
    text, notes, weekday = datewords.bare_of(text, shown)
    bare = _TIME.sub("", _split_time(original, text))
    for reader in READERS:
        found = reader(bare, original)
        if found:
            return ReadDate(found.date, datewords.checked(found, notes, weekday))
    raise CellProblem(_why_not(bare), text=shown)


def _why_not(text):
    """The reason for which a text is not a date."""
    if _PARTIAL.fullmatch(text):
        return "date_incomplete"
    if re.fullmatch(r"\d{1,2}月份?", text):
        return "month_without_year"
    if _is_day_of_no_year(text):
        return "day_without_year"
    if re.fullmatch(r"1\d{9}|1\d{12}", text):
        return "date_epoch"
    return "date_ambiguous" if _ANY_DAY.fullmatch(text) else "not_a_date"


def _is_day_of_no_year(text):
    match = _DAY_OF_NO_YEAR.fullmatch(text)
    return bool(match) and 1 <= int(match[1]) <= 12 and 1 <= int(match[2]) <= 31


def _refuse_periods(original, text):
    """Refuse what names several days or months."""
    shown, months = original.strip()[:60], months_of(text)
    plain = _CHINESE.sub(lambda match: str(chinese_int(match[0])), text.translate(_DASHES))
    years = len(re.findall(r"\d{4}(?=[年./-])", plain))
    if years > 1 and (months or len(_ANY_DAY.findall(plain)) > 1):
        raise CellProblem("two_dates", text=shown)
    if months and not _PARTIAL.fullmatch(plain):
        raise CellProblem("date_months", text=shown, first=months[0], last=months[1])
    if _DAYS.fullmatch(re.sub("[至到~〜～]", "~", plain)):
        raise CellProblem("date_range", text=shown)


def _split_time(original, text):
    """Cut the time off before spaces are lost: in '2024-3-5 10:30' the 5 and the 10 must not meet."""
    match = re.match(r"\s*(\S*?\d\S*)\s+T?(?:\d{1,2}:\d{2}|上午|下午)", original)
    if not match or (":" not in text and "时" not in text):
        return text
    return _CHINESE.sub(lambda found: str(chinese_int(found[0])), nfkc(match[1]).translate(_DASHES))
