"""Forms and lists that lie on their side are refused; lists that hold such words are not."""

import pytest
from domain.workbook.errors import WorkbookError
from workbook_helpers import codes, parse, table_of

FORMS = [
    (
        "project",
        [
            ["项目名称", "示例甲项目", "示例乙项目"],
            ["投资方", "示例甲公司", "示例乙公司"],
            ["总投资（万元）", 50, 30],
        ],
    ),
    (
        "project",
        [
            ["招商项目"],
            ["项目名称", "示例甲项目"],
            ["投资方：", "示例甲公司"],
            ["总投资：", "50万元"],
        ],
    ),
    (
        "project",
        [
            ["项目名称", "示例甲项目", "投资方", "示例甲公司"],
            ["总投资", "50万元", "签约时间", "2026.3.5"],
            [],
            ["项目名称", "示例乙项目", "投资方", "示例乙公司"],
            ["总投资", "30万元", "签约时间", "2026.4.5"],
        ],
    ),
    (
        "enterprise",
        [["企业名称", "示例甲公司", "行业", "批发业"], ["注册资本", "500万元", "地址", "示例路"]],
    ),
    (
        "enterprise",
        [
            ["序号", "1", "2"],
            ["企业名称", "示例甲公司", "示例乙公司"],
            ["注册资本", 5, 3],
            ["地址", "a", "b"],
        ],
    ),
]


@pytest.mark.parametrize(("kind", "rows"), FORMS)
def test_a_form_or_a_list_on_its_side_is_refused(kind, rows):
    with pytest.raises(WorkbookError) as refused:
        table_of(kind, rows)
    assert refused.value.code == "transposed"


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["项目名称", "批文", "投资方"],
            ["示例甲项目", "x", "示例甲公司"],
            ["联系人", "张三"],
            ["备注", "无"],
        ],
        [
            ["阶段", "项目名称", "投资方"],
            ["签约", "示例甲项目", "示例甲公司"],
            ["落地", "示例乙项目", "示例乙公司"],
        ],
        [
            ["项目名称", "投资方"],
            ["示例甲项目", "示例甲公司"],
            ["项目名称", "投资方"],
            ["示例乙项目", "示例乙公司"],
        ],
    ],
)
def test_a_list_with_words_of_headings_is_read(rows):
    assert table_of("project", rows).rows[0].cells["name"] == "示例甲项目"


def test_the_word_of_a_heading_is_no_name():
    heads = ["项目名称", "所属园区", "投资方", "阶段"]
    rows = [
        ["示例甲项目", "综保区", "示例甲公司", "在谈"],
        ["签约金额（万元）", "综保区", "示例乙公司", "在谈"],
    ]
    first, second = parse("project", table_of("project", [heads, *rows]))
    assert first.ok and not second.ok and "name_is_heading" in codes(second)


def test_a_form_below_a_list_does_not_refuse_the_list():
    heads = ["项目名称", "投资方", "总投资（万元）", "签约时间"]
    rows = [
        ["示例甲项目", "示例甲公司", 5000, "2026-03-05"],
        [],
        ["项目名称", "示例乙项目"],
        ["投资方", "示例乙公司"],
        ["总投资（万元）", 30],
    ]
    first, *form = parse("project", table_of("project", [heads, *rows]))
    assert first.ok and first.values["name"] == "示例甲项目"
    assert len(form) == 3 and not any(row.ok for row in form)
    assert all("name_is_heading" in codes(row) for row in form)


@pytest.mark.parametrize(
    "labels",
    [
        ["项目名称（全称）", "投资主体（母公司）", "计划总投资/万元", "何时签约"],
        ["项目名称", "引进企业是哪家", "大概投多少亿元", "什么时候签约的"],
    ],
)
def test_a_list_on_its_side_with_unknown_labels_is_refused(labels):
    cells = [["示例甲项目", "示例乙项目"], ["甲公司", "乙公司"], [1, 2], ["2026-03-05"] * 2]
    rows = [[label, *values] for label, values in zip(labels, cells, strict=True)]
    with pytest.raises(WorkbookError) as refused:
        table_of("project", rows)
    assert refused.value.code == "transposed"


def test_names_that_speak_of_columns_are_read_where_the_list_stands_upright():
    heads = ["项目名称", "投资方", "总投资（万元）"]
    rows = [["企业服务中心", "甲公司", 5], ["签约大厅", "乙公司", 6], ["协议酒店", "丙公司", 7]]
    assert all(row.ok for row in parse("project", table_of("project", [heads, *rows])))
