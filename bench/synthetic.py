"""Synthetic office files for the measurements: all names are 示例, every code has a valid check digit."""

import datetime
import random

import xlsxwriter
from stdnum.cn import uscc

INDUSTRIES = (
    "批发业",
    "零售业",
    "食品制造业",
    "医药制造业",
    "航空运输业",
    "租赁业",
    "装卸搬运和仓储业",
    "互联网和相关服务",
    "专用设备制造业",
    "橡胶和塑料制品业",
)
OWNERSHIPS = ("国有", "民营", "外商投资", "港澳台投资")
ZONES = (
    "昆明综合保税区",
    "中国（云南）自由贸易试验区昆明片区",
    "国家级昆明经济技术开发区",
    "中国老挝磨憨—磨丁经济合作区",
)
STAGES = ("线索", "洽谈", "评审", "签约", "落地", "开工", "投产", "达产")
FUNCTIONS = ("物流分拨中心", "加工制造中心", "销售服务中心", "检测维修中心", "研发制造中心")
CITIES = ("昆明", "重庆", "上海", "广州", "深圳", "云南", "西双版纳", "老挝万象")
MODES = ("0110", "1210", "9610", "9710", "9810")
TRADES = (
    "冷链物流",
    "跨境电商",
    "供应链管理",
    "保税仓储",
    "咖啡加工",
    "生物医药",
    "电子元器件",
    "航材维修",
)

PROJECT_HEAD = (
    "序号",
    "项目名称",
    "投资企业",
    "统一社会信用代码",
    "所属园区",
    "计划总投资（亿元）",
    "当前阶段",
    "签约日期",
    "协议金额（亿元）",
    "落地日期",
    "到位资金（万元）",
    "挂点领导",
    "责任单位",
    "专人",
    "所属行业",
    "进展情况",
)
#: stock's fields for the same rows
PROJECT_FIELDS = [
    "name",
    "partner_id",
    "company_id",
    "expected_revenue",
    "stage_id",
    "date_deadline",
    "description",
]


def code(number):
    """The number-th valid unified social credit code."""
    body = f"91530111MA{number:07d}"
    return body + uscc.calc_check_digit(body)


def company(number):
    """The number-th enterprise's name."""
    return f"{CITIES[number % 8]}示例{TRADES[number // 8 % 8]}{number:05d}有限公司"


def day(rng, first=2012, last=2024):
    """A date in one of the spellings that offices use."""
    date = datetime.date(rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28))
    return date, rng.choice(
        (
            f"{date.year}年{date.month}月{date.day}日",
            f"{date.year}.{date.month}.{date.day}",
            f"{date:%Y/%m/%d}",
            f"{date:%Y%m%d}",
            date,
        )
    )


def enterprises(count, seed=7):
    """(heading, rows, the same rows as stock Odoo takes them)."""
    rng = random.Random(seed)
    head = [
        "序号",
        "企业名称",
        "统一社会信用代码",
        "注册资本（万元）",
        "成立日期",
        "所属行业",
        "企业性质",
        "注册地址",
        "联系电话",
    ]
    rows, stock = [], []
    for number in range(1, count + 1):
        capital = rng.choice((50, 100, 500, "1,000", "2000万元", 30000))
        _date, spelling = day(rng)
        industry, phone = rng.choice(INDUSTRIES), f"0871-6{rng.randint(0, 9999999):07d}"
        street = f"云南省昆明市示例路{number}号"
        rows.append(
            [
                number,
                company(number),
                code(number),
                capital,
                spelling,
                industry,
                rng.choice(OWNERSHIPS),
                street,
                phone,
            ]
        )
        stock.append([company(number), code(number), industry, street, phone])
    return head, rows, ["name", "vat", "industry_id", "street", "phone"], stock


def projects(count, enterprises_count, seed=11):
    """(heading, rows, stock's fields, the same rows as stock Odoo takes them): a historical ledger in all stages."""
    rng = random.Random(seed)
    pairs = [project(number, enterprises_count, rng) for number in range(1, count + 1)]
    return (
        PROJECT_HEAD,
        [row for row, _stock in pairs],
        PROJECT_FIELDS,
        [stock for _row, stock in pairs],
    )


def project(number, enterprises_count, rng):
    """(row, the same row as stock Odoo takes it)."""
    enterprise = rng.randint(1, enterprises_count)
    zone, stage = ZONES[enterprise % 4], rng.randint(0, 7)
    investment = rng.choice((0.3, 0.5, 1.2, 2.5, 5, 12, 36))
    signed, signed_text = day(rng, 2023, 2024) if stage >= 3 else (None, None)
    landed = signed + datetime.timedelta(days=rng.randint(20, 300)) if stage >= 4 else None
    name = f"示例项目{number:05d}（{rng.choice(TRADES)}）"
    note = f"示例进展{number % 50}"
    facts = [number, name, company(enterprise), code(enterprise), zone, investment, STAGES[stage]]
    milestones = [
        signed_text,
        investment if signed else None,
        f"{landed:%Y.%m.%d}" if landed else None,
        int(investment * 6000) if landed else None,
    ]
    people = [f"示例领导{number % 5}", f"示例招商{number % 3}部", f"示例专员{number % 7}"]
    row = [*facts, *milestones, *people, rng.choice(INDUSTRIES), note]
    money = investment * 1e8
    return row, [name, company(enterprise), zone, money, STAGES[stage], f"{signed or ''}", note]


def trade(count, enterprises_count, seed=13):
    """(heading, rows, stock's fields, the same rows as stock Odoo takes them): a statement of the enterprises of the first zone,
    each of them once a month; `count` is at most 60 times `enterprises_count`."""
    rng = random.Random(seed)
    head = ["统一社会信用代码", "企业名称", "统计月份", "进出口", "监管方式", "保税贸易额（万元）"]
    own = [number for number in range(1, enterprises_count + 1) if number % 4 == 0]
    rows, stock = [], []
    for index in range(count):
        number, month = own[index % len(own)], index // len(own)
        year, month = 2005 + month // 12, month % 12 + 1
        direction, mode, fen = (
            rng.choice(("进口", "出口")),
            rng.choice(MODES),
            rng.randint(100, 10**9),
        )
        rows.append(
            [code(number), company(number), f"{year}年{month}月", direction, mode, fen / 1e6]
        )
        stock.append(
            [
                company(number),
                f"{year}-{month:02}-01",
                direction,
                mode,
                fen / 100,
                f"示例 · {index}",
            ]
        )
    return (
        head,
        rows,
        ["x_partner_id", "x_month", "x_direction", "x_mode", "x_amount", "x_name"],
        stock,
    )


def write(path, title, head, rows):
    """An .xlsx as offices submit it: with `title`, a title and a unit line above the heading; without, bare."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    date_format = book.add_format({"num_format": "yyyy-mm-dd"})
    lines = [[title], ["填报单位：示例单位"], head] if title else [head]
    for number, row in enumerate([*lines, *rows]):
        for index, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(
                    number, index, datetime.datetime.combine(value, datetime.time()), date_format
                )
            elif isinstance(value, str):
                sheet.write_string(number, index, value)
            elif value is not None:
                sheet.write_number(number, index, value)
    book.close()
