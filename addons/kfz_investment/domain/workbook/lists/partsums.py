"""Rows whose amounts are those of other rows together, and that are called like them or are somebody's alone."""

from bisect import bisect_right
from decimal import Decimal

from ..cells import clean, nfkc
from ..errors import CellProblem
from ..values.amounts import parse_amount
from ..values.unit import Unit
from .sums import number_of

#: what a name adds that stands for the whole
_WHOLE = ("(合计)", "(总计)", "(汇总)", "(总)", "(总体)", "(整体)", "合计", "总计", "总体", "整体", "(全部)")  # fmt: skip
#: how names go on that call the first part of something
_FIRST = ("一期", "(一期)", "首期", "(首期)", "-一期", "第一期", "1期", "(1期)")
#: rows of one name that are compared
_MOST = 12
#: how far rounded amounts may be from their sum
_ROUNDED = Decimal("0.001")
_CODES = ("part_of_row", "adds_up_rows", "perhaps_part", "perhaps_adds_up", "perhaps_same")


def by_names(rows, amounts):
    """Remark on rows that add up those named like them, or those next to them of the same enterprise."""
    names = [_base(row) for row in rows]
    ordered = sorted((name, place) for place, name in enumerate(names) if name)
    keys = [name for name, _place in ordered]
    for place, name in enumerate(names):
        if len(name) > 2 and not name.endswith("公司"):
            _named_alike(rows, place, _longer(ordered, keys, names, place), amounts)
    for place in range(len(rows) - 1):
        if not said(rows[place]):
            _of_one(rows, place, amounts)
            _of_two(rows[place], rows[place + 1], amounts)


def _base(row):
    """The name of a row as others begin: without a word for the whole."""
    value = row.cells.get("name")
    name = nfkc(value) if isinstance(value, str) else ""
    return next((name.removesuffix(end) for end in _WHOLE if name.endswith(end)), name)


def _longer(ordered, keys, names, place):
    """The rows whose names begin with the name of this one, in their order."""
    name = names[place]
    start = bisect_right(keys, name)
    found = []
    for other, where in ordered[start : start + _MOST + 1]:
        if not other.startswith(name):
            break
        found.append(where)
    return sorted(found)


def _named_alike(rows, place, others, amounts):
    parts = [rows[other] for other in others]
    if len(parts) > _MOST or any(map(said, parts)):
        return
    if len(parts) > 1 and adds_up(rows[place], parts, amounts, _ROUNDED):
        refuse_whole(rows[place], parts)
    elif len(parts) == 1 and _is_first_part(rows[place], parts[0], amounts):
        remark = "warning", None, "perhaps_part", {"row": rows[place].number}
        parts[0].remarks = (*parts[0].remarks, remark)


def _is_first_part(row, part, amounts):
    """Whether a row is the first phase of what another row has a higher amount for."""
    rest = _base(part).removeprefix(_base(row))
    pairs = [(amount_of(part, name), amount_of(row, name)) for name in amounts]
    pairs = [(one, whole) for one, whole in pairs if one and whole]
    return rest.startswith(_FIRST) and pairs and all(one < whole for one, whole in pairs)


def _of_one(rows, place, amounts):
    """Warn of a row that adds up two or more rows below it, all of the same enterprise as it is."""
    firm = _firm(rows[place])
    end = place + 1
    while firm and end < len(rows) and end - place <= _MOST and _firm(rows[end]) == firm:
        end += 1
        below = rows[place + 1 : end]
        if adds_up(rows[place], below, amounts, least=2):
            params = {"rows": _numbers(below)}
            remark = "warning", None, "perhaps_adds_up", params
            rows[place].remarks = (*rows[place].remarks, remark)
            return


def _of_two(row, following, amounts):
    """Warn of one project that stands below itself with another investor and the same amounts."""
    name, firms = _base(row), {_firm(row), _firm(following)}
    if not name or name != _base(following) or len(firms) < 2 or "" in firms:
        return
    pairs = [(amount_of(row, each), amount_of(following, each)) for each in amounts]
    if any(one and one == other for one, other in pairs):
        remark = "warning", None, "perhaps_same", {"row": row.number}
        following.remarks = (*following.remarks, remark)


def _firm(row):
    value = row.cells.get("enterprise")
    return clean(value) if isinstance(value, str) else ""


def refuse_whole(row, parts):
    """Put an error on a row that adds up others."""
    if not said(row):
        remark = "error", None, "adds_up_rows", {"rows": _numbers(parts)}
        row.remarks = (*row.remarks, remark)


def _numbers(parts):
    """Numbers of rows as remarks name them: 3–5, 3、7."""
    numbers = [part.number for part in parts]
    if numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(map(str, numbers))


def said(row):
    """Whether something is said of a row's parts already."""
    return any(remark[2] in _CODES for remark in row.remarks)


def adds_up(row, parts, amounts, off=Decimal("1e-9"), least=1):
    """Whether the amounts of a row are the sums of `least` others or more, `off` by no more than this share; one is."""
    some = False
    for name in amounts:
        total = amount_of(row, name)
        found = list(filter(None, (amount_of(part, name) for part in parts)))
        if not total or len(found) < least:
            continue
        if abs(total - sum(found)) > abs(total) * off:
            return False
        some = True
    return some


def amount_of(row, name):
    """The amount in a cell, in the unit of the column where it has none; None for none."""
    value = row.cells.get(name)
    if value is None:
        return None
    unit = row.block.units.get(name)
    if (isinstance(value, str) and isinstance(unit, Unit)) or _has_unit(value):
        try:
            read = parse_amount(value, unit)
        except CellProblem:
            return None
        return read and read.amount
    number = number_of(value)
    if number is None:
        return None
    return Decimal(repr(number)) * (unit.factor if isinstance(unit, Unit) else 1)


def _has_unit(value):
    return isinstance(value, str) and not value.isascii()
