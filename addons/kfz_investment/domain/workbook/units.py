"""Units of amounts: 万元, 亿元, 万美元, from headings, unit lines and cells."""

import re
from dataclasses import dataclass
from decimal import Decimal

from . import hints
from .cells import nfkc
from .memo import kept

FACTORS = {
    "十亿": Decimal(10) ** 9,
    "百亿": Decimal(10) ** 10,
    "千亿": Decimal(10) ** 11,
    "万亿": Decimal(10) ** 12,
    "亿": Decimal(10) ** 8,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "万": Decimal(10) ** 4,
    "千": Decimal(1000),
    "百": Decimal(100),
    "billion": Decimal(10) ** 9,
    "million": Decimal(10) ** 6,
    "thousand": Decimal(1000),
}
CURRENCIES = {
    "人民币": "CNY",
    "rmb": "CNY",
    "cny": "CNY",
    "cnh": "CNY",
    "¥": "CNY",
    "圆": "CNY",
    "元": "CNY",
    "yuan": "CNY",
    "美元": "USD",
    "美金": "USD",
    "us$": "USD",
    "usd": "USD",
    "$": "USD",
    "dollars": "USD",
    "欧元": "EUR",
    "eur": "EUR",
    "€": "EUR",
    "港元": "HKD",
    "港币": "HKD",
    "hk$": "HKD",
    "hkd": "HKD",
    "日元": "JPY",
    "jpy": "JPY",
    "英镑": "GBP",
    "gbp": "GBP",
    "£": "GBP",
    "泰铢": "THB",
    "thb": "THB",
    "基普": "LAK",
    "lak": "LAK",
    "新加坡元": "SGD",
    "新元": "SGD",
    "sgd": "SGD",
    "韩元": "KRW",
    "krw": "KRW",
    "越南盾": "VND",
    "vnd": "VND",
}
_BY_LENGTH = sorted(CURRENCIES, key=len, reverse=True)
CURRENCY = re.compile("|".join(re.escape(word) for word in _BY_LENGTH), re.IGNORECASE)
FACTOR = re.compile("|".join(sorted(FACTORS, key=len, reverse=True)), re.IGNORECASE)
_UNIT = re.compile("(?:%s)?(?:%s)*" % (FACTOR.pattern, CURRENCY.pattern), re.IGNORECASE)
_PREFIX_UNIT = re.compile(
    "(?:%s)(?:%s)(?:%s)?" % (CURRENCY.pattern, FACTOR.pattern, CURRENCY.pattern), re.IGNORECASE
)
_BRACKETS = re.compile(r"[(\[【〔{<《][^()\[\]【】〔〕{}<>《》]*[)\]】〕}>》]")
_HAN = re.compile("[一-鿿]")
_UNIT_LINE = re.compile(
    r"(?:^|[^一-鿿])(?:计量|金额|货币|计价|数据)?单位[:：]\s*([^\s,，。;；)）]+(?:[、/,，]\s*[^\s,，。;；)）]+)*)"
)
_TAIL = re.compile(
    "[/:_,，、-]*((?:%s)(?:%s)*|(?:美元|欧元|港元|元))$" % (FACTOR.pattern, CURRENCY.pattern),
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Unit:
    """How much one is worth, in the currency's own unit; `currency` None when only a factor is named."""

    factor: Decimal
    currency: str = None


@dataclass(frozen=True)
class UnitConflict:
    """What a column's amounts mean is said twice and differently: `texts` are the two places as written."""

    texts: tuple


def currency_of(text):
    """The currencies named in `text`, as a set of codes; 元 counts only where no other currency is named."""
    found = {CURRENCIES[match[0].lower()] for match in CURRENCY.finditer(text)}
    return (
        found - {"CNY"}
        if len(found) > 1 and not re.search("人民币|rmb|cny|¥", text, re.IGNORECASE)
        else found
    )


def parse_unit(text):
    """The `Unit` that `text` names and nothing else: 万元, 人民币万元, 亿元人民币, 万美元; None when it is no single unit."""
    text = nfkc(text).lower().removeprefix("单位:").removeprefix("单位")
    if not text or not (_UNIT.fullmatch(text) or _PREFIX_UNIT.fullmatch(text)):
        return None
    currencies = currency_of(text)
    if len(currencies) > 1:
        return None
    factor = FACTOR.search(text)
    return Unit(FACTORS[factor[0]] if factor else Decimal(1), next(iter(currencies), None))


def heading_unit(text):
    """The unit that a heading gives in brackets or at its end; None for none or several."""
    text = nfkc(text)
    found = []
    for bracket in _BRACKETS.findall(text):
        found += [unit for unit in map(parse_unit, re.split(r"[、/,;或]", bracket[1:-1])) if unit]
    if not found:
        tail = _TAIL.search(_BRACKETS.sub("", text))
        unit = tail and parse_unit(tail[1])
        found = [unit] if unit else []
    return found[0] if len(set(found)) == 1 else None


@kept
def heading_key(text):
    """What is compared with aliases: no unit, hint, number, star, space or sign; NFKC, lower case.

    What else stands in brackets is part of the meaning: 投资额（国外部分） is not 投资额.
    """
    text = nfkc(text).lower()
    bare = _BRACKETS.sub(_meaning, text) or text
    shorter = _TAIL.sub("", bare)
    return re.sub(r"[^\w]|_", "", re.sub(r"^[\d.、*★※#]+", "", shorter or bare))


def _meaning(bracket):
    """What a bracket of a heading adds to its meaning, '' for units, hints on how to fill it, and translations."""
    inside, head = bracket[0][1:-1], bracket.string[: bracket.start()]
    parts = [part for part in re.split(r"[、/,;或]", inside) if part]
    if all(parse_unit(part) or hints.is_hint(part) for part in parts) or hints.is_hint(inside):
        return ""
    return "" if _HAN.search(head) and hints.is_translation(inside) else inside


def line_unit(text):
    """The unit of a line such as 单位：万元 above a table; None for none, for several and for 填报单位."""
    match = _UNIT_LINE.search(text)
    if not match:
        return None
    units = {unit for unit in map(parse_unit, re.split(r"[、/,，;；]", match[1])) if unit}
    return next(iter(units)) if len(units) == 1 else None


def in_force(heading=None, row=None, line=None):
    """The `Unit` of a column's amounts by what its heading, a row of units below it and a line above the table say.

    The line counts where the column itself names none. A `UnitConflict` when heading and row contradict each other.
    """
    return heading or row or line
