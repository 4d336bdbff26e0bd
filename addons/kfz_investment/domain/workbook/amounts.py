"""Amounts as offices write them, exact in Decimal, in the currency's own unit (yuan for CNY)."""

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from .cells import nfkc, number_text, raw_text, refuse_non_values, stands_for_nothing
from .errors import CellProblem
from .numerals import CHINESE, chinese_int
from .units import CURRENCY, FACTOR, FACTORS, currency_of

CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 13
UNUSUAL = Decimal(10) ** 11
_APPROX = re.compile(
    r"^(?:大?约|近|将近|超过?|不低于|不少于|逾|总计|合计|共|>=?|≥|~|≈)|(?:左右|以上|多|余|\+)$"
)
_NUMBER = r"[+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_RANGE = re.compile(r"\d[^\d.]{0,4}?(?:-|~|至|到|—|–|—)[^\d.]{0,2}\d")
_PLAIN = re.compile(r"(%s)" % _NUMBER, re.IGNORECASE)
_COMPOSITE = re.compile(r"(\d+(?:\.\d+)?)亿(?:零)?(\d+(?:\.\d+)?)万")
_BRACKETED = re.compile(r"^\(.*\)$")
_APART = re.compile(r"\d\s+\d")
_SPACED = re.compile(r"\D*\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?\D*")
_GROUPS = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+|\d+)(?:\.\d*)?|[+-]?\.\d+")


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """An exact amount in `currency`; `note` is 'approximate' or 'unusually_large' when it should be checked."""

    amount: Decimal
    currency: str = "CNY"
    note: str = None


def parse_amount(value, unit=None):
    """The `ReadAmount` of a cell, None when it means no value. `unit` is the column's, used when the cell has none.

    Raises CellProblem: cell_error, ditto, boolean, date_in_amount, percent, range, negative, two_amounts, comma,
    two_currencies, no_unit, not_a_number, too_large.
    """
    if unit and type(value) in (int, float):
        return _finish(
            Decimal(number_text(value)), unit.factor, unit.currency or "CNY", None, value
        )
    refuse_non_values(value)
    if isinstance(value, bool):
        raise CellProblem("boolean", text=raw_text(value))
    if isinstance(value, (datetime.date, datetime.time)):
        raise CellProblem("date_in_amount", text=raw_text(value))
    shown = raw_text(value)
    if stands_for_nothing(shown):
        return None
    if _APART.search(shown) and not _SPACED.fullmatch(shown.strip()):
        raise CellProblem("two_amounts", text=shown.strip()[:60])
    return _from_text(nfkc(shown).lower(), unit, shown.strip()[:60])


def _from_text(text, unit, shown):
    text = text.strip("'\"“”;。").removesuffix("整").removesuffix("正")
    if _RANGE.search(text):
        raise CellProblem("range", text=shown)
    text, approximate = _strip_approx(text)
    if "%" in text or "‰" in text:
        raise CellProblem("percent", text=shown)
    currencies = currency_of(text)
    if len(currencies) > 1:
        raise CellProblem("two_currencies", text=shown)
    number, factor = _number(_without_currency(text), shown)
    if factor is None:
        factor = _own_factor(text, currencies, unit, shown)
    currency = next(iter(currencies), None) or (unit and unit.currency) or "CNY"
    return _finish(number, factor, currency, "approximate" if approximate else None, shown)


def _without_currency(text):
    """A text without the currency's name and the signs around it; brackets around it all stay: they mean a loss."""
    if _BRACKETED.match(text):
        return text
    return re.sub(r"^[:=]|[()\[\]](?=$)|^[\[]", "", CURRENCY.sub("", text))


def _strip_approx(text):
    bare = _APPROX.sub("", _APPROX.sub("", text))
    trailing = re.sub(
        r"(?:多|余)(?=(?:%s)?(?:%s)*$)" % (FACTOR.pattern, CURRENCY.pattern), "", bare
    )
    quiet = re.sub(r"^(?:总计|合计|共)", "", text)
    return trailing, trailing != quiet


def _own_factor(text, currencies, unit, shown):
    """What one is worth in a cell without 万 or 亿: 元 at its end says one, else the column's unit, else a currency sign."""
    if re.search(r"(?:元|圆|美金|yuan|dollars)(?:人民币)?$", text):
        return Decimal(1)
    if unit:
        return unit.factor
    if currencies:
        return Decimal(1)
    raise CellProblem("no_unit", text=shown)


def _number(text, shown):
    """(number, factor or None) of a text that is one number with at most a factor."""
    if _BRACKETED.match(text) and re.search(r"\d", text):
        raise CellProblem("negative", text=shown)
    composite = _COMPOSITE.fullmatch(text)
    if composite:
        number = Decimal(composite[1]) * FACTORS["亿"] + Decimal(composite[2]) * FACTORS["万"]
        return number, Decimal(1)
    if CHINESE.fullmatch(text) and re.search("[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾两]", text):
        return Decimal(chinese_int(text)), (Decimal(1) if re.search("[万亿]", text) else None)
    return _digits(text, shown)


def _digits(text, shown):
    """As `_number`, for a number written in digits."""
    numbers = _PLAIN.findall(text)
    if len(numbers) > 1:
        code = "not_a_number" if re.search(r"[a-z]", text) else "two_amounts"
        raise CellProblem(code, text=shown)
    rest = _PLAIN.sub("", text)
    if not numbers or (rest and not (FACTOR.fullmatch(rest) and text.endswith(rest))):
        raise CellProblem("not_a_number", text=shown)
    return _decimal(numbers[0], shown), FACTORS[rest] if rest else None


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


def _finish(number, factor, currency, note, shown):
    if not number.is_finite():
        raise CellProblem("not_a_number", text=raw_text(shown))
    amount = number * factor
    if amount < 0:
        raise CellProblem("negative", text=raw_text(shown))
    if amount > LARGEST:
        raise CellProblem("too_large", text=raw_text(shown))
    if amount > UNUSUAL:
        note = "unusually_large"
    return ReadAmount(amount.quantize(CENT, ROUND_HALF_UP), currency, note)
