"""What a row says by its words: the rules for totals, notes and sections, apart from what the table shows."""

import datetime
import re
from dataclasses import dataclass

from ..cells import clean, nfkc
from ..values.lines import lone_unit
from . import rowwords

_WORDLESS = re.compile(r"[\d./年月日号-]+")
_ANSWERED = re.compile(r"[:\d]|第.+页")
_OF_ALL = re.compile("[(]?(?:以上|上述)(?:均|全|各|所有|项目|企业|数据|金额|为)")
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
    #: whether it fills the list's columns as a row of data does, whatever its first cell looks like
    is_row: bool = False

    @property
    def bare(self):
        """Whether nothing but words and numbers speaks for it: no other text, no running number."""
        return not self.evidence and not self.counted


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


def is_nothing(value):
    """Whether a cell of a known column holds a zero or a sign for nothing."""
    if isinstance(value, str):
        return bool(rowwords.EMPTY.fullmatch(nfkc(value).lower()))
    return type(value) in (int, float) and value == 0


def total(_line, look):
    """'total', 'open total' where only sums can tell, 'data' for names that hold such a word."""
    for label in filter(_may_be_total, look.labels):
        if rowwords.TOTAL.fullmatch(label):
            return _surely_total(label, look)
        if rowwords.TOTAL_END.fullmatch(label) or rowwords.TOTAL_LOOSE.fullmatch(label):
            return _perhaps_total(label, look)
        if look.bare and look.missing and rowwords.ACCOUNT.fullmatch(label):
            return "total"
    return None


def _may_be_total(label):
    return len(label) <= 40 and not rowwords.REAL.fullmatch(label)


def _surely_total(label, look):
    """As `total`, for a label that says nothing else."""
    is_counted = look.counted and look.evidence and not rowwords.NO_NAME.fullmatch(label)
    return "data" if is_counted else "total"


def _perhaps_total(label, look):
    """As `total`, for a label that names hold as well."""
    if look.evidence > 1 or (look.counted and look.evidence):
        return "data"
    sure = look.bare and rowwords.TOTAL_END.fullmatch(label)
    return "total" if sure else "open total"


def by_sum(look, reason, added):
    """Why a row is not data that adds up so many `added` rows; `reason` is what its words say, '' when they say nothing."""
    thin = look.missing and look.bare
    if reason:
        return reason if added or (reason == "total" and thin) else ""
    return "sum" if added > 1 and thin else ""


def note(line, look):
    """'note' for remarks, signatures and dates below or between the rows."""
    if look.counted or look.is_row:
        return None
    if not look.labels:
        return "note" if look.lone and isinstance(line.raw[line.filled[0]], datetime.date) else None
    first = look.labels[0]
    if _is_footer(line, first):
        return "note"
    return "note" if not _is_as_full(line, look) and _reads_as_note(line, look, first) else None


def _is_footer(line, label):
    return bool(rowwords.FOOTER.fullmatch(label) or (len(line.filled) == 1 and _is_aside(label)))


def fills_columns(line, known):
    """Whether a row holds, beside its first cell, what only data are: no signature, no remark, no figure, no office that signs.

    One such cell is enough where the first one is no words, as a day is (3/23 is a page number as well), else two.
    """
    first, *others = line.filled
    label = _text(line.raw[first])
    owed = _is_caption(label)
    found = 0
    for index in others:
        text = _text(line.raw[index])
        speaks = text != label and (not owed or rowwords.REAL.fullmatch(text))
        found += bool(index in known and speaks and _is_data(line.raw[index], text))
        owed = _is_caption(text)
    return found > 1 or bool(found and label and _WORDLESS.fullmatch(label))


def _text(value):
    return nfkc(value).lower() if isinstance(value, str) else ""


def _is_caption(text):
    """Whether what a footer's label is for stands in the next cell: 填表人 | 张示例."""
    return bool(rowwords.FOOTER.fullmatch(text)) and not _ANSWERED.search(text)


def _is_data(value, text):
    if not text or not tells(value) or signs(value):
        return False
    return not (rowwords.FOOTER.fullmatch(text) or _is_note(text))


def _reads_as_note(line, look, label):
    return _is_note(label) or (look.lone and _is_lone_note(line, label))


def _is_aside(label):
    """Whether the only text of a row is a unit, or speaks of the rows above it."""
    return bool(_OF_ALL.match(label) or lone_unit(label))


def _is_as_full(line, look):
    """Whether a row holds what rows of data hold."""
    return (look.evidence > 1 and len(line.filled) > 2) or not (look.lone or look.missing)


def _is_note(label):
    return bool(
        rowwords.NOTE.fullmatch(label) and (":" in label or not rowwords.REAL.fullmatch(label))
    )


def _is_lone_note(line, label):
    """Whether the only text of a row is a date, a long sentence, or a note without a colon."""
    if rowwords.DAY.fullmatch(label) or len(label) > 80:
        return True
    texts = (line.raw[index] for index in line.filled)
    spaced = clean(next(text for text in texts if isinstance(text, str)))
    return bool(_SPACED_NOTE.fullmatch(spaced)) and not rowwords.REAL.fullmatch(label)


def starts_section(label):
    """Whether a label begins as a section line does and is not a name."""
    return bool(rowwords.SECTION_START.fullmatch(label)) and not rowwords.REAL.fullmatch(label)


def is_marked(label):
    """Whether a label is marked as that of a section: 一、…, （一）…, 【…】, …（2个）, 1. 已签约项目."""
    if rowwords.REAL.fullmatch(label):
        return False
    if rowwords.SECTION_START.fullmatch(label) or rowwords.SECTION_MARKS.fullmatch(label):
        return True
    return bool(rowwords.COUNT_END.fullmatch(label))
