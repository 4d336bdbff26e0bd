"""What stands around the words of a heading: hints and translations leave it what it is, everything else makes it another."""

import pytest
from domain.workbook.errors import WorkbookError
from domain.workbook.heading.harmless import says_same
from domain.workbook.heading.headings import Words, match
from heading_hints import ANOTHER, GROUPS, PLAIN_GROUPS, SAME
from workbook_helpers import aliases, codes, parse, table_of

WORDS = {kind: Words(aliases(kind)) for kind in ("project", "enterprise", "trade")}
FIRM = "昆明示例科技有限公司"
VALUES = {
    "name": "示例甲项目",
    "enterprise": FIRM,
    "zone": "经开区",
    "stage": "在谈",
    "signed_date": "2026-03-05",
    "landed_date": "2026-04-05",
}


def cases(table):
    """(kind, field, text) of a table {(kind, field, head): texts}."""
    return [
        (kind, field, head, text) for (kind, field, head), texts in table.items() for text in texts
    ]


@pytest.mark.parametrize(("kind", "field", "head", "text"), cases(SAME))
def test_hints_and_translations_leave_a_heading_what_it_is(kind, field, head, text):
    for heading in (f"{head}（{text}）", f"*{head}({text})："):
        assert match([heading], WORDS[kind])[0] == field, heading
    assert match([head, f"（{text}）"], WORDS[kind])[0] == field


@pytest.mark.parametrize(("kind", "field", "head", "text"), cases(ANOTHER))
def test_any_other_word_makes_another_column(kind, field, head, text):
    for heading in (
        [f"{head}（{text}）"],
        [f"{head}（{text}）（万元）"],
        [head, text],
        [f"{head} {text}"],
    ):
        assert match(heading, WORDS[kind])[0] is None, heading


@pytest.mark.parametrize(("kind", "field", "head", "text"), cases(ANOTHER))
def test_another_column_is_not_taken_in_silence(kind, field, head, text):
    if kind != "project" or field not in ("signed_date", "capital"):
        return
    value = VALUES.get(field, 300)
    rows = [["项目名称", "投资方", f"{head}（{text}）"], ["示例甲项目", FIRM, value]]
    found = table_of(kind, rows)
    parsed = parse(kind, found)[0]
    assert field not in parsed.values
    assert codes(parsed, "error") or found.unknown_headings


def test_a_translation_may_stand_behind_or_below():
    for heading in (
        "签约时间 Signing date",
        "总投资 Total investment（万元）",
        "序号（No.）",
        "项目名称 Project name（必填）",
    ):
        known = match([heading], WORDS["project"])[0]
        assert known or heading.startswith("序号"), heading
    for heading in (
        "签约时间 Planned date",
        "签约时间 Signing date（planned）",
        "总投资 Phase I（万元）",
    ):
        assert match([heading], WORDS["project"])[0] is None, heading


@pytest.mark.parametrize(
    ("english", "known"),
    [("Planned date", False), ("expected", False), ("Estimated", False), ("Signing date", True)],
)
def test_a_row_of_english_below_is_part_of_the_heading_and_is_read(english, known):
    rows = [
        ["项目名称", "投资方", "总投资（万元）", "签约时间"],
        ["Project name", "Investor", "Investment (10k)", english],
        ["示例甲项目", FIRM, 5000, "2026-03-05"],
    ]
    found = table_of("project", rows)
    assert [row.number for row in found.rows] == [3] and found.rows[0].cells["investment"] == 5000
    assert ("signed_date" in found.rows[0].cells) == known


@pytest.mark.parametrize(("kind", "head", "columns"), GROUPS)
def test_group_heads_that_say_which_are_meant(kind, head, columns):
    assert not fields_below(kind, head, columns) & set(columns.values())


@pytest.mark.parametrize(("kind", "head", "columns"), PLAIN_GROUPS)
def test_group_heads_that_only_group(kind, head, columns):
    assert fields_below(kind, head, columns) >= set(columns.values())


FIRST = {
    "project": {"项目名称": "示例甲项目", "投资方": FIRM},
    "enterprise": {"企业名称": FIRM, "地址": "昆明"},
    "trade": {"企业名称": FIRM, "统计月份": "2026-03", "进出口": "进口", "监管方式": "1210"},
}


def fields_below(kind, head, columns):
    """Fields of a list whose last `columns` {heading: field} stand below a group head."""
    first = {name: value for name, value in FIRST[kind].items() if name not in columns}
    first = first or {"序号": 1}
    cells = [VALUES.get(field, 300) for field in columns.values()]
    rows = [
        [*[None] * len(first), head, *[None] * (len(columns) - 1)],
        [*first, *columns],
        [*first.values(), *cells],
    ]
    width = len(first) + len(columns)
    try:
        merges = [(0, len(first), 0, width - 1)] if len(columns) > 1 else ()
        found = table_of(kind, rows, merges=merges)
    except WorkbookError as problem:
        assert problem.code == "missing_columns"
        return set()
    return found.header.fields


HEADS = ["项目名称", "投资方", "总投资（万元）", "签约时间", "落地时间"]
DATA = ["示例甲项目", FIRM, 5000, "2026-03-05", "2026-04-05"]
TOP = [None, None, None, "2027年计划", None]


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ([TOP, [None, None, None, "时间节点", None]], (0, 1)),
        ([TOP, []], (0,)),
        ([TOP, ["单位：万元"]], (0,)),
        ([TOP, [], [None, None, None, "时间节点", None]], (0, 2)),
    ],
)
def test_groups_stand_more_than_one_row_above(rows, merged):
    table = [*rows, HEADS, DATA]
    found = table_of("project", table, merges=[(row, 3, row, 4) for row in merged])
    assert {"signed_date", "landed_date"}.isdisjoint(found.header.fields)
    assert "investment" in found.header.fields


@pytest.mark.parametrize(
    "line",
    [
        "填报日期：2026年7月1日",
        "填报单位：示例局",
        "单位：万元",
        "联系电话：0871-0000000",
        "2026年7月1日",
        "（截至2026年6月30日）",
        "数据截至：2026年6月30日",
        "附件1",
    ],
)
@pytest.mark.parametrize("merges", [(), [(0, 3, 0, 4)]])
def test_lines_in_the_corner_are_no_groups(line, merges):
    found = table_of("project", [[None, None, None, line, None], HEADS, DATA], merges=merges)
    assert len(found.header.fields) == len(HEADS)


@pytest.mark.parametrize(
    "title",
    [
        "2026年招商项目情况",
        "2026年6月重点招商项目情况表",
        "招商引资项目台账",
        "重点项目清单",
        "项目情况统计",
    ],
)
def test_a_title_in_the_middle_is_no_group(title):
    found = table_of("project", [[None, None, None, title], HEADS, DATA])
    assert len(found.header.fields) == len(HEADS)


def test_contacts_and_notes_need_only_that_nothing_speaks_against_them():
    assert says_same("contact", "请填写企业负责人姓名") and says_same("progress", "Remarks on it")
    assert not says_same("contact", "请填写去年联系人")


def test_the_unit_of_an_example_has_to_be_the_line_s():
    def parsed(line, head):
        rows = [[line], ["项目名称", "投资方", head], ["示例甲项目", FIRM, 12]]
        return parse("project", table_of("project", rows))[0]

    assert parsed("单位：万元", "总投资（如：5000万元）").values["investment"].amount == 120_000
    assert parsed(None, "总投资（亿元，如：1.2亿元）").values["investment"].amount == 1_200_000_000
    for line, head in (
        ("单位：万元", "总投资（如：1.2亿元）"),
        ("单位：万元", "总投资（例：5亿）"),
        (None, "总投资（万元）（如：1.2亿元）"),
        (None, "总投资（如1.2亿元）"),
    ):
        assert "investment" not in parsed(line, head).values, head
