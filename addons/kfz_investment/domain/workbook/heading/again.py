"""Whether a heading is one that the list has already, as on a new page."""

from ..cells import is_empty
from ..values.units import heading_key, heading_unit


def is_same(found, header):
    """Whether two headings give the same columns with the same units."""
    return _meaning(found) == _meaning(header)


def _meaning(header):
    return {
        (column.index, column.field, column.unit if column.field else None)
        for column in header.columns
        if column.field
    }


def repeats(raw, header):
    """Whether most cells say what the heading of their column says, unit and all, as where a list continues on a new page."""
    heads = {column.index: column.heading for column in header.columns}
    filled = [(index, value) for index, value in enumerate(raw) if not is_empty(value)]
    texts = [(value, heads.get(index)) for index, value in filled if isinstance(value, str)]
    same = [each for each in texts if each[1] and heading_key(each[0]) == heading_key(each[1])]
    if len(same) < 2 or len(same) * 2 <= len(filled):
        return False
    return all(heading_unit(text) == heading_unit(head) for text, head in same)
