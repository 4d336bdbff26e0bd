"""Shapes: words in brackets behind a heading and heads above it, harmless ones and those that make another column."""

from heading_hints import ANOTHER, GROUPS, SAME
from import_content import AMOUNTS
from import_drafts import either
from import_shapes import TABLE, shape

_WORDS = {(kind, field): texts for (kind, field, _head), texts in ANOTHER.items()}
_HINTS = {
    (kind, field): tuple(text for text in texts if "元" not in text)
    for (kind, field, _head), texts in SAME.items()
}
_HEADS = {
    (kind, field): tuple(
        head for each, head, below in GROUPS if each == kind and field in below.values()
    )
    for kind, field in (
        ("project", "capital"),
        ("enterprise", "registered_capital"),
        ("enterprise", "paid_in_capital"),
    )
}


def _plain(draft, table, names=None):
    """Columns of known headings of one row for which a table has words."""
    columns = draft.first.having(names or [name for kind, name in table if kind == draft.kind])
    return [
        column
        for column in columns
        if column.known and not column.upper and (draft.kind, column.field) in table
    ]


@shape("heading: harmless words", TABLE, claims=("heads",))
def harmless(draft):
    """Hints and translations in brackets leave the values what they are."""
    rng, columns = draft.rng, _plain(draft, _HINTS)
    for column in rng.sample(columns, min(2, len(columns))):
        text = rng.choice(_HINTS[draft.kind, column.field])
        column.heading += rng.choice(("（{}）", "({})", "【{}】")).format(text)
    return bool(columns)


def _lose(draft, table, change):
    """Make one column of amounts another one."""
    rng, part = draft.rng, draft.first
    columns = _plain(draft, table, AMOUNTS)
    if not columns:
        return False
    column = rng.choice(columns)
    if any(name == column.field for _index, name in part.cells):
        return False
    change(column, rng.choice(table[draft.kind, column.field]))
    for index, name in part.filled([column.field]):
        part.put(index, name, part.plain(column, index), either(None))
    return True


@shape("heading: other words", TABLE, ("project", "enterprise"), claims=("amounts", "heads"))
def other(draft):
    """到位资金（按月填报） is not the capital; nothing is taken in silence."""

    def change(column, text):
        column.heading += draft.rng.choice(("（{}）", "({})", "[{}]")).format(text)

    return _lose(draft, _WORDS, change)


@shape("heading: other head", TABLE, ("project", "enterprise"), claims=("amounts", "heads"))
def head(draft):
    """上年完成情况 above 到位资金 is not the capital either."""

    def change(column, text):
        column.upper = text

    return _lose(draft, _HEADS, change)
