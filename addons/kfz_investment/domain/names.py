"""Comparing company names: a key without form, place and punctuation, and how similar two keys are.

The key only serves to suggest look-alikes to a person; nothing is ever merged by it.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from .name_words import (
    AREAS,
    CITIES,
    COUNTRIES,
    LATIN_FORMS,
    LATIN_PLACES,
    LEGAL_FORMS,
    PROVINCES,
    SIMPLIFIED,
    TRADITIONAL,
)

#: Keys shorter than this say too little: then the name keeps its place or form.
MIN_KEY = 2
#: From this similarity on, two names are suggested as look-alikes.
ALIKE = 0.72

_LEVEL = (
    "(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|傣族自治州|自治州|省|市|州|县|区|镇)?"
)
_PLACES = "|".join(sorted({*PROVINCES, *CITIES, *COUNTRIES}, key=len, reverse=True))
_PLACE_PREFIX = re.compile(f"^(?:{_PLACES}){_LEVEL}")
_PLACE_WHOLE = re.compile(f"(?:(?:{_PLACES}){_LEVEL})+|{'|'.join(AREAS)}")
_BRACKETS = re.compile(r"[(\[{〔【<《「『]([^()\[\]{}〔〕【】<>《》「」『』]*)[)\]}〕】>》」』]")
_FORM_SUFFIX = re.compile(f"(?:{'|'.join(sorted(LEGAL_FORMS, key=len, reverse=True))})$")
_LATIN_NOISE = re.compile(rf"\b(?:{'|'.join((*LATIN_FORMS, *LATIN_PLACES))})\b")
_NOT_WORD = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"\d+")
_TO_SIMPLIFIED = str.maketrans(dict(zip(TRADITIONAL, SIMPLIFIED, strict=True)))


def simplify(text: str) -> str:
    """NFKC, lower case, the most common traditional characters simplified."""
    return unicodedata.normalize("NFKC", text or "").lower().translate(_TO_SIMPLIFIED)


@lru_cache(maxsize=4096)
def match_key(name: str) -> str:
    """The part of a company name that distinguishes it from others.

    Brackets that hold a place or a legal form go, then leading places, then legal forms at the end, then punctuation.
    A branch (分公司) keeps its name: it is another enterprise. When too little is left, less is taken away.
    """
    text = simplify(name).strip()
    text = _BRACKETS.sub(_bracket_content, text)
    whole = _NOT_WORD.sub("", text)
    text = _NOT_WORD.sub("", _LATIN_NOISE.sub(" ", text))
    without_form = _strip_forms(text)
    key = _strip_places(without_form)
    for candidate in (key, without_form, text, whole):
        if len(candidate) >= MIN_KEY:
            return candidate
    return whole


def similarity(one: str, other: str) -> float:
    """How similar two keys are, 0 to 1: the higher of the shared-pairs and edit ratios.

    Names that differ in a number (一号仓 1, 2) are siblings, not spellings of one name: they count half.
    """
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    pairs_one, pairs_other = _pairs(one), _pairs(other)
    shared = len(pairs_one & pairs_other)
    dice = 2 * shared / (len(pairs_one) + len(pairs_other))
    ratio = SequenceMatcher(None, min(one, other), max(one, other), autojunk=False).ratio()
    return max(dice, ratio) * (1 if _NUMBERS.findall(one) == _NUMBERS.findall(other) else 0.5)


def is_alike(one: str, other: str) -> bool:
    """Whether two keys are look-alikes: ``similarity(one, other) >= ALIKE``, told for most pairs by their numbers and lengths.

    The blocks that two keys have in common, twice, are at most twice the shorter one; so are their pairs.
    """
    if one == other:
        return bool(one)
    if not one or not other or _NUMBERS.findall(one) != _NUMBERS.findall(other):
        return False
    pairs_one, pairs_other = len(_pairs(one)), len(_pairs(other))
    most_blocks = 2 * min(len(one), len(other)) / (len(one) + len(other))
    most_pairs = 2 * min(pairs_one, pairs_other) / (pairs_one + pairs_other)
    return max(most_blocks, most_pairs) >= ALIKE and similarity(one, other) >= ALIKE


def ascii_numbers(key: str) -> str:
    """The ASCII numbers of a key with points between them, as ``regexp_replace`` makes them of a column; where these differ,
    two keys are no look-alikes."""
    return ".".join(re.findall("[0-9]+", key))


def _bracket_content(match) -> str:
    content = match.group(1).strip()
    if (
        not content
        or _PLACE_WHOLE.fullmatch(content)
        or content in LEGAL_FORMS
        or content in LATIN_PLACES
    ):
        return ""
    return " " + content + " "


def _strip_forms(text: str) -> str:
    while not text.endswith("分公司"):
        shorter = _FORM_SUFFIX.sub("", text)
        if shorter == text or len(shorter) < MIN_KEY:
            return text
        text = shorter
    return text


def _strip_places(text: str) -> str:
    while True:
        shorter = _PLACE_PREFIX.sub("", text)
        if shorter == text or len(shorter) < MIN_KEY:
            return text
        text = shorter


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}
