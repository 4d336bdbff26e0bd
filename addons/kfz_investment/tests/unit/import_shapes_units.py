"""Shapes: every place that can state the unit or the currency of amounts, and places that contradict each other."""

from import_books import Num, number
from import_content import (
    AMOUNTS,
    ANY_CURRENCY,
    FOREIGN,
    ONE,
    UNITS,
    WAN,
    YI,
    UnitText,
    money,
)
from import_drafts import BOOKS, REFUSED, either, exact
from import_shapes import FIRST, shape

UNIT = ("unit",)
OWN = ("unit", "amounts")
CNY = [unit for unit in dict.fromkeys(UNITS) if "人民币" not in unit.text]
SCALED = [unit for unit in CNY if unit.factor > 1]

# fmt: off
_LINES = ("单位：{u}", "单位:{u}", "（单位：{u}）", "单位： {u}", "计量单位：{u}", "金额单位：{u}", "单位：人民币{u}", "单位：人民币 {u}",
          "金额单位：人民币{u}", "币种：人民币  单位：{u}", "货币单位：{u}", "填报单位：示例局   单位：{u}", "(单位:{u}、亩)", "单位：{u}，公顷")
_HEADS = ("{}（{}）", "{}({})", "{}【{}】", "{}[{}]", "{}-{}", "{}/{}", "{}{}", "{} {}", "{}（单位：{}）", "{}(单位:{})", "{}\n（{}）", "*{}（{}）")
_CELLS = ("{n}{u}", "{c}{u}", "{n} {u}", "{n}({u})", "{n}（{u}）", "{c}({u}人民币)", "人民币{n}{u}", "{n}{u}整", "{w}{u}", "{n}({s})", "{n}{s}", "{n} ({u} 人民币)", "{n}{u}人民币")
#: number format, what is kept divided by what is shown, and the unit shown
_FORMATS = (('#,##0"万元"', 1, WAN), ('0.00"万元"', 1, WAN), ('General"万元"', 1, WAN), ('0!.0,"万元"', 10_000, WAN), ('0"."0,"万元"', 10_000, WAN),
            ('0\\.0,"万元"', 10_000, WAN), ('0!.0000"万元"', 10_000, WAN), ('#,##0.00"亿元"', 1, YI), ('0!.00,,"亿元"', 10**8, YI),
            ('#,##0.0,"千元"', 1000, UnitText("千元", 1000 * ONE.factor)), ('0.00,,"百万元"', 10**6, UnitText("百万元", 10**6 * ONE.factor)), ('#,##0.00"元"', 1, ONE))
_NO_UNIT = ("0!.0,", '0"."0,', "0\\.0,", "0!.0000")
_FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")
# fmt: on


@shape("unit: line above", FIRST, claims=UNIT)
def line(draft):
    """单位：万元 above the table, nothing in the headings."""
    foreign = draft.kind == "enterprise" and draft.rng.random() < 0.2
    unit = draft.rng.choice(FOREIGN if foreign else CNY)
    text = draft.rng.choice(_LINES if not foreign else _LINES[:6])
    draft.bare(unit)
    above(draft, text.format(u=unit.text))


def above(draft, text):
    """Write a line above the table, in some column."""
    width = len(draft.first.columns)
    cells = [None] * draft.rng.choice((0, 0, width - 1, width // 2)) + [text]
    draft.first.above.append(cells)


@shape("unit: heading", FIRST, claims=UNIT)
def heading(draft):
    """The unit in the heading, in every kind of bracket and at its end."""
    for column in _amounts(draft):
        foreign = column.field in ANY_CURRENCY and draft.rng.random() < 0.2
        unit = draft.rng.choice(FOREIGN if foreign else UNITS)
        draft.first.set_unit(
            column, unit, draft.rng.choice(_HEADS if unit.factor > 1 else _HEADS[:4])
        )


def _amounts(draft):
    return [column for part in draft.parts for column in part.having(AMOUNTS)]


def _bracketed(rng, text):
    return rng.choice(("（{}）", "({})", "{}")).format(text)


@shape("unit: row below the heading", FIRST, claims=UNIT)
def row(draft):
    """（万元） in a row of its own under the headings."""
    return _row(draft, over_line=False)


@shape("unit: row against line", FIRST, claims=UNIT)
def row_over_line(draft):
    """A row of units counts, whatever a line above says."""
    return _row(draft, over_line=True)


def _row(draft, over_line):
    rng, part, cells = draft.rng, draft.first, {}
    if not part.having(AMOUNTS):
        return False
    for column in part.having(AMOUNTS):
        part.set_unit(column, rng.choice(SCALED), "")
        cells[id(column)] = _bracketed(rng, column.unit.text)
    for column in part.having(("signed_date", "established")) if rng.random() < 0.3 else ():
        cells[id(column)] = _bracketed(rng, "年月日")
    part.below.append(lambda columns: [cells.get(id(column)) for column in columns])
    if over_line:
        above(draft, f"单位：{rng.choice(('亿元', '元', '万美元', '百万元'))}")
    return True


@shape("unit: heading against line", FIRST, claims=UNIT)
def heading_over_line(draft):
    """A heading with its own factor counts, whatever a line above says."""
    for column in _amounts(draft):
        draft.first.set_unit(column, draft.rng.choice(SCALED), "{}（{}）")
    above(draft, f"单位：{draft.rng.choice(('亿元', '万元', '万美元', '百万元'))}")


@shape(
    "unit: currency in the heading, factor in the line",
    FIRST,
    ("project", "enterprise"),
    claims=UNIT,
)
def currency_heading(draft):
    """协议金额（美元） under 单位：万元: 10,000 dollars; or refused."""
    part = draft.first
    columns = part.having(ANY_CURRENCY)
    if not columns:
        return False
    draft.bare(WAN)
    word, currency = draft.rng.choice((("美元", "USD"), ("港元", "HKD"), ("欧元", "EUR")))
    column = draft.rng.choice(columns)
    part.set_unit(column, UnitText(word, WAN.factor, currency), "{}（{}）")
    for index, name in part.filled([column.field]):
        part.put(index, name, part.plain(column, index), either(part.records[index][name]))
    above(draft, "单位：万元")
    return True


@shape("unit: in every cell", FIRST, claims=OWN)
def in_cells(draft):
    """Amounts with their own units, each in another one, in all spellings of registries."""
    rng, part = draft.rng, draft.first
    draft.bare()
    for index, name in part.filled(AMOUNTS):
        foreign = name in ANY_CURRENCY and rng.random() < 0.2
        unit = rng.choice(FOREIGN[:4] if foreign else CNY)
        value = money(rng, unit)
        part.records[index][name] = value
        part.put(index, name, _cell(rng, value, unit, foreign), exact(value))


def _cell(rng, value, unit, foreign):
    shown = number(value.amount / unit.factor)
    usable = [
        text for text in _CELLS if not foreign or ("人民币" not in text and "{s}" not in text)
    ]
    usable = [text for text in usable if unit.factor > 1 or "{s}" not in text]
    text = rng.choice(usable)
    grouped = f"{shown:,.4f}" if rng.random() < 0.3 else f"{shown:,}"
    wide = str(shown).translate(_FULL)
    return text.format(n=shown, c=grouped, w=wide, u=unit.text, s=unit.text.removesuffix("元"))


@shape("unit: in the number format", FIRST, writers=BOOKS, claims=OWN)
def in_formats(draft):
    """0!.0,"万元" and the like: what is shown counts, with its unit."""
    rng, part = draft.rng, draft.first
    draft.bare()
    for column in part.having(AMOUNTS):
        code, scale, unit = rng.choice(_FORMATS)
        column.shows = rng.choice(("", "{}（{}）"))
        column.unit = unit
        for index, name in part.filled([column.field]):
            value = money(rng, unit)
            part.records[index][name] = value
            part.put(index, name, Num(value.amount / unit.factor * scale, code), exact(value))


@shape("unit: scaled format, unit in the heading", FIRST, writers=BOOKS, claims=OWN)
def scaled(draft):
    """0!.0, under （万元）: the cell shows tens of thousands, and keeps yuan."""
    rng, part = draft.rng, draft.first
    for column in part.having(AMOUNTS):
        part.set_unit(column, WAN, "{}（{}）")
        code = rng.choice(_NO_UNIT)
        for index, name in part.filled([column.field]):
            value = part.records[index][name]
            part.put(index, name, Num(value.amount, code), exact(value))


@shape("unit: contradiction", FIRST, writers=BOOKS, claims=OWN)
def contradiction(draft):
    """Heading and row, or heading and number format, say two units."""
    rng, part = draft.rng, draft.first
    columns = part.having(AMOUNTS)
    if not columns:
        return False
    column = rng.choice(columns)
    part.set_unit(column, WAN, "{}（{}）")
    way, other = rng.choice(("row", "format", "line")), rng.choice(("亿元", "（元）", "万美元"))
    if way == "row":
        part.below.append(lambda columns: [other if each is column else None for each in columns])
    if way == "line":
        for each in part.having(AMOUNTS):
            part.set_unit(each, rng.choice(SCALED), "{}（{}）")
        part.set_unit(column, ONE, "{}（{}）")
        above(draft, "单位：万元")
    for index, name in part.filled([column.field]):
        shown = number(part.records[index][name].amount / column.unit.factor)
        cell = (
            Num(shown, rng.choice(('0.00"亿元"', '#,##0"元"', '0"万美元"')))
            if way == "format"
            else shown
        )
        part.put(index, name, cell, REFUSED)
    return True


@shape("unit: none", FIRST, claims=OWN)
def none(draft):
    """No unit anywhere: nobody can know."""
    draft.bare()
    part = draft.first
    for index, name in part.filled(AMOUNTS):
        part.put(index, name, part.plain(part.column(name), index), REFUSED)
