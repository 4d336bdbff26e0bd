"""Amounts as offices write them, exact in Decimal, in the currency's own unit (yuan for CNY)."""

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from .cells import nfkc, number_text, raw_text, refuse_non_values, stands_for_nothing
from .errors import CellProblem
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
from .sheet import Styled
from .unit import BRACKETS, Unit, UnitConflict, parse_unit

#: what `ReadAmount.notes` may say
NOTES = (
    "footnote",
    "approximate",
    "unit_assumed",
    "plain_unit",
    "other_currency",
    "unusually_large",
)
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
_GROUPS = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,3}(?:,\d{4})+|\d+)(?:\.\d*)?")
_IN_YUAN = re.compile(r"(?:元|圆|美金|yuan|dollars)(?:人民币)?$")


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """An exact amount in `currency`; `notes` are those of `NOTES` that should be checked, the gravest last."""

    amount: Decimal
    currency: str = "CNY"
    notes: tuple = ()

    @property
    def note(self):
        """The gravest of the notes, None without one."""
        return self.notes[-1] if self.notes else None


def parse_amount(value, unit=None, currency=None):
    """The `ReadAmount` of a cell, None when it means no value.

    :param unit: the column's `Unit`, used as far as the cell has none; a `UnitConflict` refuses what has none
    :param currency: what the row's currency column says; nothing in the cell may contradict it
    Raises CellProblem: not_calculated, cell_error, ditto, boolean, date_in_amount, percent, range, negative,
    two_amounts, comma, two_currencies, no_unit, unit_conflict_* (see `UnitConflict.kind`), format_unit,
    currency_against, factor_unclear, not_a_number, too_large.
    """
    if type(value) in (int, float) and type(unit) is Unit and not unit.bare:
        number = Decimal(number_text(value))
        return _finish(number, unit.factor, currency or unit.currency or "CNY", (), value)
    shown = _text_of(value)
    if shown is None:
        return None
    cell = _read(shown)
    unit = _picked(unit, cell, currency)
    if isinstance(value, Styled):
        _refuse_format(cell, unit, currency)
    return _in_unit(cell, unit, currency)


def _picked(unit, cell, currency):
    """The column's unit; of several the one of the currency that the cell or the row names."""
    if type(unit) is not UnitConflict or cell.factor is not None:
        return unit
    return unit.pick(cell.currency or currency) or unit


def _text_of(value):
    """What a cell shows, None when it means no value."""
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
    return shown


def _refuse_format(cell, unit, currency):
    """Refuse a number whose format shows another unit than its column has: nobody wrote it for this number."""
    if unit and cell.factor not in (None, unit.factor):
        raise CellProblem("format_unit", text=cell.shown, unit=_told(unit))
    expected = _expected(unit, currency)
    if expected and cell.currency not in (None, expected):
        raise CellProblem("currency_against", text=cell.shown, unit=_told(unit, currency))


@dataclass(slots=True)
class _Cell:
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


def _read(text):
    shown = text.strip()[:60]
    text, marks = without_marks(text)
    if has_odd_digits(text):
        raise CellProblem("not_a_number", text=shown)
    text = nfkc(text).lower().strip("'\"“”;。")
    text = BRACKETS.sub(_unbracketed, text).removesuffix("整").removesuffix("正")
    if _RANGE.search(text):
        raise CellProblem("range", text=shown)
    text, approximate = _strip_approx(text)
    if "%" in text or "‰" in text:
        raise CellProblem("percent", text=shown)
    currencies = currency_of(text)
    if len(currencies) > 1:
        raise CellProblem("two_currencies", text=shown)
    number, factor = _number(_without_currency(text), bool(currencies), shown)
    cell = _Cell(shown, number, factor, next(iter(currencies), None), names_currency(text))
    if factor is None and _IN_YUAN.search(text):
        cell.factor, cell.in_yuan = Decimal(1), True
    cell.is_short = bool(re.search("[百千]$", text))
    cell.notes = (("footnote",) if marks else ()) + (("approximate",) if approximate else ())
    return cell


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


def _in_unit(cell, unit, currency):
    """The `ReadAmount` of a cell in a column: its own unit counts, as far as it does not contradict the column's."""
    factor = cell.factor if cell.factor is not None else _factor_of(cell, unit)
    if cell.is_short and ((unit and unit.factor) or factor) > factor:
        raise CellProblem("factor_unclear", text=cell.shown, unit=unit.shown)
    notes = cell.notes + (_against(cell, unit, currency) or _assumed(cell, unit))
    own = cell.currency or _expected(unit, currency) or "CNY"
    return _finish(cell.number, factor, own, notes, cell.shown)


def _expected(unit, currency):
    """The currency that the row or else the column names, None for none."""
    return currency or (unit and unit.currency)


def _assumed(cell, unit):
    """Notes on a 元 that the column does not have, and on a column that names only 人民币."""
    if cell.in_yuan:
        return ("plain_unit",) if _may_be_meant(cell, unit) else ()
    is_bare = cell.factor is None and type(unit) is Unit and unit.bare
    return ("unit_assumed",) if is_bare and unit.text == "人民币" else ()


def _may_be_meant(cell, unit):
    """Whether the 元 of a cell may stand for the column's unit: 5000元 under 万元, not 300000000元."""
    factor = unit and unit.factor
    return bool(factor) and factor != 1 and cell.number * factor <= UNUSUAL


def _factor_of(cell, unit):
    """What one is worth in a cell without 万, 亿 or 元: what the column says, else one of the currency that it names."""
    if type(unit) is UnitConflict:
        first, second = unit.texts
        raise CellProblem(f"unit_conflict_{unit.kind}", text=cell.shown, first=first, second=second)
    if unit:
        return unit.factor
    if cell.currency:
        return Decimal(1)
    raise CellProblem("no_unit", text=cell.shown)


def _against(cell, unit, currency):
    """Notes on a currency that the cell names and its column does not; refused where it is not clear which one counts.

    A cell that spells a currency and a factor, as 100万美元, counts. A sign, or 元 alone, says too little.
    """
    expected = _expected(unit, currency)
    if not cell.currency or not expected or cell.currency == expected:
        return ()
    is_clear = cell.factor is not None and cell.is_named
    if currency or not is_clear:
        raise CellProblem("currency_against", text=cell.shown, unit=_told(unit, currency))
    return ("other_currency",) if unit.own_currency else ()


def _told(unit, currency=None):
    """What the column says, for messages."""
    if currency or not unit:
        return currency
    return unit.shown if isinstance(unit, Unit) else "/".join(unit.texts)


def _number(text, is_money, shown):
    """(number, factor or None) of a text that is one number with at most a factor."""
    if _BRACKETED.match(text) and re.search(r"\d", text):
        raise CellProblem("negative", text=shown)
    composite = _COMPOSITE.fullmatch(text)
    if composite:
        number = Decimal(composite[1]) * FACTORS["亿"] + Decimal(composite[2]) * FACTORS["万"]
        return number, Decimal(1)
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


def _finish(number, factor, currency, notes, shown):
    if not number.is_finite():
        raise CellProblem("not_a_number", text=raw_text(shown))
    amount = number * factor
    if amount < 0:
        raise CellProblem("negative", text=raw_text(shown))
    if amount > LARGEST:
        raise CellProblem("too_large", text=raw_text(shown))
    if amount > UNUSUAL:
        notes += ("unusually_large",)
    return ReadAmount(amount.quantize(CENT, ROUND_HALF_UP), currency, notes)
