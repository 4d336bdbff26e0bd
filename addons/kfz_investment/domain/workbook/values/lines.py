"""Units that lines above, between and below the rows of a table say: 单位：万元, …统计表（亿元）, 外资项目为万美元."""

import re
from dataclasses import replace

from ..cells import nfkc
from ..memo import kept
from .labels import labelled
from .money_words import CURRENCY, FACTOR, names_currency
from .unit import Unit, UnitConflict, parse, parse_unit
from .units import AMONG, is_unit_line, line_unit

_LAST_BRACKET = re.compile(r".*[(\[【]([^()\[\]【】]{1,12})[)\]】]")
#: another unit for some rows or columns: 外资项目为万美元, 标*的以万美元计, 总投资单位：万美元; not 折合为万元, 1美元=7元
_EXCEPTION = re.compile(
    r"(?<!折)(?<!折合)(?<!折算)(?<!换算)(?<!兑换)(?:单位[为:]?|[为以按用系]|均为|:)"
    rf"((?:{FACTOR.pattern}|{CURRENCY.pattern})+)(?=(?:为单位|计(?!划)|填|列示|表示|单位)|[)\]】。;,、]|$)",
    re.IGNORECASE,
)
#: how many entries a section has, behind its name
_COUNT = re.compile(r"[(](?:共|计)?\d+[个家项户][)]:?$")
_PARTS = re.compile("[,、;]")
#: the unit of some rows, after the words for them: 外资项目按万美元统计, 带★的单位是亿元
_SOME = re.compile(
    r"(?:外资|外商|外币|境外|港资|台资|[★☆*※]|标红|个别|部分)(?![^,。;]*(?:折|换算|汇率))[^,。;)\d]{0,10}?"
    rf"((?:{FACTOR.pattern}|{CURRENCY.pattern})+)(?!以上|以下|以内)",
    re.IGNORECASE,
)
_LONGEST_UNIT = 16
#: so long a line as 单位：百万美元 has no exceptions
_PLAIN_LINE = 10
_NOTE = re.compile(
    r"[(【]?(?:注|备注|附注|说明|填表说明|填报说明|注意|[*※★☆])|.*(?:以上|上述|本表|表中|表内|所列)"
)


@kept
def bracket_unit(text):
    """The unit that a title, a section line or the name of a sheet has in brackets at its end, or is; None without one."""
    bare = _COUNT.sub("", nfkc(text)).rstrip(":。")
    found = _LAST_BRACKET.fullmatch(bare)
    if not found:
        return lone_unit(bare) or lone_unit(bare.rpartition(",")[2])
    whole = parse(found[1], numbers=True)
    return whole or next(filter(None, map(parse, _PARTS.split(found[1]))), None)


@kept
def lone_unit(text):
    """The unit that a text says and nothing else: （亿元）, 万美元, 单位：万元; None for any other text."""
    return parse_unit(text) if len(text) <= _LONGEST_UNIT else None


@kept
def note_units(text):
    """The units that a note, or an exception in a line, says of amounts in the table or some of them, as a list."""
    if is_unit_line(text):
        return _exceptions(text) if len(text) > _PLAIN_LINE else []
    if not _NOTE.match(nfkc(text)):
        return []
    unit = line_unit(text)
    return [*([unit] if isinstance(unit, Unit) else []), *_exceptions(text)]


def units_named(text):
    """The units that a free text names, as a comment does, as a list: 单位：万美元, 请填写万元."""
    unit = line_unit(text) or lone_unit(text)
    if unit:
        return [unit] if isinstance(unit, Unit) else list(unit.units)
    return list(filter(None, map(parse, AMONG.findall(nfkc(text)))))


def _exceptions(text):
    found = [match[1] for rule in (_EXCEPTION, _SOME) for match in rule.finditer(nfkc(text))]
    return list(filter(None, map(parse, found)))


def _is_part(other, unit):
    """Whether what looks like an exception is the factor of the line's own unit: 币种：美元 单位：万元."""
    return other.factor == unit.factor and not names_currency(other.text)


def unit_above(sheet, numbers, last, first=None):
    """The unit that the lines in the rows up to `last` say, a `UnitConflict` where they differ, None without any.

    From the heading's row `first` on, a cell that says the unit of its own column is no line for all of them. Above it
    the title and the name of the sheet count, too.
    """
    found, beside = [], [bracket_unit(sheet.name or "")] if first else []
    for number, text in _texts_above(sheet, numbers, last):
        _gather(text, bool(first) and number >= first, found, beside)
    if first:
        _gather_pages(sheet, found, beside)
    whole = [unit for unit in beside if unit and (found or not _is_plain(unit))]
    return _agreed([*found, *whole])


def _gather_pages(sheet, found, beside):
    for text in sheet.page_texts:
        _gather(text, False, found, beside)


def _is_plain(unit):
    """Whether a unit says no more than the yuan, which titles add without a meaning for the factor."""
    return unit.bare and unit.currency == "CNY"


def _texts_above(sheet, numbers, last):
    """Yield (row number, text) of the texts in the rows up to `last` that are not struck out."""
    for number in numbers:
        if number > last:
            break
        for column, cell in enumerate(sheet.rows[number]):
            if isinstance(cell, str) and (number, column) not in sheet.struck:
                yield number, cell


def _gather(cell, is_heading, found, beside):
    """Note what one text says: in `found` as a line, in `beside` in the brackets of a title, if titles count."""
    if is_heading and (labelled(cell) or not is_unit_line(cell)):
        return
    unit = line_unit(cell)
    if unit:
        found.append(unit)
        found.extend(other for other in _exceptions(cell) if not _is_part(other, unit))
    elif beside and not is_heading:
        beside.append(bracket_unit(cell))


def _agreed(units):
    """The one unit that several places say."""
    agreed = None
    for unit in units:
        if isinstance(unit, UnitConflict):
            return unit
        if agreed is None:
            agreed = unit
        elif not agree(agreed, unit):
            return UnitConflict((agreed.shown, unit.shown), "above", (agreed, unit))
        elif agreed.bare or not agreed.currency:
            agreed = _fuller(agreed, unit)
    return agreed


def _fuller(one, other):
    """Of two units that agree the one that says more, in the currency that either names."""
    whole = other if one.bare else one
    return replace(whole, currency=one.currency or other.currency)


def agree(ours, unit):
    """Whether two units mean the same as far as both say it."""
    if not isinstance(ours, Unit) or not isinstance(unit, Unit):
        return not isinstance(unit, Unit)
    if ours.bare or unit.bare:
        return (ours.currency or "CNY") == (unit.currency or "CNY")
    same_money = ours.currency == unit.currency or None in (ours.currency, unit.currency)
    return ours.factor == unit.factor and same_money
