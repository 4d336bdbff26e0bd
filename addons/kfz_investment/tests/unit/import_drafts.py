"""A list as an office would draw it up, before it is a file: columns, records, rows between them; and what is true of each of its rows."""

import random
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from import_books import Book, Page, number
from import_content import (
    ALWAYS,
    AMOUNTS,
    ANY_CURRENCY,
    DATES,
    FOREIGN,
    HEADINGS,
    UNITS,
    WAN,
    WORDS,
    UnitText,
    money,
    record,
)

CAPITALS = ("registered_capital", "paid_in_capital")
#: fields whose loss matters even where nobody knows the heading
MATTER = {"name", "zone", "stage", "signed_date", "landed_date", "month", "direction", *AMOUNTS}
WRITERS = frozenset({"raw", "xlsxwriter", "openpyxl", "xlwt", "csv"})
BOOKS = WRITERS - {"csv"}


class Want(NamedTuple):
    """What may be taken in for a cell: one of `values`; else the row is refused, or its column has a warning.

    `must`: 'exact' (a plain cell; refusing it is a false error), 'either' (refusing it is right, too), 'warned' (never without
    a word), 'refused'.
    """

    values: tuple
    must: str = "exact"


def exact(value):
    """Readable by everybody."""
    return Want((value,))


def either(*values):
    """One of these, or refused."""
    return Want(values, "either")


def warned(value=None):
    """Not without a word."""
    return Want((value,), "warned")


def _or_refused(want):
    return either(*want.values) if want.must == "exact" else want


REFUSED = Want((), "refused")


@dataclass
class Column:
    """A column: `shows` is how its heading shows the unit ('' not at all), `upper` a head above it, `fill` its cells where it has no field."""

    field: str
    heading: str
    unit: UnitText = None
    shows: str = "{}（{}）"
    upper: str = ""
    fill: object = None
    known: bool = True
    as_text: bool = False

    @property
    def text(self):
        """The heading as written."""
        return (
            self.shows.format(self.heading, self.unit.text)
            if self.unit and self.shows
            else self.heading
        )


@dataclass
class Part:
    """A heading and the records below it. Rows between are {position of a column: cell}, with why they are no records."""

    kind: str
    rng: random.Random
    columns: list
    records: list
    above: list = field(default_factory=list)
    below: list = field(default_factory=list)
    between: dict = field(default_factory=dict)
    cells: dict = field(default_factory=dict)
    merges: list = field(default_factory=list)
    optional: set = field(default_factory=set)
    hidden: set = field(default_factory=set)

    def column(self, name):
        """The column of a field, None where there is none."""
        return next((column for column in self.columns if column.field == name), None)

    def place(self, name):
        """The position of the column of a field."""
        return self.columns.index(self.column(name))

    def having(self, names):
        """The columns of these fields."""
        return [column for column in self.columns if column.field in names]

    def filled(self, names):
        """(record, field) of the cells that hold something and that no shape has taken."""
        return [
            (index, column.field)
            for column in self.having(names)
            for index, row in enumerate(self.records)
            if row.get(column.field) is not None and (index, column.field) not in self.cells
        ]

    def put(self, index, name, cell, want):
        """Write a cell in another way than the plain one."""
        self.cells[index, name] = (cell, want)

    def set_unit(self, column, unit, shows):
        """Amounts of a column in this unit, which the heading shows so."""
        column.unit, column.shows = unit, shows
        for row in self.records:
            if row.get(column.field) is not None:
                row[column.field] = money(self.rng, unit)

    def insert(self, at, why, cells):
        """Put a row that is no record before the record `at`, but not into merged cells."""
        inside = [first for first, last, _name in self.merges if first < at <= last]
        self.between.setdefault(min([at, *inside]), []).append((why, cells))

    def plain(self, column, index):
        """The cell of a record as everybody would write it."""
        row = self.records[index]
        if column.field is None:
            return column.fill(index)
        value = row.get(column.field)
        if value is None:
            return None
        if column.field in AMOUNTS:
            cell = number(value.amount / column.unit.factor)
            return str(cell) if column.as_text else cell
        if column.field in DATES:
            shown = "%Y年%-m月" if column.field == "month" and index % 2 else "%Y-%m-%d"
            return value.strftime(shown) if column.as_text else value
        words = WORDS.get(column.field)
        return words[value][(index * 7 + len(self.records)) % len(words[value])] if words else value

    def wants(self, index, chosen=False):
        """{field: Want} of a record; `chosen` once somebody has said what the unknown columns are."""
        wants = {
            column.field: self._want(column, index, column.known or chosen)
            for column in self._read(chosen)
        }
        if self.kind == "project":
            self._by_default(wants, self.records[index])
        if len({self.records[index][name].currency for name in self._capitals(index)}) > 1:
            # an enterprise's capitals are in one currency
            return {name: _or_refused(want) for name, want in wants.items()}
        return wants

    def _read(self, chosen):
        """Columns that are read, or whose loss matters."""
        named = (column for column in self.columns if column.field)
        return [column for column in named if column.known or chosen or column.field in MATTER]

    def _by_default(self, wants, row):
        """What holds of a project whose list has no zones or stages."""
        for name in ("zone", "stage"):
            wants.setdefault(name, either(row[name]) if row.get("of title") else exact(row[name]))

    def _capitals(self, index):
        return [name for name in CAPITALS if self.records[index].get(name)]

    def _want(self, column, index, known):
        want = exact(self.records[index].get(column.field))
        if (index, column.field) in self.cells:
            want = self.cells[index, column.field][1]
        if known:
            return want
        # a column that nobody knows is refused, or left out where nothing in it is a value
        return _or_refused(want) if want.values else either(None)

    def heads(self):
        """The rows of the heading."""
        if not any(column.upper for column in self.columns):
            return [[column.text for column in self.columns]]
        upper, last = [], None
        for column in self.columns:
            shown = column.upper or column.text
            upper.append(None if column.upper and shown == last else shown)
            last = shown
        return [upper, [column.text if column.upper else None for column in self.columns]]

    def lines(self):
        """(cells, what it is, which record) of every row."""
        for cells in self.above:
            yield cells, "above", None
        for cells in [*self.heads(), *(below(self.columns) for below in self.below)]:
            yield cells, "head", None
        for index in range(len(self.records) + 1):
            for why, cells in self.between.get(index, ()):
                yield self._spread(cells), why, None
            if index < len(self.records):
                yield self._row(index), "record", index

    def _spread(self, cells):
        return [cells.get(place) for place in range(len(self.columns))]

    def _row(self, index):
        return [
            self.cells[index, column.field][0]
            if column.field and (index, column.field) in self.cells
            else self.plain(column, index)
            for column in self.columns
        ]


@dataclass
class Truth:
    """What is true of a file: its records as (row number, {field: Want}, whether it may be left out), its other rows {number: why}."""

    kind: str
    rows: list = field(default_factory=list)
    others: dict = field(default_factory=dict)
    #: names of shapes in it
    shapes: tuple = ()
    #: where each record is needed to be refused or right, but rows may move: text files with broken rows
    loose: bool = False
    #: {heading that nobody knows: its field}, and the rows as they are once somebody has chosen so
    choices: dict = field(default_factory=dict)
    chosen_rows: list = field(default_factory=list)
    #: numbers of hidden rows, names of hidden sheets, headings of columns that nobody reads: all are said
    hidden_rows: set = field(default_factory=set)
    hidden_sheets: set = field(default_factory=set)
    left_out: set = field(default_factory=set)


class Draft:
    """A list with its parts, what shapes have claimed of it, and the writers that can still write it."""

    def __init__(self, kind, rng):
        self.kind, self.rng = kind, rng
        self.claims, self.writers = set(), set(WRITERS)
        self.odd, self.date1904 = {}, False
        self.parts, self.beside = [], False
        self.page_name, self.pages, self.left = rng.choice(("表", "Sheet1", "项目")), [], 0
        self.hidden_fields, self.loose = set(), False
        self.number = rng.randint(1, 4000)
        names = self._fields()
        self.parts.append(
            self.part(names, rng.choice((1, 2, 3, 4, 5, 6, 8)) if rng.random() < 0.95 else 30)
        )

    @property
    def first(self):
        """The first part."""
        return self.parts[0]

    def _fields(self):
        rng, known = self.rng, HEADINGS[self.kind]
        names = [name for name in known if name in ALWAYS[self.kind] or rng.random() < 0.6]
        if len(names) < 4:
            names = list(known)[:5]
        if "capital" in names and "signed_date" not in names:
            names.remove("capital")
        if "landed_date" in names and "signed_date" not in names:
            names.remove("landed_date")
        if rng.random() < 0.5:
            rng.shuffle(names)
        return names

    def part(self, names, count):
        """A new part with columns of these fields and so many new records."""
        columns = [self._column(name) for name in names]
        units = [column for column in columns if column.field in CAPITALS]
        if len({column.unit.currency for column in units}) > 1:
            units[1].unit = units[0].unit
        if self.rng.random() < 0.4:
            columns.insert(0, Column(None, "序号", fill=lambda index: index + 1))
        records = [self._record(names, columns) for _index in range(count)]
        return Part(self.kind, self.rng, columns, records)

    def _record(self, names, columns):
        self.number += 1
        row = record(self.kind, self.rng, self.number, names)
        for column in columns:
            if column.unit and (column.field not in ("signed_amount", "capital") or row["signed"]):
                row[column.field] = money(self.rng, column.unit)
        return row

    def _column(self, name):
        rng = self.rng
        unit = None
        if name in AMOUNTS:
            foreign = name in ANY_CURRENCY and rng.random() < 0.1
            unit = rng.choice(FOREIGN if foreign else UNITS)
        heading = rng.choice(HEADINGS[self.kind][name])
        return Column(name, heading, unit, as_text=rng.random() < 0.3)

    def claim(self, *names):
        """Whether nothing of these was claimed before; claims them."""
        if self.claims.intersection(names):
            return False
        self.claims.update(names)
        return True

    def bare(self, unit=WAN):
        """All amounts in one unit, of which the headings say nothing."""
        for part in self.parts:
            for column in part.having(AMOUNTS):
                part.set_unit(column, unit, "")

    def render(self):
        """(Book, Truth)."""
        truth = Truth(self.kind, loose=self.loose)
        page = Page([], self.page_name)
        left = self.left
        for index, part in enumerate(self.parts):
            top = len(page.rows)
            if index and self.beside:
                top, left = 0, left + len(self.parts[index - 1].columns) + 1
            self._place(page, part, top, left, truth)
        for name in self.hidden_fields:
            page.hidden_columns.add(self.left + self.first.place(name))
        truth.hidden_sheets = {other.name for other in self.pages if other.hidden}
        writer = self.rng.choice(sorted(self.writers))
        return Book([page, *self.pages], writer, self.date1904, self.odd), truth

    def _place(self, page, part, top, left, truth):
        places = {}
        for row, (cells, what, index) in enumerate(part.lines(), top):
            _write(page, row, left, cells)
            if what == "record":
                places[index] = row
                self._tell(truth, page, part, row, index)
            elif what not in ("above", "head"):
                truth.others[row + 1] = what
        for column in part.columns:
            if not column.known:
                truth.choices[column.text] = column.field
                truth.left_out.add(column.text)
        for first, last, name in part.merges:
            column = left + part.place(name)
            page.merges.append((places[first], column, places[last], column))

    def _tell(self, truth, page, part, row, index):
        """What is true of the record in a row."""
        optional = index in part.optional
        truth.rows.append((row + 1, part.wants(index), optional))
        truth.chosen_rows.append((row + 1, part.wants(index, chosen=True), optional))
        if index in part.hidden:
            page.hidden_rows.add(row)
            truth.hidden_rows.add(row + 1)


def _write(page, row, left, cells):
    while len(page.rows) <= row:
        page.rows.append([])
    line = page.rows[row]
    line.extend([None] * (left + len(cells) - len(line)))
    for place, cell in enumerate(cells, left):
        if cell is not None:
            line[place] = cell


def copy_of(column):
    """A column like this one, for another part."""
    return replace(column)
