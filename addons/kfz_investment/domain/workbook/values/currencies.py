"""Columns that name the currency of the amounts beside them: 币种, 货币, 出资币种."""

import re
from typing import NamedTuple

from ..cells import nfkc, raw_text, refuse_non_values, stands_for_nothing
from ..errors import CellProblem
from ..memo import kept
from .money_words import currencies_of_number
from .unit import Unit, UnitConflict, parse_unit
from .units import heading_unit

FIELD = "currency"
#: the number of a currency in a list, alone or beside its word
_NUMBER = re.compile(r"(?<!\d)\d{2,3}(?!\d)")
#: fields that hold amounts
AMOUNTS = frozenset(
    (
        "registered_capital",
        "paid_in_capital",
        "investment",
        "signed_amount",
        "capital",
        "amount",
    )
)


class Beside(NamedTuple):
    """The currency column of an amount column."""

    #: where it stands in the row, and its heading
    index: int
    heading: str
    #: whether the amount column names no currency itself, so that the currency column says it
    is_open: bool
    #: whether it stands next to the amount column, whose own currency it may not contradict
    is_next: bool
    #: the currencies of all amounts that it serves, None where one of them is open to any: it has to fit one of them
    served: frozenset | None


def beside(columns):
    """{field of an amount: `Beside`} of the columns of a heading; empty where there is no currency column.

    One currency column serves all amounts. Of several each serves the amounts left of it, up to the next one, or those
    right of it where the first column is a currency. A currency contradicts the unit in the heading of the amount next
    to it; that of another amount only where it fits none of them: 总投资（万元）, 协议金额, 币种 may say 美元 of the
    agreement.
    """
    named = sorted(
        (column.index, column.heading)
        for column in columns
        if FIELD in (column.field, column.repeats)
    )
    amounts = sorted(
        (column for column in columns if column.field in AMOUNTS), key=lambda each: each.index
    )
    return _grouped(named, amounts) if named and amounts else {}


def _grouped(named, amounts):
    """`beside`, of the currency columns and the amount columns, both in their order."""
    leads = named[0][0] < amounts[0].index
    groups = {}
    for column in amounts:
        found = named[0] if len(named) == 1 else _of_several(named, column.index, leads)
        groups.setdefault(found, []).append(column)
    groups.pop(None, None)
    return {
        column.field: _one(place, group, column, leads)
        for place, group in groups.items()
        for column in group
    }


def _of_several(named, index, leads):
    """The currency column of an amount at `index`, None for amounts after the last one."""
    if leads:
        return max((place for place in named if place[0] < index), default=None)
    return min((place for place in named if place[0] > index), default=None)


def _one(place, group, column, leads):
    before = [each for each in group if each.index < place[0]]
    nearest = group[0] if leads or not before else before[-1]
    served = None
    if not any(map(_is_open, group)):
        served = frozenset(each.unit.currency for each in group)
    return Beside(*place, _is_open(column), column is nearest, served)


def _is_open(column):
    """Whether a column names no currency itself. A chosen unit of yuan is one for the amounts that name none."""
    unit = column.unit
    if not isinstance(unit, Unit) or not unit.currency or not unit.own_currency:
        return True
    if column.source in ("chosen", "layout") and unit.currency == "CNY":
        own = heading_unit(column.heading)
        return not own or not own.currency
    return False


def read_currency(value):
    """The `Unit` that a cell of a currency column names, None when it names none; `bare` where it names no factor.

    Raises CellProblem: unknown_currency_word, currency_number_unclear and what `cells.refuse_non_values` raises.
    """
    if value is None:
        return None
    refuse_non_values(value)
    text = raw_text(value)
    if stands_for_nothing(text):
        return None
    unit = _unit(text)
    if isinstance(unit, frozenset):
        first, second = sorted(unit)
        raise CellProblem("currency_number_unclear", text=text.strip(), first=first, second=second)
    if unit is None:
        raise CellProblem("unknown_currency_word", text=text.strip()[:60])
    return unit


@kept
def _unit(text):
    """The `Unit` of a currency cell; 元 is a currency here, like 美元. The currencies of a number that stands for two."""
    numbers = _NUMBER.findall(bare := nfkc(text))
    if len(numbers) != 1:
        return _of_word(text)
    named = frozenset(currencies_of_number(numbers[0].zfill(3)))
    word = _NUMBER.sub("", bare).strip("()[]-/:、,")
    if word:
        unit = _of_word(word)
        return unit if unit and unit.currency in named else None
    code = next(iter(named), None)
    return named if len(named) > 1 else code and Unit(1, code, text=code, bare=True)


def _of_word(text):
    unit = parse_unit(text)
    if unit is None or not unit.currency:
        return None
    return Unit(unit.factor, unit.currency, text=unit.text, bare=unit.factor == 1)


def unit_of_row(unit, named, place):
    """(unit, currency) for the amount of a row: of its column's `unit` and of what its currency column `named`.

    Raises CellProblem: currency_column when the two contradict each other.
    """
    if not place.is_open:
        if unit.currency == named.currency:
            return _scaled(unit, named, place), named.currency
        if place.is_next or (place.served is not None and named.currency not in place.served):
            raise _problem(unit, named, place)
        return unit, None
    if isinstance(unit, UnitConflict):
        return unit.pick(named.currency) or unit, named.currency
    return _scaled(unit, named, place), named.currency


def _scaled(unit, named, place):
    """The unit with the factor that a currency column names: 万美元."""
    if named.bare or (unit and unit.factor == named.factor):
        return unit
    if unit and unit.own_factor and not unit.bare:
        raise _problem(unit, named, place)
    return named


def _problem(unit, named, place):
    return CellProblem("currency_column", unit=unit.shown, heading=place.heading, named=named.shown)
