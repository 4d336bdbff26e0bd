"""Which rows of a table are data, weighed by their words, by what a data row of this table has, and by sums."""

from collections import Counter
from dataclasses import dataclass, field

from . import hints, rowrules, rowwords
from .cells import is_empty, nfkc
from .sums import Sums
from .units import heading_key

#: rows by which a table shows what a data row has
SAMPLE = 300
_LONG = 400


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
    counts: bool = field(default=False, init=False)

    def __post_init__(self):
        columns = self.header.columns
        meant = {column.index: column.field or column.proposal for column in columns}
        self.known = {index for index, name in meant.items() if name} or set(meant)
        named = [index for index, name in meant.items() if name == "name"]
        self.name = (named or sorted(self.known))[0]
        self.sequence = next(
            (
                column.index
                for column in columns
                if not column.field and hints.is_sequence(heading_key(column.heading))
            ),
            None,
        )

    def tell(self, lines):
        """Set the `reason` of every line that is not data."""
        suspects = [line for line in lines if line.filled and self._is_suspect(line)]
        self._learn(lines, suspects)
        limit = len(self.typical) - 1
        marked = {line.number for line in suspects}
        thin = [
            line
            for line in lines
            if len(line.filled) <= limit and line.filled and line.number not in marked
        ]
        open_lines = []
        for line in (*suspects, *thin):
            if line.number not in self.covered:
                self._weigh(line, open_lines)
        for line in lines:
            if not line.filled:
                line.reason = "blank"
        self._by_sums(lines, open_lines)
        self._at_the_end(lines)

    # what the table shows

    def _is_suspect(self, line):
        texts = [
            line.raw[index] for index in self._label_columns(line) if type(line.raw[index]) is str
        ]
        if not texts:
            return len(line.filled) < 3 or self.name not in line.filled
        text = texts[0] if len(texts) == 1 else "\n".join(texts)
        return rowwords.SUSPECT.search(text) is not None

    def _label_columns(self, line):
        """Columns whose text can label a row: the first filled one, the name, a running number that is none."""
        filled = line.filled
        if self.name not in filled:
            return filled[:3]
        first = filled[0]
        if first == self.name:
            return (first,)
        value = line.raw[first]
        if type(value) is not str or (first == self.sequence and value.isdigit()):
            return (self.name,)
        return first, self.name

    def _learn(self, lines, suspects):
        """What data rows of this table usually fill, and whether they count themselves."""
        sample = [line for line in lines[:SAMPLE] if line.filled]
        odd = {line.number for line in suspects}
        plain = [line for line in sample if line.number not in odd]
        if plain and _fullest(plain) >= _fullest(sample):
            sample = plain
        sizes = sorted(len(line.filled) for line in sample)
        full = (
            [line for line in sample if len(line.filled) >= sizes[len(sizes) // 2]] if sizes else []
        )
        filled = Counter(index for line in full for index in line.filled if index in self.known)
        self.typical = frozenset(
            index for index, times in filled.items() if times >= 0.7 * len(full)
        )
        numbered = sum(self._has_number(line) for line in lines[:SAMPLE])
        self.counts = numbered > 0 and numbered >= 0.4 * len(sample)

    def _has_number(self, line):
        if self.sequence is None or self.sequence >= len(line.raw):
            return False
        value = line.raw[self.sequence]
        if type(value) is str:
            return nfkc(value).strip("().").isdigit()
        return type(value) in (int, float)

    # one row

    def _look(self, line):
        columns = self._label_columns(line)
        texts = [(index, line.raw[index]) for index in columns]
        labels = {
            nfkc(text).lower()
            for _index, text in texts
            if isinstance(text, str) and len(text) < _LONG
        }
        ordered = [
            nfkc(text).lower()
            for _index, text in texts
            if isinstance(text, str) and len(text) < _LONG
        ]
        other = [
            index
            for index in line.filled
            if index not in columns
            and index != self.sequence
            and not self._repeats(line, index, labels)
        ]
        told = [index for index in other if index in self.known and rowrules.tells(line.raw[index])]
        return rowrules.Look(
            ordered,
            len(told),
            self._has_number(line),
            len(self.typical.difference(line.filled)),
            not other,
        )

    def _repeats(self, line, index, labels):
        value = line.raw[index]
        return isinstance(value, str) and nfkc(value).lower() in labels

    def _weigh(self, line, open_lines):
        """Decide one doubtful line, or leave it to the sums."""
        if self._holds_nothing(line):
            line.reason = "empty"
            return
        look = self._look(line)
        for rule in (rowrules.total, rowrules.note, self._section):
            found = rule(line, look)
            if found == "data":
                return
            if found in ("open total", "open section"):
                open_lines.append((line, look, found[5:]))
                return
            if found:
                line.reason = found
                return
        if not look.evidence and not look.counted and look.missing:
            open_lines.append((line, look, ""))

    def _holds_nothing(self, line):
        """Whether all that stands in a row is signs for nothing, zeros and a running number."""
        for index in line.filled:
            value = line.raw[index]
            if index == self.sequence or index not in self.known:
                if index == self.sequence and self._has_number(line):
                    continue
                if index != self.sequence and not rowrules.tells(value):
                    continue
                return False
            if type(value) in (int, float) and value == 0:
                continue
            if isinstance(value, str) and rowwords.EMPTY.fullmatch(nfkc(value).lower()):
                continue
            return False
        return True

    def _section(self, line, look):
        """'section' for a line that heads the rows below it."""
        if not look.labels or look.evidence or look.counted:
            return None
        first, last = look.labels[0], look.labels[-1]
        if (
            look.lone
            and rowwords.SECTION_START.fullmatch(first)
            and not rowwords.REAL.fullmatch(first)
        ):
            return "section"
        if not look.missing:
            return None
        if line.number in self.wide and not rowwords.REAL.fullmatch(last):
            return "section"
        if self._ordinal(line, look) or rowrules.is_marked(first) or rowrules.is_marked(last):
            return "section"
        return self._group(line, look, last)

    def _ordinal(self, line, look):
        """Whether a numeral of a section stands where others have a running number, or before the label."""
        if rowwords.ORDINAL.fullmatch(look.labels[0]) and (len(look.labels) > 1 or look.lone):
            at_sequence = line.filled[0] == self.sequence and self.counts
            return at_sequence or (self.sequence is None and line.filled[0] != self.name)
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
            added = sums.rows_added(line, self.amounts)
            bare = look.missing and not look.evidence and not look.counted
            if reason and (added or (reason == "total" and bare)):
                line.reason = reason
            elif added > 1 and bare:
                line.reason = "sum"

    def _at_the_end(self, lines):
        """Who signed and when, below the last row of data."""
        for line in reversed(lines):
            if line.reason:
                continue
            if len(line.filled) > 2 or line.number in self.covered or len(self.typical) < 2:
                return
            texts = [line.raw[index] for index in line.filled]
            if not all(rowrules.signs(value) for value in texts):
                return
            line.reason = "note"


def _fullest(lines):
    return max(len(line.filled) for line in lines)


def filled_cells(raw, start=0, end=None):
    """Indexes of the cells that hold something, from column `start` to before `end`."""
    return [
        index
        for index, value in enumerate(raw[:end])
        if value is not None
        and index >= start
        and (type(value) is not str or value[:1].isalnum() or not is_empty(value))
    ]
