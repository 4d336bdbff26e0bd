"""Rows of one file that say the same record twice."""

from __future__ import annotations

from ..workbook.values.amounts import ReadAmount
from .issue import ERROR, Parsed


def differs(parsed: Parsed, earlier: Parsed, counted: tuple[str, ...]) -> bool:
    """Whether a row that repeats an earlier one gives another value that counts: then none of the two is taken for right.

    The row gets the error; what it leaves empty does not differ.

    :param counted: columns whose values count
    """
    other = [
        name
        for name in counted
        if name in parsed.values
        and name not in parsed.defaults
        and _plain(parsed.values[name]) != _plain(earlier.values.get(name))
    ]
    if other:
        parsed.add(
            ERROR,
            "",
            "repeated_differs",
            row=earlier.number,
            name=parsed.values["name"],
            columns=tuple(parsed.heading(name) or name for name in other),
        )
    return bool(other)


def _plain(value):
    return (value.amount, value.currency) if isinstance(value, ReadAmount) else value
