"""Numbers of cells as their formats show them: days, times, amounts with a unit."""

import datetime
import math
import re
import zoneinfo

from ..cells import number_text, stands_for_nothing
from ..sheet import Styled
from .numformat import (
    DATE,
    ELAPSED,
    MONTH,
    NO_YEAR,
    PLAIN,
    TIME,
    Shown,
    hides_texts,
    number_format,
)
from .serials import near_midnight, serial_date, serial_time
from .strikes import Fonts

#: the formats that have only a number, as they are in China
_BUILTIN = {
    **dict.fromkeys((14, 15, 22, 30, 31), DATE),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), MONTH),
    **dict.fromkeys((16, 28, 29, 51, 53, 54, 58), NO_YEAR),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), TIME),
    46: ELAPSED,
    **dict.fromkeys((9, 10), Shown("", "%")),
}
#: {what a format shows of a day: (what is said of it, what is shown)}
_PARTS = {
    "year": ("day_hidden", "%Y"),
    "month": ("day_not_shown", "%Y-%m"),
    "no year": ("year_hidden", "%m-%d"),
}
_WORD = re.compile(r"\w")
_SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")
#: where SheetJS puts midnight, in the last minute of the day before: the clock of Shanghai before 1901 was 43 seconds ahead
_SHEETJS_SECOND = 17


def builtin_format(ident):
    """What the number format without a code of this id shows, as `number_format` says it."""
    return _BUILTIN.get(ident)


class Styles:
    """Collects the number formats of one .xlsx and turns its raw numbers into cells."""

    def __init__(self, date1904=False):
        self.formats = {}
        self.kinds = []
        self.date1904 = date1904
        #: style indexes, as cells write them, whose font is struck through
        self.struck = set()
        #: the same, whose format shows nothing of a text
        self.veiled = set()
        self._veils = set()
        self._fonts = Fonts()
        self._in_cell_formats = False

    def start_element(self, name, attrs):
        """expat handler for styles.xml."""
        if name == "numFmt":
            ident = attrs.get("numFmtId", "")
            if ident.isdigit():
                self._take_format(int(ident), attrs.get("formatCode", ""))
        elif name == "cellXfs":
            self._in_cell_formats = True
        elif name == "xf" and self._in_cell_formats:
            ident = attrs.get("numFmtId", "0")
            if attrs.get("fontId") in self._fonts.struck:
                self.struck.add(str(len(self.kinds)))
            if ident in self._veils:
                self.veiled.add(str(len(self.kinds)))
            self.kinds.append(self.kind_of(int(ident) if ident.isdigit() else 0))
        else:
            self._fonts.start(name, attrs)

    def _take_format(self, ident, code):
        self.formats[ident] = number_format(code)
        if hides_texts(code):
            self._veils.add(str(ident))

    def end_element(self, name):
        """expat handler for styles.xml."""
        if name == "cellXfs":
            self._in_cell_formats = False
        else:
            self._fonts.end(name)

    def kind_of(self, ident):
        """What the number format of this id shows."""
        return self.formats[ident] if ident in self.formats else builtin_format(ident)

    def number(self, text, style, doubt):
        """The cell of a raw number `text` whose style index is `style`; `doubt(code, **params)` takes what was assumed."""
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
        return styled(value, kind, self.date1904, doubt)


def iso_date(text, doubt):
    """A cell of type 'd': its date and time in Asia/Shanghai, or its text when it is none."""
    text = text.strip()
    try:
        moment = datetime.datetime.fromisoformat(
            text[:-1] + "+00:00" if text[-1:] in ("Z", "z") else text
        )
    except ValueError:
        return text
    if moment.tzinfo:
        moment = moment.astimezone(_SHANGHAI).replace(tzinfo=None)
    return _whole_day(moment, doubt)


def styled(value, kind, date1904=False, doubt=None):
    """The cell of a number whose format shows `kind` (see `number_format`); `doubt(code, **params)` takes what was assumed."""
    if kind is None:
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    shown = kind if type(kind) is Shown else kind.at(value)
    if shown.kind in ("date", "time"):
        return _moment(value, shown, date1904, doubt)
    if shown.kind == "text" and _says(shown.suffix):
        return shown.suffix
    if shown.kind:
        return _unseen(value, shown, doubt)
    return styled(value, None) if shown == PLAIN else _shown_number(value, shown, doubt)


def _unseen(value, shown, doubt):
    """A number that its format shows as nothing, or as a dash: a zero is meant to be nothing, any other is in doubt."""
    if value and doubt:
        doubt("value_hidden", text=number_text(value))
    return None if shown.kind == "nothing" and not value else styled(value, None)


def _says(text):
    """Whether a text in place of a number is a value, even 待定; a dash stands for the number."""
    return bool(_WORD.search(text)) or not stands_for_nothing(text)


def _moment(value, shown, date1904, doubt):
    """A day or a time of the day, as far as it is shown; the number itself where there is no such day."""
    if shown == ELAPSED:
        return _duration(value)
    if shown.kind == "time":
        return serial_time(value % 1)
    moment = serial_date(value, date1904)
    if moment is None:
        return value
    if not shown.suffix or not doubt:
        return _whole_day(moment, doubt)
    moment = _whole_day(moment, doubt)
    code, pattern = _PARTS[shown.suffix]
    if code == "day_not_shown" and moment.day == 1:
        code = "month_only"
    doubt(code, text=moment.strftime(pattern), date=f"{moment:%Y-%m-%d}")
    return moment


def _duration(value):
    """Hours and minutes as [h]:mm shows them: no moment, and no amount."""
    minutes = round(value * 1440)
    return f"{minutes // 60}:{minutes % 60:02}"


def _shown_number(value, shown, doubt):
    if not shown.shift:
        return Styled(value, shown.suffix, shown.around)
    scaled = value / 10**shown.shift
    if shown.suffix or shown.around:
        return Styled(scaled, shown.suffix, shown.around)
    if doubt and value:
        doubt("scaled_format", text=number_text(scaled), stored=number_text(value))
    return styled(scaled, None)


def _whole_day(moment, doubt):
    """`near_midnight`; that the day changed is said unless it is a known fault of a program."""
    rounded = near_midnight(moment)
    if rounded is moment:
        return moment
    if doubt and rounded.date() != moment.date() and moment.second != _SHEETJS_SECOND:
        doubt(
            "date_rounded",
            text=moment.strftime("%Y-%m-%d %H:%M:%S"),
            date=rounded.date().isoformat(),
        )
    return rounded
