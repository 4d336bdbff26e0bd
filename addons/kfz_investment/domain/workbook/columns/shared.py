"""Columns without a heading of their own beside a known one: which of the two the heading means, only the user can say."""

from dataclasses import replace

from . import glimpse
from .rivals import FIT


def covered(sheet, header):
    """{column: first column} of the columns that a merged heading covers besides its own."""
    return {
        column: left
        for top, bottom, left, right in sheet.merges
        if top <= header.last and bottom >= header.last
        for column in range(left + 1, right + 1)
    }


def share(header, below, body, known):
    """The header with `Column.shares` set where a column of values stands under, or beside, another one's heading.

    :param below: what `covered` says
    """
    weighty = {*known.required, *known.defaulted, *known.amounts}
    fields = {column.index: column.field for column in header.columns}
    columns = []
    for column in header.columns:
        left = below.get(column.index, column.index - 1)
        name = fields.get(left)
        if name in weighty and _is_open(column, name):
            if column.index in below or _is_alike(column, name, body, known):
                column = replace(column, shares=name)
        columns.append(column)
    return replace(header, columns=tuple(columns))


def _is_open(column, name):
    """Whether a column has no heading, and its cells do not say that it is something else."""
    nameless = column.heading == glimpse.nameless(column.index)
    return nameless and not column.source and column.proposal in (None, name)


def _is_alike(column, name, body, known):
    """Whether the cells can be such numbers or dates as those beside them; of texts that says nothing."""
    content = known.contents.get(name)
    cells = glimpse.cells(body, column.index)
    if not cells or content is None or content.fits("一段文字"):
        return False
    return sum(map(bool, map(content.fits, cells))) >= FIT * len(cells)
