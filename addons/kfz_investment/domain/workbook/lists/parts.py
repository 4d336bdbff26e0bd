"""Rows that are parts of another row, told by their running numbers and by words: a project and its phases are not both counted."""

import re

from ..cells import clean, nfkc, raw_text
from . import partsums
from .partsums import adds_up, amount_of, said

#: how parts are called that have no name of their own
_PART = re.compile(
    r"其中[:：,，]?.*|(?:[一二三四五六七八九十首\d]期|第[一二三四五\d]期|[一二三四五六七八九十\d]标段|子项目?[一二三四五六七八九十\d]*)(?:工程|项目|建设|投资|部分)?[(（]?.{0,12}"
    r"|[(（][\d一二三四五六七八九十]{1,2}[)）].+|[①-⑳].+"
)
#: a running number, and the one of a part: 1.1, 1-1, 1a, 1之一, 1(1), A1
_WHOLE = re.compile(r"\d{1,4}|[A-Za-z]|[一二三四五六七八九十]{1,3}")
_DOTTED = re.compile(
    r"(\d{1,4}|[一二三四五六七八九十]{1,3})(?:[.\-]\d{1,2}|[a-zA-Z]|之[一二三四五六七八九十\d]{1,2}|[(][\d一二三四五六七八九十]{1,2}[)]?)"
    r"|([A-Za-z])[.\-]?\d{1,2}"
)
#: numbers of another style, which begin anew below each entry: （1）, ①, 1)
_INNER = re.compile(r"\s*(?:[(（][\d一二三四五六七八九十]{1,2}[)）]|\d{1,2}[)）]|[①-⑳])\s*")
_FIRST = re.compile(r"[1一①]")
_AMONG = "其中"
#: rows that are looked at below one for its parts
MOST = 12


def tell_parts(rows, judge, amounts):
    """Put an error on the rows that are parts of another row, or on a row that its parts add up to; a warning where they may be.

    :param rows: the `table.Row`s of one block
    :param judge: the block's `rows.Judge`
    :param amounts: the fields of amounts
    """
    sequence = judge.sequence
    shown = [_shown(row.raw, sequence) for row in rows]
    numbers = [nfkc(text).strip(".、()") for text in shown]
    _by_number(rows, numbers)
    _by_style(rows, shown)
    _by_word(rows, amounts)
    for place in range(len(rows) - 1) if sequence is not None else ():
        if numbers[place] and not numbers[place + 1]:
            _without_number(rows, numbers, place, amounts)
        elif numbers[place + 1] == "1" and numbers[place] in ("一", "二", "三", "四", "五"):
            _below_chinese(rows, numbers, place, amounts)
    partsums.by_names(rows, amounts)


def _shown(raw, sequence):
    if sequence is None or sequence >= len(raw):
        return ""
    return raw_text(raw[sequence])


def _by_number(rows, numbers):
    """1.1 and 1.2 are parts of 1, 1a and 1b too, A1 and A2 of A."""
    whole = {}
    for place, number in enumerate(numbers):
        if _WHOLE.fullmatch(number):
            whole.setdefault(number, place)
    for place, number in enumerate(numbers):
        match = _DOTTED.fullmatch(number) if len(number) > 1 and not number.isdigit() else None
        parent = whole.get(match[1] or match[2]) if match else None
        if parent is not None and parent < place:
            _refuse(rows[place], rows[parent])


def _by_style(rows, shown):
    """（1） and （2） below 1 are parts of it, as they begin anew below an entry."""
    parent = None
    for place, text in enumerate(shown):
        if not text or not _INNER.fullmatch(text):
            parent = None
            begins = text and place + 1 < len(shown) and _INNER.fullmatch(shown[place + 1])
            if begins and _FIRST.search(shown[place + 1]) and _WHOLE.fullmatch(text.strip(" .、")):
                parent = rows[place]
        elif parent:
            _refuse(rows[place], parent)


def _by_word(rows, amounts):
    """Rows called 其中…, and those behind them as far as all add up to the row above them."""
    place = 1
    while place < len(rows):
        if not _name(rows[place]).startswith(_AMONG):
            place += 1
            continue
        parent, end = rows[place - 1], _end_of_parts(rows, place, amounts)
        for row in rows[place:end]:
            _refuse(row, parent)
        place = end


def _end_of_parts(rows, place, amounts):
    """Where the parts end that begin at `place`: where they add up to the row above them, else behind the last 其中."""
    for end in range(place + 1, min(len(rows), place + MOST) + 1):
        if adds_up(rows[place - 1], rows[place:end], amounts):
            return end
    end = place + 1
    while end < len(rows) and _name(rows[end]).startswith(_AMONG):
        end += 1
    return end


def _without_number(rows, numbers, place, amounts):
    """Rows without a running number below one with a number, which add up to it or are called like parts."""
    end = place + 1
    while end < len(rows) and not numbers[end] and end - place <= MOST:
        end += 1
    below = rows[place + 1 : end]
    if len(below) > 1 and adds_up(rows[place], below, amounts):
        for row in below:
            _refuse(row, rows[place])
        return
    for row in below:
        if _PART.fullmatch(_name(row)):
            _refuse(row, rows[place])
    if 2 * sum(map(bool, numbers)) > len(numbers):
        _warn(rows[place], below, amounts)


def _warn(parent, below, amounts):
    """Warn of rows that alone have no number, where they can be parts of the row above."""
    for row in below:
        pairs = [(amount_of(row, name), amount_of(parent, name)) for name in amounts]
        pairs = [(part, whole) for part, whole in pairs if part and whole]
        if pairs and all(part <= whole for part, whole in pairs) and not said(row):
            row.remarks = (*row.remarks, ("warning", None, "perhaps_part", {"row": parent.number}))


def _below_chinese(rows, numbers, place, amounts):
    """一 with amounts of its own, above 1 and 2 that add up to them."""
    end = place + 1
    while end < len(rows) and numbers[end].isdigit() and end - place <= 2 * MOST:
        end += 1
    below = rows[place + 1 : end]
    if adds_up(rows[place], below, amounts):
        partsums.refuse_whole(rows[place], below)


def _name(row):
    value = row.cells.get("name")
    return clean(value) if isinstance(value, str) else ""


def _refuse(row, parent):
    if not said(row):
        row.remarks = (*row.remarks, ("error", None, "part_of_row", {"row": parent.number}))
