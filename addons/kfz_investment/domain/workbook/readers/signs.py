"""Texts that a number format shows beside a number, as far as a reader of amounts has to know them."""

import re

#: locales of the currencies that share a sign, as a format writes them: [$$-C09], [$¥-411]
_YEN = re.compile(r"-(?:[0-9a-f]*0?411|ja(?:-jp)?)", re.IGNORECASE)
_DOLLARS = {
    "": "$", "409": "$", "804": "$", "en-us": "$", "zh-cn": "$", "1009": "CAD", "c0c": "CAD", "c09": "AUD",
    "1409": "NZD", "1004": "SGD", "4804": "SGD", "4809": "SGD", "c04": "HKD", "3c09": "HKD", "404": "TWD", "1404": "MOP",
    "en-ca": "CAD", "fr-ca": "CAD", "en-au": "AUD", "en-nz": "NZD", "en-sg": "SGD", "zh-sg": "SGD", "zh-hk": "HKD",
    "zh-tw": "TWD", "zh-mo": "MOP", "80a": "MXN", "es-mx": "MXN", "f800": "$", "f400": "$",
}  # fmt: skip
#: what says nothing of the number: spaces, points, bars, 整
_HARMLESS = re.compile(r"[\s,.:;'\"，。、；：|/_*＊整正]+")
_BRACKETS = "-–—－()（）[]【】"


def currency_sign(text, locale):
    """What a currency in a format is: its sign, or a word where its locale says more; '' for a locale without a sign."""
    if text in ("¥", "￥") and _YEN.fullmatch(locale):
        return "日元"
    if text == "$":
        key = locale.lstrip("-").lower()
        return _DOLLARS.get(key, f"${locale}")
    return text


def beside(before, after, known, is_first):
    """(text before, text after) of a number where a text says more than what `known` matches, () where it does not.

    :param is_first: whether it is the section of positive numbers: others may have a minus or brackets of their own
    """
    if not before and not after:
        return ()
    if not is_first:
        before = before.strip(_BRACKETS + " ")
    left = known.sub("", before) + known.sub("", after).strip(_BRACKETS + " ")
    if not _HARMLESS.sub("", left):
        return ()
    if before.strip()[-1:].isdigit():
        before += "…"
    return before.strip(), after.strip()
