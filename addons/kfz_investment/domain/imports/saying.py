"""What a title, the name of a sheet or a section line says of the rows below it: their stage, or a zone nobody knows."""

import re
from typing import NamedTuple

from ..workbook.cells import nfkc, stands_for_nothing
from .issue import lookup_key

#: longer texts are notes
LONGEST = 45
#: shorter ones are titles, whatever they begin with: 填报样例
_TITLE = 6
#: what is said of projects that count no longer
ENDED = "ended"
_NOTE = re.compile(r"\s*(?:注|备注|说明|填[报表]|[*※])")
#: words by which what follows is only meant to happen, or has not
_PLANNED = "拟|计划|预计|预期|待|尚未|还未|暂未|未|没有|即将|准备|力争|争取|目标|意向|有望|可望|可|促成|推动|争|促|非"
#: what stands between such a word and the stage
_WHEN = r"(?:在|于|\d{2,4}年|\d{1,2}月|[年月季][内底末]前?|[一二三四上下]?(?:季度|半年)|本年度?|当年|今年|明年|近期|正式|实现|完成|能)*"
_BEFORE = rf"(?:(?P<planned>{_PLANNED}){_WHEN})?"
_WORDS = {
    "lead": "(?<![粮食地资略急源油糖才肉品电药氢气])储备|线索|意向|谋划",
    "negotiation": "在谈|洽谈|谈判|接洽",
    "review": "评审",
    "signed": "签约|(?<=[拟待未已新可])签(?!证|署|订|发|收|注)|签订|签署",
    "landed": "落地",
    "construction": "开工|在建|续建",
    "production": "投产|竣工",
    "full_production": "达产",
}
_ENDED = (
    "终止|流失|注销|吊销|解约|撤销|撤回|撤资|退出|作废|取消|流产|停工|停滞|停建|停产|暂缓|暂停|搁置|搁浅|失败|否决|淘汰(?!落后)|黑名单"
    "|不再推进|不再跟踪|迁出|破产|放弃|未获?通过|中止"
)
_STAGE = "|".join(f"(?P<{stage}>{words})" for stage, words in _WORDS.items())
_KINDS = (
    "(?:招商|引资|产业|工业|农业|服务业|物流|重点|重大|投资|外资|内资|引进|类|阶段|的|型|协议|正式|新增|新|已|未|拟|亿元|省外|%s)*"
    % "|".join(_WORDS.values())
)
_SAID = re.compile(
    rf"{_BEFORE}(?:{_STAGE})"
    rf"(?={_KINDS}(?:项目|企业|阶段|类|库|中|清单|名单|名录|台账|(?P<plan>计划|目标|任务|意向)|$|[()\[\]【】,，、和及与]))"
)
_ENDED_SAID = re.compile(_ENDED)
#: rows that are not among those below
_LEFT_OUT = re.compile(
    rf"(?:不含|不包括|不包含|不计|除|剔除|扣除|去除|去掉|没有|无|非)[^,，;；)）]{{0,8}}?(?:{_ENDED})"
)
_AMONG = re.compile(rf"(?:含|包括|包含)[^,，;；)）]{{0,8}}?(?:{_ENDED})")
#: words of lists that are no longer, or not yet, what counts
_DOUBT = re.compile(
    r"填报模[板版]|填写模[板版]|样例|样表|范例|范本|模拟数据|测试数据|测试表|草稿|初稿|草案|征求意见稿|已删除?|(?:^|[、.])回收站$|旧表|旧版|[(\[【](?:原|旧|废|停用)[)\]】]"
    r"|废弃(?![物资矿电油农料])|停用|历史数据|历史版本|(?<!已)剔除(?!后|了)|(?<![剔去扣]除)(?<!无)重复(?:项目|企业|数据|记录)|不统计|不计入|未纳入|勿导入|不导入|备份|目标任务|任务目标|任务分解"
)
_ORDER = tuple(_WORDS)
_SIGNED = _ORDER.index("signed")
_DATED = _ORDER[_SIGNED:]
#: how places end where projects go, which are zones of somebody
_PLACE = re.compile(
    r"([一-鿿]{2,12}?)(工业园区|产业园区|工业园|产业园|经济技术开发区|经济开发区|开发区|高新技术产业开发区|高新区|经开区|综合保税区|综保区|保税区|保税物流中心|合作区|试验区|自贸区|新区|度假区|片区|经济区|特区)"
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

#: texts without these name no place
_MAY_BE_PLACE = re.compile("[区园州市县镇]|口岸|飞地")
#: places that are none of ours, whichever they are
_OUTSIDE = re.compile(
    "(?:其他|其它|外部|别的)(?:各|国家级|省级|市级)?(?:园区|片区|开发区|功能区)|外[区园](?=项目|企业|$)|(?<!内)(?<!内和)(?<!内及)(?<!内与)(?:园区外|区外|园外)(?!内|和|及|与|资|商|经济)|(?:托|代)管区|飞地"
)
_NOT_IN = re.compile("(?:非|不在|不属于|不含|除|未入|迁出)$")
#: offices of Yunnan that are no zones of ours, and zones that stand without a name
_ELSEWHERE = re.compile(
    "(?:^|，|昆明市?)((?:国家级)?(?:高新技术产业开发区|高新区|旅游度假区|度假区))"
    "|((?:晋宁|盘龙|五华|西山|呈贡|东川|红塔|江川|麒麟|沾益|马龙|隆阳|昭阳|古城|思茅|临翔)区|(?:富民|宜良|石林|嵩明|禄劝|寻甸)(?:彝族自治)?县?(?=项目|招商)"
    "|安宁市|(?:红河|大理|楚雄|文山|德宏|怒江|迪庆)州|(?:曲靖|玉溪|保山|昭通|丽江|普洱|临沧|蒙自|个旧|瑞丽|景洪)市|(?:河口|瑞丽|畹町|天保|猴桥|孟定|清水河|勐康|打洛|关累)口岸)"
    "(?!企业投资|投资)"
)


class Said(NamedTuple):
    """What texts say of the stage of the rows below them."""

    #: the stages that are named, in their order; `(ENDED,)` for projects that count no longer
    stages: tuple
    #: the first stage from signed on that is only planned, '' for none
    until: str = ""


def stage_said(texts):
    """The `Said` of these texts, None where they name no stage."""
    found, planned = set(), set()
    for text in map(nfkc, filter(_is_title, texts)):
        for match in _SAID.finditer(text):
            stage = next(stage for stage in _ORDER if match[stage])
            (planned if match["planned"] or match["plan"] else found).add(stage)
        if _ends_all(text):
            found.add(ENDED)
    if not (found or planned):
        return None
    return _said(found, planned)


def _is_title(text):
    return len(text) <= LONGEST and (len(text) <= _TITLE or not _NOTE.match(text))


def _said(found, planned):
    early = found.intersection(_ORDER[:_SIGNED])
    if "signed" in planned and not early:
        found = found | {"review"}
    if ENDED in found:
        return Said((ENDED,)) if len(found) == 1 else None
    until = next((stage for stage in _DATED if stage in planned), "")
    return Said(tuple(stage for stage in _ORDER if stage in found), until)


def _ends_all(text):
    """Whether a title says of all below that they count no longer."""
    bare = _LEFT_OUT.sub("", text)
    return bool(_ENDED_SAID.search(bare)) and not _AMONG.search(bare)


def doubt_said(texts, ends):
    """The first word by which lists that do not count give themselves away, '' for none.

    :param ends: whether words for the end of a project are such words: where the rows have a stage of their own
    """
    for text in map(nfkc, filter(_is_title, texts)):
        found = _DOUBT.search(text)
        if not found and (ends or _names_also(text)):
            found = _ENDED_SAID.search(_LEFT_OUT.sub("", text))
        if found:
            return found[0].strip("()[]【】、.")
    return ""


def _names_also(text):
    """Whether a title names ended projects among others."""
    return bool(_AMONG.search(text) or _SAID.search(text))


def end_said(texts):
    """As `stage_said`, where nothing but `ENDED` matters."""
    ended = any(_ends_all(text) for text in map(nfkc, filter(_is_title, texts)))
    return Said((ENDED,)) if ended else None


def against(said, cells):
    """(level, code, stage) of a remark where the dates of a row do not lead to what is said of it, None where they do.

    Without a column for the stage a row is a lead, signed or landed by its dates.
    """
    if said.stages == (ENDED,):
        return "error", "title_ended", ENDED
    if said.until and _dated(cells, _DATED[_DATED.index(said.until) :]):
        return _against_plan(said)
    dated = _dated(cells, ("signed", "landed"))
    reached = _ORDER.index(dated[-1] if dated else "lead")
    wanted = [_ORDER.index(stage) for stage in said.stages]
    if not wanted or reached in wanted:
        return None
    if len(wanted) > 1:
        return "warning", "title_stage_later", said.stages[0]
    return _against_one(wanted[0], reached, cells, dated)


def _against_plan(said):
    """As `against`, where a row has a date of what is only planned."""
    if said.until == "signed":
        return "error", "title_stage", said.stages[-1]
    return "error", "title_not_yet", said.until


def _dated(cells, stages):
    """Those of the stages that a row has a date for."""
    return [stage for stage in stages if _has_date(cells, f"{stage}_date")]


def _against_one(wanted, reached, cells, dated):
    """As `against`, where one stage is said."""
    stage = _ORDER[wanted]
    if wanted < _SIGNED:
        return "error", "title_stage", stage
    if wanted <= reached or _dated(cells, (stage,)):
        return None
    if dated:
        return "warning", "title_stage_later", stage
    return "error", "title_stage", stage


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
    if not text or len(text) > LONGEST or not _MAY_BE_PLACE.search(text):
        return ""
    key = lookup_key(text)
    if outside := _OUTSIDE.search(key):
        return outside[0]
    if not pattern:
        return _named_place(key, ours)
    return _namesake(key, pattern) or _named_place(pattern.sub("，", key), ours)


def _namesake(key, pattern):
    """The first place called as a known zone that another region, or a word for “not”, stands before, '' for none."""
    for match in pattern.finditer(key):
        before = key[: match.start()]
        if region := _REGIONS.search(before) or _NOT_IN.search(before):
            return region[0] + match[0]
    return ""


def _named_place(left, ours):
    """The first place in what is left of a text without the known zones, '' for none."""
    for match in _PLACE.finditer(left):
        place = left[match.start() + _NO_PLACE.match(match[1]).end() : match.end()]
        if place != match[2] and not any(place in key for key in ours):
            return place
    found = _ELSEWHERE.search(left)
    place = found and (found[1] or found[2])
    return place if place and not any(place in key for key in ours) else ""
