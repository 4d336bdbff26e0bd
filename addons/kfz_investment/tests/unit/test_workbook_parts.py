"""A project and its parts are not both counted; rows of accounts are no projects."""

import pytest
from workbook_helpers import codes, parse, table_of

HEADS = ["序号", "项目名称", "所属园区", "投资企业", "当前阶段", "计划总投资（万元）"]


def row(number, name, amount):
    return [number, name, "综保区", "示例甲有限公司", "在谈", amount]


def refused(rows):
    """{name of a refused project: the code that says why}."""
    parsed = parse("project", table_of("project", [HEADS, *rows]))
    return {each.values["name"]: codes(each, "error")[0] for each in parsed if not each.ok}


def parts(*names):
    return dict.fromkeys(names, "part_of_row")


def test_running_numbers_tell_parts():
    rows = [
        row("1", "甲", 100),
        row("1.1", "甲之一期", 40),
        row("1.2", "甲之二期", 70),
        row("2", "乙", 50),
    ]
    assert refused(rows) == parts("甲之一期", "甲之二期")


def test_rows_without_a_number_that_add_up_are_parts():
    rows = [row(1, "甲", 100), row(None, "厂房", 40), row(None, "设备", 60), row(2, "乙", 50)]
    assert refused(rows) == parts("厂房", "设备")


@pytest.mark.parametrize(
    "name", ["一期", "二期工程", "（1）厂房工程", "①厂房", "子项目一", "一标段"]
)
def test_names_of_parts_below_a_number_are_parts(name):
    assert refused([row(1, "甲", 100), row(None, name, 30), row(2, "乙", 50)]) == parts(name)


def test_a_row_that_adds_up_rows_named_like_it_is_refused():
    rows = [row(1, "示例园", 100), row(2, "示例园一期", 40), row(3, "示例园二期", 60)]
    assert refused(rows) == {"示例园": "adds_up_rows"}


@pytest.mark.parametrize(
    "rows",
    [
        [row(1, "示例园", 100), row(2, "示例园一期", 40), row(3, "示例园二期", 70)],
        [row(1, "甲", 100), row(None, "乙", 40), row(None, "丙", 70), row(2, "丁", 50)],
        [row(None, "甲", 100), row(None, "乙", 40), row(None, "丙", 60)],
        [row(1, "甲", 100), row(2, "乙", 40), row(3, "丙", 60)],
        [row("1.1", "甲", 100), row("1.2", "乙", 40), row("2.1", "丙", 60)],
    ],
)
def test_rows_that_are_no_parts_are_read(rows):
    assert refused(rows) == {}


@pytest.mark.parametrize(
    "label",
    [
        "1个项目",
        "全区",
        "年度目标",
        "目标任务",
        "排名",
        "上年结转",
        "减：终止项目",
        "完成比例",
        "增长",
    ],
)
def test_rows_of_accounts_are_left_out(label):
    account = [None, label, None, None, None, 37]
    table = table_of("project", [HEADS, row(1, "示例甲", 100), row(2, "示例乙", 50), account])
    assert table.skipped.get("total") == [4]


@pytest.mark.parametrize("name", ["全区", "排名", "减：碳示范", "年度目标"])
def test_a_project_of_such_a_name_is_read(name):
    table = table_of("project", [HEADS[1:], row(1, "示例甲", 9)[1:], row(2, name, 5)[1:]])
    assert [each.cells["name"] for each in table.rows] == ["示例甲", name]
