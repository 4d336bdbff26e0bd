"""The XML of .xlsx parts, read by expat in chunks."""

import re
from xml.parsers import expat

from ..errors import WorkbookError
from .strikes import Runs

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def local(name):
    """A name without its prefix."""
    return name.rpartition(":")[2]


def parse_xml(chunks, start, end=None, data=None):
    """Feed `chunks` to expat; handlers get local names. A document type, and so any entity, is refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype

    def first(name, attrs):
        prefixed = ":" in name
        parser.StartElementHandler = (
            (lambda name, attrs: start(local(name), attrs)) if prefixed else start
        )
        if end:
            parser.EndElementHandler = (lambda name: end(local(name))) if prefixed else end
        parser.StartElementHandler(name, attrs)

    parser.StartElementHandler = first
    if data:
        parser.CharacterDataHandler = data
    begun = False
    for chunk in chunks:
        parser.Parse(chunk if begun else chunk.lstrip(), False)
        begun = True
    parser.Parse(b"", True)


def _refuse_doctype(*_args):
    raise WorkbookError("entities")


def unescape(text):
    """Undo `_x000D_`, the way .xlsx writes control characters."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class StringsParser:
    """Handlers for the shared strings' XML; phonetic runs (rPh) are not part of the text."""

    def __init__(self, max_strings):
        self.strings, self.max_strings = [], max_strings
        self.parts, self.in_text, self.phonetic = [], False, 0
        #: {number of a text: its runs, see `strikes.Runs`} of those that have fonts of their own
        self.rich, self._runs = {}, Runs()

    def start(self, name, attrs):
        """expat: an element opens."""
        if name == "si":
            self.parts.clear()
        elif name == "rPh":
            self.phonetic += 1
        elif name == "t":
            self.in_text = not self.phonetic
        else:
            self._runs.start(name, attrs, len(self.parts))

    def end(self, name):
        """expat: an element closes."""
        if name == "si":
            if self._runs.cuts and (runs := self._runs.take(self.parts)):
                self.rich[len(self.strings)] = runs
            self.strings.append(unescape("".join(self.parts)))
            if len(self.strings) > self.max_strings:
                raise WorkbookError("too_many_cells", limit=self.max_strings)
        elif name == "rPh":
            self.phonetic -= 1
        elif name == "t":
            self.in_text = False

    def data(self, text):
        """expat: text of the element."""
        if self.in_text:
            self.parts.append(text)
