"""Two names in the cell of one project, samples and words for a missing name are told; names of projects stay."""

import pytest
from domain.imports import nonames, projectnames
from workbook_helpers import codes, one_row

# fmt: off
TWO = [
    "示例甲项目\n示例乙项目", "1.示例甲项目\n2.示例乙项目", "1、示例甲项目；2、示例乙项目", "（1）示例甲项目（2）示例乙项目", "①示例甲项目②示例乙项目", "示例甲项目（一期）\n示例乙项目（二期）",
    "示例甲工程\r\n示例乙项目",
]
PERHAPS = ["示例甲项目、示例乙项目", "示例甲项目/示例乙项目", "示例甲项目更名为示例乙项目", "示例甲项目→示例乙项目", "示例甲项目及示例乙项目"]
NONE = [
    "例：示例甲项目", "如：示例甲项目", "示例：XX项目", "XX项目", "XXX项目", "某项目", "XX公司XX项目", "项目名称待定", "未定项目", "待定项目", "新项目", "测试", "测试项目1", "test", "名称暂定", "未命名项目",
    "洽谈中项目", "该项目", "示例甲项目（样例）",
]
ONE = [
    "示例甲项目", "示例加工\n项目", "示例产业园项目\n（一期）", "示例产业园项目\n一期建设项目", "示例产业园\n建设项目", "示例甲项目及配套工程", "示例甲项目和基础设施建设项目", "某物流企业总部项目", "XXL服装项目",
    "1.示例甲项目", "1.5万吨示例项目", "2.5GW电池项目", "新项目经理培训中心", "测试设备制造项目", "项目一", "待旦茶业项目", "示例研发、生产、销售项目", "示例（东盟）/示例中心项目", "TESTO仪器项目",
    "示例（重复利用）项目", "如意岛项目", "淘汰落后产能（淘汰落后设备）项目", "3×50MW示例项目", "示例取消服务项目（一期）", "退出式泊位项目", "保密项目", "示例项目管理中心项目", "废旧电池（停车场）项目",
]
OVER = [
    "示例甲项目（已停工）", "示例甲项目（停滞）", "示例甲项目（已迁出）", "示例甲项目（暂停）", "示例甲项目（重复）", "示例甲项目（删）", "示例甲项目（不统计）", "示例甲项目（不计入）", "示例甲项目（剔除）",
    "终止：示例甲项目", "示例甲项目终止", "×示例甲项目", "✘示例甲项目", "示例甲项目×", "示例甲项目（与序号3合并）",
]
# fmt: on


def project(name):
    return one_row(
        "project", 项目名称=name, 所属园区="综保区", 投资方="示例甲有限公司", 阶段="在谈"
    )


@pytest.mark.parametrize("text", TWO)
def test_two_names_in_one_cell_are_refused(text):
    assert "two_projects" in codes(project(text)) and not project(text).ok


@pytest.mark.parametrize("text", PERHAPS)
def test_what_is_perhaps_two_projects_is_told(text):
    assert "perhaps_two_projects" in codes(project(text)) and project(text).ok


@pytest.mark.parametrize("text", NONE)
def test_samples_and_missing_names_are_refused(text):
    assert not project(text).ok and "no_project_name" in codes(project(text))


@pytest.mark.parametrize("text", ["综保区", "签约", "2026年3月", "2026年3月5日", "5000万元"])
def test_what_another_column_holds_is_no_name_of_a_project(text):
    assert not project(text).ok and "no_project_name" in codes(project(text))


def test_a_masked_name_is_told():
    assert "name_masked" in codes(project("昆明XX物流园项目")) and project("昆明XX物流园项目").ok


def test_names_of_projects_stay():
    assert [text for text in ONE if projectnames.is_no_project(text)] == []
    assert [text for text in ONE if projectnames.names_several(text)] == []
    assert [text for text in ONE if nonames.says_ended(text)] == []


@pytest.mark.parametrize("text", OVER)
def test_a_name_that_says_that_its_project_counts_no_longer_is_told(text):
    assert "name_says_ended" in codes(project(text)) and project(text).ok
