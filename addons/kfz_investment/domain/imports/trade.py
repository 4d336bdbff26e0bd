"""Rows of a customs trade statement (保税贸易统计表)."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from .. import trade
from ..workbook import cells
from ..workbook.values.periods import months_of
from .issue import ERROR, WARNING, RowReader, lookup_key
from .names import read_code, read_name

REQUIRED = ("month", "direction", "mode", "amount")
_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")
#: words and signs by which a code is not meant, or not alone
_DOUBTED = re.compile(
    r"[非除不未旧曾改拟等及和与或约至?？×✗✘~～→]|原(?![料材产])|转(?=为|成|$)|以外|之外|其[他它余]|另|混合|部分|取消|作废|终止|疑|^not?(?=\d)"
)
#: what is remarked of a date that is given as its month, as it should be here
_EXPECTED = ("month_only", "approximate_day", "day_not_shown")


@dataclass(frozen=True)
class TradeLookups:
    """What rows are compared with: words by `issue.lookup_key`, codes of the supervision modes, today's date in Shanghai."""

    today: object
    directions: dict = field(default_factory=dict)
    modes: dict = field(default_factory=dict)
    codes: frozenset = frozenset()
    #: what `RowReader.once` has read: these lookups serve the rows of one file
    memo: dict = field(default_factory=dict, compare=False)


def read_row(row, lookups):
    """The `Parsed` row: name, uscc, month (its first day), direction, mode, amount (Decimal yuan), origin, note."""
    reader = RowReader(row)
    values = {
        name: reader.once(name, lambda reader, read=read: read(reader, lookups), lookups.memo)
        for name, read in _REPEATED.items()
    }
    values |= {
        "amount": _amount(reader),
        "origin": reader.text("origin", 64, WARNING),
        "note": reader.text("note", 200, WARNING),
    }
    if not values["name"] and not values["uscc"] and reader.parsed.ok:
        _remark_no_enterprise(reader)
    reader.parsed.values = {key: value for key, value in values.items() if value is not None}
    return reader.parsed


def _remark_no_enterprise(reader):
    column = next((name for name in ("name", "uscc") if reader.heading(name)), None)
    reader.add(ERROR, column, "missing" if column else "no_enterprise_column")


def _required(reader, name, read):
    before = len(reader.parsed.issues)
    value = read()
    if value is None and len(reader.parsed.issues) == before:
        reader.add(ERROR, name, "missing")
    return value


def _direction(reader, lookups):
    return _required(
        reader,
        "direction",
        lambda: reader.choice("direction", lookups.directions, ERROR, "unknown_direction"),
    )


def _month(reader, lookups):
    """The first day of the month; months ahead are warned of, those that cannot be are refused."""
    text, today = reader.cells.get("month"), lookups.today
    months = months_of(text) if isinstance(text, str) else None
    if months:
        first, last = months
        reader.add(ERROR, "month", "several_months", text=text.strip()[:60], first=first, last=last)
        return None
    day = _required(reader, "month", lambda: reader.date("month"))
    reader.parsed.issues = [issue for issue in reader.parsed.issues if issue.code not in _EXPECTED]
    if day is None:
        return None
    month = trade.month_of(day)
    if not trade.is_plausible(month, today):
        reader.add(
            ERROR,
            "month",
            "month_implausible",
            month=f"{month:%Y-%m}",
            latest=f"{trade.latest_month(today):%Y-%m}",
        )
        return None
    if month > today:
        reader.add(WARNING, "month", "month_in_future", month=f"{month:%Y-%m}")
    return month


def _mode(reader, lookups):
    return _required(reader, "mode", lambda: _read_mode(reader, lookups))


def _read_mode(reader, lookups):
    """The code of a supervision mode: alone, beside its name, without its leading zero, or by its name."""
    value = reader.cells.get("mode")
    if isinstance(value, str) and value in lookups.codes:
        return value
    text = reader.text("mode", 64)
    if not text:
        return None
    text = text.zfill(4) if text.isdigit() else text
    code = _code_of(cells.nfkc(text), lookups.modes)
    if code in lookups.codes:
        return code
    reader.add(
        ERROR, "mode", "unknown_mode", text=text[:60], known=", ".join(sorted(lookups.codes))
    )
    return None


def _code_of(text, modes):
    """The one code in a text, or that of its name; None where other words make something else of it: 非1210, 1210一般贸易."""
    found = _CODE.findall(text)
    if len(found) != 1:
        return None if found else modes.get(lookup_key(text))
    name = lookup_key(text.replace(found[0], ""))
    if name in modes:
        return found[0] if modes[name] == found[0] else None
    return None if _DOUBTED.search(text) else found[0]


def _amount(reader):
    """The amount in yuan; a row of nothing is left out with a warning."""
    amount = _required(reader, "amount", lambda: reader.amount("amount"))
    if amount is None:
        return None
    if amount.currency != "CNY":
        reader.add(ERROR, "amount", "trade_currency", currency=amount.currency)
    elif amount.amount == Decimal(0):
        reader.add(WARNING, "amount", "trade_of_nothing")
        reader.parsed.skip = True
    return amount


#: columns with few different texts, in the order in which remarks come
_REPEATED = {
    "name": lambda reader, _lookups: read_name(reader, "name", required=False),
    "uscc": lambda reader, _lookups: read_code(reader, "uscc"),
    "month": _month,
    "direction": _direction,
    "mode": _mode,
}


def mark_repeats(rows):
    """Compare the rows of one file that are for the same trade: an equal one is skipped, one of another amount refused.

    :param rows: (key, Parsed) of the good rows, in order; changes the rows
    """
    first = {}
    for key, parsed in rows:
        earlier = first.setdefault(key, parsed)
        if earlier is parsed:
            continue
        if earlier.values["amount"].amount == parsed.values["amount"].amount:
            parsed.add(WARNING, "", "repeated_trade", row=earlier.number)
            parsed.skip = True
        else:
            parsed.add(ERROR, "", "same_trade_other_amount", row=earlier.number)
