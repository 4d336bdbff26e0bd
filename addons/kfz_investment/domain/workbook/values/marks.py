"""Marks of footnotes in cells: ① ² * [1] 注1. They look like digits to a computer, and are none."""

import re
import unicodedata

_SMALL = "²³¹⁰-₟①-⓿❶-➓㈠-㉏㉑-㉟㊀-㊿\U0001f100-\U0001f10c"
_SIGN = "*†‡§¶※"
_NOTE = (
    r"[\[【〔［]\s*注?\s*\d{1,2}\s*[\]】〕］]|[(（]\s*注\s*[\d一二三四五六七八九十]{0,2}\s*[)）]"
)
_AT_END = re.compile(
    r"(?:\s*(?:[%s%s]|%s|(?<=[\d元万亿日号])\s*注\s*\d{0,2}))+\s*$"
    % (_SMALL, re.escape(_SIGN), _NOTE)
)
_AT_START = re.compile(r"^\s*[%s%s]+\s*(?=[^\s])" % (_SMALL, re.escape(_SIGN)))
_BEFORE_UNIT = re.compile(r"(?<=\d)[%s]+(?=\s*[(（万亿千百元美欧港年月日])" % _SMALL)
_NAME_END = re.compile(r"(?:\s*(?:[%s%s]|%s))+\s*$" % (_SMALL, re.escape(_SIGN), _NOTE))


def without_marks(text):
    """(`text` without the marks of footnotes around its number, the marks), '' as marks where there are none."""
    if text.isascii() and not {text[:1], text[-1:]} & {"*", "]"}:
        return text, ""
    marks = []

    def leave_out(match):
        marks.append(match[0].strip())
        return ""

    for pattern in (_AT_END, _AT_START, _BEFORE_UNIT):
        text = pattern.sub(leave_out, text)
    return text, "".join(marks)


def name_without_marks(text):
    """As `without_marks`, for a name or code: only marks at its end."""
    match = _NAME_END.search(text)
    return (text[: match.start()], match[0].strip()) if match and match.start() else (text, "")


def has_odd_digits(text):
    """Whether compatibility forms would make digits of characters that are none: 5½, 12①000, 5000㎡."""
    return not text.isascii() and any(
        not char.isascii()
        and unicodedata.category(char) != "Nd"
        and any(digit in "0123456789" for digit in unicodedata.normalize("NFKC", char))
        for char in text
    )
