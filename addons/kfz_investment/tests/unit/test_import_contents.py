"""The cells of a column tell what it is, and headings that nobody knows are proposed rightly and never taken in."""

import datetime

import pytest
from domain.imports import contents, looks, saying, words
from domain.workbook.columns.known import Content
from domain.workbook.lists.table import find_table
from domain.workbook.sheet import Sheet, Styled
from heading_spellings import COUNT, PARTS, spellings
from workbook_helpers import GOOD_CODE, LOOKUPS, OTHER_CODE, known, project_lookups

DAY = datetime.datetime(2026, 3, 5)
# fmt: off
SURE = {
    looks.is_money: [
        ["5000万元", "1.2亿", "约500万元", "USD 1,000,000", "¥500", "354(万)", Styled(5, "万元"), "12.5万美元"],
        [5000, "5000", "万元", "", None, "甲", DAY, True, "2026年3月", "13888888888"],
    ],
    looks.is_number: [
        [5000, 0.5, "1,234.5", "5000万元", "500", 0],
        [True, "甲", DAY, -5, 13888888888888],
    ],
    looks.is_day: [
        [DAY, "2026-3-5", "2026年3月5日", "2026.3", "26.3.5", "20260305", 20260305, "二〇二六年三月五日", "2026年2月30日"],
        [5000, 2026, "3月", "洽谈", "预计2026年6月", None, "1.5", "2.5亿", True, 45356],
    ],
    looks.is_month: [[202603, "202603", "2026年3月", "2026-03", DAY], [5000, "3", "甲", 202613, None]],
    looks.is_code: [[GOOD_CODE, OTHER_CODE.lower(), GOOD_CODE[:-1] + "0"], ["甲", 12345, "91530111", None]],
    looks.is_company: [
        ["昆明示例一有限公司", "示例集团", "示例木材厂", "示例服务中心（普通合伙）", "Example Co., Ltd.", "示例专业合作社①"],
        ["张示例", "项目名称", "公司", "投资企业", "公司地址在昆明", 5, None, "洽谈"],
    ],
    looks.is_phone: [[13888888888, "13888888888", "0871-67015764", "138-8888-8888", "400-800-8888"], ["5000", 5000, "张", None, True]],
    looks.is_currency: [["人民币", "万元", "美元", "CNY", "万美元"], ["500万元", 5, "甲", None, ""]],
    looks.is_title: [["示例项目甲一", "电子元器件生产线"], ["张示例", "洽谈", 5, DAY, "2026-03-05"]],
}
# fmt: on
CASES = [
    pytest.param(test, cell, answer, id=f"{test.__name__} {cell!r}")
    for test, sets in SURE.items()
    for answer, cells in zip((True, False), sets, strict=True)
    for cell in cells
]


@pytest.mark.parametrize(("test", "cell", "answer"), CASES)
def test_a_cell_shows_what_it_is(test, cell, answer):
    assert bool(test(cell)) is answer


@pytest.mark.parametrize("kind", ["enterprise", "project", "trade"])
def test_every_column_of_a_kind_has_its_content_or_its_words(kind):
    told = contents.contents(kind, LOOKUPS[kind]())
    fields = set(known(kind).aliases.values())
    assert fields <= told.keys() and fields <= words.WORDS[kind].keys() | {"currency"}
    assert all(isinstance(content, Content) for content in told.values())
    assert words.DEFAULTED[kind] <= told.keys()


def test_any_cell_can_be_asked():
    odd = [
        None,
        "",
        " ",
        0,
        -1,
        1e300,
        float("inf"),
        True,
        DAY,
        datetime.time(1),
        Styled(1, "%"),
        "#REF!",
    ]
    for kind, lookups in LOOKUPS.items():
        for content in contents.contents(kind, lookups()).values():
            assert all(content(cell) in (True, False) for cell in odd)
            assert all(content.fits(cell) in (True, False) for cell in odd)


@pytest.mark.parametrize(
    ("texts", "word"),
    [
        (["昆明经开区项目台账"], "昆明经开区"),
        (["国家级昆明经济技术开发区"], "国家级昆明经济技术开发区"),
        (["磨憨"], "磨憨"),
        (["昆明综保区"], ""),
        (["综保区、经开区"], ""),
        (["经开区和磨憨"], ""),
        (["2026年台账", "表一"], ""),
    ],
)
def test_a_title_names_the_one_zone_that_is_not_the_default(texts, word):
    assert contents.other_zone(project_lookups().zones, 1)(texts) == word


def test_no_title_is_judged_without_a_default_zone():
    assert contents.other_zone(project_lookups().zones, None)(["昆明经开区"]) == ""
    assert contents.other_zone({}, 1)(["昆明经开区"]) == ""


# spellings

NAMES = ["昆明示例一有限公司", "示例咖啡加工厂", "云南示例物流集团"]
# fmt: off
CELLS = {
    "project": {
        "name": ["示例项目甲一", "示例项目乙二", "示例项目丙三"], "enterprise": NAMES, "uscc": [GOOD_CODE, OTHER_CODE, None],
        "zone": ["昆明经开区", "磨憨", "昆明综保区"], "stage": ["签约", "洽谈", "落地"], "investment": [8000, 900.5, 12000],
        "signed_amount": [5000, None, 700], "capital": [50, None, 70],
        "signed_date": ["2026-03-05", None, "2026.4.1"], "landed_date": [None, None, "2026年5月6日"],
    },
    "enterprise": {
        "name": NAMES, "uscc": [GOOD_CODE, OTHER_CODE, None], "registered_capital": [500, 1000.5, 30],
        "paid_in_capital": [50, 100, None], "established": ["2020-03-05", DAY, "2021年4月"], "phone": ["0871-67015764"] * 3,
    },
    "trade": {
        "name": NAMES, "month": ["2026年1月", "2026-02", 202603], "direction": ["进口", "出口", "出口"],
        "mode": ["1210", "0110", 9610], "amount": [12.5, 1000, 0.8],
    },
}
HEADS = {
    "project": ["项目名称", "投资企业", "统一社会信用代码", "所属园区", "当前阶段", "计划总投资（万元）", "协议金额（万元）", "到位资金（万元）", "签约日期", "落地日期"],
    "enterprise": ["企业名称", "统一社会信用代码", "注册资本（万元）", "实缴资本（万元）", "成立日期", "联系电话"],
    "trade": ["企业名称", "统计月份", "进出口", "监管方式", "贸易额（万元）"],
}
# fmt: on
FIELDS = [(kind, field) for kind, parts in PARTS.items() for field in parts]


KNOWN = {kind: known(kind) for kind in HEADS}


def _column(kind, field, heading):
    """The table whose column of one field has this heading, the others those that everybody knows, and that column."""
    names = list(CELLS[kind])
    heads = list(HEADS[kind])
    heads[names.index(field)] = heading
    rows = [heads, *map(list, zip(*CELLS[kind].values(), strict=True))]
    found = find_table([Sheet("表", rows=dict(enumerate(rows, 1)))], KNOWN[kind])
    return found, found.header.columns[names.index(field)]


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_spellings_that_nobody_knows_are_proposed_and_not_taken_in(kind, field):
    columns = {heading: _column(kind, field, heading)[1] for heading in spellings(kind, field)}
    assert len(columns) >= 50 and not any(column.field for column in columns.values())
    wrong = {head: column.proposal for head, column in columns.items() if column.proposal != field}
    assert len(wrong) <= 0.05 * COUNT, wrong


@pytest.mark.parametrize(
    ("kind", "field"), [pair for pair in FIELDS if pair[1] in words.DEFAULTED[pair[0]]]
)
def test_rows_hang_on_spellings_of_columns_that_matter(kind, field):
    with_value = [value is not None for value in CELLS[kind][field]]
    for heading in spellings(kind, field):
        found, column = _column(kind, field, heading)
        codes = [[code for _l, _f, code, _p in row.remarks] for row in found.rows]
        assert not column.looks_like or ["column_unresolved" in c for c in codes] == with_value


ZONES_SAID = [
    ("二、安宁工业园区", "安宁工业园区"),
    ("（二）红河综保区", "红河综保区"),
    ("安宁工业园区2026年招商引资项目台账", "安宁工业园区"),
    ("滇中新区", "滇中新区"),
    ("其他园区项目", "其他园区"),
    ("非综保区项目", "非综保区"),
    ("区外项目", "区外"),
    ("空港经济区项目", "空港经济区"),
    ("昆明高新区项目", "高新区"),
    ("盘龙区招商项目", "盘龙区"),
    ("河口口岸项目", "河口口岸"),
    ("飞地项目", "飞地"),
    *(
        (text, "")
        for text in ("一、综保区", "昆明经开区", "（三）经开片区", "各园区项目", "重点产业园区项目")
    ),
    *(
        (text, "")
        for text in (
            "国家级开发区",
            "自贸试验区昆明片区",
            "中老磨憨—磨丁经济合作区",
            "昆明空港片区",
            "省内外、区内外企业投资项目",
            "区外资金项目",
        )
    ),
]
# fmt: off
STAGES_SAID = [
    ("二、终止项目", "ended"), ("2026年终止（流失）项目清单", "ended"), ("招商引资项目清单（终止）", "ended"), ("停工项目清单", "ended"), ("不再推进项目", "ended"),
    ("拟签约项目", "review / signed"), ("未签约项目", "review / signed"), ("力争年内签约项目", "review / signed"), ("意向签约项目", "review / signed"), ("拟签项目清单", "review / signed"),
    ("在谈重点产业项目", "negotiation"), ("洽谈中的项目", "negotiation"), ("在谈未签约项目", "negotiation / signed"), ("招商引资签约项目台账", "signed"),
    ("招商线索库", "lead"), ("储备库", "lead"), ("签约未落地项目", "signed / landed"), ("未开工项目", " / construction"), ("2027年开工计划", " / construction"),
    ("2026年签约落地项目", "signed landed"), ("签约、在谈项目", "negotiation signed"),
    *((text, None) for text in ("项目落地推进表", "说明：本表不含终止项目", "（不含终止项目）汇总", "淘汰落后产能项目", "粮食储备项目", "签约、终止项目")),
]
DOUBTS = [
    ("填报样例", "样例"), ("2026年招商引资目标任务表", "目标任务"), ("招商项目台账（旧）", "旧"), ("项目台账（废弃）", "废弃"), ("剔除项目", "剔除"), ("二、回收站", "回收站"), ("签约、终止项目", "终止"),
    *((text, "") for text in ("2026年招商引资项目台账（示例）", "废弃资源综合利用业", "已剔除重复项目", "终止项目", "再生资源回收站项目", "签约项目（不含终止项目）")),
]
# fmt: on


@pytest.mark.parametrize(("text", "place"), ZONES_SAID)
def test_a_title_names_a_place_that_is_no_zone(text, place):
    lookups = project_lookups()
    assert saying.unknown_zone(lookups.zones, lookups.areas, 1)([text]) == place


@pytest.mark.parametrize(("text", "stage"), STAGES_SAID)
def test_a_title_names_stages_and_what_is_only_planned(text, stage):
    said = saying.stage_said([text])
    stages = said and " ".join(said.stages) + (f" / {said.until}" if said.until else "")
    assert stages == stage


@pytest.mark.parametrize(("text", "word"), DOUBTS)
def test_a_title_says_that_its_list_does_not_count(text, word):
    assert saying.doubt_said([text], ends=False) == word
    assert not word or saying.doubt_said(["不相关", text], ends=True)
