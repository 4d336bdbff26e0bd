"""Reader for .csv and .txt: the encodings and delimiters that offices and web systems write."""

import codecs
import csv

from .errors import WorkbookError
from .sheet import Sheet

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = (",", "\t", ";", "|", "，")
_MAX_CONTROL = 0.02


def decode(content):
    """(text, encoding) of a text file; WorkbookError when it is not text in an encoding that offices use."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strict(content, encoding), encoding
    if b"\x00" in content[:4096]:
        even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return _strict(content, encoding), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strict(content, "gb18030"), "gb18030"


def _strict(content, encoding):
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, UnicodeError) as error:
        raise WorkbookError("not_text") from error
    return text


def _looks_like_text(text):
    sample = text[:20_000]
    bad = sum(
        1
        for char in sample
        if (char < " " and char not in "\t\r\n\x0b\x0c")
        or "\ue000" <= char <= "\uf8ff"
        or char == "\ufffd"
        or "\x7f" <= char < "\xa0"
    )
    return bad <= len(sample) * _MAX_CONTROL


def delimiter_of(text):
    """The delimiter that cuts the first lines into the most columns of equal number."""
    lines = [line for line in text[:40_000].splitlines() if line.strip()][:30]
    best, best_score = ",", 0
    for delimiter in _DELIMITERS:
        counts = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        if not counts:
            continue
        common = max(set(counts), key=lambda n: (counts.count(n) * (n > 1), n))
        score = (common - 1) * counts.count(common)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def read(content, limits, meter):
    """One sheet without a name; cells are text or None. Row numbers are those a spreadsheet would show."""
    text, encoding = decode(content)
    if not _looks_like_text(text):
        raise WorkbookError("not_text")
    text = text.replace("\x00", "")
    sheet = Sheet(name="", encoding=encoding.removesuffix("-sig"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    csv.field_size_limit(max(limits.max_bytes, limits.max_text))
    try:
        for number, row in enumerate(
            csv.reader((line + "\n" for line in lines), delimiter=delimiter_of(text)), 1
        ):
            _add(sheet, number, row, limits, meter)
    except csv.Error as error:
        raise WorkbookError("damaged") from error
    return [sheet]


def _add(sheet, number, row, limits, meter):
    while row and not row[-1].strip():
        row.pop()
    if len(row) > limits.max_columns:
        raise WorkbookError("too_many_columns", limit=limits.max_columns)
    meter.tick(len(row))
    if row:
        sheet.rows[number] = [_unquote(cell) or None for cell in row]


def _unquote(cell):
    """`="9153…"` and a leading tab or apostrophe are how people keep long codes whole in .csv files."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 3:
        return cell[2:-1]
    return cell.strip("\n")
