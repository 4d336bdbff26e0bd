"""Columns that nobody knows and that hold the newer value of a known one: which of the two counts, only the user can say."""

import re
from dataclasses import replace

from ..cells import clean, raw_text
from ..values.units import heading_key
from . import glimpse
from .known import CHOSEN, LAYOUT, NOBODY

#: words that make a heading the newer one of two
_BEFORE = re.compile(
    r"(?:调整后?|审定后?|核定后?|核准|审计后?|实际|现在?|现行|变更后?|更新后?|最新|修[改正]后?|更[正名]后?|增资后|新|最终|确认|重新核定)的?"
)
_BEHIND = re.compile(r"(?:调整|变更|更新|修[改正]|更[正名]|增资)后$|最新$|审定$|实际$")
_IN_ALL = re.compile(r"累计(?:实际)?到(?:[位资账]).{0,3}")
CAPITAL, ZONE, NAME = "capital", "zone", "name"
_NAMES = frozenset(("名称", "名", "全称"))
_TICKS = frozenset("√✓✔☑是有1YyTtVv●○◆■*x")


def mark(header, body, known):
    """The header with `Column.shares` set on such columns where they differ, and on columns of ticks below a zone's name."""
    weighty = {*known.required, *known.defaulted, *known.amounts}
    counted = {column.field: column for column in header.columns if column.field in weighty}
    columns = (
        replace(column, shares=_meant(column, counted, body, known) or column.shares)
        if not column.field and column.source == NOBODY and not column.repeats
        else column
        for column in header.columns
    )
    return replace(header, columns=tuple(columns))


def _meant(column, counted, body, known):
    """The field of which an unknown column holds the newer value, or the zone, None for others."""
    name = _newer(heading_key(column.heading), known)
    first = counted.get(name)
    if first and first.source not in (CHOSEN, LAYOUT) and _differ(column, first, body):
        return name
    lacks_zone = ZONE in known.defaulted and ZONE not in counted
    return ZONE if lacks_zone and _is_zone(column, body, known) else None


def _newer(key, known):
    """The field of which a heading names the newer value, None for others."""
    found = _BEFORE.match(key)
    rest = key[found.end() :] if found else _BEHIND.sub("", key)
    if rest == key or not rest:
        return CAPITAL if _IN_ALL.fullmatch(key) else None
    return known.aliases.get(rest) or (NAME if rest in _NAMES else None)


def _differ(column, first, body):
    for row in body:
        ours, other = _text(row, first.index), _text(row, column.index)
        if other and ours != other:
            return True
    return False


def _text(row, index):
    value = row[index] if index < len(row) else None
    return clean(raw_text(value)) if glimpse.is_filled(value) else ""


def _is_zone(column, body, known):
    """Whether a column named as a zone holds nothing but ticks."""
    content = known.contents.get(ZONE)
    if content is None or not content(column.heading):
        return False
    texts = {raw_text(value).strip() for value in glimpse.cells(body, column.index)}
    return bool(texts) and texts <= _TICKS
