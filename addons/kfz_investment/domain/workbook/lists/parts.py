"""Rows that are parts of another row: a project and its phases are not both counted."""

import re
from decimal import Decimal

from ..cells import clean, nfkc, raw_text
from .sums import number_of

#: how parts are called that have no name of their own
_PART = re.compile(
    r"其中[:：,，]?.*|(?:[一二三四五六七八九十首\d]期|第[一二三四五\d]期|[一二三四五六七八九十\d]标段|子项目?[一二三四五六七八九十\d]*)(?:工程|项目|建设|投资|部分)?[(（]?.{0,12}"
    r"|[(（][\d一二三四五六七八九十]{1,2}[)）].+|[①-⑳].+"
)
_WHOLE, _DOTTED = re.compile(r"(\d{1,4})"), re.compile(r"(\d{1,4})[.\-](\d{1,2})")
#: rows that are looked at below one for its parts
_MOST = 12


def tell_parts(rows, judge, amounts):
    """Put an error on the rows that are parts of another row, or on a row that its parts add up to.

    :param rows: the `table.Row`s of one block
    :param judge: the block's `rows.Judge`
    :param amounts: the fields of amounts
    """
    sequence = judge.sequence
    numbers = [_number(row.raw, sequence) for row in rows]
    _by_number(rows, numbers)
    for place, row in enumerate(rows[:-1]):
        following = rows[place + 1]
        if sequence is not None and numbers[place] and not numbers[place + 1]:
            _without_number(rows, numbers, place, amounts)
        elif _begins_alike(row, following):
            _named_alike(rows, place, amounts)


def _number(raw, sequence):
    if sequence is None or sequence >= len(raw):
        return ""
    return nfkc(raw_text(raw[sequence])).strip(".、()")


def _by_number(rows, numbers):
    """1.1 and 1.2 are parts of 1."""
    whole = {}
    for place, number in enumerate(numbers):
        if _WHOLE.fullmatch(number):
            whole.setdefault(number, place)
    for place, number in enumerate(numbers):
        dotted = "." in number or "-" in number
        match = _DOTTED.fullmatch(number) if dotted else None
        parent = whole.get(match[1]) if match else None
        if parent is not None and parent < place:
            _refuse(rows[place], rows[parent])


def _without_number(rows, numbers, place, amounts):
    """Rows without a running number below one with a number, which add up to it or are called like parts."""
    end = place + 1
    while end < len(rows) and not numbers[end] and end - place <= _MOST:
        end += 1
    below = rows[place + 1 : end]
    if len(below) > 1 and _add_up(rows[place], below, amounts):
        for row in below:
            _refuse(row, rows[place])
        return
    for row in below:
        if _PART.fullmatch(_name(row)):
            _refuse(row, rows[place])


def _begins_alike(row, following):
    name, next_name = row.cells.get("name"), following.cells.get("name")
    return (
        type(name) is str
        and type(next_name) is str
        and len(next_name) > len(name)
        and next_name.startswith(name)
        and not name.endswith("公司")
    )


def _named_alike(rows, place, amounts):
    """Rows below whose names begin with the name of one, and which add up to it."""
    end = place + 1
    while end < len(rows) and end - place <= _MOST and _begins_alike(rows[place], rows[end]):
        end += 1
    below = rows[place + 1 : end]
    told = any(remark[2] == "part_of_row" for row in below for remark in row.remarks)
    if not told and len(below) > 1 and _add_up(rows[place], below, amounts):
        numbers = f"{below[0].number}–{below[-1].number}"
        _add(rows[place], "adds_up_rows", {"rows": numbers})


def _add_up(row, below, amounts):
    """Whether the amounts of a row are the sums of those below; at least one is."""
    some = False
    for name in amounts:
        total = _amount(row, name)
        parts = [_amount(part, name) for part in below]
        if not total or not any(parts):
            continue
        if abs(total - sum(part or 0 for part in parts)) > abs(total) * Decimal("1e-9"):
            return False
        some = True
    return some


def _amount(row, name):
    number = number_of(row.cells.get(name))
    return None if number is None else Decimal(repr(number))


def _name(row):
    value = row.cells.get("name")
    return clean(value) if isinstance(value, str) else ""


def _refuse(row, parent):
    if not any(remark[2] == "part_of_row" for remark in row.remarks):
        _add(row, "part_of_row", {"row": parent.number})


def _add(row, code, params):
    row.remarks = (*row.remarks, ("error", None, code, params))
