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
