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
    same = [(value, heads[index]) for index, value in filled if _says(value, heads.get(index))]
    if len(same) < 2 or len(same) * 2 <= len(filled):
        return False
    return all(heading_unit(text) == heading_unit(head) for text, head in same)


def _says(value, head):
    """Whether a cell says what a heading says, whatever its unit."""
    return bool(head) and isinstance(value, str) and heading_key(value) == heading_key(head)
