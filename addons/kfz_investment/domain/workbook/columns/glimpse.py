"""What is seen of a list before its rows are read: the first rows below a heading, and their cells by column."""

from ..cells import clean, raw_text, refuse_non_values, stands_for_nothing
from ..errors import CellProblem
from ..heading.again import repeats
from ..heading.header import Column
from ..letters import letter
from .known import SAMPLES

#: rows that are looked at
LOOK = 200
#: least part of the rows in which a column without a heading has a value
MOST = 0.5


def body(sheet, header):
    """The first rows below the heading that are more than a line of text, and not the heading again."""
    least = min(2, len(header.columns))
    rows = []
    for number in sorted(sheet.rows):
        if number > header.last:
            row = sheet.rows[number]
            if sum(map(is_filled, row)) >= least and not repeats(row, header):
                rows.append(row)
                if len(rows) == LOOK:
                    break
    return rows


def nameless(index):
    """How a column without a heading is named."""
    return f"{letter(index)}列"


def unnamed(sheet, header, body, covered=()):
    """Columns of values without a heading, named by their letter; in text files only those that the rows of the heading
    have a place for, where more cells than headings mean a row that fell apart. Below a merged heading, a single value counts.
    """
    named = {column.index for column in header.columns}
    head = range(header.first, header.last + 1)
    widths = map(sheet.width, head) if sheet.encoding else map(len, body)
    width = max(widths, default=0)
    for index in range(width):
        if index not in named:
            filled = sum(index < len(row) and is_filled(row[index]) for row in body)
            if filled and (filled >= MOST * len(body) or index in covered):
                yield Column(index, nameless(index))


def is_filled(value):
    return value is not None and not (isinstance(value, str) and stands_for_nothing(value))


def samples(body, index):
    found = []
    for row in body:
        if index < len(row) and is_filled(row[index]):
            found.append(clean(raw_text(row[index]))[:60])
            if len(found) == SAMPLES:
                break
    return tuple(found)


def cells(body, index):
    """The cells of a column that hold a value to tell it by: no errors, no ditto, no formulas that nobody has calculated."""
    return [row[index] for row in body if index < len(row) and _is_value(row[index])]


def _is_value(value):
    if not is_filled(value):
        return False
    try:
        refuse_non_values(value)
    except CellProblem:
        return False
    return True
