"""Number formats: which numbers are dates, and which show a unit."""

import datetime
import math
import re

from .sheet import Styled

_BUILTIN_DATES = {14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58}
_BUILTIN_TIMES = {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56}
_PLAIN = re.compile(r'"[^"]*"|\\.|!.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]\-]+)(?:-[^\]]*)?\]')
_UNIT = re.compile(
    r"亿美元|万美元|美元|亿元|万元|亿|万|元|USD|US\$|\$|€|EUR|HK\$|HKD|港元|￥|¥|CNY|RMB"
)
_SCALED = re.compile(r'[0#?],+(?![0#?])|!\.|"\."|\\\.')


def classify(code):
    """'date', 'time', a suffix such as '%' or '万元', or None for a plain number format `code`."""
    section = code.split(";")[0]
    bare = _PLAIN.sub("", section).lower()
    if bare in ("", "general", "@", "g/通用格式"):
        return None
    return _moment(bare) or _suffix(section, bare)


def _moment(bare):
    """'date' or 'time', None for a format that shows a number."""
    if re.search(r"[yd]|mmm|aaa|年", bare) and not re.search(r"[0#?]", bare.replace("ss.0", "")):
        return "date"
    if re.search(r"[hs]", bare) and not re.search(r"[0#?]", bare.replace(".0", "")):
        return "time"
    return None


def _suffix(section, bare):
    """What a format shows beside the number; None where it shows the number scaled, which says something else."""
    if "%" in bare:
        return "%"
    if _SCALED.search(section):
        return None
    literals = "".join("".join(found) for found in _LITERAL.findall(section))
    unit = _UNIT.search(literals + "$" if "$" in bare else literals)
    return unit[0] if unit else None


class Styles:
    """Collects the number formats of one workbook and turns raw numbers into cells."""

    def __init__(self, date1904=False):
        self.formats = {}
        self.kinds = []
        self.date1904 = date1904
        self._in_cell_formats = False

    def start_element(self, name, attrs):
        """expat handler for styles.xml."""
        if name == "numFmt":
            ident = attrs.get("numFmtId", "")
            if ident.isdigit():
                self.formats[int(ident)] = classify(attrs.get("formatCode", "")[:255])
        elif name == "cellXfs":
            self._in_cell_formats = True
        elif name == "xf" and self._in_cell_formats:
            ident = attrs.get("numFmtId", "0")
            self.kinds.append(self.kind_of(int(ident) if ident.isdigit() else 0))

    def end_element(self, name):
        """expat handler for styles.xml."""
        if name == "cellXfs":
            self._in_cell_formats = False

    def kind_of(self, ident):
        """What the number format of this id shows."""
        if ident in self.formats:
            return self.formats[ident]
        if ident in _BUILTIN_DATES:
            return "date"
        if ident in _BUILTIN_TIMES:
            return "time"
        return "%" if ident in (9, 10) else None

    def number(self, text, style):
        """The cell of a raw number `text` whose style index is `style`."""
        try:
            value = float(text)
        except ValueError:
            return text
        if not math.isfinite(value):
            return text
        kind = (
            self.kinds[int(style)]
            if style and style.isdigit() and int(style) < len(self.kinds)
            else None
        )
        return styled(value, kind, self.date1904)

    @staticmethod
    def iso_date(text):
        """A cell of type 'd' (strict files): a datetime, or its text when it is none."""
        try:
            return datetime.datetime.fromisoformat(text.strip().removesuffix("Z"))
        except ValueError:
            return text


def styled(value, kind, date1904=False):
    """`value` as its number format shows it."""
    if kind == "date":
        return serial_date(value, date1904) or value
    if kind == "time":
        return serial_date(value, date1904) if value >= 1 else serial_time(value)
    if kind:
        return Styled(value, kind)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def serial_date(value, date1904=False):
    """The datetime of a serial day number, None when there is none (1900 has no 29 February, but the programs think so)."""
    if date1904:
        value += 1462
    if not 1 <= value < 2_958_466:
        return None
    day, base = int(value), datetime.datetime(1899, 12, 30)
    if day < 60:
        base = datetime.datetime(1899, 12, 31)
    return base + datetime.timedelta(days=day, seconds=round((value - day) * 86400))


def serial_time(value):
    """The time of day of a fraction of a day."""
    seconds = min(round(max(value, 0) * 86400), 86399)
    return (datetime.datetime.min + datetime.timedelta(seconds=seconds)).time()
