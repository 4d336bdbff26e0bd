"""Reader for .csv and .txt: lines that offices and web systems write, and what goes wrong in them."""

import csv
import re
from collections import Counter
from itertools import pairwise

from ..errors import WorkbookError
from ..sheet import Sheet
from .text_encoding import LOST, decode

_DELIMITERS = (",", "\t", ";", "|", "，")
_MAX_CONTROL = 0.02
_SAID = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
#: a number cut in two at the comma of its thousands
_BEFORE_COMMA = re.compile(r"\D{0,3}\d{1,3}")
#: what tells so of its second half in a row that is longer than the heading, as long, and shorter
_SIGNS = {
    1: re.compile(r"\d{3}(?:\.\d+)?\D{0,3}"),
    0: re.compile(r"000(?:\.\d+)?\D{0,3}"),
    -1: re.compile(r"0\d\d(?:\.\d+)?\D{0,3}"),
}
#: lines that one cell takes at most; more is a quote that nobody closed
_MOST_LINES = 200


def _looks_like_text(text):
    sample = text[:20_000]
    bad = sum(
        1
        for char in sample
        if (char < " " and char not in "\t\r\n\x0b\x0c")
        or "\ue000" <= char <= "\uf8ff"
        or "\x7f" <= char < "\xa0"
    )
    return bad <= len(sample) * _MAX_CONTROL


def delimiter_of(lines):
    """(delimiter, columns): what cuts the first lines into the most columns of equal number."""
    lines = [line for line in lines[:400] if line.strip()][:30]
    best, best_score, width = ",", 0, 1
    for delimiter in _DELIMITERS:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        if not counts:
            continue
        most = max(counts.values())
        alike = [columns for columns, count in counts.items() if count == most]
        if (max(alike) - 1) * most > best_score:
            best, best_score, width = delimiter, (max(alike) - 1) * most, min(alike)
    return best, width


def read(content, limits, meter):
    """One sheet without a name; cells are text or None. Row numbers are those a spreadsheet would show."""
    text, encoding = decode(content)
    text = text.replace("\x00", "").replace("\ufeff", "")
    if not _looks_like_text(text):
        raise WorkbookError("not_text")
    sheet = Sheet(name="", encoding=encoding.removesuffix("-sig"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    said = _SAID.fullmatch(lines[0])
    if said:
        del lines[0]
    delimiter, width = delimiter_of(lines)
    csv.field_size_limit(max(limits.max_bytes, limits.max_text))
    lost = LOST in text
    records = Records(lines, said[1] if said else delimiter, width, meter)
    try:
        for number, (row, closed) in enumerate(records, 1):
            if lost:
                _doubt_lost(sheet, number, row, records.width)
            _add(sheet, number, row, limits, meter)
            if not closed:
                sheet.broken[number] = ("open_quote", {})
    except csv.Error as error:
        raise WorkbookError("damaged") from error
    _mark_other_delimiters(sheet, records.delimiter)
    return [sheet]


class Records:
    """Iterates over (cells, whether its quotes are closed) of lines cut at a delimiter.

    A quote that is not closed would take all lines up to the next quote into one cell. Where those lines are rows
    themselves, its line is one row with a fault, and reading goes on with the next line.
    """

    def __init__(self, lines, delimiter, width, meter):
        self.lines, self.delimiter, self.meter = lines, delimiter, meter
        #: of two lines of one record only one can have that many columns, unless they are rows
        self.full = max(2, (width + 1) // 2 + 1)
        self.width = width

    def __iter__(self):
        start, end, width = 0, len(self.lines), self.width
        while start < end:
            self.meter.check_time()
            reader = csv.reader(self._from(start), delimiter=self.delimiter)
            first = start
            for row in reader:
                after = start + reader.line_num
                plain = after - first == 1 and (len(row) == width or '"' not in self.lines[first])
                if not plain and not self._sound(first, after, row):
                    yield self._cut(self.lines[first]), False
                    first += 1
                    break
                yield row, True
                first = after
            else:
                return
            start = first

    def _from(self, start):
        for index in range(start, len(self.lines)):
            yield self.lines[index] + "\n"

    def _sound(self, first, after, row):
        """Whether the record of these lines is what was meant."""
        lines = self.lines[first:after]
        if len(lines) == 1:
            return not self._is_faulty(lines)
        if self._is_open(lines) and self.delimiter in row[-1]:
            return False
        return len(lines) <= _MOST_LINES and self._is_one_row(lines, row)

    def _is_one_row(self, lines, row):
        """Whether several lines are one row with line breaks in its cells, and not rows that an open quote has joined."""
        columns = [self._columns(line) for line in lines]
        if sum(count >= self.full for count in columns) < 2:
            return len(row) == self.width or columns[0] < self.width or not self._is_faulty(lines)
        if len(row) != self.width or all(count == self.width for count in columns):
            return False
        return not self._is_faulty(lines)

    def _is_faulty(self, lines):
        """Whether the quotes of a record are such as no spreadsheet writes."""
        return bool(self._fault(lines))

    def _is_open(self, lines):
        """Whether the last quote of a record is never closed."""
        return "end of data" in self._fault(lines)

    def _fault(self, lines):
        reader = csv.reader([line + "\n" for line in lines], delimiter=self.delimiter, strict=True)
        try:
            next(reader, None)
        except csv.Error as error:
            return str(error)
        return ""

    def _columns(self, line):
        """How many columns a line has by itself."""
        if '"' in line and not self._is_faulty([line]):
            return len(next(csv.reader([line], delimiter=self.delimiter), ()))
        return line.count(self.delimiter) + 1

    def _cut(self, line):
        """The cells of a line whose quotes mean nothing."""
        return [cell.strip().strip('"') for cell in line.split(self.delimiter)]


def _add(sheet, number, row, limits, meter):
    """Keep a row, and how many cells it has where its last ones are empty."""
    count = len(row)
    while row and not row[-1].strip():
        row.pop()
    if len(row) > limits.max_columns:
        raise WorkbookError("too_many_columns", limit=limits.max_columns)
    meter.tick(len(row))
    if not row:
        return
    sheet.rows[number] = [_unquote(cell) or None for cell in row]
    if count != len(row):
        sheet.widths[number] = count


def _doubt_lost(sheet, number, row, usual):
    """Doubt cells with lost characters; one beyond the `usual` ones with nothing else in it is no cell."""
    for index, cell in enumerate(row):
        if LOST in cell:
            sheet.doubts[number, index] = ("bad_byte", {"text": cell.strip()[:60]})
            if index >= usual and not cell.strip().strip(LOST):
                row[index] = ""


def _unquote(cell):
    """`="9153…"` and a leading tab or apostrophe are how people keep long codes whole in .csv files."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 3:
        return cell[2:-1]
    return cell.strip("\n")


def _mark_other_delimiters(sheet, delimiter):
    """Refuse rows that another delimiter cuts, as where two lists were put together: one cell would take all of it."""
    usual = Counter(map(len, sheet.rows.values())).most_common(1)
    if not usual or usual[0][0] < 3:
        return
    for number, row in sheet.rows.items():
        if len(row) == 1 and any(
            other != delimiter and row[0].count(other) + 1 >= usual[0][0] for other in _DELIMITERS
        ):
            sheet.broken[number] = ("other_delimiter", {})


def rows_cut_apart(sheet, heading_rows):
    """Numbers of the rows of a text file in which the comma of a number's thousands has cut the number in two.

    :param heading_rows: numbers of the rows of the heading; more columns than they have are the first sign
    """
    width = max(map(sheet.width, heading_rows), default=0)
    data = [number for number in sheet.rows if number > max(heading_rows, default=0)]
    extra = _always_empty(sheet, data, width)
    found = set()
    for number in data:
        more = sheet.width(number) - width
        sign = _SIGNS[0 if more == extra else 1 if more > 0 else -1]
        if _cut_in_two(sheet.rows[number], sign):
            found.add(number)
    return found


def _always_empty(sheet, data, width):
    """By how many empty cells most rows are longer than the heading: a delimiter at the end of each line."""
    usual = Counter(sheet.width(number) for number in data).most_common(1)
    return max(0, usual[0][0] - width) if usual else 0


def _cut_in_two(row, sign):
    """Whether a number may have been cut at the comma of its thousands; a list often begins with a number and a code."""
    return any(
        isinstance(left, str)
        and isinstance(right, str)
        and _BEFORE_COMMA.fullmatch(left)
        and sign.fullmatch(right)
        for left, right in pairwise(row[1:])
    )
