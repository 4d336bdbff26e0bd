"""The text in which a partner is searched, and how a typed query is read.

``search_text`` holds one line each for name, short name, code, phone digits, e-mail, reference and pinyin; a query is
turned into patterns of which any one may match, each a list of parts that must all occur.
"""

import re
import unicodedata

from . import pinyin

MAX_LENGTH = 1000
MAX_WORDS = 6
#: characters of a text by whose order texts that begin alike are found
BEGINNING = 40

#: Long official words and their common short forms.
SHORT_WORDS = (
    ("自由贸易试验区", "自贸区"),
    ("经济技术开发区", "经开区"),
    ("综合保税区", "综保区"),
    ("经济合作区", "经合区"),
    ("高新技术产业开发区", "高新区"),
    ("综合保税", "综保"),
    ("跨境电子商务", "跨境电商"),
)

_PHONE = re.compile(r"\+?[\d\s()\-./‐-―−]{5,}")
_CODE_SEPARATORS = re.compile(r"[\s\-‐-―−]+")
_NOT_DIGIT = re.compile(r"\D+")
_LATIN = re.compile(r"[a-z]{4,12}")
_PAIR = re.compile("[\u4e00-\u9fff]{2}")


def build(name, *, vat="", phone="", others=()) -> str:
    """The text in which a partner is searched, at most ``MAX_LENGTH`` characters."""
    clean_name = _clean(name)
    short = clean_name
    for long_word, short_word in SHORT_WORDS:
        short = short.replace(long_word, short_word)
    lines = [
        clean_name,
        short if short != clean_name else "",
        _CODE_SEPARATORS.sub("", _clean(vat)),
        phone_digits(phone),
        *(_clean(other) for other in others),
    ]
    lines += pinyin.search_tokens(clean_name)
    if short != clean_name:
        lines += pinyin.search_tokens(short)
    return "\n".join(dict.fromkeys(line for line in lines if line))[:MAX_LENGTH]


def phone_digits(phone) -> str:
    """The digits of a phone number without China's prefix: every way of writing it gives the same."""
    text = _clean(phone)
    digits = _NOT_DIGIT.sub("", text)
    if text.startswith("+86"):
        digits = digits[2:]
    elif digits.startswith("0086"):
        digits = digits[4:]
    if len(digits) >= 9 and digits.startswith("0"):
        return digits[1:]
    return digits


def patterns(query) -> list[list[str]]:
    """The ways to match a query: any item may match, all parts of an item must occur (``%`` stands for anything).

    >>> patterns('ｋｍｚｂ')
    [['kmzb'], ['^km%zb']]
    """
    text = _clean(query)
    if not text:
        return []
    found = [text.split()[:MAX_WORDS]]
    compact = _CODE_SEPARATORS.sub("", text)
    if compact not in ("", text):
        found.append([compact])
    if number := phone_part(text):
        found.append([number])
    if _LATIN.fullmatch(text):
        # 昆明…综保: initials of the beginning, then of a later part
        found += [[f"^{text[:cut]}%{text[cut:]}"] for cut in range(2, len(text) - 1)]
    return [list(parts) for parts in dict.fromkeys(tuple(parts) for parts in found)]


def beginning(query) -> str:
    """What the text of a name begins with if the name begins with a query; '' where no index knows."""
    text = _clean(query)
    return text if len(text) <= BEGINNING else ""


def is_pair(part: str) -> bool:
    """Whether a part is two Chinese characters, which an index of pairs finds."""
    return bool(_PAIR.fullmatch(part))


def is_indexed(query) -> bool:
    """Whether an index finds every way to match a query: a part of each has three characters, or two Chinese ones.

    >>> is_indexed("昆明"), is_indexed("km")
    (True, False)
    """
    ways = patterns(query)
    return bool(ways) and all(
        any(len(part) > 2 or is_pair(part) for part in parts) for parts in ways
    )


def phone_part(query) -> str:
    """The digits to look for when a query looks like (part of) a phone number, else ''.

    At least five digits and nothing but separators; the area code's zero is not stored.
    """
    text = _clean(query)
    digits = phone_digits(text).lstrip("0") if _PHONE.fullmatch(text) else ""
    return digits if len(digits) >= 5 else ""


def _clean(text) -> str:
    return unicodedata.normalize("NFKC", text or "").strip().lower()
