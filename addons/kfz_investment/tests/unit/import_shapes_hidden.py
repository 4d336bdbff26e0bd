"""Shapes: what number formats hide, and units that stand alone in a row."""

from import_books import Num, number
from import_content import AMOUNTS, WAN
from import_drafts import BOOKS, REFUSED, warned
from import_shapes import CELLS, FIRST, shape
from import_shapes_dates import serial
from import_shapes_units import UNIT

_NOTHING = (";;;", ";;", '"";""', "** ;** ;** ", ";;;@", '"-"', "[>=0];0")
_PARTS = (
    'yyyy"年"m"月"',
    "yyyy-mm",
    "mmm-yy",
    "yyyy",
    'm"月"d"日"',
    "m/d",
    '[$-804]yyyy"年"m"月";@',
    "mmmm",
    "aaaa",
)
_TIMES = ("[h]:mm", "hh:mm", "h:mm:ss", "h:mm AM/PM", "mm:ss", '上午/下午h"时"mm"分"')
_ALONE = ("（亿元）", "亿元", "【亿元】", "单位：亿元", "万美元", "（USD）", "人民币亿元")
_DAYS = ("signed_date", "landed_date", "established")


@shape("hidden: amount", CELLS, writers=BOOKS)
def amounts(draft):
    """A number that its format shows as nothing is refused."""
    rng, part = draft.rng, draft.first
    cells = part.filled(AMOUNTS)
    for index, name in rng.sample(cells, min(len(cells), 2)):
        shown = number(part.records[index][name].amount / part.column(name).unit.factor)
        if shown:
            part.put(index, name, Num(shown, rng.choice(_NOTHING)), REFUSED)
    return bool(cells)


@shape("hidden: part of a day", CELLS, ("project", "enterprise"), writers=BOOKS)
def days(draft):
    """A format that shows only a month, a year, or no year; or a time, which is no day."""
    rng, part = draft.rng, draft.first
    cells = part.filled(_DAYS)
    if not cells or not draft.claim("epoch"):
        return False
    for index, name in rng.sample(cells, min(len(cells), 3)):
        day = part.records[index][name]
        count = serial(day, draft.date1904)
        if rng.random() < 0.3:
            part.put(index, name, Num(count + 0.375, rng.choice(_TIMES)), REFUSED)
        else:
            part.put(index, name, Num(count, rng.choice(_PARTS)), warned(day))
    return True


@shape("unit: alone in a row", FIRST, claims=(*UNIT, "second", "head again"))
def alone(draft):
    """Nothing but another unit in a row below all records: nobody knows which one holds."""
    rng, part = draft.rng, draft.first
    columns = part.having(AMOUNTS)
    if not columns:
        return False
    for column in columns:
        part.set_unit(column, WAN, "{}（{}）")
        for index, name in part.filled([column.field]):
            part.put(index, name, part.plain(column, index), REFUSED)
    place = rng.choice((0, part.place("name"), part.columns.index(columns[0])))
    part.insert(len(part.records), "note", {place: rng.choice(_ALONE)})
    return True
