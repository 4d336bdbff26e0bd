"""Group heads that only say which columns belong together, as opposed to those that change what the columns mean."""

import functools
import re

from ..cells import nfkc
from ..values.currencies import AMOUNTS
from ..values.unit import BRACKETS, parse

#: fields besides amounts whose meaning hangs on the words above them: a planned date of signing is none
# fmt: off
STATES = frozenset((
    "signed_date", "landed_date", "construction_date", "production_date", "full_production_date", "established", "stage", "month",
))
#: above any column
_WORDS = (
    "项目", "企业", "公司", "单位", "资金", "资本", "基本", "招商", "引资", "产业", "行业", "分类", "时间", "日期", "节点", "进度", "进展", "推进", "金额", "规模",
    "详细", "主要", "有关", "相关", "总体", "概况", "综合", "统计", "重要", "重点", "关键", "填报", "填写", "填", "内容", "指标", "数据", "数", "额", "资料", "情况", "信息", "栏目?", "要素",
    "明细", "类型?", "类别", "及其?", "和", "与", "、", "/", "的", "方面", "事项", "方式", "经济", "效益", "财务", "当前", "目前", "现状", "状态", "阶段", "名称", "属性", "概述", "简介",
    "一览", "汇总", "表", "台账", "清单", "名录", "总", "总额", "合计", "总计", "小计", "全部", "计量", "货币", "币种", "时序", "大事", "里程碑", "动态", "跟踪",
    "(?:由?(?:管委会|招商局|投促局|园区|系统|企业|部门|单位))?(?:统一)?(?:填报|填写|录入|填)", "系统", "必填项?", "选填项?", "证照", "营业执照", "工商", "经营", "业务", "主营",
    "project", "enterprise", "company", "investment", "basic", "general", "information", "info", "details?", "data", "capital", "registration", "contract", "signing",
    "dates?", "progress", "status", "amounts?", "trade", "and", "&", "of", "the",
)
_STEPS = (
    "签约", "签订", "落地", "开工", "建设", "投产", "竣工", "达产", "到位", "到资", "投资", "投入", "生产", "运营", "注册", "登记", "入驻", "引进", "入区", "履约", "合作", "用地",
)
_INVESTORS = ("投资方", "投资者", "投资人", "投资商", "客商", "业主", "主体")
_PLACES = (
    "园区", "片区", "区域", "所属", "所在地?", "归属", "落户", "属地", "承接", "昆明", "云南", "综合保税区", "综保区", "自由贸易试验区", "自贸区", "经济技术开发区", "经开区", "磨憨", "磨丁", "空港",
    "中国", "老挝", "中老", "合作区", "管委会", "地址",
)
#: a name is the same name whatever is planned for it and when, but not above that of somebody else: 子公司, 竞争项目
_ANY = (
    "其他", "重大", "部分", "新", "在谈", "储备", "拟", "已", "未", "续", "签", "计划", "预计", "工作", "任务", "年度", "本", "当", "上半", "下半", "全", "年", "月", "季度", "第", "批", "期",
    "[一二三四五六七八九十]", r"\d", "-", "—", "~", "至", "万", "亿", "元", "以上", "以下", "外资", "内资", "省", "市", "州", "区", "级", "外", "内", "省外", "亮点", "完成", "洽谈", "对接", "服务", "责任", "谈",
    "身份", "性质", "来源", "法人", "人员", "联系人?", "联系方式", "合同", "协议", "贸易", "进出口", "外贸", "海关", "申报", "终止", "退出", "取消", "暂停", "撤销", "淘汰", "库", "专班", "招引", "意向", "线索", "在库", "规上", "入统",
)
_OF = {
    "investment": (*_STEPS, *_INVESTORS, "构成", "开发", "合同", "协议"),
    "signed_amount": (*_STEPS, *_INVESTORS, "合同", "协议"),
    "capital": (*_STEPS,),
    "registered_capital": ("注册", "登记", "认缴", "实缴", "出资"),
    "paid_in_capital": ("注册", "登记", "认缴", "实缴", "出资", "到位", "到资"),
    "amount": ("贸易", "进出口", "外贸", "海关", "申报"),
    "zone": tuple(word for word in (*_STEPS, *_PLACES) if word not in ("注册", "登记")),
    "stage": (*_STEPS, *_INVESTORS, "洽谈", "对接", "服务", "责任", "管理"),
    "name": (*_STEPS, *_PLACES, *_ANY),
    "enterprise": (*_STEPS, *_PLACES, *_ANY, *_INVESTORS),
}
_OF_STATES = (*_STEPS, *_INVESTORS, "合同", "协议", "贸易", "进出口", "外贸", "海关", "责任")
# fmt: on
NAMES, PEOPLE = ("name", "enterprise"), ("contact", "phone", "email")
_OFFICES = re.compile(
    "(?:招商|投促|促进|商务|发改|管理)局|管委会|政府|责任|专班|专员|包保|领导|干部|部门"
    "|股东|法人|法定代表人|财务|代理|代办|记账|中介|物业|海关|监管|担保|银行|税务|施工|设计单位|^园区|^服务"
)
_OTHERS = re.compile(
    "母公司|子公司|分公司|关联|集团|控股|上级|总公司|总部|原企业|原项目|股东|对标|竞争|中介|被并购"
)
_NUMBER = re.compile(
    r"^[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z]|[ivx]{1,4})[)、.:)]+", re.IGNORECASE
)
#: how long titles end, that stand above only some of the columns
_TITLE = re.compile(r".{8,}(?:表|台账|名录|清单|一览|汇总|库|明细)")
#: words in a title that say which amounts or days are meant, and not only which list it is
_PARTIAL = re.compile(
    r"计划|拟|未|预[计期]|目标|规划|承诺|上年|去年|同期|累计|本[月年季]|当[月年季]|全年|[一二三四五六七八九]期|固定资产|[外中]方|贷款"
    r"|\d+月?[-—~至到]\d+月|其他|股东|数量|出口(?!.*进)|(?<!进)出口|下一步|安排"
)

_MONTHS = re.compile(r"\d月|[-—~至到]\d")


def is_of_others(name, text):
    """Whether a group head says that texts below it are those of somebody else: 母公司 above 地址, 招商局 above 电话."""
    bare = nfkc(text)
    if name in PEOPLE and _OFFICES.search(bare):
        return True
    return name not in NAMES and bool(_OTHERS.search(bare))


def is_partial(text):
    """Whether a text that looks like a title says which amounts or days stand below it: 2027年计划情况, 上年完成情况."""
    return bool(_PARTIAL.search(nfkc(text)))


@functools.lru_cache(4096)
def is_plain(text, name):
    """Whether a group head leaves the meaning of a field's column as it is: 基本信息, 一、资金情况, 项目台账."""
    pattern = _pattern(name)
    bare = _NUMBER.sub("", nfkc(text))
    bare = BRACKETS.sub(lambda bracket: _beside(bracket, pattern), bare).strip(":*★※#")
    if not bare or pattern.fullmatch(bare):
        return True
    return bool(_TITLE.fullmatch(bare)) and not is_partial(bare) and not _MONTHS.search(bare)


@functools.cache
def _pattern(name):
    own = _OF.get(name, _OF_STATES if name not in AMOUNTS else ())
    words = sorted((*_WORDS, *own), key=len, reverse=True)
    return re.compile("(?:%s)+" % "|".join(words), re.IGNORECASE)


def _beside(bracket, pattern):
    """What a bracket adds: nothing where it is a unit or plain itself."""
    inner = bracket[1]
    plain = not inner or parse(inner, numbers=True) or pattern.fullmatch(inner)
    return "" if plain else bracket[0]
