"""The unit in force in a column: what its heading, a row of units and a line above the table say together."""

from dataclasses import replace

from .money_words import names_currency
from .unit import Unit, UnitConflict, together


def in_force(heading=None, row=None, line=None):
    """The `Unit` of a column's amounts by what its heading, a row of units below it and a line above the table say.

    A factor of the column itself counts; where it names only a currency or nothing, the line's factor does. None when
    nobody names one; a `UnitConflict` when the places contradict each other: heading and row, or 元 under a line 万元.
    """
    own = _own(heading, row)
    if isinstance(own, Unit) and own.sample:
        return _as_sample(own, line)
    if own is None:
        is_unit = isinstance(line, Unit)
        return replace(line, own_factor=False, own_currency=False) if is_unit else line
    if line is None or isinstance(own, UnitConflict):
        return own
    if own.bare:
        return _with_factor_of(line, own)
    kind = "heading_line" if heading else "row_line"
    return _below_line(own, line, kind) if own.factor != 1 else _beside_line(own, line, kind)


def _as_sample(own, line):
    """The unit of a column that only an example names: the line's, which has to agree; None without one."""
    if not isinstance(line, Unit):
        return line
    same = (own.factor, own.currency or "CNY") == (line.factor, line.currency or "CNY")
    if not same and not line.bare:
        return UnitConflict((own.shown, line.shown), "heading_line")
    return replace(line, own_factor=False, own_currency=False)


def is_foreign_line(own, line):
    """Whether a line names another currency where the column says no more than 元, which some write after any."""
    if not isinstance(line, Unit) or line.currency in (None, "CNY"):
        return False
    return own.currency == "CNY" and not names_currency(own.text)


def _below_line(own, line, kind):
    """A factor of the column: a contradiction where the line says no more than another currency."""
    if is_foreign_line(own, line) and line.bare:
        return UnitConflict((own.shown, line.shown), kind)
    return own if own.currency else _with_currency_of(line, own)


def _beside_line(own, line, kind):
    """元 in the column: a contradiction where the line says 万元."""
    if not isinstance(line, Unit) or line.bare or line.factor == 1:
        return own
    return UnitConflict((own.shown, line.shown), kind)


def _with_factor_of(line, own):
    """A currency of the column, with the factor of the line above."""
    if isinstance(line, UnitConflict):
        factors = {unit.factor for unit in line.units}
        if len(factors) > 1:
            return line
        line = line.units[0]
    if line.factor == 1:
        return own
    return replace(own, factor=line.factor, text="", bare=False, own_factor=False)


def _with_currency_of(line, own):
    """A factor of the column, in the currency of the line above."""
    return replace(own, currency=line.currency, own_currency=False)


def _own(heading, row):
    """What heading and row of units say of a column."""
    if not heading or not row:
        return heading or row
    if isinstance(heading, UnitConflict):
        return row if row in heading.units else heading
    return row if isinstance(row, UnitConflict) else _both(heading, row)


def _both(heading, row):
    """What two units of one column mean: the same, or one names only the factor and the other the currency."""
    if heading.factor == row.factor and not (heading.currency and row.currency):
        sample = heading.sample and row.sample
        return replace(heading if heading.currency else row, sample=sample)
    return together((heading, row), "heading_row")


def stand_in(own, default):
    """The unit of a column, `default` where neither it nor a line above names one for sure."""
    if own is None or (isinstance(own, UnitConflict) and own.kind in ("line", "above")):
        return default and replace(default, own_factor=False, own_currency=False)
    if default and isinstance(own, Unit) and own.bare and own.currency == default.currency:
        return replace(default, own_factor=False)
    return own
