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

_ONE, _ZERO = "[一壹弌二贰两三叁四肆五伍六陆七柒八捌九玖]", "[〇零○Ｏ]"
# a last digit counts ones after 十, after 零 and alone: 三万五 is said for 35,000 and written for nothing
_SECTION = (
    f"(?:{_ONE}[千仟])?(?:{_ZERO}?{_ONE}[百佰])?"
    f"(?:{_ZERO}?{_ONE}?[十拾]{_ONE}?|{_ZERO}{_ONE}|(?<![千仟百佰万萬亿億]){_ONE})?"
)
_COUNTED = f"(?=[^万萬亿億]){_SECTION}"
_WELL_FORMED = re.compile(
    f"(?:(?:{_COUNTED}[万萬])?(?:{_ZERO}?{_COUNTED})?(?<!^)[亿億])?(?:{_ZERO}?{_COUNTED}[万萬])?{_ZERO}?{_SECTION}"
)


def chinese_int(text):
    """The whole number that `text` writes in Chinese, None for any other text. 二〇二四 -> 2024, 三十一 -> 31, 伍佰万 -> 5000000."""
    if not text or not CHINESE.fullmatch(text):
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _value(text) if _WELL_FORMED.fullmatch(text) else None


def _value(text):
    """The value of a well-formed numeral."""
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        else:
            total = _scaled(total, section + digit, _LARGE[char])
            section = digit = 0
    return total + section + digit


def _scaled(total, section, factor):
    """亿 counts all that was read before it, 万 only what was read since."""
    return (total + section) * factor if factor > 10_000 else total + section * factor
