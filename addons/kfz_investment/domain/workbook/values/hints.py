"""Words in headings that say how to fill a column, and words that make it another column. Data, no rules."""

import re

BRACKETS = re.compile(r"[(\[【〔{<《][^()\[\]【】〔〕{}<>《》]*[)\]】〕}>》]")
_COUNTED = "家|个|户|项|人|次|亩|吨|平方米|平方千米|公顷|平米|㎡|m2|%|％|台|套"
_FORMAT = (
    r"y{2,4}[-/.年]?m{1,2}(?:[-/.月]?d{1,2}日?)?|年[-/.、]?月(?:[-/.、]?日)?|月[-/.、]?日"
    r"|x+年x+月(?:x+日)?|x{2,}(?:[-/.]x{1,2}){0,2}"
)
# fmt: off
_FILLING = (
    "非必填", "可为空", "不可为空", "不能为空", "可空", "中英文", "加盖公章", "签字", "签章", "手写", "自动计算", "自动生成", "系统生成", "公式", "勿动",
    "保留.{1,2}位小数?", "小数点后.{1,2}位", r"\d{1,2}位", r"\d{1,3}字(?:以内|内)?", "含区号", "可附页", "实名", "自填", "章", "必", "选",
    "(?:人民币)?(?:(?:含|包括|和|及|与)(?:税|增值税|土地|土地款|土地费用?|土地出让金|设备|固定资产投资|建设投资|(?:铺底)?流动资金|建设期利息))+", "required", "optional", "mandatory", "text", "number", "date",
    r"注\d*", r"[*★☆※#]+", "[①-⑳]", "[a-h]", r"第?\d+列", r"\d+[=+x*][\d=+x*/-]+",
)
#: of these an instruction is made: none of them says which amount, day or stage is meant
_INSTRUCTION = (
    "请", "仅", "只", "取", "从", "须", "需", "应当?", "必须", "务必", "统一", "一律", "按照?", "依照?", "根据", "以", "由", "在", "此[处列栏]", "[本该]列", "[本该]栏",
    "填[写报列入]?", "书写", "录入", "输入", "选择?", "勾选", "单选", "多选", "必选", "下拉", "菜单", "列表", "选项", "框", "中",
    "可", "能", "不", "勿", "不得", "允许", "为", "空", "空白", "留空", "[如若]?有", "[如若]?无", "没有", "则", "就", "填[0零]", "(?:[一二两三四]|\\d{1,2})位", "小数点后?", "不填单位", "代码", "均", "必填项?", "选填项?", "项",
    "全称", "全名", "名称", "简称", "规范", "准确", "真实", "完整", "具体", "详细", "如实", "正确", "营业执照", "身份证", "统一社会信用代码", "工商", "登记证", "注册名", "证件", "证书",
    "公章", "盖章", "一致", "相同", "相符", "对应", "为准", "与", "和", "及", "同", "的", "格式", "样式", "样例", "示例", "模板", "要求", "附件", "附表", "下表", "填表说明", "详?见", "参[照考见]",
    "备注", "说明", "数据字典", "国标", "数字", "数值", "阿拉伯数字", "整数", "小数", "文本", "单元格", "公历", "年月日?", "月日", "日期", "时间", "分隔", "隔开", "换行", "逗号", "顿号", "多个",
    "中文", "英文", "大写", "小写", "汉字", "(?:精确|填写?|具体|细化|准确|保留)[到至](?:年月日?|[年月日天元]|个位|整数|小数|[一二两三四]位|[万亿]元)份?", "精确", "[到至]", "计", ":", r"\(", r"\)",
)
# fmt: on
#: before an example of what stands in the cells
EXAMPLE = r"(?:(?:例如|比如|示例|样例|格式|样式|如|例)(?:为|:|如)?)"
FILLING = "|".join(sorted(_INSTRUCTION, key=len, reverse=True))
_HINT = re.compile(
    "%s|%s|%s|%s?(?:%s)|(?:%s)+"
    % (_COUNTED, _FORMAT, "|".join(_FILLING), EXAMPLE, _FORMAT, FILLING),
    re.IGNORECASE,
)
#: how hints begin, whatever they go on to say
_HINT_START = re.compile(
    r"(?:请.+|(?:例如|比如|如|例|示例|格式|样式|要求|单位):.+|(?:如|例如)\d.*|精确[到至].+|填[至写].+|参照.+|参考.+|按.+[填列].*|与.+一致|同营业执照|详?见.+|含(?!外|其).{1,6}|已有"
    r"|\d{4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?月?|x{2,}.*|\d{1,2}|[a-z]|[ivx]{1,4}|\d+[=+x*/-][\d=+x*/-]+)",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[a-z .,'’&/-]{3,}", re.IGNORECASE)
_NARROW = re.compile(
    "累计|去年|上年|前年|同期|同比|环比|增幅|增长|增速|增减|占比|比重|比例|其中|完成率|上月|上季|上期|往年|历年|以前年度|年初|年末|期初|期末"
    "|预计|预期|预估|目标|任务|计划数|年计划|上半年|下半年|季度|余额|差额|剩余|未到|尚未|人均|平均|排名|变更前|变更后"
    r"|\bytd\b|\byoy\b|cumulative|accumulated|growth|previous|last|prior|share|target|of ?which|foreign|remaining|average",
    re.IGNORECASE,
)
#: below the head of an amount, a date or a stage
_PART = re.compile(
    r"(?:(?:20)?\d\d年?度?|[今本当全]年度?|年度|\d{1,2}月份?|(?:自?年初|\d{1,2}月?)?[-—–~至到](?:\d{1,2}月|本月|当月)止?)?(?:[一二三四五六七八九]期|首期|计划|规划|承诺|约定"
    r"|(?:调整|变更|延期)[前后]|[拟原].{0,4}|[内外]资|[中外]方|境[内外]|省[内外]|固定资产(?:投资)?|固投|设备|土建|流动资金|美元值?|人民币值?|值)?(?:数|值|额)?"
)
_WHOLE = re.compile("总额|合计数?|总计|总数|总量|总值|金额|数额|数值|小计|全部|总投资")
_CURRENT = re.compile("(?:当月|本月|当期|本期|单月|本月份|当月份)(?:数|值|额|实际|发生额?|完成)?")
_SEQUENCE = re.compile(
    "(?:序号|编号|序|行号|行次|项次|栏次|排序|顺序号)(?:no|id|number)?|no|id|sno"
)
_NUMBERING = re.compile(
    r"[(]?(?:\d{1,3}|[甲乙丙丁戊己庚辛壬癸]|[①-⑳]|[a-z])[)]?(?:[=≥]\S*)?", re.IGNORECASE
)


def is_hint(text):
    """Whether `text`, compatibility form, says how to fill any column, and every word of it no more: 必填, 年月日, 请填写全称."""
    return bool(_HINT.fullmatch(_bare(text)))


def looks_like_hint(text):
    """Whether `text` is a hint on how to fill a column, which may yet say that it is another one: 填写计划数, 如：本月."""
    return is_hint(text) or bool(_HINT_START.fullmatch(_bare(text)))


def is_latin(text):
    """Whether `text` is words of another language, such as those below or behind a Chinese heading."""
    return bool(_LATIN.fullmatch(text))


def _bare(text):
    return text.strip("()[]【】《》 ")


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
    return bool(key and _SEQUENCE.fullmatch(key))


def is_numbering(text):
    """Whether a cell, compatibility form, can stand in a row that numbers the columns: 1, 甲, (3)=1+2."""
    return bool(_NUMBERING.fullmatch(text))
