"""Words in headings that say how to fill a column, and words that make it another column. Data, no rules."""

import re

BRACKETS = re.compile(r"[(\[【〔{<《][^()\[\]【】〔〕{}<>《》]*[)\]】〕}>》]")
_COUNTED = "家|个|户|项|人|次|亩|吨|平方米|平方千米|公顷|平米|㎡|m2|%|％|台|套"
_FORMAT = (
    r"y{2,4}[-/.年]?m{1,2}([-/.月]?d{1,2}日?)?|年[-/.、]?月([-/.、]?日)?|月[-/.、]?日|\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?"
    r"|x+年x+月(x+日)?|x{2,}.*"
)
# fmt: off
_FILLING = (
    "必填项?", "选填项?", "可选填?", "非必填", "必须填写", "必选", "可不填", "不填", "可为空", "不可为空", "不能为空", "可空",
    "如有", "若有", "有则填", "没有不填", "单选", "多选", "可多选", "下拉", "下拉选择", "下拉框", "请?选择", "全称", "全名", "简称",
    "填?全称", "请?填写?全称", "中文", "英文", "中英文", "中文全称", "中文名称", "公章", "盖章", "加盖公章", "签字", "签章", "手写",
    "自动计算", "自动生成", "系统生成", "公式", "勿动", "文本", "文本格式", "数字", "数值", "数字格式", "整数", "小数", "日期", "日期格式",
    "保留.{1,2}位小数?", "小数点后.{1,2}位", r"\d{1,2}位", r"\d{1,3}字(以内|内)?", "含区号", "含税", "含土地", "含增值税", "人民币含土地", "人民币含税",
    "必", "选", "填报", "大写", "小写", "可附页", "附件", "注册名",
    "章", "公历", "实名", "自填", "已有", "required", "optional", "mandatory", "text", "number", "date",
    r"注\d*", r"[*★☆※#]+", r"\d{1,2}", "[①-⑳]", "[a-z]", "[ivx]{1,4}", r"第?\d+列", r"\d+[=+x*/-][\d=+x*/-]+",
)
# fmt: on
_HINT = re.compile("%s|%s|%s" % (_COUNTED, _FORMAT, "|".join(_FILLING)), re.IGNORECASE)
_HINT_START = re.compile(
    r"(?:请.+|(?:如|例|示例|例如|格式|样式|要求|单位):.+|(?:如|例如)\d.*|精确[到至].+|填[至写].+|参照.+|参考.+|按.+[填列].*|与.+一致|同营业执照|详?见.+|含税|含(?!外|其|贷).{1,6})"
)
#: what is no hint on how to fill a column: which month, plan or part it is about
_ABOUT = re.compile(
    "[本当上按每][月年季]|[月年季]报|计划|规划|拟|预|未签|目标|20\\d\\d年数|贷款|累计"
)
_LATIN = re.compile(r"[a-z .,'&/-]{3,}", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?:year|month|date|[/ &,-]|and|of|period|statistical|reporting)+s?", re.IGNORECASE
)
#: the same in English, without spaces
_NOT_SAME = re.compile(
    r"plan(?!t|ned(?:total|invest)|total|invest)|expect|estimat|tentativ|propos|draft|^mou$|renew|firstcontact|^due|due(?:date)?$|deadline|lunar"
    r"|month|annual|year|loan|phase|fixed|^per|tobe|forecast|budget|^mio$|hundred|thousand|million|billion|crore|lakh",
    re.IGNORECASE,
)
_NARROW = re.compile(
    "累计|去年|上年|前年|同期|同比|环比|增幅|增长|增速|增减|占比|比重|比例|其中|完成率|上月|上季|上期|往年|历年|以前年度|年初|年末|期初|期末"
    "|预计|预期|预估|目标|任务|计划数|年计划|上半年|下半年|季度|余额|差额|剩余|未到|尚未|人均|平均|排名|变更前|变更后"
    r"|\bytd\b|\byoy\b|cumulative|accumulated|growth|previous|last|prior|share|target|of which|foreign|remaining|average",
    re.IGNORECASE,
)
#: below the head of an amount, a date or a stage
_PART = re.compile(
    r"(?:(?:20)?\d\d年?度?|[今本当全]年度?|年度|\d{1,2}月份?|(?:自?年初|\d{1,2}月?)?[-—–~至到](?:\d{1,2}月|本月|当月)止?)?(?:[一二三四五六七八九]期|首期|计划|规划|承诺|约定"
    r"|(?:调整|变更|延期)[前后]|[拟原].{0,4}|[内外]资|[中外]方|境[内外]|省[内外]|固定资产(?:投资)?|固投|设备|土建|流动资金|美元值?|人民币值?|值)?(?:数|值|额)?"
)
_WHOLE = re.compile("总额|合计数?|总计|总数|总量|总值|金额|数额|数值|小计|全部|总投资")
_CURRENT = re.compile("(?:当月|本月|当期|本期|单月|本月份|当月份)(?:数|值|额|实际|发生额?|完成)?")
_SEQUENCE = frozenset(
    ("序号", "编号", "no", "序", "行号", "行次", "项次", "栏次", "排序", "id", "顺序号")
)
_NUMBERING = re.compile(
    r"[(]?(?:\d{1,3}|[甲乙丙丁戊己庚辛壬癸]|[①-⑳]|[a-z])[)]?(?:[=≥]\S*)?", re.IGNORECASE
)


def is_hint(text):
    """Whether `text`, compatibility form, in a bracket or below a heading, says how to fill the column: 必填, 年月日, 如：…"""
    bare = text.strip("()[]【】《》 ")
    if _HINT.fullmatch(bare):
        return True
    return bool(_HINT_START.fullmatch(bare)) and not (narrows(bare) or _ABOUT.search(bare))


def is_translation(text):
    """Whether `text` in a bracket behind Chinese says the same in English, and nothing that makes it another column."""
    if not _LATIN.fullmatch(text) or _NARROW.search(text):
        return False
    return bool(_PERIOD.fullmatch(text)) or not _NOT_SAME.search(text)


def narrows(text):
    """Whether a storey of a heading makes it another column: 累计, 去年同期, 同比, 其中：外资."""
    return bool(_NARROW.search(text))


def is_part(text):
    """Whether a storey below an amount or a date says which part of it, or of what time: 计划, 2025年, 二期, 拟签."""
    return bool(text and _PART.fullmatch(text))


def is_whole(text):
    """Whether a storey below a known head stands for all of it: 合计, 总额, 金额."""
    return bool(_WHOLE.fullmatch(text))


def is_current(text):
    """Whether a storey means the month that the row is for: 当月, 本期数."""
    return bool(_CURRENT.fullmatch(text))


def without_current(text):
    """A heading key without the words for the current month at its start or end: 当月贸易额 -> 贸易额."""
    for part in (match[0] for match in _CURRENT.finditer(text)):
        if text.startswith(part) or text.endswith(part):
            return text.removeprefix(part).removesuffix(part)
    return text


def is_sequence(key):
    """Whether a heading key is that of running numbers."""
    return key in _SEQUENCE


def is_numbering(text):
    """Whether a cell, compatibility form, can stand in a row that numbers the columns: 1, 甲, (3)=1+2."""
    return bool(_NUMBERING.fullmatch(text))
