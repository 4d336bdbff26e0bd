"""Headings that measure something else than money: percent, mu, households, so much a year or a mu. Data and one rule."""

import re

from ..cells import nfkc
from ..memo import kept
from .unit import BRACKETS, parse

_COUNTED = (
    "家|个|户|项|人|次|人次|亩|吨|千克|公斤|克|平方米|平方公里|平方千米|公里|千米|米|公顷|平米|㎡|m2|台|套|件|辆|架|艘|份|条|宗|笔|批|票|箱|标箱|单|年|月|日|天"
    "|小时|分|个月|年限|座|栋|层|间|度|千瓦|兆瓦|kw|mw|kwh|t|kg|pcs|%|‰|百分比|百分点"
)
_COUNT = re.compile(rf"(?:计量)?(?:单位)?:?[十百千万亿]?(?:{_COUNTED})", re.IGNORECASE)
#: so much money for one of something: 万元/亩, 元每吨, 万元·年
_RATE = re.compile(
    rf".*(?:[元圆万亿千]|人民币|rmb|cny|usd|\$)(?:/|每|·|per|a)(?:{_COUNTED}|股|year|month)",
    re.IGNORECASE,
)
#: short for a factor or a currency, but nobody knows for which: k, w, mil, IDR, ₹, and a percentage of something
_UNCLEAR = re.compile(
    r"(?i:[kwm]|mil|mln|mn|bn|won|rp|rm|kr|us|hk|铢|盾)|[A-Z]{3}|.*[¢¤₠-₨₪₮-⃏%‰].*"
)
_PARTS = re.compile("[、,;或和及]")
_TAIL = re.compile(r"[%‰¢¤₠-₨₪₮-⃏]$|[元万亿](?:/|每)\w{1,3}$")


@kept
def is_other_measure(text):
    """Whether a heading, or a cell below one, says that its numbers are no amounts of money: （%）, 亩, 万元/亩, （IDR）."""
    text = nfkc(text)
    outside = BRACKETS.sub("", text)
    if _TAIL.search(outside):
        return True
    parts = [outside if outside != text else text, *BRACKETS.findall(text)]
    return any(_is_else(part) for inner in parts for part in _PARTS.split(inner))


def _is_else(part):
    if not (_COUNT.fullmatch(part) or _RATE.fullmatch(part) or _UNCLEAR.fullmatch(part)):
        return False
    return parse(part, numbers=True) is None
