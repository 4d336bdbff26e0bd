"""What the readers give: sheets of plain cells.

A cell is None, str, bool, int, float, `Styled` (a number whose format shows a unit), datetime.datetime,
datetime.time or `CellError`. Rows are lists of different lengths; row numbers start at 1, as in the office's program.
"""

from dataclasses import dataclass, field


class Styled(float):
    """A number whose format shows something with it: '%', '万元', '$'."""

    __slots__ = ("suffix",)

    def __new__(cls, value, suffix):
        self = super().__new__(cls, value)
        self.suffix = suffix
        return self


@dataclass(frozen=True)
class CellError:
    """A cell in which the office's program shows an error, such as #REF!"""

    text: str


@dataclass
class Sheet:
    """One sheet: `rows` maps a row number to its cells; `merges` are (first_row, last_row, first_col, last_col).

    `encoding` is that of a text file, '' for workbooks.
    """

    name: str
    hidden: bool = False
    rows: dict = field(default_factory=dict)
    merges: list = field(default_factory=list)
    encoding: str = ""
