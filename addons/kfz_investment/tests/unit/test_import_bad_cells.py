"""Every kind of bad cell is repaired or refused: one row of the table per kind."""

import datetime

import pytest
from domain.workbook.sheet import CellError
from workbook_helpers import GOOD_CODE, OTHER_CODE, codes, one_row, parse, table_of

E, W, I = "error", "warning", "info"
NAME = "昆明示例一有限公司"

#: (what is wrong, cells by heading, level, code); the level says whether the row stays out
ENTERPRISE = [
    ("name missing", {"企业名称": None}, E, "missing"),
    ("name of spaces and zero-width signs", {"企业名称": " \u200b\u3000"}, E, "missing"),
    ("name says none", {"企业名称": "无"}, E, "missing"),
    ("number as name", {"企业名称": 12345}, E, "name_is_number"),
    ("digits as name", {"企业名称": "12 345"}, E, "name_is_number"),
    ("code as name", {"企业名称": GOOD_CODE}, E, "code_in_name"),
    (
        "two enterprises in one cell",
        {"企业名称": "昆明示例一有限公司、昆明示例二有限公司"},
        E,
        "two_names",
    ),
    (
        "two enterprises on two lines",
        {"企业名称": "昆明示例一有限公司\n昆明示例二有限公司"},
        E,
        "two_names",
    ),
    ("over-long name", {"企业名称": "示" * 200}, E, "too_long"),
    ("truth value as name", {"企业名称": True}, E, "boolean"),
    ("date as name", {"企业名称": datetime.datetime(2024, 3, 5)}, E, "date_in_text"),
    ("formula as name", {"企业名称": '=HYPERLINK("http://x","昆明示例")'}, W, "formula_text"),
    ("very short name", {"企业名称": "示"}, W, "short_name"),
    ("error cell as name", {"企业名称": "#REF!"}, E, "cell_error"),
    ("same as above", {"企业名称": "同上"}, E, "ditto"),
    ("wrong check digit", {"统一社会信用代码": GOOD_CODE[:-1] + "0"}, E, "code_check_digit"),
    ("code as a number", {"统一社会信用代码": 9.15301e17}, E, "code_damaged"),
    ("code in scientific writing", {"统一社会信用代码": "9.15301E+17"}, E, "code_damaged"),
    ("code too short", {"统一社会信用代码": GOOD_CODE[:-2]}, E, "code_length"),
    (
        "code with a forbidden letter",
        {"统一社会信用代码": GOOD_CODE[:10] + "I" + GOOD_CODE[11:]},
        E,
        "code_characters",
    ),
    (
        "old registration number",
        {"统一社会信用代码": "530100100012345"},
        E,
        "code_registration_number",
    ),
    ("date as code", {"统一社会信用代码": datetime.datetime(2024, 3, 5)}, E, "not_a_code"),
    ("truth value as code", {"统一社会信用代码": True}, E, "not_a_code"),
    ("negative amount", {"注册资本（万元）": -5}, E, "negative"),
    ("amount in brackets", {"注册资本（万元）": "(500)"}, E, "negative"),
    ("range of amounts", {"注册资本（万元）": "100-200"}, E, "range"),
    ("percentage as amount", {"注册资本（万元）": "25%"}, E, "percent"),
    ("text as amount", {"注册资本（万元）": "见附件"}, E, "not_a_number"),
    ("letter O for zero", {"注册资本（万元）": "1O0"}, E, "not_a_number"),
    ("two amounts", {"注册资本（万元）": "100万元+20万美元"}, E, "two_amounts"),
    ("odd comma", {"注册资本（万元）": "1,5"}, E, "comma"),
    ("truth value as amount", {"注册资本（万元）": True}, E, "boolean"),
    ("date as amount", {"注册资本（万元）": datetime.datetime(2024, 3, 5)}, E, "date_in_amount"),
    ("absurd amount", {"注册资本（万元）": 10**12}, E, "too_large"),
    ("unusual amount", {"注册资本（万元）": "2000亿元"}, W, "unusually_large"),
    ("approximate amount", {"注册资本（万元）": "约500"}, W, "approximate"),
    ("no unit anywhere", {"注册资本": 500}, E, "no_unit"),
    (
        "paid-in above registered",
        {"注册资本（万元）": 100, "实缴资本（万元）": 200},
        W,
        "paid_above_registered",
    ),
    ("no such date", {"成立日期": "2026年2月30日"}, E, "no_such_date"),
    ("text as date", {"成立日期": "已成立"}, E, "not_a_date"),
    ("two dates", {"成立日期": "2024.3.5、2024.4.6"}, E, "two_dates"),
    ("date ahead", {"成立日期": "2027-01-01"}, E, "date_in_future"),
    ("planned date", {"成立日期": "预计2026年6月"}, E, "date_planned"),
    ("year only", {"成立日期": "2024年"}, E, "date_incomplete"),
    ("impossible year", {"成立日期": "1024-1-1"}, E, "year_implausible"),
    ("day and month exchangeable", {"成立日期": "3/5/2024"}, E, "date_ambiguous"),
    ("month only", {"成立日期": "2024年3月"}, W, "month_only"),
    ("year of two digits", {"成立日期": "24.3.5"}, W, "two_digit_year"),
    ("unknown industry", {"所属行业": "吉祥物业"}, W, "unknown_industry"),
    ("industry nearly right", {"所属行业": "批发行业"}, W, "unknown_industry"),
    ("unknown ownership", {"企业性质": "神秘"}, W, "unknown_ownership"),
    ("unknown country", {"国别": "亚特兰蒂斯"}, W, "unknown_country"),
    ("phone as a number without its zero", {"联系电话": 87167015764}, I, "phone_zero"),
    ("phone destroyed", {"联系电话": "8.71670E+10"}, W, "phone_damaged"),
    ("text as phone", {"联系电话": "找张三"}, W, "not_a_phone"),
    ("text as e-mail", {"电子邮箱": "没有邮箱"}, W, "not_an_email"),
    ("notes too long", {"备注": "示" * 6000}, W, "too_long"),
    ("phone of an error cell", {"联系电话": "#N/A"}, W, "cell_error"),
]

PROJECT_BASE = {
    "项目名称": "示例项目",
    "投资企业": NAME,
    "所属园区": "昆明综合保税区",
    "当前阶段": "洽谈",
}
SIGNED = {**PROJECT_BASE, "当前阶段": "签约", "签约日期": "2026-03-05", "协议金额（亿元）": 1}
LANDED = {**SIGNED, "当前阶段": "落地", "落地日期": "2026-06-01", "到位资金（万元）": 100}

PROJECT = [
    ("project without name", {**PROJECT_BASE, "项目名称": None}, E, "missing"),
    ("number as project name", {**PROJECT_BASE, "项目名称": "12345"}, E, "name_is_number"),
    ("unknown zone", {**PROJECT_BASE, "所属园区": "不存在的园区"}, E, "unknown_zone"),
    ("zone missing", {**PROJECT_BASE, "所属园区": None}, E, "missing"),
    ("unknown stage", {**PROJECT_BASE, "当前阶段": "飞升"}, E, "unknown_stage"),
    ("stage missing", {**SIGNED, "当前阶段": None}, W, "stage_assumed"),
    (
        "no enterprise from negotiation on",
        {**PROJECT_BASE, "投资企业": None},
        E,
        "missing_enterprise",
    ),
    (
        "lead without enterprise",
        {**PROJECT_BASE, "当前阶段": "线索", "投资企业": None},
        W,
        "no_enterprise",
    ),
    ("landed before signed", {**LANDED, "落地日期": "2026-01-01"}, E, "landed_before_signed"),
    ("landed without signing date", {**LANDED, "签约日期": None}, E, "landed_without_signed"),
    ("signed stage without date", {**SIGNED, "签约日期": None}, E, "stage_needs_signed"),
    ("landed stage without date", {**LANDED, "落地日期": None}, E, "stage_needs_landed"),
    ("signing ahead", {**SIGNED, "签约日期": "2027-01-01"}, E, "date_in_future"),
    ("signed, but the stage is earlier", {**SIGNED, "当前阶段": "洽谈"}, W, "signed_beyond_stage"),
    ("landed, but the stage is earlier", {**LANDED, "当前阶段": "签约"}, W, "landed_beyond_stage"),
    ("signing without amount", {**SIGNED, "协议金额（亿元）": None}, W, "signed_without_amount"),
    (
        "amount without signing",
        {**PROJECT_BASE, "签约日期": None, "协议金额（亿元）": 1},
        W,
        "amount_without_signing",
    ),
    (
        "capital without any date",
        {**PROJECT_BASE, "到位资金（万元）": 5},
        E,
        "capital_without_date",
    ),
    ("amount above the investment", {**SIGNED, "计划总投资（亿元）": 0.5}, W, "above_investment"),
    (
        "investment in dollars",
        {**PROJECT_BASE, "计划总投资（万美元）": 100},
        E,
        "investment_currency",
    ),
    (
        "production before construction",
        {**LANDED, "开工日期": "2026-09-01", "投产日期": "2026-08-01"},
        E,
        "milestone_order",
    ),
    ("construction before landing", {**LANDED, "开工日期": "2026-05-01"}, E, "milestone_order"),
    ("several lead officials", {**PROJECT_BASE, "挂点领导": "张示例、李示例"}, W, "several_people"),
    ("unknown function", {**PROJECT_BASE, "功能定位": "吉祥"}, W, "unknown_function"),
    ("unknown area", {**PROJECT_BASE, "所属片区": "火星片区"}, W, "unknown_area"),
    ("unknown entry type", {**PROJECT_BASE, "入区类型": "神秘型"}, W, "unknown_entry_type"),
    ("no such date of signing", {**SIGNED, "签约日期": "2026年2月30日"}, E, "no_such_date"),
]

CASES = [
    pytest.param(
        "enterprise", {"企业名称": NAME, "注册地址": "昆明", **cells}, level, code, id=what
    )
    for what, cells, level, code in ENTERPRISE
]
CASES += [
    pytest.param("project", cells, level, code, id=what) for what, cells, level, code in PROJECT
]


def test_more_than_forty_kinds_are_covered():
    assert len({case.values[3] for case in CASES}) >= 40


@pytest.mark.parametrize(("kind", "cells", "level", "code"), CASES)
def test_a_bad_cell_is_reported_with_its_code(kind, cells, level, code):
    parsed = one_row(kind, **cells, 备用="x") if kind == "enterprise" else one_row(kind, **cells)
    assert (level, code) in [(issue.level, issue.code) for issue in parsed.issues]
    assert parsed.ok is (level != "error")


REPAIRED = [
    (
        "full-width code with spaces",
        {"统一社会信用代码": " ９１５３ ２８２２Ｌ１２ＴＨ３ＢＪ１Ｈ "},
        "uscc",
        GOOD_CODE,
    ),
    ("lower-case code", {"统一社会信用代码": GOOD_CODE.lower()}, "uscc", GOOD_CODE),
    (
        "code with hyphens and an apostrophe",
        {"统一社会信用代码": "'91532822-L12TH3BJ1H"},
        "uscc",
        GOOD_CODE,
    ),
    (
        "line break in the name",
        {"企业名称": "昆明示例一\n有限公司\n "},
        "name",
        "昆明示例一有限公司",
    ),
    ("zero-width space in the name", {"企业名称": "昆明\u200b示例一有限公司"}, "name", NAME),
    ("control characters in the name", {"企业名称": "昆明\x07示例一有限公司\x00"}, "name", NAME),
    (
        "full-width digits in the name",
        {"企业名称": "昆明示例００１有限公司"},
        "name",
        "昆明示例001有限公司",
    ),
    ("phone as a number", {"联系电话": 13888888888}, "phone", "13888888888"),
    ("words for none", {"注册资本（万元）": "—"}, "registered_capital", None),
    ("none as code", {"统一社会信用代码": "无"}, "uscc", None),
    (
        "date with a time",
        {"成立日期": "2024-03-05 10:30"},
        "established",
        datetime.date(2024, 3, 5),
    ),
    ("serial number as date", {"成立日期": 45356}, "established", datetime.date(2024, 3, 5)),
    ("industry with spaces", {"所属行业": " 批 发 业 "}, "industry", 1),
]


@pytest.mark.parametrize(
    ("cells", "field", "value"), [pytest.param(*case[1:], id=case[0]) for case in REPAIRED]
)
def test_what_can_be_repaired_is_repaired_without_a_word(cells, field, value):
    parsed = one_row("enterprise", **{"企业名称": NAME, **cells}, 备用="x")
    assert (
        parsed.ok
        and not [issue for issue in parsed.issues if issue.level != "info"]
        and parsed.values.get(field) == value
    )


def test_an_error_cell_is_named_with_its_error():
    table = table_of("enterprise", [["企业名称", "注册资本（万元）"], [NAME, 1]])
    table.rows[0].cells["registered_capital"] = CellError("#DIV/0!")
    issue = parse("enterprise", table)[0].issues[0]
    assert (issue.column, issue.code, issue.params["text"]) == (
        "注册资本（万元）",
        "cell_error",
        "#DIV/0!",
    )


def test_a_near_miss_is_suggested():
    issue = one_row("enterprise", 企业名称=NAME, 所属行业="批发行业").issues[0]
    assert issue.params["near"] == "批发业"


ROWS = [["企业名称", "统一社会信用代码"]]


@pytest.mark.parametrize(
    ("second", "codes_of_second", "ok", "skip"),
    [
        pytest.param([NAME, GOOD_CODE], ["repeated_code"], False, True, id="the same row twice"),
        pytest.param(
            ["昆明示例二有限公司", GOOD_CODE],
            ["same_code_other_name"],
            False,
            False,
            id="same code, other name",
        ),
        pytest.param(
            [NAME, OTHER_CODE], ["same_name_other_code"], True, False, id="same name, other code"
        ),
        pytest.param([NAME, None], ["repeated_name"], False, True, id="same name without code"),
        pytest.param(["昆明示例二有限公司", OTHER_CODE], [], True, False, id="another enterprise"),
    ],
)
def test_rows_of_one_list_are_compared(second, codes_of_second, ok, skip):
    parsed = parse("enterprise", table_of("enterprise", [*ROWS, [NAME, GOOD_CODE], second]))[1]
    assert (codes(parsed), parsed.ok, parsed.skip) == (codes_of_second, ok, skip)


@pytest.mark.parametrize(
    ("first", "second", "code", "skip"),
    [
        pytest.param({}, {}, "repeated_project", True, id="the same project twice"),
        pytest.param(
            {"项目编号": "A-1"},
            {"项目编号": "A-1", "项目名称": "另一项目"},
            "same_project_code",
            False,
            id="same code, other project",
        ),
        pytest.param({}, {"所属园区": "昆明经开区"}, None, False, id="same name in another zone"),
        pytest.param(
            {},
            {"投资企业": "昆明示例二有限公司"},
            None,
            False,
            id="same name of another enterprise",
        ),
    ],
)
def test_projects_of_one_ledger_are_compared(first, second, code, skip):
    heads = ["项目编号", *PROJECT_BASE]
    rows = [[{**PROJECT_BASE, **cells}.get(head) for head in heads] for cells in (first, second)]
    parsed = parse("project", table_of("project", [heads, *rows]))[1]
    assert codes(parsed) == ([code] if code else []) and parsed.skip is skip
