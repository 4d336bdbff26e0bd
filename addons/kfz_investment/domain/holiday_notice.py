"""The yearly notice of the State Council on holidays, read from its text (design §6). Plain functions without Odoo.

A notice names ranges of days off and days of weekends that are worked. Whatever contradicts itself is refused with its place:
a day that is not in the calendar, a weekday that is not the day's, a range that is not as long as the notice says.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

#: characters of a notice; a real one has about 600
MOST_TEXT = 20_000
#: days of one holiday; the longest ever was nine
MOST_DAYS = 15
#: the first day of the December before its year that a notice concerns; New Year's holiday began on the 30th at the earliest
FIRST_DECEMBER_DAY = 20
#: years that a notice can be about
YEARS = range(2000, 2200)
#: the holidays of each year; a text without one of them is no whole notice
HOLIDAYS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")

_DAY = datetime.timedelta(days=1)
_TITLE = re.compile(r"国务院办公厅关于(\d{4})年部分节假日安排的通知")
_NUMBER = re.compile(r"国办发明电[〔\[(【](\d{4})[〕\])】](\d+)号")
_ITEM = re.compile(r"^\s*(?:[一二三四五六七八九十]+|\d+)\s*[、.．]\s*([^:：]{1,20})[:：]")
_DATE = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:\((?P<note>[^()]*)\))?"
)
_RANGE_WORD = re.compile(r"^\s*(?:至|到|-|—|–|~|～)+\s*$")
#: who signed the notice, and when
_SIGNED = re.compile(r"(?:国务院办公厅)?\d{4}年\d{1,2}月\d{1,2}日")
_COUNT = re.compile(r"(?:共|放假)(?:(?P<digits>\d+)|(?P<words>[一二三四五六七八九十两]{1,3}))天")
_NUMERALS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
#: words that take back what the same statement gives
_NOT_OFF = ("不放假", "不再放假", "取消放假", "不休", "正常上班", "照常上班")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_WEEKDAYS = {sign: rank for rank, sign in enumerate("一二三四五六日")} | {"天": 6}
#: weekdays as the refusals write them, Monday first
WEEKDAY_NAMES = tuple("一二三四五六日")


class NoticeError(ValueError):
    """A notice that cannot be taken in.

    :param code: ``no_year``, ``two_years``, ``two_notices``, ``year``, ``nothing``, ``lacking``, ``no_date``, ``weekday``, ``length``,
        ``backwards``, ``long``, ``far``, ``twice``, ``weekend_work``, ``no_month``, ``unclear``, ``too_long``
    :param place: the words of the notice where it is
    """

    def __init__(self, code: str, place: str = "", **values: object) -> None:
        super().__init__(f"{code}: {place}")
        self.code, self.place, self.values = code, place, values


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a notice: its date, whether it is worked, the holiday in the notice's words, and where it stands."""

    date: datetime.date
    is_work: bool
    holiday: str
    place: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says."""

    year: int
    title: str
    days: tuple[Day, ...]
    #: sentences with a date that neither give days off nor working days: recommendations
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    year: int
    days: dict[datetime.date, Day] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    """A text with ASCII digits, brackets and colons, without blanks inside its lines."""
    lines = unicodedata.normalize("NFKC", text).splitlines()
    return "\n".join("".join(line.split()) for line in lines)


def year_of_title(text: str | None) -> int | None:
    """The year that the title of a notice names, None where there is none."""
    titles = _titles(plain(text or ""))
    return titles[0] if titles else None


def _titles(text: str) -> list[int]:
    """The years of the titles in a plain text, each once; a title may be broken into lines, as on the page of the notice."""
    return list(dict.fromkeys(map(int, _TITLE.findall(text.replace("\n", "")))))


def read(text: str, year: int | None = None) -> Notice:
    """Read a notice.

    :param year: for a text without its title
    :raises NoticeError: for whatever is not consistent
    """
    if len(text) > MOST_TEXT:
        raise NoticeError("too_long")
    text = plain(text)
    reading = _Reading(_year(text, year))
    for line in _lines(text):
        item = _ITEM.match(line)
        for sentence in re.split(r"[。;]", line[item.end() :]):
            _read_sentence(reading, item[1], sentence)
    if all(day.is_work for day in reading.days.values()):
        raise NoticeError("nothing")
    days = tuple(sorted(reading.days.values(), key=lambda day: day.date))
    return Notice(reading.year, _title(text, reading.year), days, tuple(reading.unread))


def check_whole(notice: Notice) -> None:
    """A notice settles its year, so it speaks of all holidays of the year.

    :raises NoticeError: ``lacking``, with the holidays that it leaves out
    """
    named = {day.holiday for day in notice.days if not day.is_work}
    if lacking := [each for each in HOLIDAYS if not any(each in words for words in named)]:
        raise NoticeError("lacking", "、".join(lacking))


def _year(text: str, given: int | None) -> int:
    """The year of a notice: that of its title, which must be the one that was given."""
    titles = _titles(text)
    if len(titles) > 1:
        raise NoticeError("two_notices", "、".join(f"{each}年" for each in titles))
    titled = titles[0] if titles else None
    if titled and given and titled != given:
        raise NoticeError("two_years", f"{titled}年", year=given, titled=titled)
    if not (year := titled or given):
        raise NoticeError("no_year")
    if year not in YEARS:
        raise NoticeError("year", f"{year}年")
    return year


def _lines(text: str) -> list[str]:
    """The items of the notice, each on a line, whether it was pasted as one line or broken into many."""
    lines: list[str] = []
    for line in re.sub(r"(?<=。)(?=[一二三四五六七八九十]+、)", "\n", text).splitlines():
        if _ITEM.match(line):
            lines.append(line)
        elif lines:
            lines[-1] += line
    return lines


def _title(text: str, year: int) -> str:
    """The notice as it is quoted: its title, with its number where the text has one; empty without a title."""
    found = _TITLE.search(text.replace("\n", ""))
    if not found:
        return ""
    number = _NUMBER.search(text)
    # the number of a notice about a year is of the year before, or the year itself
    if not number or int(number[1]) not in (year - 1, year):
        return found[0]
    return f"{found[0]}（国办发明电〔{number[1]}〕{number[2]}号）"


def _read_sentence(reading: _Reading, holiday: str, sentence: str) -> None:
    if not _DATE.search(sentence) or _SIGNED.fullmatch(sentence):
        return
    if any(words in sentence for words in _NOT_OFF):
        raise NoticeError("unclear", sentence)
    if "上班" in sentence or "补班" in sentence:
        if "放假" not in sentence:
            _read_work(reading, holiday, sentence)
            return
        # “10月1日至3日放假，10月11日上班”: one sentence, two statements
        for part in re.split(r"[,，]", sentence):
            _read_sentence(reading, holiday, part)
    elif "放假" in sentence:
        _read_off(reading, holiday, sentence)
    else:
        reading.unread.append(sentence)


def _read_work(reading: _Reading, holiday: str, sentence: str) -> None:
    for day in _dates(reading.year, sentence):
        if day.weekday() < 5:
            raise NoticeError("weekend_work", sentence, day=day)
        _add(reading, Day(day, True, holiday, sentence))


def _read_off(reading: _Reading, holiday: str, sentence: str) -> None:
    spans = _spans(reading.year, sentence)
    total = 0
    for start, end in spans:
        length = (end - start).days + 1
        if length > MOST_DAYS:
            raise NoticeError("long", sentence, days=length)
        total += length
        for number in range(length):
            _add(reading, Day(start + _DAY * number, False, holiday, sentence))
    for found in _COUNT.finditer(sentence):
        if _number(found) != total:
            raise NoticeError(
                "length", sentence, said=found["digits"] or found["words"], days=total
            )


def _number(found: re.Match) -> int:
    """The number of days that a notice writes, in digits or, up to 99, in words."""
    if found["digits"]:
        return int(found["digits"][:9])
    tens, ten, ones = found["words"].rpartition("十")
    if not ten:
        return _NUMERALS[ones] if len(ones) == 1 else 0
    return 10 * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0)


def _spans(year: int, sentence: str) -> list[tuple[datetime.date, datetime.date]]:
    """The ranges of a sentence: dates with 至 between them, single dates otherwise."""
    spans: list[tuple[datetime.date, datetime.date]] = []
    start, last_end = None, None
    for found, day in _found(year, sentence):
        joined = last_end is not None and _RANGE_WORD.match(sentence[last_end : found.start()])
        if joined and start is not None:
            if day < start:
                raise NoticeError("backwards", sentence)
            spans[-1] = (start, day)
            start = None
        else:
            spans.append((day, day))
            start = day
        last_end = found.end()
    return spans


def _dates(year: int, sentence: str) -> list[datetime.date]:
    spans = _spans(year, sentence)
    return [
        start + _DAY * number
        for start, end in spans
        for number in range(min((end - start).days + 1, MOST_DAYS))
    ]


def _found(year: int, sentence: str) -> Iterable[tuple[re.Match, datetime.date]]:
    """The dates of a sentence with where they stand; a day without its month or year has those of the date before."""
    month, before, given = None, None, None
    for found in _DATE.finditer(sentence):
        month = int(found["month"] or month or 0)
        if not month:
            raise NoticeError("no_month", found[0])
        given = int(found["year"]) if found["year"] else given
        # “2026年12月31日至1月2日”: the year turns inside the range
        if before and not found["year"] and (month, before.month) == (1, 12):
            given = before.year + 1
        before = _date(found, given or year, month, year)
        yield found, before


def _date(found: re.Match, its_year: int, month: int, year: int) -> datetime.date:
    """A date as it is written, which must be one of the notice's year or the last days of the December before, on the weekday beside it."""
    try:
        day = datetime.date(its_year, month, int(found["day"]))
    except ValueError as error:
        raise NoticeError("no_date", found[0]) from error
    if not (day.year == year or day >= datetime.date(year - 1, 12, FIRST_DECEMBER_DAY)):
        raise NoticeError("far", found[0], year=year)
    if day.year > year:
        raise NoticeError("far", found[0], year=year)
    _check_weekday(found, day)
    return day


def _check_weekday(found: re.Match, day: datetime.date) -> None:
    said = _WEEKDAY.search(found["note"] or "")
    if said and _WEEKDAYS[said[1]] != day.weekday():
        raise NoticeError("weekday", found[0], day=day, weekday=WEEKDAY_NAMES[day.weekday()])


def _add(reading: _Reading, day: Day) -> None:
    there = reading.days.get(day.date)
    if there and there.is_work != day.is_work:
        raise NoticeError("twice", day.place, day=day.date)
    reading.days.setdefault(day.date, day)
