"""What titles, section lines and subtotals say of the rows of a list that has no column for it: their zone, their stage."""

import re
from bisect import bisect

from ..cells import is_empty, raw_text

#: how section lines are numbered; lines that are numbered alike stand side by side
_STYLES = (
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．:： ]"),
    re.compile(r"[(（]\d{1,2}[)）]"),
    re.compile(r"\d{1,2}[、.．]"),
    re.compile(r"第[一二三四五六七八九十\d]+"),
    re.compile(r"[【\[《〔★◆■●▶▲]"),
)


def title(sheet, first, start=0, end=None):
    """The texts above a heading, in its columns: two lists side by side have a title each."""
    return [
        cell
        for number in sheet.rows
        if number < first
        for cell in sheet.rows[number][start:end]
        if isinstance(cell, str)
    ]


def by_sections(table, sheet, word_of, block=None):
    """A function of a row's number: what the section line above it says, or one above that which it belongs to; '' for none.

    :param word_of: what a list of texts says
    :param block: where lists stand side by side, one of those whose lines count
    """
    starts, words, open_lines = [], [], []
    for number in _lines(table, block, ("section",)):
        texts = _texts(sheet, number, block)
        if not texts:
            continue
        style = _style(texts[0])
        if style in [known for known, _word in open_lines]:
            while open_lines.pop()[0] != style:
                pass
        open_lines.append((style, word_of(texts)))
        starts.append(number)
        words.append(next((word for _style, word in reversed(open_lines) if word), ""))

    def word_at(number):
        place = bisect(starts, number)
        return words[place - 1] if place else ""

    return word_at


def _lines(table, block, reasons):
    """Numbers of the rows that are left out for these reasons, but for those of the lists beside the one of a block."""
    numbers = {number for reason in reasons for number in table.skipped.get(reason, ())}
    if not block:
        return sorted(numbers)
    ours, others = set(), set()
    for each in table.blocks:
        found = ours if (each.start, each.end) == (block.start, block.end) else others
        found.update(number for reason in reasons for number in each.left_out.get(reason, ()))
    return sorted(numbers - (others - ours))


def _texts(sheet, number, block):
    cells = sheet.rows.get(number, ())
    cells = cells[block.start : block.end] if block else cells
    return [raw_text(cell) for cell in cells if not is_empty(cell)]


def _style(text):
    text = text.strip()
    return next((place for place, style in enumerate(_STYLES) if style.match(text)), -1)


def by_subtotals(table, sheet, word_of, block=None):
    """As `by_sections`, of the subtotals below the rows, or above them where the first one stands above the first row."""
    totals = _lines(table, block, ("total", "sum"))
    words = [word_of(_texts(sheet, row, block)) for row in totals]
    if not any(words):
        return lambda number: ""
    above = totals[0] < min((row.number for row in table.rows), default=0)

    def word_at(number):
        place = bisect(totals, number) - above
        return words[place] if 0 <= place < len(words) else ""

    return word_at
