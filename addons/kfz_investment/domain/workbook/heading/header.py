"""Finding the heading of a table: below title lines, over one to three rows, matched by aliases that are data."""

from dataclasses import dataclass, replace

from ..values import hints
from ..values.in_force import in_force
from ..values.lines import unit_above
from ..values.unit import Unit
from ..values.units import heading_key
from .grid import Grid
from .harmless import says_same
from .headings import Words, divides, fits, is_strict, match, names_units, units_of
from .reach import reaches_data
from .storeys import grow

SEARCH_ROWS = 30
MAX_DEPTH = 3


@dataclass(frozen=True)
class Column:
    """One column of the found table; `field` is None when nobody knows its heading, `plain` is what the alias knew."""

    index: int
    heading: str
    field: str = None
    #: the unit in force: a `Unit`, a `units.UnitConflict`, None where nothing names one
    unit: Unit = None
    plain: str = ""
    #: who says what it is, see `columns`
    source: str = ""
    #: the field that it is perhaps, until somebody chooses
    proposal: str = None
    #: why: 'words' of the heading, 'content' of the cells, 'layout' of another list of the zone
    proposed_by: str = ""
    #: fields that its words or cells point to clearly, one of which it may be
    looks_like: tuple = ()
    #: the field of another column of the same meaning, which counts instead of this one
    repeats: str = None
    #: the field of the column beside it, whose heading it shares while it has none of its own
    shares: str = None
    #: whether its texts are added to those of that column
    joins: bool = False
    #: whether the office's program hides it
    hidden: bool = False
    #: texts of its first filled cells
    samples: tuple = ()


@dataclass(frozen=True)
class Header:
    """A heading found: rows `first` to `last`, its columns, and the unit of a line above it."""

    first: int
    last: int
    columns: tuple
    line_unit: Unit = None

    @property
    def fields(self):
        """Names of the fields that have a column."""
        return {column.field for column in self.columns if column.field}


def find_header(sheet, aliases, required=()):
    """The best `Header` within the first rows of `sheet`, None when no two headings are known.

    `aliases` maps a heading key (see `units.heading_key`) to a field name, the words that count most first. Of several
    headings with all that is required the topmost counts: those below it are further tables.
    """
    words, numbers = Words(aliases), sorted(sheet.rows)[: SEARCH_ROWS + MAX_DEPTH]
    found = _best(sheet, words, required, numbers, range(min(len(numbers), SEARCH_ROWS)))
    while found and set(required) <= _fields(found[1]):
        above = sum(1 for number in numbers if number < found[0][0])
        earlier = _best(sheet, words, required, numbers[:above], range(above))
        if not (required and earlier and set(required) <= _fields(earlier[1])):
            break
        found = earlier
    if found is None:
        return None
    return _finished(sheet, words, found, unit_above(sheet, numbers, *_ends(found[0])))


def header_at(sheet, words, required, numbers, line):
    """The `Header` that begins in the first of `numbers`; `line` is the unit in force where a heading names none."""
    found = _best(sheet, words, required, numbers[:MAX_DEPTH], range(1))
    return found and _finished(sheet, words, found, line)


def _best(sheet, words, required, numbers, starts):
    """(row numbers, columns) of the candidate that knows most."""
    best, best_score = None, (0, 0, 0)
    for chosen in candidates(numbers, starts):
        if reaches_data(sheet, chosen) or _holds_data(Grid(sheet, chosen), words):
            continue
        columns = _columns(sheet, chosen, words)
        fields = _fields(columns)
        needed = len(fields.intersection(required))
        # data may read like two heads: 签约 and 落地 are stages, too
        score = (len(fields) + 2 * needed, needed, -len(chosen))
        if score > best_score and (len(fields) >= 2 or needed):
            best, best_score = (chosen, columns), score
    return best


def header_of(sheet, chosen, aliases):
    """The `Header` in these rows of `sheet`, whatever its words are."""
    words, numbers = Words(aliases), sorted(sheet.rows)[: SEARCH_ROWS + MAX_DEPTH]
    found = chosen, _columns(sheet, chosen, words)
    return _finished(sheet, words, found, unit_above(sheet, numbers, *_ends(chosen)), grouped=False)


def _holds_data(grid, words):
    """Whether a lower row says something else below the head of a single column: then it is data, or a section."""
    for index in range(grid.width):
        own = grid.own(index)
        heads = [level for level, text in enumerate(own) if text]
        if len(heads) < 2 or not words.is_heading(own[heads[0]]):
            continue
        if grid.stands_alone(heads[0], index) and not divides(
            [own[level] for level in heads], words
        ):
            return True
    return False


def _fields(columns):
    return {column.field for column in columns if column.field}


def candidates(numbers, starts=range(SEARCH_ROWS), deepest=MAX_DEPTH):
    """Runs of up to `deepest` rows from these positions, with at most one gap in between, that can be a heading."""
    for position in starts:
        for depth in range(1, deepest + 1):
            chosen = numbers[position : position + depth]
            if len(chosen) < depth or chosen[-1] - chosen[0] >= depth + 1:
                break
            yield chosen


def _finished(sheet, words, found, line, grouped=True):
    """The heading with the storeys above and below it that say no new column, and with the units in force."""
    chosen, columns = found
    grown = grow(sheet, words, chosen, columns, grouped)
    columns = _columns(sheet, grown.storeys, words)
    return Header(
        chosen[0],
        grown.last,
        tuple(
            replace(
                _fitting(words, column, grown.said.get(column.index, ())),
                unit=in_force(*_stated(column.unit, grown.units.get(column.index)), line),
                hidden=column.index in sheet.hidden_columns,
            )
            for column in columns
        ),
        line,
    )


def _fitting(words, column, below):
    """The column without its field where a row of units and hints below says that it is something else: %, 填写计划数."""
    if column.field and not all(_leaves(words, column.field, text) for text in below):
        return replace(column, field=None, source="")
    return column


def _leaves(words, name, text):
    if not fits(name, [text]):
        return False
    known = words.fields.get(words.key_of(text)) == name
    return known or not is_strict(name) or names_units(text) or says_same(name, text)


def _stated(units, below):
    """(unit of the heading's words, unit of the rows below them)."""
    named, stated = units
    return named, below or stated


def _ends(chosen):
    """The last and the first of the chosen rows."""
    return chosen[-1], chosen[0]


def _columns(sheet, numbers, words):
    """The columns of heading rows; `unit` is still the pair of `units_of`.

    Of two headings of one field the word counts that comes first among the known ones, of two equal ones the first.
    """
    grid = Grid(sheet, numbers)
    found, best = [], {}
    for index in range(grid.width):
        own, levels = grid.own(index), grid.levels(index)
        if not any(own):
            continue
        said = levels if own[-1] else own
        field, plain, rank = match(said, words)
        if _is_struck(sheet, numbers, own, index):
            # the office has cancelled the column: whether it still counts is for somebody to say
            field = None
        column = Column(index, _shown(own, said), None, units_of(levels))
        found.append((field, replace(column, plain=plain or column.heading)))
        if field:
            best[field] = min(best.get(field, (rank, index)), (rank, index))
    return tuple(_settled(field, column, best) for field, column in found)


def _is_struck(sheet, numbers, own, index):
    """Whether a text of a column's own heading is struck through as a whole."""
    if not sheet.struck:
        return False
    return any(text and (numbers[level], index) in sheet.struck for level, text in enumerate(own))


def _shown(own, said):
    """The heading of a column as it is shown: of running numbers without the heads above them."""
    return own[-1] if hints.is_sequence(heading_key(own[-1])) else _join(said)


def _settled(field, column, best):
    """A column with its field; `best` are the places of the columns that count."""
    if not field:
        return column
    if best[field][1] == column.index:
        return replace(column, field=field, source="word")
    return replace(column, repeats=field)


def _join(levels):
    return " ".join(text for text in dict.fromkeys(levels) if text)
