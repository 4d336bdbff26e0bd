"""Cells without a heading in the rows of a list: entries that stand beside others in one row, and words that nobody reads."""

import re

from ..cells import clean, nfkc, raw_text, stands_for_nothing
from ..columns.known import CHOSEN
from ..letters import letter
from . import rowwords
from .sums import number_of

NAME = "name"
_SHORTEST = 4
_END = re.compile(r".*?([一-鿿a-z]{2})(?:[(].*[)])?")


def remarks_of(block, lines, sheet, known):
    """A function from a line to its remarks on cells without a heading, None where there are none."""
    listed, named = _listed(block), {column.index for column in block.header.columns}
    named -= listed
    odd = {
        line.number: [index for index in line.filled if index not in named and _tells(line, index)]
        for line in lines
        if not line.reason and not named.issuperset(line.filled)
    }
    if sheet.encoding or not any(odd.values()):
        return None
    judge = _Judge(block, lines, sheet, known, odd)

    def remarks(line):
        places = odd.get(line.number) or ()
        second = next((index for index in places if judge.is_entry(line, index)), None)
        if second is not None:
            params = {"column": letter(second), "text": _text(line, second)}
            return [("error", None, "row_holds_two", params)]
        return [
            ("warning", None, "cell_without_heading", _params(line, index))
            for index in places
            if index not in listed
        ]

    return remarks


def _params(line, index):
    return {"cell": f"{letter(index)}{line.number}", "text": _text(line, index)}


def _listed(block):
    """Columns without a heading that are listed among the columns, as far as nobody has decided on them."""
    return {
        column.index
        for column in block.header.columns
        if column.heading == f"{letter(column.index)}列"
        and not column.field
        and column.source != CHOSEN
    }


def _tells(line, index):
    return not stands_for_nothing(raw_text(line.raw[index]))


def _text(line, index):
    return clean(raw_text(line.raw[index]))[:60]


class _Judge:
    """Tells a second entry of a row from words beside it."""

    def __init__(self, block, lines, sheet, known, odd):
        columns = block.header.columns
        self.name = next((each.index for each in columns if each.field == NAME), None)
        self.looks = known.contents.get(NAME)
        data = [line for line in lines if not line.reason]
        self.ends = {_end(line, self.name) for line in data} - {""}
        self.merged = _under(sheet, block.header, self.name)
        self.odd = odd
        self.distinct = {
            index: _are_distinct(data, index) for places in odd.values() for index in places
        }

    def is_entry(self, line, index):
        """Whether a cell is perhaps the name of a further entry."""
        value = line.raw[index]
        if (
            not isinstance(value, str)
            or self.name is None
            or _text(line, self.name) == clean(value)
        ):
            return False
        if index in self.merged or (self.looks and self.looks(value)):
            return True
        if len(value) < _SHORTEST or rowwords.VOCABULARY.fullmatch(nfkc(value).lower()):
            return False
        return _end(line, index) in self.ends and self._is_beside_more(line, index)

    def _is_beside_more(self, line, index):
        """Whether every row has another name there, or an amount follows it."""
        return self.distinct[index] or any(
            number_of(line.raw[other]) is not None
            for other in self.odd[line.number]
            if other > index
        )


def _are_distinct(lines, index):
    texts = [_text(line, index) for line in lines if index < len(line.raw)]
    texts = list(filter(None, texts))
    return len(texts) > 1 and len(set(texts)) == len(texts)


def _end(line, index):
    """The last two letters of a text, by which names of one list are alike."""
    if index is None or index >= len(line.raw) or not isinstance(line.raw[index], str):
        return ""
    found = _END.fullmatch(nfkc(line.raw[index]).lower())
    return found[1] if found else ""


def _under(sheet, header, name):
    """Columns besides its own over which the heading of the name is merged."""
    return {
        index
        for top, _bottom, left, right in sheet.merges
        if header.first <= top <= header.last and left == name
        for index in range(left + 1, right + 1)
    }
