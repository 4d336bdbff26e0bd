"""Text of cells: values that are not text, texts that mean no value, and repairs that lose nothing."""

import datetime
import re
import unicodedata

from .errors import CellProblem
from .memo import kept
from .sheet import CellError, Styled, Uncalculated

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s+")
_WIDE = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
#: a code that a program has taken for a number; it keeps 15 digits of one
_EXPONENT = re.compile(r"\d(?:\.\d+)?e\+\d{1,3}", re.IGNORECASE)
_BLANK = re.compile(
    r"(?:[-—–―_/\\.·…*]+|无|暂无|没有|未知|不详|待定|未定|待填|待补充|空|n/?a|n\.a\.|null|none|nil|tbd|#)",
    re.IGNORECASE,
)
#: 同上, 与上同, 同左列, 如前, 同1 for what the row of that number says
_DITTO = re.compile(
    r"(?:(?:同|[与和跟按]|[如见](?=[上前]))(?:以?[上前左右])(?:[面述列行格栏项]|一[行列格栏项家个条])*(?:一样|相同|一致|同)?(?:企业|公司|单位|投资方|项目|内容)?"
    r"|上同|同(?:序号|第)?\d{1,3}[行号项]?)(?:[（(].{0,8}[）)])?|〃|″|\"|“|”|ditto",
    re.IGNORECASE,
)


def number_text(value):
    """A number as the office's program shows it: 15 significant digits, no exponent for whole ones."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.15g}"
    return (
        f"{value:.0f}" if "e" in text and abs(value) < 1e15 and float(value).is_integer() else text
    )


def raw_text(value):
    """Any cell as text, for messages and for the workbook of refused rows."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime.date, datetime.time)):
        return _day_text(value)
    if isinstance(value, (CellError, Uncalculated)):
        return value.text
    if isinstance(value, Styled):
        return number_text(float(value)) + value.suffix
    if isinstance(value, (int, float)):
        return number_text(value)
    return _CONTROL.sub("", str(value))


def _day_text(value):
    """A date or time; midnight is left out."""
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    return value.strftime("%Y-%m-%d %H:%M" if value.hour or value.minute else "%Y-%m-%d")


@kept
def clean(text):
    """`text` without invisible and control characters, on one line, single spaces, full-width letters and digits narrowed."""
    text = _INVISIBLE.sub("", text)
    text = _CONTROL.sub("", text)
    return _SPACE.sub(" ", text.translate(_WIDE)).strip()


@kept
def nfkc(text):
    """Compatibility form without any space, for codes, amounts and dates."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", _CONTROL.sub("", _INVISIBLE.sub("", text))))


def stands_for_nothing(text):
    """Whether a cell's text means that there is no value: —, /, 无, N/A, 待定 …"""
    bare = nfkc(text)
    return not bare or bool(_BLANK.fullmatch(bare))


def is_empty(value):
    """Whether a cell holds nothing to see."""
    return value is None or (isinstance(value, str) and not clean(value))


def refuse_non_values(value):
    """Raise CellProblem for cells that cannot be a value: error cells, formulas without a value, 同上."""
    if isinstance(value, Uncalculated):
        raise CellProblem("not_calculated", text=value.text[:60])
    if isinstance(value, CellError):
        raise CellProblem("cell_error", text=value.text)
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("#") and text.upper() in ERRORS:
            raise CellProblem("cell_error", text=text)
        if _DITTO.fullmatch(text):
            raise CellProblem("ditto", text=text)


ERRORS = {
    "#REF!",
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#VALUE!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
}


def text_of(value, limit=256):
    """The cleaned text of a text cell, None when it means no value.

    Raises CellProblem: cell_error, ditto, boolean, date_in_text, too_long, digits_lost.
    """
    text = _text_in(value) if type(value) is str else _text_besides(value)
    if text is None:
        return None
    if len(text) > limit:
        raise CellProblem("too_long", length=len(text), limit=limit)
    if "+" in text and _EXPONENT.fullmatch(text):
        raise CellProblem("digits_lost", text=text)
    return text


@kept
def _text_in(text):
    """As `_text_besides`, of a text, the kind of cell that lists have most of."""
    return _text_besides(text)


def _text_besides(value):
    """The cleaned text of a cell, None when it means no value; raises CellProblem for what is no text."""
    refuse_non_values(value)
    if isinstance(value, bool):
        raise CellProblem("boolean", text=raw_text(value))
    if isinstance(value, (datetime.date, datetime.time)):
        raise CellProblem("date_in_text", text=raw_text(value))
    text = clean(raw_text(value))
    return None if stands_for_nothing(text) else text


def long_text_of(value, limit=5000):
    """As `text_of`, with its line breaks kept, for notes; any kind of cell is text here."""
    refuse_non_values(value)
    lines = [clean(line) for line in re.split(r"\r\n|\r|\n", raw_text(value))]
    text = "\n".join(line for line in lines if line)
    if stands_for_nothing(text):
        return None
    if len(text) > limit:
        raise CellProblem("too_long", length=len(text), limit=limit)
    return text


def phone_of(value):
    """(text, note): a phone number; note 'phone_zero' when its leading zero was put back, 'phone_damaged' when digits are lost."""
    refuse_non_values(value)
    if isinstance(value, (bool, datetime.date, datetime.time)):
        raise CellProblem("not_a_phone", text=raw_text(value))
    text = clean(unicodedata.normalize("NFKC", raw_text(value)))
    if stands_for_nothing(text):
        return None, None
    if re.fullmatch(r"\d(?:\.\d+)?[eE]\+?\d+", text):
        return None, "phone_damaged"
    if sum(char.isdigit() for char in text) < 5 or len(text) > 60:
        raise CellProblem("not_a_phone", text=text[:60])
    if isinstance(value, (int, float)) and re.fullmatch(r"[2-9]\d{9,10}", text):
        return "0" + text, "phone_zero"
    return text, None
