"""Text that is struck through: the office has cancelled it, so it is none of the cell's text."""

import re

from ..cells import clean

#: a run above or below the line: the mark of a footnote where it is digits or a sign
MARK = "mark"
RAISED = ("superscript", "subscript")
_MARK = re.compile(r"\s*[\[(（【]?(?:注?\d{1,2}|[*#a-z①-⑳])[\])）】]?\s*", re.IGNORECASE)
_NO = ("0", "false", "off", "none")
_WORD = re.compile(r"\w")


def is_on(attrs):
    """Whether an element such as `strike` strikes: it does so without a value."""
    return attrs.get("val", "1").lower() not in _NO


class Fonts:
    """Which of the fonts of an .xlsx are struck through, by their indexes as cell formats write them."""

    def __init__(self):
        self.struck = set()
        self._inside, self._count = False, 0

    def start(self, name, attrs):
        """expat handler for styles.xml."""
        if name == "fonts":
            self._inside = True
        elif self._inside and name == "font":
            self._count += 1
        elif self._inside and name == "strike" and is_on(attrs):
            self.struck.add(str(self._count - 1))

    def end(self, name):
        """expat handler for styles.xml."""
        if name == "fonts":
            self._inside = False


class Runs:
    """Where the runs of one text of an .xlsx begin, of which some are struck through."""

    __slots__ = ("cuts",)

    def __init__(self):
        #: [(number of parts of the text before it, whether it is struck; None for as its cell is)]
        self.cuts = []

    def start(self, name, attrs, position):
        """expat: an element of a run opens, after so many parts of its text."""
        if name == "r":
            self.cuts.append((position, None))
        elif name == "rPr":
            self.cuts.append((position, False))
        elif name == "strike":
            self.cuts.append((position, is_on(attrs)))
        elif name == "vertAlign" and attrs.get("val") in RAISED:
            self.cuts.append((position, MARK))

    def take(self, parts):
        """[(text, strike)] of the runs, None where no run has a font of its own; begins the next text."""
        cuts, self.cuts = self.cuts, []
        if all(strike is None for _position, strike in cuts):
            return None
        ends = [position for position, _strike in cuts[1:]] + [len(parts)]
        pieces = [("".join(parts[: cuts[0][0]]), None)]
        for (position, strike), end in zip(cuts, ends, strict=True):
            pieces.append(("".join(parts[position:end]), strike))
        return [piece for piece in pieces if piece[0]]


def unstruck(sheet, place, value, runs, of_cell):
    """The value of a cell without what is struck through in a part of it, which becomes a doubt of the sheet.

    :param runs: [(text, whether it is struck; None for as the cell is)], None for a text without runs, and a number
    :param of_cell: whether the cell's font is struck
    """
    if not runs:
        if of_cell:
            sheet.struck.add(place)
        return value
    kept, gone, marks = _sorted(runs, of_cell)
    if _WORD.search(gone):
        if not _WORD.search(kept):
            sheet.struck.add(place)
            return value
        sheet.doubts[place] = ("struck_part", {"text": clean(gone)[:60]})
    elif marks:
        sheet.doubts[place] = ("raised_mark", {"text": clean(marks)[:60]})
    return kept or value


def _sorted(runs, of_cell):
    """(what is kept of a text, what is struck through, marks of footnotes)."""
    kept, gone, marks = "", "", ""
    for text, strike in runs:
        if strike == MARK and _is_mark(text, kept):
            marks += text
        elif strike is True or (strike is None and of_cell):
            gone += text
        else:
            kept += text
    return kept, gone, marks


def _is_mark(text, before):
    """Whether a raised run is the mark of a footnote; m² is none."""
    return bool(before and _MARK.fullmatch(text)) and not (text == "2" and before[-1:] in "mM米")
