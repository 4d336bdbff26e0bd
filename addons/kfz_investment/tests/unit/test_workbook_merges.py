"""Merged cells: a text counts for each row that it covers, an amount for none but the first."""

from itertools import product

import pytest
from domain.workbook.columns.known import Known
from domain.workbook.errors import WorkbookError
from domain.workbook.lists.merges import MOST_COVERED, resolve
from domain.workbook.lists.table import find_table
from domain.workbook.sheet import Sheet
from workbook_helpers import aliases

HEAD = ["项目名称", "投资企业", "计划总投资（万元）", "协议金额（万元）", "签约日期", "所属园区"]
FIELDS = ["name", "enterprise", "investment", "signed_amount", "signed_date", "zone"]
FULL = ["示例一", "昆明示例甲公司", 100, 80, "2024-03-05", "昆明综合保税区"]
AMOUNTS = {2, 3}
KNOWN = Known(aliases("project"), ("name",))


def rows_of(count):
    """Rows of data below the heading, all filled."""
    return [[f"示例{number}", f"昆明示例{number}公司", *FULL[2:]] for number in range(count)]


def table(rows, merges):
    numbered = {number: list(row) for number, row in enumerate([HEAD, *rows], 1)}
    return find_table(
        [Sheet("表", rows=numbered, merges=list(merges))], Known(aliases("project"), ("name",))
    )


def codes(row):
    return [(level, field, code) for level, field, code, _params in row.remarks]


def assert_counts_once(name, first, covered):
    """A merged amount is in its first row alone, and each row says so."""
    assert codes(first) == [("warning", name, "merged_amount_first")]
    assert all(codes(row) == [("error", name, "merged_amount")] for row in covered)
    assert all(row.cells[name] is None for row in covered)
    assert covered[0].remarks[0][3] == {"rows": f"2–{len(covered) + 2}"}


def assert_counts_for_each(name, value, covered):
    """A merged text is in every row that it covers, and nothing is said of it."""
    assert not any(row.remarks for row in covered)
    assert all(row.cells[name] == value for row in covered)


@pytest.mark.parametrize(
    ("column", "height", "copied"), list(product(range(1, 6), (2, 3, 5), (False, True)))
)
def test_a_merged_amount_counts_once_and_a_merged_text_for_each(column, height, copied):
    rows = rows_of(height + 1)
    for row in rows[1:height]:
        row[column] = rows[0][column] if copied else None
    found = table(rows, [(2, height + 1, column, column)])
    name, first, covered, after = (
        FIELDS[column],
        found.rows[0],
        found.rows[1:height],
        found.rows[height],
    )
    assert not after.remarks and after.cells[name] == rows[height][column]
    if column in AMOUNTS:
        assert_counts_once(name, first, covered)
    else:
        assert not first.remarks
        assert_counts_for_each(name, rows[0][column], covered)


@pytest.mark.parametrize("column", range(1, 6))
def test_a_covered_cell_that_says_something_else_is_refused(column):
    rows = rows_of(2)
    rows[1][column] = 7 if column in AMOUNTS else "另一个"
    found = table(rows, [(2, 3, column, column)])
    assert ("error", FIELDS[column], "covered_value") in codes(found.rows[1])


@pytest.mark.parametrize("own", [(1,), (1, 2), (1, 4), (5,), (2, 3), (1, 2, 3, 4, 5)])
def test_rows_of_one_merged_project_are_refused_but_for_the_first(own):
    rows = rows_of(2)
    for column in range(6):
        if column not in own:
            rows[1][column] = None
    merges = [(2, 3, column, column) for column in range(6) if column not in own]
    found = table(rows, merges)
    assert [row.number for row in found.rows] == [2, 3]
    assert codes(found.rows[1])[0] == ("error", None, "merged_rows")
    assert not any(level == "error" for level, *_rest in codes(found.rows[0]))


def test_rows_that_are_merged_in_all_columns_are_one_row():
    rows = [*rows_of(1), [None] * 6, *rows_of(1)]
    found = table(rows, [(2, 3, column, column) for column in range(6)])
    assert [row.number for row in found.rows] == [2, 4]
    rows[1] = list(rows[0])
    found = table(rows, [(2, 3, column, column) for column in range(6)])
    assert [row.number for row in found.rows] == [2, 4]


@pytest.mark.parametrize("column", range(5))
def test_a_cell_merged_over_columns_has_one_value(column):
    rows = rows_of(2)
    rows[0][column + 1] = None
    found = table(rows, [(2, 2, column, column + 1)])
    level = "error" if column + 1 in AMOUNTS else "warning"
    assert codes(found.rows[0]) == [(level, FIELDS[column + 1], "merged_across")]
    assert not found.rows[1].remarks


def test_an_area_of_rows_and_columns_is_both():
    rows = rows_of(3)
    rows[0][3] = rows[1][2] = rows[1][3] = None
    found = table(rows, [(2, 3, 2, 3)])
    assert ("error", "investment", "merged_amount") in codes(found.rows[1])
    assert ("error", "signed_amount", "merged_across") in codes(found.rows[0])
    assert ("error", "signed_amount", "merged_across") in codes(found.rows[1])


def test_a_sheet_of_overlapping_merges_is_refused():
    sheet = Sheet("表", rows={1: HEAD, 2: FULL, 9000: FULL}, merges=[(2, 9000, 0, 9)] * 40)
    with pytest.raises(WorkbookError) as caught:
        resolve(sheet, 1)
    assert caught.value.code == "too_many_cells" and caught.value.params["limit"] == MOST_COVERED
