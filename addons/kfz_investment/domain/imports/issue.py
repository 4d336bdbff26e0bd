"""Remarks on a row, and the reader of its cells that collects them."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from ..workbook import cells
from ..workbook.columns.likeness import nearest
from ..workbook.errors import CellProblem
from ..workbook.memo import LONGEST, MOST, kept
from ..workbook.values import amounts, currencies, dates
from ..workbook.values.money_words import currency_of

ERROR, WARNING, INFO = "error", "warning", "info"
#: codes that say that a cell is empty; `…_no_column` says that the list has no column for it
NO_COLUMN = frozenset(
    {
        "missing",
        "missing_enterprise",
        "no_enterprise",
        "landed_without_signed",
        "stage_needs_signed",
        "stage_needs_landed",
        "signed_without_amount",
    }
)

#: marks by which a word is asked about or crossed out
_DOUBT = re.compile("[?？×✗✘❌✕✖]")


class Issue(NamedTuple):
    """One remark: `code` names the sentence, `column` is the heading as the user wrote it ('' for the whole row)."""

    level: str
    column: str
    code: str
    params: dict


@dataclass(slots=True)
class Parsed:
    """A row as it was understood; `values` holds only what the row gives."""

    number: int
    values: dict = field(default_factory=dict)
    issues: list = field(default_factory=list)
    skip: bool = False
    headings: dict = field(default_factory=dict)
    #: fields whose value is none of the row's: a default stands in for it
    defaults: frozenset = frozenset()

    def heading(self, name):
        """The heading of a column as the user wrote it."""
        return self.headings.get(name, "")

    @property
    def ok(self):
        """Whether the row can be imported."""
        return not (
            self.skip or (self.issues and any(issue.level == ERROR for issue in self.issues))
        )

    def add(self, level, column, code, /, **params):
        """Remember a remark."""
        self.issues.append(Issue(level, column, code, params))


class RowReader:
    """Reads the cells of one row; what cannot be read becomes an issue and gives None."""

    _HAN_GAP = re.compile(r"(?<=[一-鿿（）]) (?=[一-鿿（）])")

    def __init__(self, row):
        self.cells, self.units, self.currencies = row.cells, row.block.units, row.block.currencies
        #: {index of a currency column: what it says in this row}
        self.raw, self._named = row.raw, {}
        self.day = row.block.day
        self.parsed = Parsed(row.number, headings=row.block.headings)
        for level, name, code, params in row.remarks:
            self.add(level, name, code, **params)

    def heading(self, name):
        """The heading of a column as the user wrote it."""
        return self.parsed.heading(name)

    def add(self, level, name, code, /, **params):
        """Remember a remark on the column of field `name`, on the whole row without one.

        Where the list has no such column, it is not said to be empty.
        """
        heading = self.heading(name)
        if not heading and code in NO_COLUMN:
            if code == "missing" and not self.parsed.ok:
                return
            code += "_no_column"
        self.parsed.add(level, heading, code, **params)

    def once(self, name, read, memo):
        """`read(self)`, the value of a column whose texts come again and again: read once a text, its remarks repeated.

        :param memo: {(column, text): (value, remarks)} of one file, whose headings and units are the same for all rows
        """
        text, issues = self.cells.get(name), self.parsed.issues
        if text is None or type(text) is not str:
            return read(self)
        known = memo.get((name, text))
        if known:
            issues += known[1]
            return known[0]
        before = len(issues)
        value = read(self)
        if len(memo) < MOST and len(text) <= LONGEST:
            memo[name, text] = value, self.parsed.issues[before:]
        return value

    def _read(self, name, read, level):
        value = self.cells.get(name)
        if value is None:
            return None
        try:
            return read(value)
        except CellProblem as problem:
            self.add(level, name, problem.code, **problem.params)
            return None

    def text(self, name, limit=256, level=ERROR):
        """Cleaned text of one line; spaces between Chinese characters are leftovers of line breaks."""
        text = self._read(name, lambda value: cells.text_of(value, limit), level)
        if not text:
            return None
        if text[0] in "=+@" and len(text) > 1 and not text[1:2].isdigit():
            self.add(WARNING, name, "formula_text", text=text[:60])
        return self._HAN_GAP.sub("", text) if " " in text else text

    def notes(self, name):
        """Text of several lines."""
        return self._read(name, cells.long_text_of, WARNING)

    def phone(self, name):
        """A phone number; a damaged one is left out with a warning."""
        found = self._read(name, cells.phone_of, WARNING)
        if found and found[1]:
            self.add(
                WARNING if found[1] == "phone_damaged" else INFO,
                name,
                found[1],
                text=found[0] or "",
            )
        return found and found[0]

    def date(self, name, today=None, level=ERROR):
        """A date, refused when it lies after `today`."""
        found = self._read(name, lambda value: dates.parse_date(self.day(value)), level)
        if not found:
            return None
        for note in found.notes:
            self.add(WARNING, name, note, date=found.date.isoformat(), text=self._shown(name))
        if today and found.date > today:
            self.add(level, name, "date_in_future", date=found.date.isoformat())
            return None
        return found.date

    def amount(self, name, level=ERROR):
        """A `ReadAmount` in the unit of the cell, else of the column, in the currency that its currency column names."""
        found = self._read(name, lambda value: self._amount(name, value), level)
        for note in found.notes if found else ():
            unit = self.units.get(name)
            self.add(
                WARNING,
                name,
                note,
                text=self._shown(name),
                unit=unit.shown if unit else "",
                currency=found.currency,
            )
        return found

    def _amount(self, name, value):
        """The amount of a cell. A remark on its currency column is made once for all amounts beside it."""
        unit, place = self.units.get(name), self.currencies.get(name)
        if place is None:
            return amounts.parse_amount(value, unit)
        if cells.is_empty(value) or cells.stands_for_nothing(cells.raw_text(value)):
            return None
        named = self._currency(place)
        if named is None:
            if place.is_open and not (unit and unit.currency):
                self._default_currency(place, value)
            return amounts.parse_amount(value, unit)
        return amounts.parse_amount(value, *currencies.unit_of_row(unit, named, place))

    def _currency(self, place):
        """What the currency column of an amount says in this row, None for nothing and for what is refused."""
        if place.index not in self._named:
            value = self.raw[place.index] if place.index < len(self.raw) else None
            self._named[place.index] = None
            try:
                self._named[place.index] = currencies.read_currency(value)
            except CellProblem as problem:
                self.parsed.add(ERROR, place.heading, problem.code, **problem.params)
        return self._named[place.index]

    def _default_currency(self, place, value):
        """Say that yuan is assumed where neither the amount nor its column nor its currency column names a currency."""
        said = any(issue.column == place.heading for issue in self.parsed.issues)
        if not said and not currency_of(cells.nfkc(cells.raw_text(value))):
            self.parsed.add(WARNING, place.heading, "currency_default")

    def _shown(self, name):
        return cells.raw_text(self.cells[name]).strip()[:60]

    def choice(self, name, known, level, code):
        """The value of a text in `known` ({key: value}), else an issue that names the nearest known word."""
        text = self.text(name, level=level)
        if not text:
            return None
        key = lookup_key(text)
        if key in known:
            if not text.isalnum() and _DOUBT.search(text):
                self.add(level, name, "in_doubt", text=text[:60])
                return None
            return known[key]
        self.add(level, name, code, text=text[:60], near=nearest(key, known) or "")
        return None


@kept
def lookup_key(text):
    """What is compared when a word is looked up: no spaces, dashes, brackets; NFKC, lower case."""
    return re.sub(r"[^\w]|_", "", cells.nfkc(text).lower())
