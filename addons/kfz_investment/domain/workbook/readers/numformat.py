"""Number formats: which numbers are dates, and what a format shows of a number: scaled, with a unit, in sections.

What counts is what the office sees: 12345678 in the format `0!.0,"万元"` is 1234.5678 万元.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from .signs import beside, currency_sign

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]]*)\]'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>general|g/通用格式)|(?P<half>am/pm|a/p|上午/下午)"
    r"|(?P<exponent>e[+-](?=[0#?]))|(?P<bare>.)",
    re.IGNORECASE | re.DOTALL,
)
_FACTOR = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千"
_CURRENCY = (
    r"人民币|美元|美金|欧元|港元|港币|日元|英镑|元|圆|USD|US\$|HK\$|HKD|EUR|RMB|CNY|JPY|GBP"
    r"|\$|€|£|￥|¥"
)
_UNIT = re.compile(f"(?:{_FACTOR})(?:{_CURRENCY})*|(?:{_CURRENCY})+", re.IGNORECASE)
_FOREIGN = re.compile(r"美|欧|港|日|英|USD|\$|HKD|EUR|JPY|GBP|€|£", re.IGNORECASE)
_MONEY = re.compile(_CURRENCY, re.IGNORECASE)
#: words in a format of dates that say that it is none of what has happened
_NO_DAY = re.compile("原?计划|拟|预[计期定]|之?前|目标|意向|暂定|待定|作废|取消|终止|农历")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
#: days of the week, hours with minutes, minutes with seconds
_NOT_DAYS = re.compile(r"d{3,}|h+\W*m+|m+\W*s+")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)", re.IGNORECASE)
_TESTS = {
    "<": float.__lt__,
    "<=": float.__le__,
    ">": float.__gt__,
    ">=": float.__ge__,
    "=": float.__eq__,
    "<>": float.__ne__,
}
#: a literal dot counts as a decimal point, but not in 2024.03 and 2024.03.05, which are dates written as numbers
_DATE_LIKE = re.compile(r"0000~|.*~.*~")
_AFTER_DOT = re.compile(r"~([0#?]+)")
_SCALING_COMMAS = re.compile(r"[0#?](,+)(?![,~|]*[0#?])")
_SIGN = re.compile(r"([^-]*)(-?.*)", re.DOTALL)
#: a format that shows a zero as nothing
_NO_ZERO = re.compile("#+(?:,#+)?(?:_.)*(?:;.*)?")
_LONGEST = 255


class Shown(NamedTuple):
    """What a format makes of a number: `kind` 'date', 'time', 'text', 'nothing' or '' for a number.

    Of a date the suffix is what is shown of it: 'year', 'month' (with its year), 'no year', '' for a whole day.
    A number is shown divided by ten to the power of `shift`, with `suffix` after it ('%', '万元', '$'); of the kind 'text' the suffix
    is all that is shown. `around` holds the texts before and after it where they say more than a unit that is known.
    """

    kind: str = ""
    suffix: str = ""
    shift: int = 0
    around: tuple = ()


PLAIN = Shown()
DATE, TIME = Shown("date"), Shown("time")
YEAR, MONTH, NO_YEAR = (Shown("date", part) for part in ("year", "month", "no year"))
#: hours beyond a day, which are no time of the day
ELAPSED = Shown("time", "elapsed")
NOTHING = Shown("nothing")
_TIMES = (TIME, ELAPSED)


class Sections:
    """A format whose sections show numbers differently; `at(value)` is the one that applies."""

    def __init__(self, sections):
        self.first, self.second, self.third = sections
        self.conditional = bool(self.first[0] or self.second[0])

    def at(self, value):
        """The `Shown` of `value`, by the rules of the office's programs."""
        (first_test, first), (second_test, second), (_none, third) = (
            self.first,
            self.second,
            self.third,
        )
        if not self.conditional:
            return first if value > 0 else second if value < 0 else third
        if first_test and first_test(value):
            return first
        if second_test and second_test(value):
            return second
        return third if first_test and second_test else second


@lru_cache(maxsize=2048)
def number_format(code):
    """What the format `code` shows: None for plain numbers, a `Shown`, or `Sections` where it depends on the number."""
    parts = _split(code[:_LONGEST])
    if parts == [[]]:
        return None
    sections = [_section(tokens, index == 0) for index, tokens in enumerate(parts)]
    numbers = _three([section for section in sections if section] or [(None, PLAIN)], code)
    if len({shown for _test, shown in numbers}) > 1:
        return Sections(numbers)
    return None if numbers[0][1] == PLAIN else numbers[0][1]


def _three(numbers, code):
    """The sections of positive and negative numbers and of zero, of one to four sections."""
    if len(numbers) < 3 and numbers[0][1] == PLAIN and _NO_ZERO.fullmatch(code):
        numbers = [numbers[0], numbers[-1], (None, NOTHING)]
    return (numbers + [(None, numbers[0][1])] * 2)[:3] if len(numbers) < 3 else numbers[:3]


@lru_cache(maxsize=2048)
def hides_texts(code):
    """Whether the format `code` shows nothing of a text: its fourth section is empty, as in ;;;"""
    parts = _split(code[:_LONGEST])
    return len(parts) == 4 and _section(parts[3], False) == (None, NOTHING)


def _split(code):
    """The tokens of each section, as (name of the group, text)."""
    sections = [[]]
    for match in _TOKEN.finditer(code):
        name, text = match.lastgroup, match[match.lastgroup] if match.lastgroup else ""
        if name == "bare" and text == ";":
            sections.append([])
        elif name:
            if name == "currency":
                text = currency_sign(*_SIGN.fullmatch(text).groups())
            sections[-1].append((name, text))
    return sections[:4]


def _section(tokens, is_first):
    """(condition or None, Shown) of one section, None for the section of texts."""
    bare = "".join(text for name, text in tokens if name == "bare")
    if "@" in bare:
        return None
    test = next(
        (
            _test(match)
            for name, text in tokens
            if name == "bracket" and (match := _CONDITION.fullmatch(text.strip()))
        ),
        None,
    )
    return test, _moment(tokens, bare.lower()) or _number(tokens, is_first and not test)


def _test(match):
    compare, limit = _TESTS[match[1]], float(match[2])
    return lambda value: compare(float(value), limit)


def _moment(tokens, bare):
    """DATE or TIME, None for a section that shows a number."""
    names = {name for name, _text in tokens}
    if re.search(r"[0#?]", re.sub(r"s[.,]0+", "s", bare)) or names & {"general", "exponent"}:
        return None
    elapsed = _is_elapsed(tokens)
    time = elapsed or "half" in names or re.search("[hs]", bare)
    if re.search("[yde]|aaa", bare) or ("m" in bare and not time):
        return _day(tokens, bare)
    return _TIMES[bool(elapsed)] if time else None


def _day(tokens, bare):
    """What a section of dates shows: DATE, a part of it, or words by which it is no date of what has happened."""
    words = "".join(text for name, text in tokens if name in ("quoted", "escaped", "bare"))
    if against := _NO_DAY.search(words):
        return Shown("text", against[0])
    if not re.search("[ye]", bare):
        return NO_YEAR
    bare = _NOT_DAYS.sub("", bare)
    if "m" not in bare:
        return YEAR
    return DATE if "d" in bare else MONTH


def _is_elapsed(tokens):
    """Whether a section counts hours beyond a day: [h]:mm."""
    return any(name == "bracket" and _ELAPSED.fullmatch(text) for name, text in tokens)


def _is_general(tokens):
    """Whether a section has no more than a colour: it shows numbers as they are."""
    return bool(tokens) and all(
        name in ("bracket", "currency") and not _CONDITION.fullmatch(text) for name, text in tokens
    )


def _number(tokens, is_first):
    """What a section shows of a number; `is_first`: of a positive one."""
    core, literals = _core(tokens)
    if not re.search("[0#?]", core):
        text = "".join(literals).strip()
        return Shown("text", text) if text else PLAIN if _is_general(tokens) else NOTHING
    if "%" in core:
        return Shown("", "%")
    shift = 3 * sum(len(found) for found in _SCALING_COMMAS.findall(core))
    after_dot = _AFTER_DOT.search(core)
    if after_dot and not _DATE_LIKE.match(core):
        shift += len(after_dot[1])
    before, between, after = literals
    if inner := _UNIT.search(between):
        return Shown("", _composite(inner[0], after), shift)
    suffix = _suffix(before, after)
    around = beside(before, after, _UNIT, is_first)
    return Shown("", suffix, shift, () if around == ("", suffix) else around)


def _core(tokens):
    """(placeholders, [texts before, between and after them]); `~` is a dot that is only text, `|` other text between."""
    core, texts, held = "", ["", "", ""], ""
    for name, text in tokens:
        placed = _placeholder(name, text)
        if placed:
            core, held = core + _gap(core, held, texts) + placed, ""
        elif name == "bare" and _goes_with(text, core, held):
            core += text
        elif name not in ("bracket", "half", "exponent"):
            held += text
    texts[2 if core.strip("%") else 0] += held
    return core, texts


def _placeholder(name, text):
    """The placeholder of a digit that a token is, '' for none; General stands for one."""
    if name == "general":
        return "0"
    return text if name == "bare" and text in "0#?" else ""


def _goes_with(text, core, held):
    """Whether a character is a percent sign, or a point or comma right behind a digit."""
    return text == "%" or bool(text in ".," and core and not held)


def _gap(core, held, texts):
    """What stands for the text between two placeholders; the text is kept among `texts`."""
    texts[1 if core else 0] += held
    if not core or not held:
        return ""
    return "~" if held.strip() == "." else "|"


def _composite(inner, after):
    """The suffix of `0"亿"0000"万"`: the last unit; any other number with a unit inside is not an amount."""
    unit = _UNIT.search(after)
    return unit[0] if inner == "亿" and unit and unit[0].startswith("万") else inner + "…"


def _suffix(before, after):
    """What is shown beside a number as far as it matters for an amount: a unit, or digits that lengthen it."""
    tail = "".join(after.split())
    if tail[:1].isdigit() or re.fullmatch("[kKmMbB]", tail):
        return tail
    last, first = _UNIT.search(tail), _UNIT.search(before)
    if not last or not first:
        return _unit(last, tail) if last else first[0] if first else ""
    return _unit(last, tail) + _currency(first[0], last[0])


def _unit(found, tail):
    """The unit behind a number; of 万吨 and other measures all of it, which is no amount then."""
    rest = tail[found.end() :]
    measure = not _MONEY.search(found[0]) and re.match("(?!整|左右)[一-鿿]", rest)
    return tail if measure else found[0]


def _currency(first, last):
    """The currency in front of a number that has a unit behind it, where it says more."""
    currency = _MONEY.search(first)
    said = currency and (_FOREIGN.search(currency[0]) or not _MONEY.search(last))
    return currency[0] if said else ""
