"""Sheets and rows that are not what they look like: samples and sums by zone, totals with a running number."""

import pytest
from workbook_helpers import table_of

HEADS = ["项目名称", "投资方", "总投资（万元）", "签约时间"]


def project(name):
    return [name, "示例甲有限公司", 500, "2026-03-05"]


LONG = [HEADS, *(project(f"示例{each}项目") for each in "甲乙丙丁")]
SHORT = [HEADS, project("示例戊项目"), project("示例己项目")]


@pytest.mark.parametrize(
    ("first", "second"),
    [("样例", "数据"), ("填报模板", "Sheet2"), ("2025年", "2026年"), ("2025年台账", "2026年台账"), ("旧台账", "台账"), ("示例（勿删）", "项目")],
)  # fmt: skip
@pytest.mark.parametrize("swap", [False, True])
def test_the_list_itself_is_read_and_not_a_longer_sample_or_old_one(first, second, swap):
    sheets = [(first, LONG), (second, SHORT)]
    sheets.reverse() if swap else None
    table = table_of("project", sheets[0][1], sheet=sheets[0][0], extra=sheets[1:])
    assert table.sheet == second and table.other_sheets == [first]


def test_a_longer_sheet_of_sums_by_zone_is_not_the_list():
    zones = [HEADS, *(project(each) for each in ("综保区", "经开区", "自贸区"))]
    table = table_of("project", zones, sheet="汇总", extra=[("明细", SHORT)])
    assert table.sheet == "明细"


def test_a_sample_that_is_alone_and_a_longer_sheet_of_another_name_are_read():
    assert table_of("project", LONG, sheet="样例").sheet == "样例"
    assert table_of("project", SHORT, sheet="一", extra=[("二", LONG)]).sheet == "二"


@pytest.mark.parametrize("label", ["小计", "合计", "总计"])
@pytest.mark.parametrize("beside", ["共2家企业", "示例甲、示例乙"])
def test_a_total_with_a_running_number_and_texts_is_left_out(label, beside):
    heads = ["序号", *HEADS]
    rows = [[1, *project("示例甲项目")], [2, *project("示例乙项目")], [3, label, beside, 1000, "—"]]
    assert table_of("project", [heads, *rows]).skipped.get("total") == [4]
