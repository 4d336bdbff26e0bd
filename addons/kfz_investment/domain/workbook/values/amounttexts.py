"""Texts of amounts: the one number in them, and what they say of its unit themselves; see `amounts`."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ..cells import nfkc
from ..errors import CellProblem
from ..memo import kept
from .marks import has_odd_digits, without_marks
from .money_words import (
    CURRENCY,
    FACTOR,
    FACTORS,
    SHORT_FACTORS,
    currency_of,
    names_currency,
)
from .numerals import CHINESE, chinese_int
from .unit import BRACKETS, parse_unit

_APPROX = re.compile(
    r"^(?:大?约|近|将近|超过?|不低于|不少于|逾|总计|合计|共|>=?|≥|~|≈)|(?:左右|以上|多|余|\+)$"
)
_NUMBER = r"[+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_RANGE = re.compile(r"\d[^\d.]{0,4}?(?:-|~|至|到|—|–|—)[^\d.]{0,2}\d")
_PLAIN = re.compile(r"(%s)" % _NUMBER, re.IGNORECASE)
_COMPOSITE = re.compile(r"(\d+(?:\.\d+)?)亿(?:零)?(\d+(?:\.\d+)?)([十百千]?万)")
_SIMPLIFIED = str.maketrans("萬億幣圓個", "万亿币圆个")
_COUNTER = re.compile("个(?=[十百千]?[万亿])")
_POINT = re.compile(
    "([零〇一二三四五六七八九十]+)点([零〇一二三四五六七八九]+)(?=[十百千]?[万亿]|元)"
)
_BRACKETED = re.compile(r"^\(.*\)$")
#: groups of three or of four; 5000,8000 may as well be two amounts
_GROUPS = re.compile(
    r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|(?!\d{3,4},(?!0000)\d{4}(?:\.|$))[1-9]\d{0,3}(?:,\d{4})+|\d+)(?:\.\d*)?"
)
_SIMPLE = re.compile(r"([0-9]{1,14}(?:\.[0-9]{1,10})?)(万元|亿元|万|亿)?")
_IN_YUAN = re.compile(r"(?:元|圆|美金|yuan|dollars)(?:人民币)?$")


@dataclass(slots=True)
class Cell:
    """What a cell says by itself: `factor` and `currency` are None where it does not."""

    shown: str
    number: Decimal
    factor: Decimal = None
    currency: str = None
    #: whether the currency is named by more than 元
    is_named: bool = False
    #: whether 元 alone says that the factor is one
    in_yuan: bool = False
    #: whether the factor is a 千 or 百 with nothing after it
    is_short: bool = False
    notes: tuple = ()


@kept
def read(text):
    """The `Cell` of a text.

    Raises CellProblem: not_a_number, range, percent, negative, two_amounts, two_currencies, comma, too_large.
    """
    simple = _SIMPLE.fullmatch(text)
    if simple:
        return _simple(*simple.groups())
    shown, (bare, marks) = text.strip()[:60], without_marks(text)
    bare, is_about = _strip_approx(_plain(bare, shown))
    currencies = currency_of(bare)
    if len(currencies) > 1:
        raise CellProblem("two_currencies", text=shown)
    number, factor = _number(_without_currency(bare), bool(currencies), shown)
    in_yuan = factor is None and bool(_IN_YUAN.search(bare))
    return Cell(
        shown,
        number,
        Decimal(1) if in_yuan else factor,
        next(iter(currencies), None),
        is_named=names_currency(bare),
        in_yuan=in_yuan,
        is_short=bool(re.search("[百千]$", bare)),
        notes=("footnote",) * bool(marks) + ("approximate",) * is_about,
    )


def _plain(text, shown):
    """A text in its compatibility form, without quotes, brackets around units, and 整 at its end."""
    if has_odd_digits(text):
        raise CellProblem("not_a_number", text=shown)
    text = nfkc(text).lower().strip("'\"“”;。").translate(_SIMPLIFIED)
    if not text.isascii():
        text = _POINT.sub(_decimal_point, _COUNTER.sub("", text))
    text = BRACKETS.sub(_unbracketed, text).removesuffix("整").removesuffix("正")
    if _RANGE.search(text):
        raise CellProblem("range", text=shown)
    if "%" in text or "‰" in text:
        raise CellProblem("percent", text=shown)
    return text


def _decimal_point(match):
    """一点五 in digits."""
    return f"{chinese_int(match[1])}.{''.join(str(chinese_int(digit)) for digit in match[2])}"


def _simple(number, unit):
    """As `_read`, for what most cells hold: 1200, 1200.5, 1200万元."""
    factor = FACTORS[unit.removesuffix("元")] if unit else None
    currency = "CNY" if unit and unit.endswith("元") else None
    return Cell(number + (unit or ""), Decimal(number), factor, currency)


def _unbracketed(match):
    """A unit in brackets without them: 3,500(万元人民币). Any other bracket stays."""
    return match[1] if parse_unit(match[1]) else match[0]


def _without_currency(text):
    """A text without the currency's name; brackets around it all stay: they mean a loss."""
    return text if _BRACKETED.match(text) else re.sub("^[:=]", "", CURRENCY.sub("", text))


def _strip_approx(text):
    bare = _APPROX.sub("", _APPROX.sub("", text))
    trailing = re.sub(
        r"(?:多|余)(?=(?:%s)?(?:%s)*$)" % (FACTOR.pattern, CURRENCY.pattern), "", bare
    )
    quiet = re.sub(r"^(?:总计|合计|共)", "", text)
    return trailing, trailing != quiet


def _number(text, is_money, shown):
    """(number, factor or None) of a text that is one number with at most a factor."""
    if _BRACKETED.match(text) and re.search(r"\d", text):
        raise CellProblem("negative", text=shown)
    composite = _COMPOSITE.fullmatch(text)
    if composite:
        number = Decimal(composite[1]) * FACTORS["亿"]
        number += Decimal(composite[2]) * FACTORS[composite[3]]
        return number, Decimal(1)
    if text == "零":
        return Decimal(0), None
    if CHINESE.fullmatch(text) and re.search("[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾两]", text):
        number = chinese_int(text)
        if number is None:
            raise CellProblem("not_a_number", text=shown)
        return Decimal(number), (Decimal(1) if re.search("[万萬亿億]", text) else None)
    return _digits(text, is_money, shown)


def _digits(text, is_money, shown):
    """As `_number`, for a number written in digits."""
    numbers = _PLAIN.findall(text)
    if len(numbers) > 1:
        code = "not_a_number" if re.search(r"[a-z]", text) else "two_amounts"
        raise CellProblem(code, text=shown)
    rest = _PLAIN.sub("", text)
    factor = FACTORS.get(rest) or (is_money and SHORT_FACTORS.get(rest))
    if not numbers or (rest and not (factor and text.endswith(rest))):
        raise CellProblem("not_a_number", text=shown)
    return _decimal(numbers[0], shown), factor or None


def _decimal(text, shown):
    head = re.split("e", text, maxsplit=1)[0]
    if "," in head and not _GROUPS.fullmatch(head):
        raise CellProblem("comma", text=shown)
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise CellProblem("not_a_number", text=shown) from None
    if number and not -30 < number.adjusted() < 30:
        raise CellProblem("too_large", text=shown)
    return number
