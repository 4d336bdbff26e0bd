"""What the readers give: sheets of plain cells.

A cell is None, str, bool, int, float, `Styled` (a number whose format shows a unit), datetime.datetime,
datetime.time, `CellError` or `Uncalculated`. A number is the one that is shown: where a format scales it, the scaled one. Rows are lists of different lengths; row numbers start at 1, as in the office's program.
A cell that a merge covers is None, or what the file still holds there: the reader leaves it.
What is struck through in a part of a text is none of the cell; a cell that is struck as a whole keeps its value, and is in `struck`.
"""

from dataclasses import dataclass, field


class Styled(float):
    """A number whose format shows something with it: '%', '万元', '$'.

    `around` holds the texts before and after it where they say more than a unit: ('约', ''), ('', '人').
    """

    __slots__ = ("around", "suffix")

    def __new__(cls, value, suffix, around=()):
        self = super().__new__(cls, value)
        self.suffix, self.around = suffix, around
        return self

    def __getnewargs__(self):
        return float(self), self.suffix, self.around


@dataclass(frozen=True)
class CellError:
    """A cell in which the office's program shows an error, such as #REF!"""

    text: str


@dataclass(frozen=True)
class Uncalculated:
    """A formula whose value nobody has calculated yet; `text` is the formula, '' when the file does not tell it."""

    text: str = ""


def tell_comments(sheet, comments):
    """Say of cells that they have a comment, {(row, column): first words}: it may change what they mean, and is not read."""
    sheet.comments = comments
    for place, text in comments.items():
        sheet.doubts.setdefault(place, ("comment", {"text": text}))


@dataclass
class Sheet:
    """One sheet: `rows` maps a row number to its cells; `merges` are (first_row, last_row, first_col, last_col).

    `encoding` is that of a text file, '' for workbooks. Columns count from 0.
    """

    name: str
    hidden: bool = False
    rows: dict = field(default_factory=dict)
    merges: list = field(default_factory=list)
    encoding: str = ""
    #: numbers of the rows that the office's program does not show
    hidden_rows: set = field(default_factory=set)
    #: indexes of the columns that it does not show
    hidden_columns: set = field(default_factory=set)
    #: whether the workbook counts days from 1904: its numbers mean other dates
    date1904: bool = False
    #: {(row, column): (code, params)}: cells that were read, but not without a doubt
    doubts: dict = field(default_factory=dict)
    #: {(row, column): first words} of the comments on cells
    comments: dict = field(default_factory=dict)
    #: what is printed above and below each page
    page_texts: list = field(default_factory=list)
    #: {(row, column)} of cells that are struck through
    struck: set = field(default_factory=set)
    #: {row: (code, params)}: rows that cannot be read rightly and are refused
    broken: dict = field(default_factory=dict)
    #: {row: number of its cells as written}, where empty ones at its end are not kept; for text files
    widths: dict = field(default_factory=dict)

    def width(self, number):
        """How many cells a row has as it was written."""
        return self.widths.get(number) or len(self.rows.get(number, ()))
