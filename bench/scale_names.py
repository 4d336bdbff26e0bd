"""Names and codes of any number of made-up enterprises, as varied as real ones: a search for part of one finds a plausible share."""

import synthetic
from stdnum.cn import uscc

PLACES = (
    *("昆明", "云南", "曲靖", "玉溪", "大理", "红河", "西双版纳", "德宏", "保山", "昭通"),
    *("北京", "上海", "广州", "深圳", "重庆", "成都", "杭州", "南京", "武汉", "西安"),
    *("厦门", "青岛", "天津", "贵阳"),
)
FIRST = "华中天金鑫恒瑞泰盛兴通达宏远嘉德信诚和安康源丰利国大新东南方海云滇"
SECOND = "创业成隆辉星光润祥顺茂昌荣博凯翔腾飞龙凤林森山河江川谷峰联合众益佳美"
TRADES = (
    *synthetic.TRADES,
    *("国际贸易", "进出口贸易", "农产品", "花卉", "橡胶制品", "精密机械", "新能源", "新材料"),
    *("信息技术", "软件开发", "医疗器械", "食品", "纺织", "服装", "珠宝首饰", "有色金属"),
    *("化工", "包装材料", "汽车零部件", "光电科技", "半导体", "检测技术", "货运代理", "报关服务"),
    *("融资租赁", "飞机租赁", "会展服务", "环保科技", "智能装备", "茶叶", "中药材", "文化传播"),
)
FORMS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
KINDS = (
    "生产基地",
    "分拨中心",
    "保税仓库",
    "研发中心",
    "总部",
    "交易平台",
    "加工厂",
    "维修中心",
    "结算中心",
)
TOTAL = len(PLACES) * len(FIRST) * len(SECOND) * len(TRADES) * len(FORMS)
#: prime to TOTAL, so that each number has its own name and neighbours share nothing
STEP = 7_368_787


def parts(number):
    """(place, brand, trade, form) of the number-th enterprise; each of the first TOTAL is different."""
    rest = number * STEP % TOTAL
    found = []
    for words in (PLACES, FIRST, SECOND, TRADES, FORMS):
        rest, index = divmod(rest, len(words))
        found.append(words[index])
    place, first, second, trade, form = found
    return place, first + second, trade, form


def enterprise(number):
    """The number-th enterprise's name."""
    place, brand, trade, form = parts(number)
    return f"{place}{brand}示例{trade}{form}"


def project(number):
    """The name of the number-th project, by an enterprise's brand and trade."""
    _place, brand, trade, _form = parts(number)
    return f"{brand}示例{trade}{KINDS[number % len(KINDS)]}项目"


def code(number):
    """The number-th valid unified social credit code."""
    body = f"9153{number % 97:02d}{number % 31:02d}MA{number % 1_000_000_000:07d}"[:17]
    return body + uscc.calc_check_digit(body)


def phone(number):
    """The number-th telephone number."""
    return f"+86 871 {60_000_000 + number}"
