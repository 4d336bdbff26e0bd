"""Chinese numerals: 二〇二四, 十二, 壹仟贰佰万."""

import re

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("〇零○Ｏ", "一壹弌", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
CHINESE = re.compile("[%s]+" % "".join([*_DIGITS, *_SMALL, *_LARGE]))


def chinese_int(text):
    """The whole number that `text` writes in Chinese, None when it is none. 二〇二四 -> 2024, 三十一 -> 31, 伍佰万 -> 5000000."""
    if not text or not CHINESE.fullmatch(text):
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or (1 if not section else 0)) * _SMALL[char]
            digit = 0
        else:
            total = (
                (total + section + digit) * _LARGE[char]
                if _LARGE[char] > 10_000
                else total + (section + digit) * _LARGE[char]
            )
            section = digit = 0
    return total + section + digit
