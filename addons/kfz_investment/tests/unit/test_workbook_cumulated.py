"""Lists by month whose title or notes say that the amounts are cumulated."""

import pytest
from workbook_helpers import table_of

HEAD = ["企业名称", "月份", "进出口", "监管方式", "贸易额（万元）"]
JAN, FEB = (
    ["昆明示例供应链管理有限公司", f"2026-0{month}", "进口", "1210", 500] for month in (1, 2)
)


def refused(rows, **more):
    """Whether each row is refused for cumulated amounts."""
    table = table_of("trade", rows, **more)
    return ["cumulated" in [remark[2] for remark in row.remarks] for row in table.rows]


@pytest.mark.parametrize(
    "note", ["以上为累计数", "注：贸易额为当年累计数", "说明：数据均为1-2月累计额。", "（累计数）"]
)
def test_a_note_that_says_cumulated_refuses_the_amounts(note):
    if note[0] != "（":
        assert refused([HEAD, JAN, FEB, [note]]) == [True, True]
    assert refused([[note], HEAD, JAN]) == [True]
    current = [*HEAD[:4], "当月贸易额（万元）"]
    assert refused([[note], current, JAN]) == [False]


def test_a_title_over_several_months_refuses_rows_of_one_month():
    title = ["2026年1-6月保税贸易统计表"]
    assert refused([title, HEAD, JAN]) == [True]
    assert refused([title, HEAD, JAN, FEB]) == [False, False]
    assert refused([HEAD, FEB], sheet="1-6月") == [True]
    assert refused([["2026年1月保税贸易统计表"], HEAD, JAN]) == [False]


@pytest.mark.parametrize(
    "note", ["累计企业2家", "注：数据截至2026年6月", "注：累计数见附表", "合计", "注：不含累计调整"]
)
def test_other_notes_do_not(note):
    assert refused([HEAD, JAN, [note]]) == [False]
