"""The comments on the cells of an .xlsx: they are not read, which is said where there are any."""

from ..cells import clean
from .xlsx_sheet import span

#: comments of one sheet that are looked at
_MOST = 20_000
#: what stands before the words of a comment that programs without threads can not show
_THREADED = "Comment:"


class CommentsParser:
    """Handlers for the XML of comments; fills {(row, column): first words}."""

    def __init__(self, found):
        self.found, self.place, self.parts, self.in_text = found, None, [], False

    def start(self, name, attrs):
        """expat: an element opens."""
        if name == "comment":
            area = span(attrs.get("ref", ""))
            self.place, self.parts = (area[0], area[2]) if area else None, []
        self.in_text = name == "t"

    def end(self, name):
        """expat: an element closes."""
        self.in_text = False
        text = clean("".join(self.parts)) if name == "comment" and self.place else ""
        if text and len(self.found) < _MOST:
            self.found[self.place] = text.rpartition(_THREADED)[2].strip()[:60]

    def data(self, text):
        """expat: characters."""
        if self.in_text:
            self.parts.append(text)
