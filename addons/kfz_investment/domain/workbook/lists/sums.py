"""Sums over the rows of a table: a row that adds up the rows of its section is a total, whatever it is called."""

from ..cells import nfkc
from . import rowwords

#: how many sections up and down a row is compared with
_NEAREST = 40


def number_of(value):
    """The number in a cell, without its unit; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    if not isinstance(value, str) or len(value) > 40:
        return None
    match = rowwords.NUMBER.fullmatch(nfkc(value).lower())
    return float(match[1].replace(",", "")) if match else None


class Sums:
    """Sums of the rows of data between the lines that are none, by column."""

    def __init__(self, lines, doubtful, sequence):
        """`doubtful` are the numbers of rows that are not decided yet: they end a section and are not added."""
        self._sequence = sequence
        self._position = {}
        self._ends = [0]
        self._rows = []
        for line in lines:
            self._position[line.number] = len(self._rows)
            if line.reason or line.number in doubtful:
                if self._ends[-1] != len(self._rows):
                    self._ends.append(len(self._rows))
            else:
                self._rows.append(line)
        if self._ends[-1] != len(self._rows):
            self._ends.append(len(self._rows))
        self._prefixes = {}

    def rows_added(self, line, amounts):
        """How many rows, above or below and to the end of a section, add up to the amounts of `line`; 0 for none."""
        values = self._values(line, amounts)
        if not values:
            return 0
        position = self._position[line.number]
        above = [end for end in self._ends if end < position][-_NEAREST:]
        below = [end for end in self._ends if end > position][:_NEAREST]
        runs = [(start, position) for start in above] + [(position, end) for end in below]
        return max(
            (end - start for start, end in runs if self._add_up(values, start, end)), default=0
        )

    def _values(self, line, amounts):
        values = {
            index: number
            for index in line.filled
            if index != self._sequence and (number := number_of(line.raw[index])) is not None
        }
        return {index: values[index] for index in values if index in amounts} or values

    def _add_up(self, values, start, end):
        for index, value in values.items():
            prefix = self._prefix(index)
            if abs(prefix[end] - prefix[start] - value) > 0.005 + abs(value) * 1e-9:
                return False
        return any(values.values())

    def _prefix(self, index):
        known = self._prefixes.get(index)
        if known is None:
            known = [0.0]
            for line in self._rows:
                cell = line.raw[index] if index < len(line.raw) else None
                known.append(known[-1] + (number_of(cell) or 0.0))
            self._prefixes[index] = known
        return known
