"""Lists whose headings stand down the first column, and forms of labels and values: nothing that rows can be read from."""

from ..cells import is_empty
from ..columns.headwords import Words as Spoken
from ..heading.headings import Words
from ..values.units import heading_key

#: rows that are looked at, and columns in which the labels can stand
_ROWS, _COLUMNS = 40, 4
_LONGEST, _SHORT = 40, 16
#: least part of the names that speak of columns, and how names of rows end
_MOST = 0.6
_NAMES = ("项目", "公司", "工程", "中心", "基地", "园")
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


def is_transposed(sheet, known, header=None):
    """Whether the headings stand below one another, each with its values to the right.

    :param header: the heading found; a form below a list under known words is not all that there is
    """
    is_list = header is not None and _is_known(header, known)
    if _has_labels(sheet, known, header.last if is_list else None):
        return True
    return header is not None and not is_list and _speaks_of_fields(sheet, header, known)


def _has_labels(sheet, known, last):
    """Whether a column of labels begins in the rows up to `last`, anywhere without one."""
    words = Words(known.aliases)
    texts = [(number, _texts(sheet.rows[number])) for number in sorted(sheet.rows)[:_ROWS]]
    texts = [(number, row) for number, row in texts if len(row) > 1]
    rows = [row for _number, row in texts]
    begins = len([number for number, _row in texts if last is None or number <= last])
    return any(_is_labels(rows, column, words, known, begins) for column in range(_COLUMNS))


def _is_known(header, known):
    """Whether a heading says in known words all that rows need, and more."""
    told = {column.field for column in header.columns if column.field}
    return len(told) > 1 and told.issuperset(known.required)


def _speaks_of_fields(sheet, header, known):
    """Whether the names below the only known column of a heading speak of columns: 投资主体（母公司）, 计划总投资/万元.

    Their values stand to the right, so that the next column has texts and numbers.
    """
    named = [column.index for column in header.columns if column.field or column.proposal]
    if len(named) != 1:
        return False
    pairs = _pairs(sheet, header.last, named[0])
    told = list(filter(None, (_spoken_of(label, known) for label, _value in pairs)))
    kinds = {type(value) is str for _label, value in pairs if not is_empty(value)}
    return len(kinds) > 1 and len(set(told)) > 1 and len(told) >= _MOST * len(pairs)


def _pairs(sheet, last, place):
    """[(label, the cell to its right)] of the rows below the heading."""
    rows = [sheet.rows[number] for number in sorted(sheet.rows) if number > last][:_ROWS]
    return [row[place : place + 2] for row in rows if len(row) > place + 1 and row[place]]


def _spoken_of(cell, known):
    """The field that a short text speaks of, None for the name of a project or enterprise."""
    if not isinstance(cell, str) or len(cell) > _SHORT or cell.endswith(_NAMES):
        return None
    return Spoken(heading_key(cell), known).best(lambda _name: True)[0]


def _texts(raw):
    """[(column, cell)] of the filled cells of a row."""
    return [(index, value) for index, value in enumerate(raw) if value not in (None, "")]


def _is_labels(rows, column, words, known, begins):
    """Whether a column holds the label of what every row needs in the first `begins` rows, and other labels below it."""
    said = [_label(row, column, words, known) for row in rows]
    first = next((place for place in range(begins) if said[place] in known.required), None)
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
