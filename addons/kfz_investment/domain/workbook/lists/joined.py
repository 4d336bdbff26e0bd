"""Columns of free text that stand for the same field, as 建设内容 and 备注: nothing of them is lost, their texts are joined."""

from ..cells import clean, raw_text, refuse_non_values, stands_for_nothing
from ..errors import CellProblem


def joiner(header):
    """A function from the cells of a row to {field: text} of the fields whose texts stand in several columns.

    A field is left out where none of its columns says anything, or where a cell holds an error. None where no texts are
    joined.
    """
    groups = {}
    for column in header.columns:
        if column.joins and column.repeats in header.fields:
            groups.setdefault(column.repeats, []).append(column)
    if not groups:
        return None
    for column in header.columns:
        if column.field in groups:
            groups[column.field].append(column)
    for columns in groups.values():
        columns.sort(key=lambda column: column.index)
    return lambda raw: {
        name: text for name, columns in groups.items() if (text := _joined(raw, columns))
    }


def can_join(value):
    """Whether a cell holds a text, or nothing, that other texts can stand beside."""
    try:
        refuse_non_values(value)
    except CellProblem:
        return False
    return True


def _joined(raw, columns):
    """The texts of some columns, each behind its heading where there are several, '' for nothing."""
    said = {}
    for column in columns:
        value = raw[column.index] if column.index < len(raw) else None
        if not can_join(value):
            return ""
        text = raw_text(value).strip()
        if value is not None and not stands_for_nothing(text):
            said.setdefault(text, column)
    if len(said) < 2:
        return next(iter(said), "")
    return "\n".join(f"{clean(column.heading)}：{text}" for text, column in said.items())
