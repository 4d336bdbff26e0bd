"""Further tables in one sheet: below with their own heading, beside, of another kind; hidden rows and doubts are told."""

from itertools import permutations, product

import pytest
from domain.workbook.columns.known import Known
from domain.workbook.heading.again import repeats
from domain.workbook.lists.table import find_table
from domain.workbook.sheet import Sheet
from workbook_helpers import aliases

FIRM = "昆明示例科技有限公司"
HEADS = {
    "name": "项目名称",
    "enterprise": "投资企业",
    "investment": "计划总投资",
    "signed_date": "签约日期",
}
UPPER = [["示例上一", FIRM, 5000, "2024-03-05"], ["示例上二", FIRM, 6000, "2024-03-06"]]
LOWER = {"name": "示例下一", "enterprise": FIRM, "investment": 1.2, "signed_date": "2024-03-07"}
FACTORS = {"万元": 10_000, "亿元": 100_000_000, "元": 1}
BETWEEN = {
    "nothing": [],
    "a blank row": [[]],
    "two blank rows": [[], []],
    "a title": [["二、落地项目"]],
    "a blank row and a plain title": [[], ["示例落地情况"]],
    "a total": [["合计", None, 11000, None], []],
    "a note": [["备注：本表由示例单位填报。"], []],
}


KNOWN = Known(aliases("project"), ("name",))


def table(rows, merges=(), **attributes):
    """The table of a sheet of these rows; an empty list is a row that is not there."""
    numbered = {number: list(row) for number, row in enumerate(rows, 1) if row}
    sheet = Sheet("表", rows=numbered, merges=list(merges), **attributes)
    return find_table([sheet], KNOWN)


def values(found):
    """[(name, investment in yuan)] of all rows."""
    return [
        (row.cells["name"], row.cells["investment"] * int(row.block.units["investment"].factor))
        for row in found.rows
    ]


def heading(order, unit):
    """Headings in this order of fields, with the unit in the heading of the amount."""
    return [HEADS[name] + (f"（{unit}）" if name == "investment" else "") for name in order]


@pytest.mark.parametrize(
    ("order", "between", "units"),
    [
        (order, between, units)
        for order, (between, units) in zip(
            list(permutations(HEADS)) * 3,
            list(product(BETWEEN, [("万元", "亿元"), ("万元", "万元"), ("亿元", "元")])) * 4,
            strict=False,
        )
    ],
)
def test_a_second_table_below_is_read_by_its_own_heading(order, between, units):
    rows = [
        heading(HEADS, units[0]),
        *UPPER,
        *BETWEEN[between],
        heading(order, units[1]),
        [LOWER[name] for name in order],
    ]
    found = table(rows)
    assert values(found) == [
        ("示例上一", 5000 * FACTORS[units[0]]),
        ("示例上二", 6000 * FACTORS[units[0]]),
        ("示例下一", 1.2 * FACTORS[units[1]]),
    ]
    assert all(row.cells["enterprise"] == FIRM for row in found.rows)
    same = order == tuple(HEADS) and units[0] == units[1]
    again = len(rows) - 1
    assert found.notes == ([] if same else [("second_heading", {"row": again})])
    reason = "heading" if same else "second_heading"
    assert found.skipped[reason] == [again]


@pytest.mark.parametrize("unit", FACTORS)
def test_a_line_above_the_second_table_names_its_unit(unit):
    rows = [
        ["单位：万元"],
        list(HEADS.values()),
        *UPPER,
        [],
        ["二、落地项目"],
        [f"单位：{unit}"],
        list(HEADS.values()),
    ]
    found = table([*rows, list(LOWER.values())])
    assert values(found)[0] == ("示例上一", 50_000_000)
    assert values(found)[2] == ("示例下一", 1.2 * FACTORS[unit])
    assert len(found.rows) == 3


def test_the_line_of_the_first_table_goes_on_for_a_second_one_without_its_own():
    rows = [
        ["单位：万元"],
        list(HEADS.values()),
        *UPPER,
        [],
        list(HEADS.values())[::-1],
        list(LOWER.values())[::-1],
    ]
    assert values(table(rows))[2] == ("示例下一", 12_000)


@pytest.mark.parametrize("unit", FACTORS)
def test_a_unit_line_between_the_rows_that_contradicts_the_heading_is_an_error(unit):
    rows = [["单位：万元"], list(HEADS.values()), UPPER[0], [f"单位：{unit}"], UPPER[1]]
    found = table(rows)
    codes = [] if unit == "万元" else ["unit_line_between"]
    assert [remark[2] for remark in found.rows[1].remarks] == codes
    assert not found.rows[0].remarks and found.skipped == {"note": [4]}


def test_the_second_table_may_know_more_columns_than_the_first():
    second = [*HEADS.values(), "责任单位", "当前阶段"]
    second[2] += "（亿元）"
    found = table([heading(HEADS, "万元"), *UPPER, [], second, [*LOWER.values(), "投促局", "签约"]])
    assert [row.number for row in found.rows] == [2, 3, 6]
    assert found.rows[2].cells["stage"] == "签约" and "stage" not in found.rows[0].cells


def test_a_second_table_of_two_storeys_is_read():
    rows = [
        heading(HEADS, "万元"),
        *UPPER,
        ["项目名称", "投资企业", "签约", None],
        [None, None, "日期", "金额（亿元）"],
    ]
    found = table([*rows, ["示例下一", FIRM, "2024-03-07", 2]])
    assert found.rows[2].cells == {
        "name": "示例下一",
        "enterprise": FIRM,
        "signed_date": "2024-03-07",
        "signed_amount": 2,
    }
    assert len(found.rows) == 3


@pytest.mark.parametrize(
    "other",
    [
        ["联系人", "联系电话", "责任单位"],
        ["序号", "姓名", "职务", "联系电话"],
        ["投资企业", "联系人", "联系电话"],
        ["园区", "项目个数", "投资额（万元）"],
        ["指标名称", "计量单位", "本年数量", "上年数量"],
        ["部门", "负责人", "完成情况"],
    ],
)
def test_rows_below_a_heading_of_another_kind_are_left_out_and_counted(other):
    rows = [
        heading(HEADS, "万元"),
        *UPPER,
        [],
        other,
        ["张示例", "示例", "0871", "丁"],
        ["李示例", "示例", "0872"],
    ]
    found = table(rows)
    assert [row.number for row in found.rows] == [2, 3]
    assert found.notes == [("other_heading", {"row": 5})]
    assert found.skipped["other_table"] == [6, 7] and found.skipped["other_heading"] == [5]


def test_running_numbers_begin_a_table_of_another_kind_without_a_gap():
    rows = [
        heading(HEADS, "万元"),
        *UPPER,
        ["序号", "会议名称", "召开时间"],
        [1, "示例会", "2026-03-05"],
    ]
    found = table(rows)
    assert [row.number for row in found.rows] == [2, 3] and found.skipped["other_table"] == [5]


def test_a_fitting_heading_ends_a_table_of_another_kind():
    rows = [
        heading(HEADS, "万元"),
        *UPPER,
        [],
        ["联系人", "联系电话"],
        ["张示例", "0871"],
        [],
        heading(HEADS, "亿元"),
        list(LOWER.values()),
    ]
    found = table(rows)
    assert [row.number for row in found.rows] == [2, 3, 9]


def test_words_of_headings_in_data_rows_do_not_begin_a_table():
    rows = [
        heading(HEADS, "万元"),
        *UPPER,
        ["示例项目", "投资企业", 5, None],
        ["联系未来", FIRM, 5, None],
        ["示例阶段", "企业名称", None, None],
    ]
    found = table(rows)
    assert [row.number for row in found.rows] == [2, 3, 4, 5, 6] and not found.notes


# beside


@pytest.mark.parametrize(
    ("gap", "sequence", "order"),
    list(product((0, 1, 2), (True, False), permutations(["name", "enterprise", "investment"]))),
)
def test_a_second_list_beside_is_read(gap, sequence, order):
    names = list(order)
    lead = ["序号"] if sequence else []
    head = [*lead, *heading(names, "万元")]
    left = {"name": "示例左一", "enterprise": FIRM, "investment": 5}
    right = {"name": "示例右一", "enterprise": FIRM, "investment": 6}
    number = [1] if sequence else []
    rows = [
        [*head, *[None] * gap, *head],
        [
            *number,
            *(left[name] for name in names),
            *[None] * gap,
            *number,
            *(right[name] for name in names),
        ],
        [*number, *(left[name] for name in names)],
    ]
    rows[2][len(number) + names.index("name")] = "示例左二"
    found = table(rows)
    assert sorted(values(found)) == [
        ("示例右一", 60_000),
        ("示例左一", 50_000),
        ("示例左二", 50_000),
    ]
    assert [row.number for row in found.rows] == [2, 3, 2]
    assert [code for code, _params in found.notes] == ["list_beside"]
    assert found.second_columns == []


def test_a_table_of_another_kind_beside_is_left_out_and_told():
    rows = [
        [*heading(HEADS, "万元"), None, "所属园区", "项目个数"],
        [*UPPER[0], None, "昆明综合保税区", 3],
        [*UPPER[1]],
        [*UPPER[0][:1], FIRM, 7, None],
        [None, None, None, None, None, "合计", 3],
    ]
    found = table(rows)
    assert "zone" not in found.headings and [row.number for row in found.rows] == [2, 3, 4]
    assert found.notes == [("table_beside", {"row": 1, "columns": "F–G"})]


def test_an_empty_column_in_the_midst_of_a_list_does_not_end_it():
    rows = [
        [*heading(HEADS, "万元"), None, "所属园区"],
        *([*row, None, "昆明综合保税区"] for row in UPPER),
    ]
    found = table(rows)
    assert found.rows[1].cells["zone"] == "昆明综合保税区" and not found.notes


# what readers and programs say about rows and columns


def test_hidden_rows_and_columns_are_read_and_told():
    found = table(
        [heading(HEADS, "万元"), *UPPER, ["合计", None, 11000]],
        hidden_rows={3, 4},
        hidden_columns={1, 8},
    )
    assert found.hidden_rows == [3] and len(found.rows) == 2
    assert found.hidden_columns == [("B", "投资企业")]


def test_doubts_of_a_reader_come_with_the_row():
    found = table(
        [heading(HEADS, "万元"), *UPPER],
        doubts={(2, 0): ("bad_byte", {"text": "示"}), (2, 9): ("rich", {})},
        broken={3: ("bad_quotes", {"line": 3})},
    )
    assert [row.remarks for row in found.rows] == [
        (("warning", "name", "bad_byte", {"text": "示"}),),
        (("error", None, "bad_quotes", {"line": 3}),),
    ]


def test_more_cells_than_headings_are_refused_in_a_text_file_alone():
    rows = [heading(HEADS, "万元"), ["示例", FIRM, "5", "000", "2024-03-05"]]
    rows += [[*row[:2], "600", row[3]] for row in UPPER]
    found = table(rows, encoding="utf-8")
    assert [remark[::2] for remark in found.rows[0].remarks] == [
        ("error", "more_cells_than_headings")
    ]
    assert not found.rows[1].remarks
    (remark,) = table(rows).rows[0].remarks
    assert remark[::2] == ("warning", "cell_without_heading")


def test_a_full_row_above_a_further_heading_is_no_group_of_its_columns():
    texts = ["示例甲", FIRM, "5000", "2024-03-05"]
    below = ["项目名称", "投资企业", "计划总投资（亿元）", "签约日期"]
    found = table([heading(HEADS, "万元"), texts, below, ["示例乙", FIRM, "1.2", "2024-03-06"]])
    assert [row.block.units["investment"].factor for row in found.rows] == [10**4, 10**8]


def test_a_list_beside_begins_behind_the_gap():
    left = ["项目名称", "投资企业", "签约日期"]
    right = ["协议金额（亿元）", "项目名称", "投资企业", "签约日期"]
    rows = [
        [*left, None, *right],
        ["示例甲", FIRM, "2024-03-05", None, 3, "示例乙", FIRM, "2024-03-06"],
    ]
    found = table(rows)
    assert [row.cells.get("signed_amount") for row in found.rows] == [None, 3]


def test_a_second_amount_left_of_the_gap_belongs_to_the_left_list():
    left = ["项目名称", "投资企业", "签约金额（万元）", "协议金额（亿元）"]
    right = ["投资企业", "项目名称", "协议金额（千元）"]
    rows = [[*left, None, *right], ["示例甲", FIRM, 40, None, None, FIRM, "示例乙", 7]]
    found = table(rows)
    assert [row.block.start for row in found.rows] == [0, 5]


@pytest.mark.parametrize("leads", [1, 2, 3])
def test_leads_above_a_further_heading_are_no_groups_of_its_columns(leads):
    """Rows of a few texts, alone above their headings, are projects; the units below them are those of their own heading."""
    head = [
        "项目名称",
        "投资企业",
        "项目编号",
        "签约日期",
        "计划总投资（万元）",
        "落地日期",
        "到位资金（千元）",
        "最新进展",
    ]
    rows = [
        [f"示例项目{number}", FIRM, f"XM-{number}", None, None, None, None, "洽谈"]
        for number in range(leads)
    ]
    below = [text.replace("万元", "亿元").replace("千元", "元") for text in head]
    last = ["示例项目九", FIRM, "XM-9", "2024-03-06", "1.2", None, "30", "签约"]
    found = table([head, *rows, below, last])
    assert [row.block.units["investment"].factor for row in found.rows] == [10**4] * leads + [10**8]
    assert found.rows[-1].block.units["capital"].factor == 1


def test_a_heading_with_another_unit_is_no_repeated_one():
    header = table([["项目名称", "投资企业", "计划总投资（万元）"], ["示例甲", FIRM, 5]]).header
    assert repeats(["项目名称", "投资企业", "计划总投资（万元）"], header)
    assert repeats(["项目名称", None, "计划总投资(万元)"], header)
    assert not repeats(["项目名称", "投资企业", "计划总投资（亿元）"], header)
