"""What titles, sections and subtotals say of zone and stage is not lost where a list has no column for it."""

import time

import pytest
from columns_helpers import LOOKUPS, rows_of, table
from domain.imports import endings
from workbook_helpers import codes

HEADS = ["序号", "项目名称", "投资企业", "签约日期"]
DAY = "2026-03-05"


def row(number, day=DAY):
    return [number, f"示例第{number}加工厂房", f"昆明示例{number}有限公司", day]


def verdicts(rows, **more):
    """{number of a project: codes of what is said of it besides the amount that is not there}."""
    parsed = rows_of(table(HEADS, rows, **more), LOOKUPS)
    usual = ("signed_without_amount_no_column",)
    return [[code for code in codes(each) if code not in usual] for each in parsed]


def test_a_section_says_the_stage_of_its_rows():
    rows = [
        ["一、签约项目"],
        row(1),
        ["二、终止项目"],
        row(2),
        ["三、在谈项目"],
        row(3, None),
        ["四、储备项目"],
        row(4, None),
    ]
    assert verdicts(rows) == [[], ["title_ended"], ["title_stage"], []]


def test_a_later_stage_than_the_dates_tell_is_said():
    rows = [["一、落地项目"], row(1), ["二、投产项目"], row(2), ["三、签约项目"], row(3, None)]
    assert verdicts(rows) == [["title_stage_later"], ["title_stage_later"], ["title_stage"]]


@pytest.mark.parametrize(
    ("above", "sheet", "said"),
    [
        ([["2026年终止（流失）项目清单"]], "表", "title_ended"),
        ([["2026年在谈项目清单"]], "表", "title_stage"),
        ([], "拟签约项目", "title_stage"),
        ([["2026年签约项目清单"]], "签约", None),
        ([["说明：本表不含终止项目"]], "表", None),
        ([["2026年招商项目清单（终止）"]], "表", "title_ended"),
        ([["力争年内签约项目"]], "表", "title_stage"),
        ([["意向签约项目"]], "表", "title_stage"),
        ([], "储备库", "title_stage"),
        ([["尚未落地项目"]], "表", None),
        ([["招商项目台账（旧）"]], "表", "title_doubtful"),
        ([], "填报样例", "title_doubtful"),
        ([["签约、终止项目"]], "表", "title_doubtful"),
        ([["安宁工业园区招商项目台账"]], "表", "title_zone_unknown"),
        ([["其他园区项目"]], "表", "title_zone_unknown"),
        ([["非综保区项目"]], "表", "title_zone_unknown"),
        ([["各园区招商项目台账"]], "表", None),
    ],
)
def test_a_title_says_the_stage_or_place_of_all_rows(above, sheet, said):
    assert verdicts([row(1), row(2)], above=above, sheet=sheet) == [[said] if said else []] * 2


def test_a_list_with_a_column_for_the_stage_is_not_judged_by_its_title():
    rows = [[*row(1), "签约"], [*row(2), "签约"]]
    found = table([*HEADS, "当前阶段"], rows, above=[["在谈项目清单"]])
    assert all(each.ok for each in rows_of(found))


def test_the_end_that_a_title_says_is_told_where_rows_have_a_stage():
    rows = [[*row(1), "签约"], ["二、终止项目"], [*row(2), "签约"]]
    parsed = rows_of(table([*HEADS, "当前阶段"], rows))
    assert [("title_doubtful" in codes(each)) for each in parsed] == [False, True]
    assert all(each.ok for each in parsed)


def test_a_date_of_what_a_title_calls_planned_is_refused():
    heads = ["项目名称", "投资企业", "签约日期", "落地日期"]
    rows = [[*row(1)[1:], None], [*row(2)[1:], DAY]]
    parsed = rows_of(table(heads, rows, above=[["计划落地项目清单"]]), LOOKUPS)
    assert [("title_not_yet" in codes(each)) for each in parsed] == [False, True]


def test_a_title_of_several_stages_is_said_of_rows_at_none_of_them():
    parsed = verdicts([row(1), row(2, None)], above=[["2026年签约落地项目"]])
    assert parsed == [[], ["title_stage_later"]]


def test_a_section_names_a_place_that_is_no_zone():
    rows = [["一、综保区"], row(1), ["二、安宁工业园区"], row(2), ["三、红河综保区"], row(3)]
    assert verdicts(rows) == [[], ["title_zone_unknown"], ["title_zone_unknown"]]
    assert verdicts(rows, zone_chosen=True) == [[], [], []]


def test_sections_below_a_section_belong_to_it():
    rows = [
        ["一、经开区"],
        ["（一）工业项目"],
        row(1),
        ["（二）农业项目"],
        row(2),
        ["二、综保区"],
        row(3),
    ]
    assert verdicts(rows) == [["title_zone"], ["title_zone"], []]


def test_a_subtotal_names_the_zone_of_the_rows_above_it():
    rows = [
        row(1),
        [None, "综保区小计", None],
        row(2),
        [None, "经开区小计", None],
        [None, "合计", None],
    ]
    assert verdicts(rows) == [[], ["title_zone"]]


def test_lists_side_by_side_have_a_title_each():
    heads = ["项目名称", "投资企业", "签约日期"]
    rows = [[*row(1)[1:], None, *row(2)[1:]]]
    above = [["签约项目", None, None, None, "终止项目"]]
    parsed = rows_of(table([*heads, None, *heads], rows, above=above), LOOKUPS)
    assert [("title_ended" in codes(each)) for each in parsed] == [False, True]


def test_a_column_that_is_not_read_says_that_a_row_counts_no_longer():
    rows = [[*row(1), "已注销"], [*row(2), "正常"], [*row(3), "注销服务中心"]]
    parsed = rows_of(table([*HEADS, "登记情况码"], rows), LOOKUPS)
    assert [("column_says_ended" in codes(each)) for each in parsed] == [True, False, False]


# fmt: off
ENDS = [
    "已终止", "项目终止", "已注销", "作废", "取消", "协议已解除", "解除协议", "清算中", "歇业", "停滞", "暂停", "搁置", "放弃", "失败", "中止", "删除", "无效",
    "不再推进", "因资金问题终止", "2025年终止", "已于2025年终止", "该项目已终止。", "淘汰", "×", "已失效", "未通过", "否决", "僵尸企业", "关停", "停产",
    "已并入其他项目", "重复", "不统计", "企业已于2025年3月5日注销", "项目已终止，正在退地", "双方协商解除合同", "破产清算", "与其他项目合并", "未签约终止", "签约后终止",
]
NO_ENDS = [
    "正常", "推进中", "已停工，现已复工", "终止与原投资方的合作后由乙公司接手", "取消限高后开工", "重复利用水资源", "合并报表企业", "无效合同已重新签订", "并入电网",
    "淘汰落后产能项目", "否", "是", "暂停车场建设中",
]
# fmt: on


@pytest.mark.parametrize("heading", ["备注", "进展情况", "登记情况码"])
@pytest.mark.parametrize("text", [*ENDS, *NO_ENDS])
def test_a_remark_says_that_a_row_counts_no_longer(heading, text):
    (parsed,) = rows_of(table([*HEADS, heading], [[*row(1), text]]), LOOKUPS)
    assert ("column_says_ended" in codes(parsed)) == (text in ENDS)


@pytest.mark.parametrize(
    ("heading", "text", "ended"),
    [("是否有效", "否", True), ("是否有效", "是", False), ("是否终止", "是", True), ("是否终止", "否", False), ("是否外资", "否", False)],
)  # fmt: skip
def test_an_answer_says_so_to_what_its_heading_asks(heading, text, ended):
    (parsed,) = rows_of(table([*HEADS, heading], [[*row(1), text]]), LOOKUPS)
    assert ("column_says_ended" in codes(parsed)) == ended


@pytest.mark.parametrize(
    "part", ["因", "因已", "正在", "由经", "项目", "终止了", "于2026年", "(终止"]
)
def test_no_remark_keeps_the_search_busy(part):
    start = time.process_time()
    endings.is_end((part * 60)[:59] + "停")
    assert time.process_time() - start < 0.5
