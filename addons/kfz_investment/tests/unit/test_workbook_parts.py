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
    "numbers",
    [("1", "（1）", "（2）"), ("1", "①", "②"), ("1", "1a", "1b"), ("1", "1之一", "1之二"), ("A", "A1", "A2"), ("1", "1)", "2)"),
     ("1", "1（1）", "1（2）"), (1, 1.1, 1.2)],
)  # fmt: skip
def test_numbers_of_every_style_tell_parts(numbers):
    whole, first, second = numbers
    rows = [row(whole, "甲", 100), row(first, "厂房", 40), row(second, "设备", 70)]
    assert refused([*rows, row("2", "乙", 50)]) == parts("厂房", "设备")


@pytest.mark.parametrize(
    "numbers",
    [("（1）", "（2）", "（3）"), ("①", "②", "③"), ("1", "2", "（3）"), ("1)", "2)", "3)")],
)
def test_numbers_of_another_style_that_do_not_begin_anew_tell_nothing(numbers):
    assert (
        refused([row(each, name, 50) for each, name in zip(numbers, "甲乙丙", strict=True)]) == {}
    )


def test_a_numeral_above_numbers_that_add_up_to_it_is_refused():
    rows = [row("一", "甲", 100), row(1, "厂房", 40), row(2, "设备", 60), row("二", "乙", 5)]
    assert refused(rows) == {"甲": "adds_up_rows"}
    assert refused([row("一", "甲", 100), row(1, "厂房", 40), row(2, "设备", 90)]) == {}


@pytest.mark.parametrize("last", [60, 90])
def test_what_is_called_among_is_a_part_whatever_its_number(last):
    rows = [row(1, "甲", 100), row(2, "其中：设备", 40), row(3, "其中土建", last), row(4, "乙", 5)]
    assert refused(rows) == parts("其中：设备", "其中土建")


def test_what_adds_up_with_the_row_called_among_is_a_part_too():
    rows = [row(1, "甲", 100), row(2, "其中：设备", 40), row(3, "土建", 60), row(4, "乙", 5)]
    assert refused(rows) == parts("其中：设备", "土建")


@pytest.mark.parametrize("whole", ["示例园", "示例园（合计）", "示例园总体", "示例园（总）"])
@pytest.mark.parametrize("amounts", [(100, 40, 60), ("0.01亿", "40万", "60万"), (1000, 400.4, 600)])
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 2, 0, 3), (0, 3, 1, 2), (1, 3, 2, 0)])
def test_a_row_that_adds_up_those_named_like_it_is_refused_wherever_it_stands(
    whole, amounts, order
):
    names = [whole, "示例园一期", "示例园二期", "乙"]
    rows = [row(None, name, each) for name, each in zip(names, (*amounts, 7), strict=True)]
    rows = [[place, *rows[which][1:]] for place, which in enumerate(order, 1)]
    assert refused(rows) == {whole: "adds_up_rows"}


def warned(rows):
    """{name of a project: the warning that it may be counted twice}."""
    parsed = parse("project", table_of("project", [HEADS, *rows]))
    found = {each.values["name"]: codes(each, "warning") for each in parsed}
    told = {name: [each for each in said if "perhaps" in each] for name, said in found.items()}
    return {name: said[0] for name, said in told.items() if said}


def test_a_row_that_alone_has_no_number_may_be_a_part():
    rows = [row(1, "甲", 100), row(None, "厂房", 40), row(2, "乙", 50)]
    assert warned(rows) == {"厂房": "perhaps_part"}
    assert warned([row(1, "甲", 100), row(None, "厂房", 140), row(2, "乙", 50)]) == {}
    assert warned([row(1, "甲", 100), row(None, "乙", 40), row(None, "丙", 5)]) == {}


def test_the_first_phase_of_something_larger_may_be_a_part_and_the_second_is_none():
    assert warned([row(1, "示例园", 100), row(2, "示例园一期", 40)]) == {
        "示例园一期": "perhaps_part"
    }
    assert warned([row(1, "示例园", 100), row(2, "示例园二期", 40)]) == {}


def test_sums_and_equal_amounts_are_asked_about_by_their_enterprises():
    rows = [row(1, "甲", 100), row(2, "乙", 40), row(3, "丙", 60)]
    assert warned(rows) == {"甲": "perhaps_adds_up"}
    rows[2][3] = "示例乙有限公司"
    assert warned(rows) == {}
    rows = [row(1, "甲", 100), row(2, "甲", 100)]
    rows[1][3] = "示例乙有限公司"
    parsed = parse("project", table_of("project", [HEADS, *rows]))
    assert "perhaps_same" in codes(parsed[1]) and parsed[1].ok


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
