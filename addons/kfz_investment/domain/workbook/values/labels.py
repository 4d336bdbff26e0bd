"""Lines that say the unit of all amounts in other words than 单位：万元."""

import re

from ..cells import nfkc
from ..memo import kept
from .unit import parse

#: labels of a unit for all amounts; 到位资金单位 speaks of one column alone, 填报单位 of an office
_LABELLED = re.compile(
    r"[(【]?(?:以[下上]|本表|表[中内]|所有|全部|上述|各项|项目|企业|贸易|计[算量价]|数据|价值|货币|金额|数额|[中内的])*"
    r"(?:单位|金额|数额|[币货]值)(?:(?:均|统一)?[为以按]|:)(.{1,12}?)(?:为单位|计|表示)?[)】。]?"
)
_LONGEST = 30


@kept
def labelled(text):
    """The unit, with a factor, behind such a label, which is all that follows it: 金额：万元, 以下金额均以亿元为单位; else None."""
    found = _LABELLED.fullmatch(nfkc(text)) if len(text) <= _LONGEST else None
    unit = found and parse(found[1], numbers=True)
    return None if not unit or unit.bare or unit.factor == 1 else unit
