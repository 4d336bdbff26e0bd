"""What a title, the name of a sheet or a section line says of the rows below it: their stage, or a zone nobody knows."""

import re

from ..workbook.cells import nfkc, stands_for_nothing
from .issue import lookup_key

#: longer texts are notes
LONGEST = 45
#: what is said of projects that count no longer
ENDED = "ended"
_NOTE = re.compile(r"\s*(?:注|备注|说明|填[报表]|[*※])")
_BEFORE = "(?P<before>拟|计划|预计|待|未|尚未|即将|已|新)?"
_WORDS = {
    "lead": "储备|线索|意向|谋划",
    "negotiation": "在谈|洽谈|谈判|接洽",
    "review": "评审",
    "signed": "签约",
    "landed": "落地",
    "construction": "开工|在建|续建",
    "production": "投产|竣工",
    "full_production": "达产",
    ENDED: "终止|流失|注销|吊销|解约|撤销|退出|作废|取消|流产",
}
_STAGE_OF = {word: stage for stage, words in _WORDS.items() for word in words.split("|")}
_KINDS = (
    "(?:招商|引资|产业|工业|农业|服务业|物流|重点|重大|投资|外资|内资|引进|类|阶段|的|型|协议|正式|新增|新|已|未|拟|亿元|省外|%s)*"
    % "|".join(_STAGE_OF)
)
_SAID = re.compile(
    rf"{_BEFORE}(?P<word>{'|'.join(_STAGE_OF)})"
    rf"(?={_KINDS}(?:项目|企业|阶段|类|$|[(（,，、和及与]))"
)
_PLANNED = frozenset(("拟", "计划", "预计", "待", "未", "尚未", "即将"))
_ORDER = tuple(_WORDS)[:-1]
_SIGNED = _ORDER.index("signed")
_END = re.compile(
    rf"\s*(?:项目|企业|公司)?(?:已经?)?(?:{_WORDS[ENDED]}|迁出|破产|停业)(?:$|[,，、;；（( \n])"
)
#: how places end where projects go, which are zones of somebody
_PLACE = re.compile(
    r"([一-鿿]{2,12}?)(工业园区|产业园区|工业园|产业园|经济技术开发区|经济开发区|开发区|高新技术产业开发区|高新区|经开区|综合保税区|综保区|保税区|保税物流中心|合作区|试验区|自贸区|新区|度假区|片区)"
)
#: words before such a place that name none
_NO_PLACE = re.compile(
    r"(?:[一二三四五六七八九十第]|各|全|本|我|区内|区外|入驻?|重点|省级|国家级|市级|州市|化工|其他|其它|特色|专业|及|和|与|个|所有|有关|相关|县区?|新建|存量|涉|级|的|有|年|月|份"
    r"|中国|云南|昆明|省|市|招商|引资|项目|企业|关于|在)*"
)
_REGIONS = re.compile(
    "(?:红河|曲靖|玉溪|大理|保山|昭通|丽江|普洱|临沧|楚雄|文山|西双版纳|德宏|怒江|迪庆|瑞丽|河口|安宁|嵩明|晋宁|宜良|滇中|腾俊|蒙自|贵阳|成都|重庆|南宁|钦州|广西|四川|贵州|海南|上海|广东|深圳)"
    "(?:州|市|县|省|区)?$"
)


def stage_said(texts):
    """The stage that these texts name, `ENDED` for projects that count no longer, '' for none or several."""
    found = set()
    for text in texts:
        if len(text) > LONGEST or _NOTE.match(text):
            continue
        for match in _SAID.finditer(nfkc(text)):
            stage = _STAGE_OF[match["word"]]
            if match["before"] not in _PLANNED:
                found.add(stage)
            elif stage == "signed":
                found.add("review")
    return found.pop() if len(found) == 1 else ""


def is_end(text):
    """Whether the text of a cell says that a project or enterprise counts no longer."""
    return bool(_END.match(text))


def end_said(texts):
    """As `stage_said`, where nothing but `ENDED` matters."""
    return ENDED if stage_said(texts) == ENDED else ""


def against(stage, cells):
    """What to say where the dates of a row do not lead to the stage that is said of it: (level, code), None where they do.

    Without a column for the stage a row is a lead, signed or landed by its dates.
    """
    if stage == ENDED:
        return "error", "title_ended"
    dated = [name for name in ("signed", "landed") if _has_date(cells, f"{name}_date")]
    reached = _ORDER.index(dated[-1] if dated else "lead")
    wanted = _ORDER.index(stage)
    if wanted < _SIGNED:
        return None if wanted == reached else ("error", "title_stage")
    if wanted <= reached or _has_date(cells, f"{stage}_date"):
        return None
    return ("warning", "title_stage_later") if dated else ("error", "title_stage")


def _has_date(cells, name):
    value = cells.get(name)
    return value is not None and not (isinstance(value, str) and stands_for_nothing(value))


def unknown_zone(zones, areas=(), default=None):
    """A function of texts: the first place named in them that is none of the zones and their areas, '' for none.

    :param zones: {lookup key: zone}
    :param areas: (zone, lookup key) of areas
    """
    known = sorted({*zones, *(key for _zone, key in areas)}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, filter(None, known)))) if any(known) else None
    ours = [key for key in zones if zones[key] == default]

    def named(texts):
        return next(filter(None, (_place(text, pattern, ours) for text in texts)), "")

    return named


def _place(text, pattern, ours):
    """A place in a text that is no known zone and no part of the name of our own."""
    if not text or len(text) > LONGEST or ("区" not in text and "园" not in text):
        return ""
    key = lookup_key(text)
    if not pattern:
        return _named_place(key, ours)
    return _namesake(key, pattern) or _named_place(pattern.sub("，", key), ours)


def _namesake(key, pattern):
    """The first place called as a known zone that another region stands before, '' for none."""
    for match in pattern.finditer(key):
        if region := _REGIONS.search(key[: match.start()]):
            return region[0] + match[0]
    return ""


def _named_place(left, ours):
    """The first place in what is left of a text without the known zones, '' for none."""
    for match in _PLACE.finditer(left):
        place = left[match.start() + _NO_PLACE.match(match[1]).end() : match.end()]
        if place != match[2] and not any(place in key for key in ours):
            return place
    return ""
