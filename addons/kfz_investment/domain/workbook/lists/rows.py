"""Which rows of a table are data, weighed by their words, by what a data row of this table has, and by sums."""

import re
from collections import Counter
from dataclasses import dataclass, field

from ..cells import is_empty, nfkc, raw_text
from ..values import hints
from ..values.units import heading_key
from . import rowrules, rowwords
from .sums import Sums

#: rows by which a table shows what a data row has
SAMPLE = 300
_LONG = 400
#: part of the fullest row's cells that a row of data has where most lines of a short list are sections
_MOST = 0.6
#: a numeral of a section that a space parts from its name
_SPACED_ORDINAL = re.compile(
    r"^\s*([一二三四五六七八九十]{1,3}|第[一二三四五六七八九十\d]+(?:部分|类|批))\s+(?=\S)"
)
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,2}){1,2}")


@dataclass(slots=True)
class Line:
    """One row of a sheet below a heading: indexes of its filled cells, and why it is not data ('' for data)."""

    number: int
    raw: list
    filled: list
    reason: str = ""


@dataclass
class Judge:
    """Tells the rows below one heading apart."""

    header: object
    #: indexes of the columns of amounts
    amounts: frozenset = frozenset()
    #: row numbers whose label is merged over most columns
    wide: frozenset = frozenset()
    #: row numbers whose first required column is covered by the row above: parts of an entry, never lines of their own
    covered: frozenset = frozenset()
    typical: frozenset = field(default=frozenset(), init=False)
    #: whether rows have running numbers, and whether these are 1.1, 1.2 … below 1
    counts: bool = field(default=False, init=False)
    dotted: bool = field(default=False, init=False)

    def __post_init__(self):
        columns = self.header.columns
        meant = {column.index: column.field or column.proposal for column in columns}
        self.known = set(filter(meant.get, meant)) or set(meant)
        named = [index for index in meant if meant[index] == "name"]
        self.name = named[0] if named else min(self.known)
        self.sequence = next((column.index for column in columns if _is_sequence(column)), None)

    def tell(self, lines):
        """Set the `reason` of every line that is not data."""
        filled = []
        for line in lines:
            if line.filled:
                filled.append(line)
            else:
                line.reason = "blank"
        suspects = {line.number for line in filled if self._is_suspect(line)}
        self._learn(filled[:SAMPLE], suspects)
        doubtful = [line for line in filled if line.number in suspects or self._is_thin(line)]
        open_lines = []
        for line in doubtful:
            if line.number not in self.covered:
                self._weigh(line, open_lines)
        self._by_sums(lines, open_lines)
        self._at_the_end(filled)

    # what the table shows

    def _is_suspect(self, line):
        texts = [
            line.raw[index] for index in self._label_columns(line) if type(line.raw[index]) is str
        ]
        if not texts:
            return len(line.filled) < 3 or self.name not in line.filled
        text = texts[0] if len(texts) == 1 else "\n".join(texts)
        return rowwords.SUSPECT.search(text) is not None or rowrules.is_nothing(texts[0])

    def _is_thin(self, line):
        """Whether a row lacks what rows of data have, and a running number."""
        return not self.typical.issubset(line.filled) and not self._has_number(line)

    def _label_columns(self, line):
        """Columns whose text can label a row: the first filled one, the name, a running number that is none."""
        filled = line.filled
        if self.name not in filled:
            return filled[:3]
        first = filled[0]
        if first == self.name:
            return (first, filled[1]) if self._is_short_total(line) else (first,)
        value = line.raw[first]
        if type(value) is not str or (first == self.sequence and value.isdigit()):
            return (self.name,)
        return first, self.name

    def _is_short_total(self, line):
        """Whether the cell behind the name says 小计, as where a list has subtotals per enterprise."""
        value = line.raw[line.filled[1]] if len(line.filled) > 1 else None
        return type(value) is str and len(value) < 8 and "计" in value

    def _learn(self, sample, suspects):
        """What data rows of this table usually fill, and whether they count themselves."""
        self.dotted = any(map(self._has_dotted_number, sample))
        numbered = list(filter(self._has_number, sample))
        self.counts = bool(numbered)
        plain = [line for line in sample if line.number not in suspects]
        if _fullest(plain) < _fullest(sample):
            plain = sample
        full = _fuller_half(numbered if len(numbered) > 1 else plain)
        filled = Counter(index for line in full for index in line.filled)
        often = 0.7 * len(full)
        usual = {index for index, times in filled.items() if times >= often}
        self.typical = frozenset(usual & self.known)

    def _has_number(self, line):
        if self.sequence is None or self.sequence >= len(line.raw):
            return False
        value = line.raw[self.sequence]
        if self.dotted:
            return self._has_dotted_number(line)
        if type(value) is str:
            return nfkc(value).strip("().、").isdigit()
        return type(value) in (int, float)

    def _has_dotted_number(self, line):
        if self.sequence is None or self.sequence >= len(line.raw):
            return False
        return bool(_DOTTED.fullmatch(raw_text(line.raw[self.sequence]).strip()))

    # one row

    def _look(self, line):
        columns = self._label_columns(line)
        labels = [text for text in (_label(line.raw[index]) for index in columns) if text]
        apart = {self.sequence, *columns}
        other = [
            index
            for index in line.filled
            if index not in apart and _label(line.raw[index]) not in labels
        ]
        told = self.known.intersection(i for i in other if rowrules.tells(line.raw[i]))
        return rowrules.Look(
            labels,
            len(told),
            self._has_number(line),
            len(self.typical.difference(line.filled)),
            not other,
            rowrules.fills_columns(line, self.known),
        )

    def _weigh(self, line, open_lines):
        """Decide one doubtful line, or leave it to the sums."""
        if self._holds_nothing(line):
            line.reason = "empty"
            return
        look = self._look(line)
        for rule in (self._example, rowrules.total, rowrules.note, self._section):
            found = rule(line, look)
            if found == "data":
                return
            if found in ("open total", "open section"):
                open_lines.append((line, look, found[5:]))
                return
            if found:
                line.reason = found
                return
        if look.bare and look.missing:
            open_lines.append((line, look, ""))

    def _example(self, line, look):
        """'note' for a row that shows how to fill in the list: 示例 instead of a running number."""
        if line.filled[0] != self.sequence or not look.labels:
            return None
        return "note" if rowwords.EXAMPLE.fullmatch(look.labels[0]) else None

    def _holds_nothing(self, line):
        """Whether all that stands in a row is signs for nothing, zeros and a running number."""
        for index in line.filled:
            if index == self.sequence or index in self.known:
                nothing = rowrules.is_nothing(line.raw[index])
                nothing |= index == self.sequence and self._has_number(line)
            else:
                nothing = not rowrules.tells(line.raw[index])
            if not nothing:
                return False
        return True

    def _section(self, line, look):
        """'section' for a line that heads the rows below it."""
        if not look.labels or not look.bare:
            return None
        last = look.labels[-1]
        if look.lone and rowrules.starts_section(look.labels[0]):
            return "section"
        if self._ordinal(line, look):
            return "section"
        if not look.missing:
            return None
        wide = line.number in self.wide and not rowwords.REAL.fullmatch(last)
        if wide or any(map(rowrules.is_marked, look.labels)):
            return "section"
        return self._group(line, look, last)

    def _ordinal(self, line, look):
        """Whether a numeral of a section stands where others have a running number, or before the label."""
        if rowwords.ORDINAL.fullmatch(look.labels[0]) and (len(look.labels) > 1 or look.lone):
            if line.filled[0] == self.sequence:
                return self.counts
            return bool(self.sequence is None and line.filled[0] != self.name and look.missing)
        return False

    def _group(self, line, look, label):
        """Words for groups of rows: alone they head a section, with an amount only as far as it adds up."""
        bare = rowwords.NUMBERED.sub("", label).rstrip(":")
        generic = rowwords.VOCABULARY.fullmatch(bare)
        if not generic and not (look.lone and self._stands_apart(look, bare)):
            return None
        if look.lone:
            return "section" if generic or look.missing > 1 or self.counts else None
        return "open section"

    def _stands_apart(self, look, label):
        """Whether a lone text is hardly a row: others count themselves or it is named like a group."""
        if rowwords.REAL.fullmatch(label):
            return False
        return (self.counts and self.sequence is not None and look.missing > 1) or (
            look.missing > 1 and bool(rowwords.GROUP_END.fullmatch(label))
        )

    # rows together

    def _by_sums(self, lines, open_lines):
        """Decide what words left open: a row that equals the sum of its section is no project."""
        if not open_lines:
            return
        sums = Sums(lines, {line.number for line, _look, _words in open_lines}, self.sequence)
        for line, look, reason in open_lines:
            line.reason = rowrules.by_sum(look, reason, sums.rows_added(line, self.amounts))

    def _at_the_end(self, lines):
        """Who signed and when, below the last row of data."""
        for line in reversed(lines):
            if line.reason:
                continue
            if len(line.filled) > 2 or line.number in self.covered or len(self.typical) < 2:
                return
            if not all(rowrules.signs(line.raw[index]) for index in line.filled):
                return
            line.reason = "note"


def _label(value):
    """A text as rules compare it, '' for other cells and for long texts."""
    if not isinstance(value, str) or len(value) >= _LONG:
        return ""
    return nfkc(_SPACED_ORDINAL.sub(r"\1、", value)).lower()


def _is_sequence(column):
    return not column.field and hints.is_sequence(heading_key(column.heading))


def _fullest(lines):
    return max((len(line.filled) for line in lines), default=0)


def _fuller_half(lines):
    """The lines that have as many filled cells as the one in the middle, and most of what the fullest one has."""
    sizes = sorted(len(line.filled) for line in lines)
    least = max(sizes[len(sizes) // 2], _MOST * sizes[-1]) if sizes else 0
    return [line for line in lines if len(line.filled) >= least]


def filled_cells(raw, start=0, end=None):
    """Indexes of the cells that hold something, from column `start` to before `end`."""
    return [
        index
        for index, value in enumerate(raw[:end])
        if value is not None
        and index >= start
        and (type(value) is not str or value[:1].isalnum() or not is_empty(value))
    ]
