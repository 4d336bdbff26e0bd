"""Names and codes of enterprises, checked."""

import re

from .. import uscc
from ..workbook import cells
from ..workbook.sheet import CellError
from ..workbook.values.marks import name_without_marks
from . import looks, namesigns, nonames
from .issue import ERROR, WARNING, lookup_key

NAME_LIMIT = 128
#: longer texts are no words of other columns
_LONGEST_WORD = 20
#: how dates and amounts end
_VALUE_ENDS = "年月日号元万亿"


def read_name(reader, name, required, words=()):
    """The enterprise's name of a row, None with an issue when the cell holds something else.

    :param words: mappings whose keys are words of other columns by `issue.lookup_key`
    """
    text = _name_text(reader, name, required) if _holds_one_name(reader, name) else None
    if not text:
        return None
    bare = namesigns.tidy(text)
    if _is_none(text, words) or nonames.is_no_name(bare):
        reader.add(ERROR if required else WARNING, name, "no_such_name", text=text[:60])
        return None
    if namesigns.is_asked(text):
        reader.add(ERROR, name, "in_doubt", text=text[:60])
        return None
    if bare != text:
        reader.add(WARNING, name, "name_trimmed", text=text[:60], name=bare[:60])
    return _checked_name(reader, name, without_footnote(reader, name, bare))


def _is_none(text, words):
    """Whether a text stands instead of a name, or for what another column holds."""
    if nonames.is_no_name(text):
        return True
    return not text.endswith("公司") and (nonames.is_place(text) or is_other_kind(text, words))


def is_other_kind(text, words):
    """Whether a text is a date, an amount or a word of another column: a row may have slipped by a cell."""
    if len(text) > _LONGEST_WORD:
        return False
    if text[-1] in _VALUE_ENDS or text[-1].isdigit():
        if looks.is_money(text) or looks.is_day(text) or looks.is_month(text):
            return True
    key = lookup_key(text)
    return any(key in known for known in words)


def _holds_one_name(reader, name):
    """Whether the cell may be read as one name; an issue when it holds a number or several names."""
    value = reader.cells.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        reader.add(ERROR, name, "name_is_number", text=cells.raw_text(value))
        return False
    is_text = isinstance(value, str) and not isinstance(value, CellError)
    several = is_text and not uscc.is_valid(cells.clean(value)) and says_more(value)
    if several:
        reader.add(ERROR, name, several, text=cells.clean(value)[:60])
        return False
    return True


def says_more(text):
    """The code of what is wrong with a text that holds more than one name, '' for one name."""
    return nonames.names_several(text) or namesigns.holds_more(text)


def _name_text(reader, name, required):
    """The text of the cell, with an issue when a required one is empty and nothing was said of it yet."""
    before = len(reader.parsed.issues)
    text = reader.text(name, NAME_LIMIT)
    if not text and required and len(reader.parsed.issues) == before:
        reader.add(ERROR, name, "missing")
    return text


def without_footnote(reader, name, text):
    """A text without the mark of a footnote at its end, with a remark: otherwise nothing would be found by it."""
    bare, marks = name_without_marks(text) if text else (text, "")
    if marks:
        reader.add(WARNING, name, "footnote", text=text[:60])
    return bare


def _checked_name(reader, name, text):
    """The text, None with an issue when it is a number or a code."""
    if re.fullmatch(r"[\d.,\s]+", text):
        reader.add(ERROR, name, "name_is_number", text=text[:60])
        return None
    if len(text) >= 15 and (uscc.is_valid(text) or re.fullmatch(r"[0-9A-Za-z]{18}", text)):
        reader.add(ERROR, name, "code_in_name", text=text)
        return None
    if len(text) < 2:
        reader.add(WARNING, name, "short_name", text=text)
    unsure = namesigns.says_unsure(text)
    if unsure:
        reader.add(WARNING, name, "name_unsure", text=text[:60], words=unsure[:30])
    warn_of_end(reader, name, text)
    return text


def warn_of_end(reader, name, text):
    """Warn about a name that says that what it names has ended: （已终止）, （作废）, （已并入…）."""
    ended = nonames.says_ended(text)
    if ended:
        reader.add(WARNING, name, "name_says_ended", text=text[:60], words=ended[:30])


def read_code(reader, name):
    """The unified social credit code of a row, None when it has none or a wrong one (with an issue)."""
    value = reader.cells.get(name)
    if value is None:
        return None
    if isinstance(value, (bool, CellError)) or hasattr(value, "isoformat"):
        reader.add(ERROR, name, "not_a_code", text=cells.raw_text(value))
        return None
    shown = cells.raw_text(value)
    if isinstance(value, (int, float)) and abs(value) >= 1e14:
        reader.add(ERROR, name, "code_damaged", text=shown)
        return None
    if cells.stands_for_nothing(shown):
        return None
    code = uscc.normalise(cells.clean(without_footnote(reader, name, shown.strip())))
    return _checked_code(reader, name, code, shown) if code else None


def _checked_code(reader, name, code, shown):
    """The code, None with an issue when it cannot be one."""
    problem = uscc.find_problem(code)
    if not problem:
        return code
    told = {key: problem.params[key] for key in ("length", "characters") if key in problem.params}
    reader.add(ERROR, name, "code_" + problem.code, text=shown.strip()[:60], **told)
    return None
