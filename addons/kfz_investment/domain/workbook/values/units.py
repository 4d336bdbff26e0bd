"""Units of amounts, from every place that can state one: headings, rows of units, lines above a table."""

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal

from ..cells import nfkc
from ..memo import kept
from . import hints
from .labels import labelled
from .money_words import (
    CURRENCY,
    FACTOR,
    FACTORS,
    currencies_of_number,
    currency_of,
    names_currency,
    simplified,
)
from .unit import BRACKETS, Unit, UnitConflict, parse, parse_unit, together

_SEPARATORS = re.compile(r"[、/,;。或和及]")
#: a unit among other words, as in brackets: 以万元计; not 5000万元以上, which is a limit
AMONG = re.compile(
    r"(?<![\d一二三四五六七八九十两几数.])(?:人民币)?[十百千]?[万亿](?:美|欧|港|日)?元(?!以上|及以上|以下|以内|级|/|每)"
)
#: words around a unit in brackets that leave the meaning of the heading as it is
_AROUND_UNIT = re.compile(
    "(?:以|按|单位|:|折合?|等值|约|均|统一|人民币|为单位|计|填列|列示|填写|填报|表示|为准)*"
)
_MONEY = "(?:%s)" % CURRENCY.pattern
_TAIL = re.compile(
    r"[/:_,，、·-]*(?:单位:?)?(?:in(?=%(money)s))?("
    r"%(money)s*(?:%(factor)s)%(money)s*|%(money)s(?:['’]0{3,6}|10,?000)|人民币元"
    r"|(?:人民币|美元|欧元|港元|美金|港币|元|rmb|cny|usd|hkd|eur|(?:us|hk)?\$|[€£¥฿₭₩₫]))$"
    % {"money": _MONEY, "factor": FACTOR.pattern},
    re.IGNORECASE,
)
#: stars and numbers before the words; not of years and months: 1—本月, 2025, 12贸易额
_NUMBERING = re.compile(
    r"^(?:[*★※#.、]|\d{1,2}(?![\d年月日号季期至到/~〜—–-]|贸易|进出?口|出口|到位)[.、]?)+"
)
#: before an example and its unit
_SAMPLE = re.compile(r"(?:如|例|格式|样式)[^\d]{0,3}\d[\d.,]*(\D{1,8}?)左?右?$")
_NUMBER_IN_BRACKETS = re.compile(r"^[*★※#]*[(]\d{1,2}[)](?=.*[^\W\d])")
_LINE = re.compile(
    r"(?:^|(?<=[^一-鿿A-Za-z])|(?<=本表)|(?<=表中)|(?<=以上)|(?<=以下)|(?<=所有))"
    r"(?:计量|金额|货币|计价|数据|投资|金额计量)?"
    r"(单 *位|币 *[种制]|币别|货币|units?|currency)(?:代码|编码)?(?: *(?:均?为|:) *| *(?=\(|\d{3}\b))",
    re.IGNORECASE,
)
_CURRENCY_LABELS = ("币种", "币制", "币别", "货币", "currency")
#: the number of a currency behind such a label, perhaps with its factor, or its letters: 840, 万502, SEK
_CURRENCY_CODE = re.compile(
    r"\s*[(]?\s*(?:(?P<factor>[十百千]?[万亿]?)(?P<number>\d{3})(?![\d,.十百千万亿])|(?P<letters>[A-Z]{3})(?![A-Za-z]))"
)
_PHRASE = re.compile(
    r"(?:以|按)([^\s,。]{1,9}?)(?:为单位|计(?!划)|列示|填列|填写|填报)|\bin ((?:RMB|CNY|US\$|USD|HK\$|HKD|EUR)(?![A-Za-z]).*?)\)?$",
    re.IGNORECASE,
)
_START = re.compile("(?:%s|%s)+" % (_MONEY, FACTOR.pattern), re.IGNORECASE)


@kept
def heading_unit(text):
    """The unit that a heading gives in brackets or at its end; None for none, a `UnitConflict` for several."""
    text = simplified(nfkc(text))
    brackets = BRACKETS.findall(text)
    found = [unit for inner in brackets for unit in _within(inner)]
    if all(unit.bare for unit in found):
        tail = _TAIL.search(BRACKETS.sub("", text))
        unit = tail and parse(tail[1], numbers=True)
        found += [unit] if unit else []
    samples = list(filter(None, map(_of_sample, brackets)))
    if samples and not found:
        return replace(samples[0], sample=True)
    return together([*found, *samples], "heading")


def _of_sample(inner):
    """The unit in an example of what stands in the cells, as in （如：1.2亿元）."""
    sample = _SAMPLE.search(inner)
    return sample and parse(sample[1])


def _within(inner):
    """The units in one pair of brackets."""
    whole = parse(inner, numbers=True)
    if whole:
        return [whole]
    parts = [unit for unit in map(parse, _SEPARATORS.split(inner)) if unit]
    return parts or [unit for unit in map(parse, AMONG.findall(inner)) if unit]


@kept
def heading_key(text):
    """What is compared with aliases: no unit, hint, number, star, space or sign; NFKC, lower case.

    What else stands in brackets is part of the meaning: 投资额（国外部分） is not 投资额.
    """
    text = simplified(nfkc(text).lower())
    text = without_number(text)
    bare = BRACKETS.sub(_meaning, text) or text
    shorter = _TAIL.sub("", bare)
    return re.sub(r"[^\w]|_", "", _NUMBERING.sub("", shorter or bare))


def without_number(text):
    """A heading without the number in brackets in front of it: (3)总投资."""
    return _NUMBER_IN_BRACKETS.sub("", text)


def _meaning(bracket):
    """What a bracket of a heading adds to its meaning, '' for units and hints on how to fill it."""
    return besides_units(bracket[0][1:-1])


def besides_units(inside):
    """What is left of a bracket, compatibility form, without its units and hints; '' where there is nothing else."""
    if _is_unit_or_hint(inside):
        return ""
    parts = (part for part in _SEPARATORS.split(inside) if part)
    return "".join(part for part in parts if not _is_unit_or_hint(part))


def _is_unit_or_hint(part):
    """Whether a part of a bracket says no more than a unit or a hint: 万元, 以万元计, 必填."""
    if parse(part, numbers=True) or hints.is_hint(part):
        return True
    rest, units = AMONG.subn("", part)
    return units > 0 and bool(_AROUND_UNIT.fullmatch(rest) or hints.is_hint(rest))


@kept
def line_unit(text):
    """The unit of a line such as 单位：万元 above a table; None for none and for 填报单位, a `UnitConflict` for several."""
    text = simplified(unicodedata.normalize("NFKC", text))
    found, currencies = [], []
    for label in _LINE.finditer(text):
        is_currency, value = nfkc(label[1]).lower() in _CURRENCY_LABELS, text[label.end() :]
        units = _coded(value, is_currency) or _values(value)
        (currencies if is_currency else found).extend(units)
    if not found:
        found = [unit for unit in (_unlabelled(text),) if unit]
    return _in_currency(together(found, "line"), together(currencies, "line"))


def is_unit_line(text):
    """Whether a text begins by saying a unit, unlike 总投资（单位：万元）, which says it of one column."""
    text = simplified(unicodedata.normalize("NFKC", text))
    return bool(_LINE.match(text.lstrip(" ([【")) or labelled(text))


def _unlabelled(text):
    """The unit of a line without a label: RMB'0000, in RMB million, 以万元为单位; None for any other."""
    alone = parse_unit(text) if text.isascii() else None
    if alone and not alone.bare:
        return alone
    if unit := labelled(text):
        return unit
    phrase = _PHRASE.search(" ".join(text.split()))
    return phrase and parse(phrase[1] or phrase[2], numbers=True)


def _coded(text, is_currency):
    """The units of a currency that is named by its number, or by letters that nobody knows.

    Two where a number stands for two, which no line can mean.
    """
    found = _CURRENCY_CODE.match(text)
    if not found:
        return []
    codes = currencies_of_number(found["number"] or "")
    if is_currency and found["letters"] and not currency_of(found["letters"]):
        codes = {found["letters"]}
    factor = FACTORS.get(found["factor"])
    return [
        Unit(
            factor or Decimal(1),
            code,
            text="人民币" if code == "CNY" and not factor else found[0].strip(" ("),
            bare=not factor,
        )
        for code in sorted(codes)
    ]


def _values(text):
    """The units after a label: as far as there are any, 人民币 万元 being one."""
    text = re.sub(r"(?<=\d),(?=\d)", "", text)
    units = []
    for part in _SEPARATORS.split(text):
        words = re.split(r"[\s()\[\]【】]+", part.strip(" ()[]【】"))
        unit = _first(words)
        units += [unit] if unit else []
        if len(words) > 3 or ":" in part:
            break
    return units


def _first(words):
    """The unit that the first words make, as many of them as possible."""
    for end in range(min(len(words), 4), 0, -1):
        unit = parse("".join(words[:end]), numbers=True)
        if unit:
            return unit
    start = ":" in words[0] and _START.match(words[0])
    return parse(start[0]) if start else None


def _in_currency(unit, currency):
    """What 单位 says, in the currency that 币种 says beside it."""
    if not currency or not unit:
        return unit or currency
    if isinstance(unit, UnitConflict):
        return unit.pick(currency.currency) or unit
    if isinstance(currency, UnitConflict):
        return currency
    if unit.currency in (None, currency.currency) or not names_currency(unit.text):
        return replace(unit, currency=currency.currency, text=currency.text + unit.text)
    return together((unit, currency), "line")
