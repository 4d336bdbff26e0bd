"""The encodings that offices and web systems write text files in, also when a byte of them is damaged."""

import codecs
import re

from ..errors import WorkbookError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LOST = "\ufffd"
#: as many characters may be lost in a file, or one in so many bytes
_MOST_LOST, _LOST_IN = 3, 200
#: bytes of a file by which encodings are compared
_SAMPLE = 8_000
_NOT_ASCII = re.compile("[^\x00-\x7f]+")


def decode(content):
    """(text, encoding) of a text file; a byte that fits into no character becomes U+FFFD.

    Raises WorkbookError not_text when it is not text in an encoding that offices use, or too much of it is damaged.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _tolerant(content, encoding), encoding
    try:
        if b"\x00" not in content:
            return content.decode("utf-8"), "utf-8"
        candidates, sample = ("utf-8", "gb18030", "utf-16-le", "utf-16-be"), content[:_SAMPLE]
    except UnicodeDecodeError as error:
        candidates, sample = ("utf-8", "gb18030"), _around(content, error.start)
    best = min(candidates, key=lambda encoding: _strange_in(sample, encoding))
    return _tolerant(content, best), best


def _around(content, place):
    """Some whole lines of a file about a place in it."""
    return content[content.rfind(b"\n", 0, max(0, place - _SAMPLE // 2)) + 1 : place + _SAMPLE]


def _strange_in(sample, encoding):
    text = sample.decode(encoding, "replace").replace("\x00", "")
    return strangeness(text) / (len(text) or 1)


def strangeness(text):
    """How many characters of a text hardly stand in an office's list: those outside GB 2312, and lost ones."""
    strange = 0
    for run in _NOT_ASCII.findall(text):
        strange += len(run) - len(run.encode("gb2312", "ignore").decode("gb2312"))
    return strange


def _tolerant(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeError:
        text = content.decode(encoding, "replace")
    if text.count(LOST) > max(_MOST_LOST, len(content) // _LOST_IN):
        raise WorkbookError("not_text")
    return text
