"""Group heads that only say which columns belong together, as opposed to those that change what the columns mean."""

import re

from ..cells import nfkc
from ..values.unit import BRACKETS, parse

#: fields besides amounts whose meaning hangs on the words above them: a planned date of signing is none
# fmt: off
STATES = frozenset((
    "signed_date", "landed_date", "construction_date", "production_date", "full_production_date", "established", "stage", "month",
))
_WORDS = (
    "项目", "企业", "公司", "单位", "投资方", "投资者", "投资人", "投资", "客商", "业主", "主体", "股东", "资金", "资本", "签约", "签订", "落地", "开工", "建设", "投产", "基本", "到位",
    "到资", "合同", "协议", "联系人?", "招商", "引资", "贸易", "进出口", "外贸", "注册", "登记", "工商", "经营", "生产", "运营", "用地", "地址", "产业", "行业", "分类", "时间", "日期",
    "节点", "进度", "进展", "推进", "金额", "规模", "详细", "其他", "主要", "有关", "相关", "总体", "概况", "综合", "统计", "重要", "重点", "关键", "填报", "填写", "填", "内容", "指标",
    "数据", "数", "额", "资料", "情况", "信息", "栏目?", "部分", "要素", "明细", "类型?", "类别", "及其?", "和", "与", "、", "/", "的", "方面", "事项", "方式", "人员", "部门", "经济",
    "效益", "财务", "当前", "目前", "现状", "状态", "阶段", "履约", "入驻", "引进", "入区", "名称", "来源", "构成", "投入", "开发", "基础", "属性", "概述", "简介", "一览", "汇总", "表", "台账",
    "清单", "名录", "园区", "片区", "昆明", "云南", "综合保税区", "综保区", "自由贸易试验区", "自贸区", "经济技术开发区", "经开区", "磨憨", "磨丁", "空港", "中国", "老挝", "中老", "合作区", "管委会",
    "招商局", "投促局", "由", "系统", "录入", "必填项?", "选填项?", "总", "总额", "合计", "总计", "小计", "全部", "计量", "货币", "币种", "所在地", "性质", "身份", "证照", "营业执照", "法人", "业务",
    "主营", "时序", "大事", "里程碑", "关键", "动态", "跟踪", "服务", "洽谈", "对接", "责任", "材料",
    "project", "enterprise", "company", "investment", "basic", "general", "information", "info", "details?", "data", "capital", "registration", "contract", "signing",
    "dates?", "progress", "status", "amounts?", "trade", "contacts?", "and", "&", "of", "the",
)
# fmt: on
NAMES, PEOPLE = ("name", "enterprise"), ("contact", "phone", "email")
_OFFICES = re.compile(
    "(?:招商|投促|促进|商务|发改|管理)局|管委会|政府|责任|专班|专员|包保|领导|干部|部门"
)
_OTHERS = re.compile("母公司|控股|上级|总公司|原企业|原项目")
_PLAIN = re.compile("(?:%s)+" % "|".join(sorted(_WORDS, key=len, reverse=True)), re.IGNORECASE)
_NUMBER = re.compile(
    r"^[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z]|[ivx]{1,4})[)、.:)]+", re.IGNORECASE
)
#: how long titles end, that stand above only some of the columns
_TITLE = re.compile(r".{8,}(?:表|台账|名录|清单|一览|汇总|库|明细)")


def is_of_others(name, text):
    """Whether a group head says that texts below it are those of somebody else: 母公司 above 地址, 招商局 above 电话."""
    bare = nfkc(text)
    if name in PEOPLE and _OFFICES.search(bare):
        return True
    return name not in NAMES and bool(_OTHERS.search(bare))


def is_plain(text):
    """Whether a group head leaves the meaning of the columns below it as it is: 基本信息, 一、资金情况, 项目台账."""
    bare = BRACKETS.sub(_beside, _NUMBER.sub("", nfkc(text))).strip(":*★※#")
    return not bare or bool(_PLAIN.fullmatch(bare) or _TITLE.fullmatch(bare))


def _beside(bracket):
    """What a bracket adds: nothing where it is a unit or plain itself."""
    inner = bracket[1]
    plain = not inner or parse(inner, numbers=True) or _PLAIN.fullmatch(inner)
    return "" if plain else bracket[0]
