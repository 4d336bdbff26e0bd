"""Columns that say that a project or an enterprise counts no longer, whatever its row says besides."""

from ..letters import letter
from .known import CHOSEN, matters


def judge(table, known):
    """Warn where a column that is not read, or one of remarks, says so.

    Text of the remarks of a row is read, but changes nothing of its stage.
    """
    if not known.ended:
        return
    for block in table.blocks:
        places = [
            (column.index, column.heading or letter(column.index))
            for column in block.header.columns
            if _may_say(column, known)
        ]
        for row in table.rows if places else ():
            if row.block is block:
                row.remarks = (*row.remarks, *_ends(row.raw, places, known))


def _may_say(column, known):
    if column.field or column.joins:
        return (column.field or column.repeats) in known.joined
    return column.source != CHOSEN and matters(column)


def _ends(raw, places, known):
    size = len(raw)
    return [
        ("warning", None, "column_says_ended", {"heading": heading, "text": raw[index][:60]})
        for index, heading in places
        if index < size and type(raw[index]) is str and known.ended(heading, raw[index])
    ]
