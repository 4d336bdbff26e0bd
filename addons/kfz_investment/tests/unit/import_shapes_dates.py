"""Shapes: days and months as people and programs write them."""

import datetime

from import_books import Iso, Num
from import_content import DATES
from import_drafts import BOOKS, REFUSED, either, exact, warned
from import_raw_books import serial
from import_shapes import CELLS, TABLE, shape

# fmt: off
_SPELLINGS = ("%Y年%-m月%-d日", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y-%-m-%-d", "%Y%m%d", "%Y-%m-%d 00:00:00", "%Y/%-m/%-d 0:00", "%Y年%m月%d日", "%Y．%-m．%-d",
              "%Y-%m-%dT00:00:00", "%Y-%m-%d 10:30", "%-d %b %Y")
_RANGES = ("2026.1-3", "2026年1-6月", "2026年1-6", "2026.01~2026.03", "2026年一季度", "2026Q1", "1-3月", "2026.3-2026.5", "2026年上半年",
           "2026年3月5日-8日", "3/5-3/8", "3月、4月", "2026年1月至3月", "2026.1—3", "2026/1-2026/6", "2026年第一季度", "2026年1~3月", "2026.1至6月", "2026-1~3")
_BAD = ("2026年2月30日", "预计2026年6月", "待定后填", "2026", "三月", "13月5日", "2026-13-01", "已签", "计划三季度", "3月", "3月5日")
_FORMATS = ("yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"', "m/d/yy", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "yyyy-mm-dd hh:mm", 'm"月"d"日"', "d-mmm-yy", "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"")
# fmt: on
DAY = datetime.timedelta(days=1)


def _some(draft, most=3):
    found = draft.first.filled(DATES)
    for index, name in draft.rng.sample(found, min(len(found), draft.rng.randint(1, most))):
        yield index, name, draft.first.records[index][name]


def _put(draft, cells):
    done = False
    for index, name, cell, want in cells:
        draft.first.put(index, name, cell, want)
        done = True
    return done


@shape("date: spelling", CELLS)
def spelling(draft):
    """Every usual way to write a day."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")

    def texts():
        for index, name, day in _some(draft, 5):
            text = day.strftime(draft.rng.choice(_SPELLINGS))
            yield (
                index,
                name,
                text.translate(wide) if draft.rng.random() < 0.2 else text,
                exact(day),
            )

    return _put(draft, texts())


@shape("date: number format", CELLS, writers=BOOKS)
def formats(draft):
    """Every usual number format of days, with its serial number."""
    if not draft.claim("epoch"):
        return False
    return _put(
        draft,
        (
            (index, name, Num(serial(day, draft.date1904), draft.rng.choice(_FORMATS)), exact(day))
            for index, name, day in _some(draft, 5)
        ),
    )


@shape("date: serial number without a format", CELLS)
def bare_serial(draft):
    """A number in a column of dates, counted from 1900."""
    if not draft.claim("epoch"):
        return False
    return _put(
        draft, ((index, name, serial(day, False), either(day)) for index, name, day in _some(draft))
    )


@shape("date: 43 seconds before midnight", CELLS, writers=BOOKS)
def seconds(draft):
    """SheetJS in Shanghai writes midnight 43 seconds early."""
    if not draft.claim("epoch"):
        return False
    early = draft.rng.choice((43, 43, 1, 17, 59)) / 86400
    return _put(
        draft,
        (
            (
                index,
                name,
                Num(serial(day, False) - early, draft.rng.choice(_FORMATS[:3])),
                exact(day),
            )
            for index, name, day in _some(draft)
        ),
    )


@shape("date: ISO with a zone", CELLS)
def iso(draft):
    """Z and offsets, as the day in Shanghai."""
    rng = draft.rng

    def texts():
        for index, name, day in _some(draft):
            before = (day - DAY).isoformat()
            choices = (
                f"{before}T16:00:00.000Z",
                f"{before}T16:00:00Z",
                f"{day}T00:00:00+08:00",
                f"{day}T03:30:00Z",
                f"{before}T18:00:00+00:00",
                f"{day}T00:00:00.000+0800",
            )
            yield index, name, rng.choice(choices), either(day)

    return _put(draft, texts())


@shape("date: ISO cell", CELLS, writers={"raw"})
def iso_cell(draft):
    """Cells of type d, as strict files have them."""
    rng = draft.rng

    def cells():
        for index, name, day in _some(draft):
            before = (day - DAY).isoformat()
            text = rng.choice(
                (
                    f"{day}",
                    f"{day}T00:00:00",
                    f"{before}T16:00:00Z",
                    f"{before}T16:00:00.000Z",
                    f"{before}T23:59:17",
                )
            )
            yield index, name, Iso(text), exact(day)

    return _put(draft, cells())


@shape("date: 1904", TABLE, writers=BOOKS, claims=("epoch",))
def epoch(draft):
    """A book that counts days from 1904, in every cell of a date."""
    draft.date1904 = True
    part, done = draft.first, False
    for column in part.having(DATES):
        column.as_text = False
    for index, name in part.filled(DATES):
        day = part.records[index][name]
        done = True
        if draft.rng.random() < 0.3:
            code = draft.rng.choice(_FORMATS)
            part.put(index, name, Num(serial(day, True), code), exact(day))
    return done


@shape(
    "date: 1904 without a format",
    TABLE,
    writers={"raw", "xlsxwriter", "openpyxl"},
    claims=("epoch",),
)
def bare_epoch(draft):
    """A plain number in a column of dates of such a book: right, or refused."""
    draft.date1904 = True
    for column in draft.first.having(DATES):
        column.as_text = False
    return _put(
        draft,
        ((index, name, serial(day, True), either(day)) for index, name, day in _some(draft)),
    )


@shape("date: range", CELLS)
def ranges(draft):
    """Several months or days where one is needed."""
    return _put(
        draft,
        (
            (index, name, draft.rng.choice(_RANGES), REFUSED)
            for index, name, _day in _some(draft, 2)
        ),
    )


@shape("date: none at all", CELLS)
def bad(draft):
    """Days that do not exist, plans, days without a year."""
    return _put(
        draft,
        ((index, name, draft.rng.choice(_BAD), REFUSED) for index, name, _day in _some(draft, 2)),
    )


@shape("date: month or short year", CELLS, ("project", "enterprise"))
def partly(draft):
    """A month stands for its first day, two digits for a year, with a word."""
    rng = draft.rng

    def texts():
        for index, name, day in _some(draft):
            if rng.random() < 0.5:
                yield (
                    index,
                    name,
                    day.strftime(
                        rng.choice(("%Y年%-m月", "%Y-%m", "%Y.%m" if day.month > 1 else "%Y-%m"))
                    ),
                    warned(day.replace(day=1)),
                )
            else:
                yield (
                    index,
                    name,
                    day.strftime(rng.choice(("%y.%-m.%-d", "%y年%-m月%-d日"))),
                    warned(day),
                )

    return _put(draft, texts())
