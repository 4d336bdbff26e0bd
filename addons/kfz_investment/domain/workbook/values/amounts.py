"""Amounts as offices write them, exact in Decimal, in the currency's own unit (yuan for CNY)."""

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ..cells import number_text, raw_text, refuse_non_values, stands_for_nothing
from ..errors import CellProblem
from ..sheet import Styled
from .amounttexts import read
from .unit import Unit, UnitConflict

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
_APART = re.compile(r"\d\s+\d")
#: thousands apart; 500 800 may as well be two amounts, 500 000 can not
_SPACED = re.compile(
    r"\D*(?!\d{3} (?!000)\d{3}(?:\D|$)(?! ?\d))\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?\D*"
)


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
    cell = read(shown)
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
    if isinstance(value, Styled) and value.around:
        before, after = value.around
        return f"{before}{number_text(float(value))}{after}"
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
