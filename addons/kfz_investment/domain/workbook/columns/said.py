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


def by_sections(table, sheet, word_of):
    """A function of a row's number: what the section line above it says, or one above that which it belongs to; '' for none.

    :param word_of: what a list of texts says
    """
    starts, words, open_lines = [], [], []
    for number in sorted(table.skipped.get("section", ())):
        texts = [raw_text(cell) for cell in sheet.rows.get(number, ()) if not is_empty(cell)]
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


def _style(text):
    text = text.strip()
    return next((place for place, style in enumerate(_STYLES) if style.match(text)), -1)


def by_subtotals(table, sheet, word_of):
    """As `by_sections`, of the subtotals below the rows, or above them where the first one stands above the first row."""
    totals = sorted({*table.skipped.get("total", ()), *table.skipped.get("sum", ())})
    words = [word_of([raw_text(cell) for cell in sheet.rows.get(row, ())]) for row in totals]
    if not any(words):
        return lambda number: ""
    above = totals[0] < min((row.number for row in table.rows), default=0)

    def word_at(number):
        place = bisect(totals, number) - above
        return words[place] if 0 <= place < len(words) else ""

    return word_at
