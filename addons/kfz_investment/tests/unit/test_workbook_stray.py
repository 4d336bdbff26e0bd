"""Entries that stand side by side in one row, and cells without a heading: nothing of them is lost without a word."""

import io

import pytest
import xlsxwriter
from import_glue import take_in

NAMES = [f"示例{number}加工项目" for number in "甲乙丙丁戊己"]
FIRMS = [f"示例{number}有限公司" for number in "甲乙丙丁戊己"]


def taken(kind, rows, merges=()):
    """[(row, name or its errors, amount in 万元)], and the codes of warnings by row."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    for left, right in merges:
        page.merge_range(0, left, 0, right, rows[0][left])
    for number, row in enumerate(rows):
        for index, value in enumerate(row):
            if value is not None:
                page.write(number, index, value)
    book.close()
    return take_in(kind, buffer.getvalue()).rows


def told(parsed):
    """The codes of a row's errors, else its name."""
    errors = [issue.code for issue in parsed.issues if issue.level == "error"]
    return errors or parsed.values["name"]


@pytest.mark.parametrize(
    "head",
    [
        ["项目名称", "总投资（万元）"],
        ["序号", "项目名称", "总投资（万元）"],
        ["项目名称", "总投资（万元）", None],
    ],
)
@pytest.mark.parametrize("lists", [2, 3])
def test_lists_under_a_heading_each_are_read(head, lists):
    """项目名称|总投资 two or three times on the same rows, with running numbers and gaps."""
    rows = [head * lists, [], []]
    for number in range(2 * lists):
        cells = {"序号": number + 1, "项目名称": NAMES[number], "总投资（万元）": 100 + number}
        rows[1 + number % 2] += [cells.get(word) for word in head]
    found = taken("project", rows)
    amounts = {row.values["name"]: row.values["investment"].amount / 10_000 for row in found}
    assert amounts == {NAMES[number]: 100 + number for number in range(2 * lists)}


@pytest.mark.parametrize(
    ("kind", "rows", "merges"),
    [
        ("project", [["项目名称", "总投资（万元）"], [NAMES[0], 500, NAMES[1], 300], [NAMES[2], 70, NAMES[3], 80]], ()),
        ("project", [["序号", "项目名称", "总投资（万元）"], [1, NAMES[0], 500, 3, NAMES[1], 300], [2, NAMES[2], 70, 4, NAMES[3], 80]], ()),
        ("project", [["项目名称", None, "投资方"], [NAMES[0], NAMES[1], FIRMS[0]], [NAMES[2], NAMES[3], FIRMS[0]]], ()),
        ("project", [["项目名称", None, "投资方"], ["示例甲", "加工项目", FIRMS[0]], ["示例乙", "冷库", FIRMS[0]]], ((0, 1),)),
        ("enterprise", [["企业名称", "注册资本（万元）"], [FIRMS[0], 500, FIRMS[1], 300], [FIRMS[2], 70, FIRMS[3], 80]], ()),
        ("enterprise", [["企业名称"], FIRMS[:3], FIRMS[3:]], ()),
        ("enterprise", [["企业名称", None, None], FIRMS[:3], FIRMS[3:]], ((0, 2),)),
        ("enterprise", [["企业名称", None, "注册资本（万元）", None], [*FIRMS[:2], 500, 300], [*FIRMS[2:4], 70, 80]], ((0, 1), (2, 3))),
    ],
)  # fmt: skip
def test_entries_under_one_heading_are_refused(kind, rows, merges):
    """A row that holds two entries under one heading is refused; nobody may lose the second one in silence."""
    for row in taken(kind, rows, merges):
        assert set(told(row)) in ({"row_holds_two"}, {"row_holds_two", "column_unresolved"})


def test_a_second_entry_in_a_single_row_is_refused():
    rows = [
        ["企业名称", "注册资本（万元）"],
        *([firm, 5] for firm in FIRMS),
        ["示例庚有限公司", 6, "示例辛有限公司", 7],
    ]
    found = taken("enterprise", rows)
    assert [told(row) for row in found] == [*FIRMS, ["row_holds_two"]]


def test_words_beside_a_row_are_said():
    """A remark without a heading is not read, and that is said; where all rows have one, the list of columns says it."""
    rows = [["项目名称", "总投资（万元）"], *([name, 5] for name in NAMES)]
    rows[2] += [None, "重点项目"]
    rows[3] += ["已更名"]
    found = taken("project", rows)
    said = [
        issue.params
        for row in found
        for issue in row.issues
        if issue.code == "cell_without_heading"
    ]
    assert said == [{"cell": "D3", "text": "重点项目"}, {"cell": "C4", "text": "已更名"}]
    assert all(row.ok for row in found)
    everywhere = taken("project", [rows[0], *([name, 5, "省级重点项目"] for name in NAMES)])
    assert all(row.ok for row in everywhere)
    assert {issue.code for row in everywhere for issue in row.issues} <= {"no_enterprise_no_column"}


HEAD = ["项目名称", "投资方", "总投资（万元）", "签约时间"]


def side_by_side(*rows):
    """Two lists with a gap between them, and rows of both: texts are lines in the first column of a list."""
    lines = []
    for pair in ((HEAD, HEAD), *rows):
        left, right = (
            [cells, None, None, None] if isinstance(cells, str) else cells for cells in pair
        )
        lines.append([*left, None, *right])
    return {row.values.get("name"): told(row) for row in taken("project", lines)}


def entry(number):
    return [NAMES[number], FIRMS[number], 500, "2026-03-05"]


def test_section_lines_speak_of_their_own_list():
    """Of two lists side by side each has its own lines; what the other one says does not matter."""
    found = side_by_side(
        ("一、综保区", "一、经开区"),
        (entry(0), entry(1)),
        ("二、经开区", "二、综保区"),
        (entry(2), entry(3)),
    )
    refused = ["title_zone"]
    assert found == {NAMES[0]: NAMES[0], NAMES[1]: refused, NAMES[2]: refused, NAMES[3]: NAMES[3]}


def test_section_lines_of_stages_speak_of_their_own_list():
    found = side_by_side(
        ("一、签约项目", "一、终止项目"), (entry(0), entry(1)), (entry(2), entry(3))
    )
    ended = ["title_ended"]
    assert found == {NAMES[0]: NAMES[0], NAMES[1]: ended, NAMES[2]: NAMES[2], NAMES[3]: ended}


def test_rows_beside_a_section_line_are_none():
    """A row of one list beside a section line of the other one is read as a row."""
    found = side_by_side((entry(0), "经开区"), (entry(2), entry(3)))
    assert found == {NAMES[0]: NAMES[0], NAMES[2]: NAMES[2], NAMES[3]: ["title_zone"]}


def test_a_column_left_of_two_lists_is_asked_about():
    """所属片区 or 项目阶段 before two lists may be meant for both: the rows of the second one are refused."""
    rows = [["项目阶段", *["项目名称", "总投资（万元）"] * 2], ["在谈", NAMES[0], 5, NAMES[1], 6]]
    assert told(taken("project", rows)[1]) == ["list_beside_lacks"]
