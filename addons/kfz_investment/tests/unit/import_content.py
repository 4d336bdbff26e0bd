"""What the oracle's files say: records of made-up projects, enterprises and trade, with the words and units in which offices write them."""

import datetime
from decimal import Decimal
from typing import NamedTuple

D = Decimal


class Money(NamedTuple):
    """An exact amount in a currency's own unit."""

    amount: Decimal
    currency: str = "CNY"


class UnitText(NamedTuple):
    """A unit as written, what one of it is worth, and in which currency."""

    text: str
    factor: Decimal
    currency: str = "CNY"


# fmt: off
WAN = UnitText("万元", D(10_000))
YI = UnitText("亿元", D(10) ** 8)
ONE = UnitText("元", D(1))
UNITS = (WAN, WAN, WAN, WAN, YI, YI, ONE, UnitText("百万元", D(10) ** 6), UnitText("千元", D(1000)),
         UnitText("千万元", D(10) ** 7), UnitText("万元人民币", D(10_000)), UnitText("人民币万元", D(10_000)))
FOREIGN = (UnitText("万美元", D(10_000), "USD"), UnitText("美元", D(1), "USD"), UnitText("万港元", D(10_000), "HKD"),
           UnitText("万欧元", D(10_000), "EUR"), UnitText("亿美元", D(10) ** 8, "USD"))

#: kind: {field: headings that everybody knows, that of the template first}
HEADINGS = {
    "project": {
        "name": ("项目名称", "项目", "招商项目名称"),
        "enterprise": ("投资企业", "投资方", "企业名称", "投资主体"),
        "uscc": ("统一社会信用代码", "信用代码"),
        "code": ("项目编号", "项目代码"),
        "zone": ("所属园区", "园区", "落户园区"),
        "investment": ("计划总投资", "总投资", "投资总额", "投资额", "项目总投资"),
        "stage": ("当前阶段", "项目阶段", "状态"),
        "signed_date": ("签约日期", "签约时间", "签订日期"),
        "signed_amount": ("协议金额", "签约金额", "协议投资额"),
        "landed_date": ("落地日期", "落地时间"),
        "capital": ("到位资金", "实际到位资金"),
        "lead_official": ("挂点领导", "包保领导"),
        "responsible_unit": ("责任单位", "牵头单位"),
        "contact": ("联系人",),
        "progress": ("进展情况", "最新进展"),
    },
    "enterprise": {
        "name": ("企业名称", "单位名称", "公司名称", "企业全称"),
        "uscc": ("统一社会信用代码", "信用代码"),
        "registered_capital": ("注册资本", "注册资金", "认缴资本"),
        "paid_in_capital": ("实缴资本", "实收资本"),
        "established": ("成立日期", "成立时间", "注册日期"),
        "industry": ("所属行业", "行业"),
        "ownership": ("企业性质", "企业类型"),
        "country": ("国别", "国家"),
        "address": ("注册地址", "地址"),
        "contact": ("联系人",),
        "scope": ("经营范围", "主营业务"),
    },
    "trade": {
        "name": ("企业名称", "单位名称", "经营单位"),
        "uscc": ("统一社会信用代码", "信用代码"),
        "month": ("统计月份", "月份", "统计年月", "所属期"),
        "direction": ("进出口", "进出口类型", "方向"),
        "mode": ("监管方式", "监管方式代码", "贸易方式"),
        "amount": ("保税贸易额", "贸易额", "进出口额", "货值"),
        "origin": ("统计表编号",),
        "note": ("备注", "说明"),
    },
}
ALWAYS = {"project": {"name", "enterprise"}, "enterprise": {"name"}, "trade": {"name", "month", "direction", "mode", "amount"}}
AMOUNTS = ("investment", "signed_amount", "capital", "registered_capital", "paid_in_capital", "amount")
DATES = ("signed_date", "landed_date", "established", "month")
#: fields in which a foreign currency can be recorded
ANY_CURRENCY = ("signed_amount", "capital", "registered_capital", "paid_in_capital")
#: zone id: its words
ZONES = {1: ("昆明综合保税区", "综保区", "昆明综保区"), 2: ("昆明片区", "自贸区昆明片区", "自贸区"),
         3: ("昆明经开区", "经开区"), 4: ("磨憨", "中国老挝磨憨磨丁经济合作区")}
STAGES = {"lead": ("线索", "意向项目"), "negotiation": ("洽谈", "在谈", "洽谈中"), "review": ("评审", "拟签约"),
          "signed": ("签约", "已签约", "正式签约"), "landed": ("落地", "已落地")}
DIRECTIONS = {"import": ("进口", "进境"), "export": ("出口", "出境")}
MODES = {"1210": ("1210", "网购保税"), "0110": ("0110", "一般贸易"), "5014": ("5014", "区内来料加工"), "9610": ("9610", "跨境电商零售")}
INDUSTRIES = {1: "批发业", 2: "零售业"}
OWNERSHIPS = {"state": ("国有", "国企"), "private": ("民营", "私营"), "foreign": ("外商独资", "外资")}
COUNTRIES = {1: "中国", 2: "老挝", 3: "泰国"}
TRADES = ("冷链物流", "咖啡加工", "天然橡胶", "光伏组件", "锂电材料", "花卉", "医疗器械", "航空维修", "跨境电商", "生物医药",
          "芯片封装", "数据服务", "建材", "食品", "装备制造", "供应链")
PLACES = ("昆明", "云南", "磨憨", "官渡", "呈贡", "经开")
ENDS = ("有限公司", "有限责任公司", "集团有限公司", "股份有限公司")
PEOPLE = ("张示例", "李示例", "王示例", "赵示例", "陈示例")
OFFICES = ("投促局", "招商一部", "产业发展局", "示例招商二部", "综合处")
# fmt: on
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def code_of(number):
    """A valid unified social credit code, by GB 32100: another one for each number."""
    body = "915301" + f"{number % 90 + 10}" + "MA" + f"{number:07d}"
    total = sum(_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return body + _ALPHABET[-total % 31]


def money(rng, unit, places=None):
    """An amount that is written shortly in this unit."""
    places = rng.choice((0, 0, 0, 1, 2)) if places is None else places
    if unit.factor == 1:
        places, most = min(places, 2), 10**9
    else:
        most = int(min(D(10) ** 6, D(10) ** 10 / unit.factor))
    digits = rng.randint(1, most * 10**places)
    return Money(D(digits).scaleb(-places) * unit.factor, unit.currency)


def day(rng, first=datetime.date(2015, 1, 1), last=datetime.date(2026, 10, 31)):
    """A day in the past."""
    return first + datetime.timedelta(days=rng.randint(0, (last - first).days))


def record(kind, rng, number, fields):
    """One record, whose values fit together and to the columns that there are."""
    return {"project": _project, "enterprise": _enterprise, "trade": _trade}[kind](
        rng, number, fields
    )


def _company(rng, number):
    return f"{rng.choice(PLACES)}示例{rng.choice(TRADES)}{number}{rng.choice(ENDS)}"


def _project(rng, number, fields):
    stages = ["lead", "negotiation", "review"]
    if "signed_date" in fields:
        stages += ["signed"] * 3 + (["landed"] * 2 if "landed_date" in fields else [])
    stage = rng.choice(stages)
    signed = day(rng, last=datetime.date(2026, 6, 30)) if stage in ("signed", "landed") else None
    landed = signed + datetime.timedelta(days=rng.randint(1, 90)) if stage == "landed" else None
    if "stage" not in fields:
        stage = "landed" if landed else "signed" if signed else "lead"
    return {
        "name": f"{rng.choice(PLACES)}{rng.choice(TRADES)}示例{number}项目",
        "enterprise": _company(rng, number),
        "uscc": code_of(number),
        "code": f"XM-{number:05d}",
        "zone": rng.choice(list(ZONES)) if "zone" in fields else 1,
        "stage": stage,
        "signed_date": signed,
        "landed_date": landed,
        "signed": bool(signed),
        "lead_official": rng.choice(PEOPLE),
        "responsible_unit": rng.choice(OFFICES),
        "contact": rng.choice(PEOPLE),
        "progress": f"正在办理第{number}号手续",
    }


def _enterprise(rng, number, _fields):
    return {
        "name": _company(rng, number),
        "uscc": code_of(number),
        "established": day(rng, first=datetime.date(1998, 1, 1)),
        "industry": rng.choice(list(INDUSTRIES)),
        "ownership": rng.choice(list(OWNERSHIPS)),
        "country": rng.choice(list(COUNTRIES)),
        "address": f"示例路{number}号",
        "contact": rng.choice(PEOPLE),
        "scope": f"{rng.choice(TRADES)}及配套服务",
    }


def _trade(rng, number, _fields):
    return {
        "name": _company(rng, number),
        "uscc": code_of(number),
        "month": day(rng, first=datetime.date(2022, 1, 1)).replace(day=1),
        "direction": rng.choice(list(DIRECTIONS)),
        "mode": rng.choice(list(MODES)),
        "origin": f"T-{number:05d}",
        "note": f"第{number}批",
    }


#: field: the words in which a value is written
WORDS = {
    "zone": ZONES,
    "stage": STAGES,
    "direction": DIRECTIONS,
    "mode": MODES,
    "industry": {key: (word,) for key, word in INDUSTRIES.items()},
    "ownership": OWNERSHIPS,
    "country": {key: (word,) for key, word in COUNTRIES.items()},
}
