"""What a row says by its words: the rules for totals, notes and sections, apart from what the table shows."""

import datetime
import re
from dataclasses import dataclass

from . import rowwords
from .cells import clean, nfkc

_SPACED_NOTE = re.compile(
    r"(?:备注|注|附注|注释|说明|填表说明|填报说明|数据来源|资料来源|来源|注意事项|附件?|联系方式)\d*\s+\S.*"
)


@dataclass(slots=True)
class Look:
    """What a doubtful row shows."""

    #: compatibility form of the texts that can be its label, the first ones first
    labels: list
    #: how many other known columns hold something that is no number
    evidence: int
    #: whether it has a running number
    counted: bool
    #: how many columns are empty that data rows usually fill
    missing: int
    #: whether its label is all that it holds
    lone: bool


def tells(value):
    """Whether a cell holds something that only a row of data has: no number, no sign for nothing."""
    if isinstance(value, str):
        text = nfkc(value).lower()
        return not rowwords.EMPTY.fullmatch(text) and not rowwords.NUMBER.fullmatch(text)
    return not isinstance(value, (int, float)) or isinstance(value, bool)


def signs(value):
    if isinstance(value, (datetime.datetime, datetime.date)):
        return True
    if not isinstance(value, str):
        return False
    text = nfkc(value)
    return bool(rowwords.DAY.fullmatch(text) or rowwords.OFFICE.fullmatch(text))


def total(_line, look):
    """'total', 'open total' where only sums can tell, 'data' for names that hold such a word."""
    for label in look.labels:
        if len(label) > 40 or rowwords.REAL.fullmatch(label):
            continue
        if rowwords.TOTAL.fullmatch(label):
            return "data" if look.counted and look.evidence else "total"
        loose = _is_loose(label)
        if not loose and not rowwords.TOTAL_END.fullmatch(label):
            continue
        if look.evidence > 1 or (look.counted and look.evidence):
            return "data"
        return "open total" if loose or look.evidence or look.counted else "total"
    return None


def _is_loose(label):
    return bool(rowwords.TOTAL_LOOSE.fullmatch(label) and not rowwords.TOTAL_END.fullmatch(label))


def note(line, look):
    """'note' for remarks, signatures and dates below or between the rows."""
    if look.counted:
        return None
    if not look.labels:
        lone_day = isinstance(line.raw[line.filled[0]], (datetime.datetime, datetime.date))
        return "note" if look.lone and lone_day else None
    first = look.labels[0]
    if rowwords.FOOTER.fullmatch(first):
        return "note"
    if (look.evidence > 1 and len(line.filled) > 2) or not (look.lone or look.missing):
        return None
    if rowwords.NOTE.fullmatch(first) and (":" in first or not rowwords.REAL.fullmatch(first)):
        return "note"
    if not look.lone:
        return None
    if rowwords.DAY.fullmatch(first) or len(first) > 80:
        return "note"
    spaced = clean(next(v for v in (line.raw[i] for i in line.filled) if isinstance(v, str)))
    return "note" if _SPACED_NOTE.fullmatch(spaced) and not rowwords.REAL.fullmatch(first) else None


def is_marked(label):
    """Whether a label is marked as that of a section: 一、…, （一）…, 【…】, …（2个）, 1. 已签约项目."""
    if rowwords.REAL.fullmatch(label):
        return False
    if rowwords.SECTION_START.fullmatch(label) or rowwords.SECTION_MARKS.fullmatch(label):
        return True
    return bool(rowwords.COUNT_END.fullmatch(label))
