"""Headings of which hardly a word is known: the row that looks like one, above rows that look like data."""

import re

from ..cells import clean, is_empty, nfkc
from ..heading.header import MAX_DEPTH, SEARCH_ROWS, candidates, find_header, header_of
from .known import WORDS
from .proposals import unanswered, understand

#: rows over which such a heading may go
DEPTH = 2
#: least part of the widest row's columns that a heading names
WIDE = 0.65
LONGEST = 30
_DATA = re.compile(r"[\d.,:/\-年月日\s%¥$]+|.*[:：。；].*|.*\d{4,}.*")


def best_header(sheet, known):
    """The heading of a sheet, its columns understood: one of known words, else one of foreign words; None without any."""
    header = find_header(sheet, known.aliases, known.required)
    if header:
        header = understand(sheet, header, known)
        if header.fields.issuperset(known.required):
            return header
    foreign = _foreign(sheet, known)
    return _better(header, foreign, known) if header and foreign else header or foreign


def _better(header, foreign, known):
    """Of a heading of known words that lacks some column and one of foreign words the one to read by."""
    if foreign.first == header.first and foreign.last <= header.last:
        # the same heading without its upper or lower storeys, which say that a column is something else
        return header
    if unanswered(header, known):
        return foreign
    # a row of data below an unknown heading may read like one of known words
    return foreign if foreign.first < header.first else header


def _foreign(sheet, known):
    """The first row of names above data, and the row of names below it that has more; None when not all required columns
    are known or proposed."""
    if not known.contents:
        return None
    numbers = sorted(sheet.rows)[: SEARCH_ROWS + MAX_DEPTH]
    names = {number for number in numbers if _are_names(sheet.rows[number], known)}
    runs = filter(names.issuperset, candidates(numbers, deepest=DEPTH))
    found = [(run, header_of(sheet, run, known.aliases)) for run in runs]
    for header in _wide_ones(found):
        header = understand(sheet, _with_second(sheet, header, found), known)
        if not unanswered(header, known) and _is_above_data(header):
            return header
    return None


def _wide_ones(found):
    """The headings that name most columns, the topmost first."""
    widest = max((_width(header) for _run, header in found), default=0)
    wide = [pair for pair in found if _width(pair[1]) >= max(2, WIDE * widest)]
    wide.sort(key=lambda pair: (pair[0][-1], -_width(pair[1]), len(pair[0])))
    return [header for _run, header in wide]


def _width(header):
    return len(header.columns)


def _with_second(sheet, header, found):
    """The heading over two rows where the second one names the parts of some columns; a full row is data."""
    for run, deeper in found:
        if run[0] == header.first == header.last and len(run) == DEPTH:
            second = sum(not is_empty(value) for value in sheet.rows[run[-1]])
            if _width(deeper) > _width(header) and second <= WIDE * _width(deeper):
                return deeper
    return header


def _are_names(row, known):
    """Whether the cells of a row are names of columns: short texts, most of them different, and mostly no values."""
    cells = [value for value in row if not is_empty(value)]
    if not cells or not all(map(_is_name, cells)):
        return False
    texts = list(map(clean, cells))
    values = sum(any(content(text) for content in known.contents.values()) for text in texts)
    return 2 * len(set(texts)) > len(texts) > 2 * values


def _is_name(value):
    if not isinstance(value, str) or len(value) > LONGEST:
        return False
    return not _DATA.fullmatch(nfkc(clean(value)))


def _is_above_data(header):
    """Whether somebody says what a column is, or the cells of one are clearly values of a kind."""
    return any(
        column.field or (column.looks_like and column.proposed_by != WORDS)
        for column in header.columns
    )
