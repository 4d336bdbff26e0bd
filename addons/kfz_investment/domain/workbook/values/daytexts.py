"""Texts that are one day or month, without a time, a footnote or words around it; see `dates`."""

import calendar
import datetime
import re
from dataclasses import dataclass

from ..cells import raw_text
from ..errors import CellProblem
from ..readers.serials import serial_date

FIRST_YEAR, LAST_YEAR = 1850, 2100
_SERIAL_OF_1990 = 32_874
#: what programs write where they have no date
PLACEHOLDERS = tuple(map(datetime.date.fromisoformat, ("1899-12-30", "1899-12-31", "1900-01-01")))
_DAY = r"(?:(?P<sep>[./-])(\d{1,2})(?P=sep)(\d{1,2})[日号]?|[年./-](\d{1,2})月(\d{1,2})[日号]?|年(\d{1,2})[./](\d{1,2})[日号])"
_FULL = re.compile(r"(\d{4})" + _DAY)
_SHORT = re.compile(r"'?(\d{2})" + _DAY)
_MONTH = re.compile(r"(\d{4}|\d{2}(?=年))[年./-](\d{1,2})月?份?(上旬|中旬|下旬|初|底|末|中)?")
_REVERSED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ENGLISH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-/.,]?([a-z]{3,9})[-/.,]?(\d{4}|\d{2})|([a-z]{3,9})[-/.]?(\d{1,2})(?:st|nd|rd|th)?,?[-/.]?(\d{4})",
    re.IGNORECASE,
)
_ENGLISH_MONTH = re.compile(
    r"([a-z]{3,9})[-/.,]?'?(\d{4}|\d{2})|(\d{2})[-/.]([a-z]{3,9})", re.IGNORECASE
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}


#: second of the last minute of a day at which SheetJS puts midnight: Shanghai's clock before 1901 was 5 min 43 s ahead
_SHEETJS_SECONDS = (16, 17, 18)


@dataclass(frozen=True)
class ReadDate:
    """A date and, when something was assumed, what: month_only, two_digit_year, approximate_day, footnote,
    date_words_left, weekday_differs, day_number."""

    date: datetime.date
    notes: tuple = ()

    @property
    def note(self):
        """The gravest of the notes, None without one."""
        return self.notes[0] if self.notes else None


def day_of(moment):
    """The day of a moment in Shanghai; midnight as SheetJS writes it, 43 seconds early, belongs to the next day."""
    is_midnight = (moment.hour, moment.minute) == (23, 59) and moment.second in _SHEETJS_SECONDS
    return moment.date() + datetime.timedelta(days=is_midnight)


def _read_digits(text, original):
    if re.fullmatch(r"\d{8}", text):
        return _make(text[:4], text[4:6], text[6:], None, original)
    if re.fullmatch(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])", text):
        return _make(text[:4], text[4:], 1, "month_only", original)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and 18_000 <= float(text) < 80_000:
        return of_serial(float(text), original)
    return None


def _read_full(text, original):
    match = _FULL.fullmatch(text)
    return match and _make(match[1], *_month_and_day(match), None, original)


def _month_and_day(match):
    """The two numbers after the year; groups of the other ways to separate them are empty."""
    return [text for text in match.groups()[1:] if text and text.isdigit()]


def _read_short(text, original):
    match = _SHORT.fullmatch(text)
    if not match:
        return None
    month, day = _month_and_day(match)
    if match["sep"] == "/" and int(match[1]) <= 12 and len(day) == 2:
        raise CellProblem("date_ambiguous", text=original.strip()[:60])
    return _make(_century(match[1]), month, day, "two_digit_year", original)


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


def _read_english_month(text, original):
    """Jan 2026; Mar-24 is a month or a day."""
    match = _ENGLISH_MONTH.fullmatch(text)
    month = match and _MONTHS.get((match[1] or match[4])[:3].lower())
    if not month:
        return None
    if not match[2] or len(match[2]) == 2:
        raise CellProblem("date_ambiguous", text=original.strip()[:60])
    return _make(match[2], month, 1, "month_only", original)


def _make(year, month, day, note, original):
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise CellProblem("no_such_date", text=raw_text(original).strip()[:60]) from None
    return plausible(date, note, original)


def of_serial(value, original):
    """The `ReadDate` of a bare number that counts days. Before 1990 it may as well be no date: 20260 is 1955."""
    note = "day_number" if value < _SERIAL_OF_1990 else None
    return plausible(day_of(serial_date(value)), note, original)


def plausible(date, note, original):
    """The `ReadDate` of a day that can be one of business. Raises CellProblem: year_implausible, date_placeholder."""
    if date in PLACEHOLDERS:
        raise CellProblem("date_placeholder", text=raw_text(original).strip()[:60])
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise CellProblem("year_implausible", text=raw_text(original).strip()[:60], year=date.year)
    return ReadDate(date, (note,) if note else ())


#: in this order: a text that one of them reads is not asked of the next
READERS = (
    _read_digits,
    _read_full,
    _read_reversed,
    _read_short,
    _read_month,
    _read_english,
    _read_english_month,
)
