"""What a heading means: its storeys from the group head down, compared with the words that are known."""

import re

from ..cells import clean, nfkc
from ..values import hints
from ..values.currencies import AMOUNTS
from ..values.lines import agree
from ..values.measures import is_other_measure
from ..values.unit import Unit, UnitConflict, parse_unit
from ..values.units import besides_units, heading_key, heading_unit, without_number
from . import grouping
from .harmless import STRICT, says_same

#: Chinese words with what they are in English behind them or on the next line
_TRANSLATED = re.compile(
    r"([一-鿿][^A-Za-z]*?)[\s/|]+([A-Za-z][A-Za-z .,'’&-]{2,})(?:[(（](.*)[)）])?"
)


class Words:
    """The known words of one kind of list."""

    def __init__(self, aliases):
        """`aliases` maps a heading key (see `units.heading_key`) to a field; the first word of a field counts most."""
        self.fields = aliases
        self.ranks = {key: rank for rank, key in enumerate(aliases)}
        #: a list by month: amounts of the current month are what its rows are for
        self.by_month = "month" in aliases.values()

    def key_of(self, text):
        """The known key of one storey, '' when nobody knows it."""
        return _known_key(self, text)

    def is_heading(self, text):
        """Whether a cell says what a heading says, of a known column or of running numbers."""
        return bool(self.key_of(text)) or hints.is_sequence(heading_key(text))

    def joined(self, texts):
        """The known key of several storeys taken together, '' when nobody knows it."""
        return _joined_key(self, texts)


def _known_key(words, text):
    key = heading_key(text)
    if key in words.fields:
        return key
    if words.by_month and (bare := hints.without_current(key)) in words.fields:
        return bare
    return _same_twice(words, nfkc(text), clean(text))


def _same_twice(words, text, spaced):
    """The key of a heading that says the same twice: 投资企业（企业名称）, 项目名称 Project."""
    translated = _TRANSLATED.fullmatch(spaced)
    if translated:
        key, english, bracket = heading_key(translated[1]), translated[2], translated[3]
        field = words.fields.get(key)
        if field and _is_translation(field, english) and _says(words, nfkc(bracket or ""), field):
            return key
    return _key_before_brackets(words, text)


def _is_translation(field, text):
    """Whether English words behind Chinese ones say the same, and no unit."""
    return says_same(field, text) and not parse_unit(text) and not is_other_measure(text)


def _key_before_brackets(words, text):
    """The key of what stands outside of brackets that all say no more than its field."""
    text = without_number(text)
    outside = heading_key(hints.BRACKETS.sub("", text) or " ")
    field = words.fields.get(outside)
    inside = [part[1:-1] for part in hints.BRACKETS.findall(text)]
    return outside if field and inside and all(_says(words, part, field) for part in inside) else ""


def _says(words, inner, field):
    """Whether a bracket says no more than the field: another of its words, its current month, all of it, how to fill it."""
    rest = besides_units(inner)
    key = heading_key(rest)
    if not re.search(r"\w", rest) or key in words.fields:
        return key not in words.fields or words.fields[key] == field
    if hints.is_whole(key) or (words.by_month and hints.is_current(key)):
        return True
    return says_same(field, rest) or says_same(field, inner)


def match(storeys, words):
    """(field, the words that told it, their rank) of a column; field None when nobody knows what it means.

    `storeys` are the texts from the group head down. The whole head comes first, then without the topmost storeys as
    long as these only group, then without lower ones that mean all of it. 累计 below or above 贸易额 is not 贸易额.
    """
    texts = [text for text in dict.fromkeys(storeys) if text and not is_unit(text)]
    key, start = _key_of_storeys(words, texts)
    if not key or not fits(words.fields[key], [*texts, storeys[-1]]):
        return None, "", len(words.ranks)
    return words.fields[key], " ".join(texts[start:]), words.ranks[key]


def _key_of_storeys(words, texts):
    """(known key, the first storey that it takes in), the key '' when nobody knows it."""
    for start in range(len(texts)):
        key = _joined_key(words, texts[start:])
        if key and _only_group(words, texts[:start], words.fields[key]):
            return key, start
    return _head_of_all(words, texts), 0


def fits(name, texts):
    """Whether a field can be in the unit that its heading names: an amount is none of %, a date none of 万元."""
    if name in AMOUNTS:
        return not any(map(is_other_measure, texts))
    return name not in grouping.STATES or not any(map(heading_unit, texts[-2:]))


def is_strict(name):
    """Whether what a field means hangs on every word around it: amounts, dates, stages, zones and names."""
    return name in STRICT


def _only_group(words, texts, name):
    """Whether the storeys above a known one leave its meaning as it is; of a name or a text nearly all do."""
    if any(grouping.is_of_others(name, text) for text in texts):
        return False
    if name not in grouping.NAMES and any(map(_narrows, texts)):
        return False
    return not is_strict(name) or all(
        grouping.is_plain(text, name) or _is_about(words, text, name) for text in texts
    )


def _is_about(words, text, name):
    """Whether a group head is itself a known word, or says all of what is below; 投资商 above 认缴出资额 is whose it is."""
    known = words.fields.get(words.key_of(text))
    return bool(known and known not in grouping.NAMES) or _mean_all(words, [text], name)


def _head_of_all(words, texts):
    """The known key of a storey of which all lower ones mean the whole, '' without one."""
    for end in range(len(texts) - 1, 0, -1):
        key = words.key_of(texts[end - 1])
        field = words.fields.get(key)
        if not field or not _mean_all(words, texts[end:], field):
            continue
        if _only_group(words, texts[: end - 1], field):
            return key
    return ""


def divides(storeys, words):
    """Whether what stands below the head of a single column can belong to it: units, hints, 当月, 累计, English, the same
    again. What it makes of the column is another question."""
    first, lower = storeys[0], storeys[1:]
    if _joined_key(words, storeys):
        return True
    return all(
        is_unit(text)
        or is_unit_cell(text)
        or hints.narrows(nfkc(text))
        or hints.is_current(nfkc(text))
        or hints.is_whole(nfkc(text))
        or hints.is_latin(nfkc(text))
        or words.fields.get(words.key_of(text), "") == words.fields.get(words.key_of(first))
        for text in lower
    )


def _joined_key(words, texts):
    if len(texts) == 1:
        return words.key_of(texts[0])
    keys = dict.fromkeys(map(heading_key, texts))
    key = "".join(keys)
    return key if key in words.fields and "" not in keys else ""


def _narrows(text):
    return hints.narrows(nfkc(text))


def _mean_all(words, texts, name):
    """Whether lower storeys leave the meaning of the head as it is; `name` is its field."""
    for text in texts:
        text = nfkc(text).strip("()[]【】")
        current = words.by_month and hints.is_current(text)
        if not (current or hints.is_whole(text) or says_same(name, text)):
            return False
    return True


def is_unit(text):
    """Whether a storey of a heading is nothing but a unit."""
    return bool(parse_unit(text.strip("()（）[]【】 ")))


def units_of(storeys):
    """(unit named in the words of a heading, unit of a storey of nothing but units), None where there is none.

    The lower one counts; where both say the same words, their units have to agree.
    """
    named = stated = key = None
    for text in reversed(storeys):
        unit = text and heading_unit(text)
        if unit and is_unit(text):
            stated = stated or unit
        elif unit and named is None:
            named, key = unit, heading_key(text)
        elif unit and key == heading_key(text):
            named = said_twice(unit, named)
    return named, stated


def said_twice(upper, lower):
    """The unit of a column of which two headings speak, one below the other: a `UnitConflict` where they differ."""
    if not (isinstance(upper, Unit) and isinstance(lower, Unit)) or agree(upper, lower):
        return lower
    return UnitConflict((upper.shown, lower.shown), "heading", (upper, lower))


def is_unit_cell(text):
    """Whether a cell below a heading holds nothing but a unit or what looks like a hint: （万元）, 万元/亿元, 年月日, 必填."""
    return names_units(text) or hints.looks_like_hint(_unlabelled(text))


def names_units(text):
    """Whether a cell below a heading holds nothing but units: （万元）, 万元/亿元, 单位."""
    parts = [part for part in re.split("[、,/;或]", _unlabelled(text)) if part]
    return all(map(parse_unit, parts))


def _unlabelled(text):
    return nfkc(text).strip("()[]【】 ").removeprefix("单位:").removeprefix("单位")
