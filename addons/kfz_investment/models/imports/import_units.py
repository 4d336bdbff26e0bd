"""Units that a user can choose for the amounts of a column, as codes of fields: ``10000:CNY``."""

from decimal import Decimal

from ...domain.workbook.values.unit import Unit

#: (code, label): how much one is worth, and the currency
UNITS = [
    ("1:CNY", "yuan (元)"),
    ("1000:CNY", "1,000 yuan (千元)"),
    ("10000:CNY", "10,000 yuan (万元)"),
    ("1000000:CNY", "1 million yuan (百万元)"),
    ("100000000:CNY", "100 million yuan (亿元)"),
    ("1:USD", "US dollars (美元)"),
    ("10000:USD", "10,000 US dollars (万美元)"),
    ("100000000:USD", "100 million US dollars (亿美元)"),
    ("10000:EUR", "10,000 euros (万欧元)"),
    ("10000:HKD", "10,000 Hong Kong dollars (万港元)"),
]
_CODES = frozenset(code for code, _label in UNITS)


def unit_of(code):
    """The `Unit` of a code, None without one."""
    if not code:
        return None
    factor, _colon, currency = code.partition(":")
    return Unit(Decimal(factor), currency)


def code_of(unit):
    """The code of a `Unit`, '' when it is none that can be chosen; one without a currency is in yuan."""
    if not isinstance(unit, Unit):
        return ""
    code = f"{unit.factor:f}:{unit.currency or 'CNY'}"
    return code if code in _CODES else ""
