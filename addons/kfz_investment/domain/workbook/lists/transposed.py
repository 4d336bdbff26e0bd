"""Lists whose headings stand down the first column, and forms of labels and values: nothing that rows can be read from."""

from ..heading.headings import Words
from ..values.units import heading_key

#: rows that are looked at, and columns in which the labels can stand
_ROWS, _COLUMNS = 40, 4
_LONGEST = 40
#: labels that stand below lists, too
_FOOTERS = frozenset(
    {
        "contact",
        "phone",
        "progress",
        "notes",
        "note",
        "origin",
        "lead_official",
        "responsible_unit",
        "account_manager",
        "email",
    }
)


def is_transposed(sheet, known):
    """Whether the headings stand below one another, each with its values to the right."""
    words = Words(known.aliases)
    rows = [_texts(sheet.rows[number]) for number in sorted(sheet.rows)[:_ROWS]]
    rows = [row for row in rows if len(row) > 1]
    return any(_is_labels(rows, column, words, known) for column in range(_COLUMNS))


def _texts(raw):
    """[(column, cell)] of the filled cells of a row."""
    return [(index, value) for index, value in enumerate(raw) if value not in (None, "")]


def _is_labels(rows, column, words, known):
    """Whether a column holds the label of what every row needs, and other labels below it."""
    said = [_label(row, column, words, known) for row in rows]
    first = next((place for place, name in enumerate(said) if name in known.required), None)
    if first is None:
        return False
    below = [name for name in said[first + 1 :] if name]
    fields = set(below) - _FOOTERS - set(known.required)
    share = len(below) / max(1, len(said) - first - 1)
    return (len(fields) > 1 and share > 0.3) or (len(fields) == 1 and share >= 0.5)


def _label(row, column, words, known):
    """The field that a cell labels whose neighbour to the right is a value, '' for none."""
    place = next((place for place, (index, _cell) in enumerate(row) if index == column), None)
    if place is None or place + 1 == len(row) or place > 1:
        return ""
    name = _field(row[place][1], words, known)
    return "" if _field(row[place + 1][1], words, known) else name


def _field(cell, words, known):
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return ""
    key = words.key_of(cell) or words.key_of(heading_key(cell).rstrip(":"))
    return known.aliases.get(key, "")
