"""Periods of several months, as offices write them where one month or day is asked for: 2026.1-3, 2026年1-6月, 上半年."""

import re

from ..cells import nfkc
from .numerals import chinese_int

_SAME = str.maketrans(
    {
        **dict.fromkeys("–‐−－", "-"),
        **dict.fromkeys("~〜∼～—―至到", "~"),
        "．": ".",
        "·": ".",
        "，": ",",
    }
)
_CHINESE = re.compile("[〇零○一二两三四五六七八九十]+(?=[-~、,和年月])")
_YEAR = r"(?P<year>\d{4}|\d{2})"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_JOINED = r"(?:[-~、,和及]|月份?[-~、,和及]+)"
_MONTHS = re.compile(
    rf"(?:{_YEAR}(?P<sep>[年./-]))?(?P<first>{_MONTH})(?:{_JOINED}{_MONTH})*(?P<join>{_JOINED})(?P<last>{_MONTH})(?P<end>月?份?)"
)
_TWO_YEARS = re.compile(
    rf"(\d{{4}})(?:[年./-])?({_MONTH})月?份?[-~、,和]+(\d{{4}})(?:[年./-])?({_MONTH})月?份?"
)
_DIGITS = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])[-~](0[1-9]|1[0-2])")
_PART = re.compile(
    r"(?:(\d{4}|\d{2}(?=年))年?)?(?:第?([一二三四1-4])季度?|q([1-4])|([上下])半年|前([二三23])个?季度|h([12]))"
)
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4}


def months_of(text):
    """(first, last) month of a text that names a period of several months, None for any other.

    Months are written 2026-01, or 01 where no year is named. 2026-1-3 and 2026.1.3 are days.
    """
    text = nfkc(text).lower().translate(_SAME)
    text = _CHINESE.sub(lambda match: str(chinese_int(match[0])), text)
    text = re.sub(r"[(][^()]*[)]$|(?:累计|合计|汇总|小计)$", "", text)
    two = _TWO_YEARS.fullmatch(text)
    if two:
        return f"{two[1]}-{int(two[2]):02}", f"{two[3]}-{int(two[4]):02}"
    return _of_digits(text) or _of_months(text) or _of_part(text)


def _of_digits(text):
    match = _DIGITS.fullmatch(text)
    return match and (f"{match[1]}-{match[2]}", f"{match[1]}-{match[3]}")


def _of_months(text):
    """1-3 and 1、2 of a year, or with 月 after them."""
    match = _MONTHS.fullmatch(text)
    if not match:
        return None
    joined, year = match["join"][-1], match["year"]
    if year is None and "月" not in match["join"] + match["end"]:
        return None
    if match["sep"] == joined and "月" not in match["join"] + match["end"]:
        return None
    return _named(year, int(match["first"]), int(match["last"]))


def _of_part(text):
    """A quarter, the first quarters, or half a year."""
    match = _PART.fullmatch(text)
    if not match:
        return None
    year, quarter, english, half, several, english_half = match.groups()
    if quarter or english:
        last = 3 * _number(quarter or english)
        first = last - 2
    elif several:
        first, last = 1, 3 * _number(several)
    else:
        is_first = half == "上" or english_half == "1"
        first, last = (1, 6) if is_first else (7, 12)
    return _named(year, first, last)


def _number(text):
    return _NUMBERS.get(text) or int(text)


def _named(year, first, last):
    if year is None:
        return f"{first:02}", f"{last:02}"
    year = year if len(year) == 4 else "20" + year
    return f"{year}-{first:02}", f"{year}-{last:02}"
