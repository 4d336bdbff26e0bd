"""Rows whose amounts are those of other rows together, and that are called like them or are somebody's alone."""

from decimal import Decimal
from itertools import takewhile

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
    names, firms = list(map(_base, rows)), list(map(_firm, rows))
    for place, others in _longer(names):
        _named_alike(rows, place, others, amounts)
    sums = _summing(rows, amounts)
    for place in range(len(rows) - 1):
        firm, next_firm = firms[place], firms[place + 1]
        if firm and firm == next_firm:
            if not said(rows[place]):
                _of_one(rows, firms, place, sums)
        elif firm and next_firm and names[place] and names[place] == names[place + 1]:
            _of_two(rows[place], rows[place + 1], amounts)


def _base(row):
    """The name of a row as others begin: without a word for the whole."""
    value = row.cells.get("name")
    if type(value) is not str:
        return ""
    name = value if value.isalnum() else nfkc(value)
    if not name.endswith(_WHOLE):
        return name
    return next(name.removesuffix(end) for end in _WHOLE if name.endswith(end))


def _longer(names):
    """Yield (a row, the rows whose names begin with its name, in their order), of the rows that have such."""
    ordered = sorted((name, place) for place, name in enumerate(names) if len(name) > 2)
    for index, (name, place) in enumerate(ordered[:-1]):
        if ordered[index + 1][0].startswith(name) and not name.endswith("公司"):
            behind = ordered[index + 1 : index + 2 * _MOST]
            alike = takewhile(lambda pair, name=name: pair[0].startswith(name), behind)
            found = sorted(where for other, where in alike if other != name)
            if found:
                yield place, found


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


def _of_one(rows, firms, place, sums):
    """Warn of a row that adds up two or more rows below it, all of the same enterprise as it is."""
    last = place + 1
    while last < len(rows) and last - place <= _MOST and firms[last] == firms[place]:
        last += 1
    end = sums(place, last)
    if end:
        remark = "warning", None, "perhaps_adds_up", {"rows": _numbers(rows[place + 1 : end])}
        rows[place].remarks = (*rows[place].remarks, remark)


def _summing(rows, amounts):
    """A function: behind which row before `last` two amounts or more below row `place` add up to its own, 0 for none."""
    known = {}

    def values(place):
        if place not in known:
            known[place] = [amount_of(rows[place], name) for name in amounts]
        return known[place]

    def sums(place, last):
        wanted = {index: value for index, value in enumerate(values(place)) if value}
        found = dict.fromkeys(wanted, (0, 0))
        for end in range(place + 1, last) if wanted else ():
            for index, (total, times) in found.items():
                if value := values(end)[index]:
                    found[index] = total + value, times + 1
            if any(total > wanted[index] for index, (total, _times) in found.items()):
                return 0
            if _are(found, wanted):
                return end + 1
        return 0

    return sums


def _are(found, wanted):
    """Whether sums of two or more amounts are those wanted, as far as there are any."""
    told = [index for index, (_total, times) in found.items() if times > 1]
    return bool(told) and all(found[index][0] == wanted[index] for index in told)


def _of_two(row, following, amounts):
    """Warn of one project that stands below itself with another investor and the same amounts."""
    pairs = [(amount_of(row, each), amount_of(following, each)) for each in amounts]
    if not said(row) and any(one and one == other for one, other in pairs):
        remark = "warning", None, "perhaps_same", {"row": row.number}
        following.remarks = (*following.remarks, remark)


def _firm(row):
    value = row.cells.get("enterprise")
    if type(value) is not str:
        return ""
    return value if value.isalnum() else clean(value)


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


def adds_up(row, parts, amounts, off=Decimal("1e-9")):
    """Whether the amounts of a row are the sums of others, `off` by no more than this share; at least one is."""
    some = False
    for name in amounts:
        total = amount_of(row, name)
        found = list(filter(None, (amount_of(part, name) for part in parts)))
        if not total or not found:
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
