"""What may stand around the words of a known column without making it another one: hints, and the same words in English.

Of amounts, days, stages, zones and names every word has to be known: 到位资金（按月填报）, 签约时间 Planned date and 总投资
（fixed assets） are other columns. Of contacts, addresses and notes it is enough that nothing speaks against it.
"""

import functools
import re

from ..cells import nfkc
from ..values import hints
from ..values.currencies import AMOUNTS
from ..values.unit import parse
from ..values.units import besides_units
from .grouping import STATES

#: fields whose meaning hangs on every word around them
STRICT = AMOUNTS | STATES | {"zone", "name", "enterprise"}
_DAYS = STATES - {"stage"}

# fmt: off
#: {field: (words that name it in a hint: 请填写项目全称, words that translate it)}
_OWN = {
    "name": ("项目|工程|企业|公司|单位", "project|items?|title|names?|investment|enterprise|company|firm|business|entity|full|chinese|english"),
    "enterprise": ("投资方|投资者|投资人|投资|企业|公司|单位|业主|主体|客商", "enterprise|company|investors?|investing|investment|names?|firm|corporation|business|entity|unit|party|project|full|client|customer"),
    "zone": ("所属|所在|落地|落户|园区|片区|区域|自贸区|综保区", "zones?|park|industrial|names?|area|district|location|located|region|functional|project|belonging|affiliated|host|free|trade|development|bonded|its"),
    "stage": ("项目|阶段|状态|进展|当前|目前", "stages?|status|phase|current|present|project|progress|state|investment"),
    "month": ("月份|统计", "month|period|reporting|report|statistical|statistics|date|time|data|year"),
    "investment": ("计划总投资|总投资|投资|金额|总额|资金|与(?:协议|合同)一致", "total|planned|proposed|gross|overall|project|investment|amount|value|volume|size|sum|capital"),
    "signed_amount": ("签约|协议|合同|投资|金额|总额|资金", "contracts?|contracted|contractual|agreements?|agreed|signed|signing|investment|amount|value|total|project|sum"),
    "capital": ("到位|到资|实际到位|累计到位|金额|资金", "paid|up|actually|actual|received|funds?|capital|amount|money|inplace|arrived|arrival|available|utili[sz]ed|reali[sz]ed|total|cumulative|project"),
    "registered_capital": ("注册|资本|认缴|金额", "registered|registration|capital|subscribed|amount|total|enterprise|company"),
    "paid_in_capital": ("实缴|实收|资本|金额", "paid-?in|paid-?up|paid|capital|actual|contributed|amount|total|received|enterprise|company"),
    "amount": ("贸易|进出口|金额|总额", "trade|value|amount|total|turnover|bonded|goods|customs|sum|imports?(?:and|&|/|or)exports?"),
    "signed_date": ("签约|签订|协议|合同|项目", "sign|signed|signing|signature|contracts?|agreements?|project|when|investment"),
    "landed_date": ("落地|落户|注册|项目|企业", "land|landed|landing|registration|registered|settlement|settled|project|when"),
    "construction_date": ("开工|建设|项目", "construction|start|started|starting|commencement|ground-?breaking|broken|begin|began|work|project"),
    "production_date": ("投产|竣工|项目", "production|operation|start|started|starting|commencement|commissioning|putinto|begin|began|project"),
    "full_production_date": ("达产|项目", "full|production|capacity|design|designed|reached|reaching|project"),
    "established": ("成立|设立|注册|登记|企业|公司", "established|establishment|founded|founding|incorporated|incorporation|registration|registered|setup|enterprise|company"),
}
# fmt: on
#: who is to fill a column: 未签约不填
_DONE = "(?:尚未|未|已)(?:签约?|签订|落地|开工|投产|达产|注册)的?"
_SMALL = r"of|the|in|on|at|and|its|&|/|,|\.|-|:|\(|\)|'|’"
_DAY = r"(?:(?:19|20)\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?月?|(?:19|20)\d{4}(?:\d\d)?)"
_PLACEHOLDER = r"[某x×*○〇]{1,4}.{0,4}(?:公司|企业|集团|厂|项目|工程|园区|片区|区)"
_MONEY = re.compile(rf"{hints.EXAMPLE}约?(?!(?:19|20)\d\d(?:\.\d\d?)?$)\d[\d.,]*(\D{{0,8}})")
_PARTS = re.compile("[、,;。]")


@functools.lru_cache(4096)
def says_same(name, text):
    """Whether `text` in a bracket, on the next line or in a storey below leaves a column of field `name` what it is."""
    bare = nfkc(text).lower()
    if name not in STRICT:
        said = hints.looks_like_hint(bare) or hints.is_latin(bare)
        return said and not hints.narrows(text.lower())
    bare = bare.strip("()[]【】《》")
    bare = besides_units(bare) if name in AMOUNTS else bare
    return (
        not bare
        or _is_same(name, bare)
        or all(_is_same(name, part) for part in _PARTS.split(bare) if part)
    )


def _is_same(name, text):
    if hints.is_hint(text) or (name in AMOUNTS and _is_sample(text)):
        return True
    return bool(_pattern(name).fullmatch(text))


def _is_sample(text):
    """Whether a text is an example of an amount; which unit it is in is for `units` to compare."""
    sample = _MONEY.fullmatch(text)
    return bool(sample and (not sample[1] or parse(sample[1])))


@functools.cache
def _pattern(name):
    """What the texts around the words of a strict field may be: instructions, translations, examples and numbers of notes."""
    nouns, english = _OWN[name]
    days = name in _DAYS
    english += "|date|time|day" if days else ""
    kinds = [
        f"(?:{hints.EXAMPLE}:?)?(?:{hints.FILLING}|{nouns})+",
        f"(?=.*(?:填|空|写))[如若]?(?:{hints.FILLING}|{nouns}|{_DONE})+",
        f"(?:{english}|{_SMALL})+",
        f"(?:{hints.EXAMPLE}:?)?(?:{_DAY if days else _PLACEHOLDER})",
        r"(?:1[3-9]|[2-9]\d)" if name in AMOUNTS else r"\d{1,2}",
    ]
    return re.compile("|".join(kinds))
