"""What stands instead of a name makes no enterprise; names, stages and dates that say something else besides are told."""

import pytest
from domain.imports import nonames
from workbook_helpers import codes, one_row


def words(text):
    return text.split()


# fmt: off
NO_NAMES = words("""
待注册 尚未注册 未注册 未成立 筹备中 见备注 保密 暂定 待确认 尚未确定 个人 洽谈中 若干企业 某企业 不公开 项目公司待注册 XX有限公司 ***有限公司 昆明某某 3家企业 某上市公司 浙江客商
（待注册） 公司（待注册） 个人（张三） ××公司 拟成立新公司 详见附件 拟注册 多家企业 项目公司 企业名称 云南某物流有限公司 待定公司 两家公司 示例甲加工项目 示例加工项目二期
""")
REAL = words("""
示例和平有限公司 个人护理用品有限公司 示例甲有限公司 中国未来科技有限公司 保密柜制造有限公司 百家企业管理有限公司 昆明企业管理有限公司 示例公司 张三 3M中国有限公司 TCL集团 EXXON公司 MAXX有限公司
一汽集团 企业服务中心 云南省投资控股集团 多利公司 各美家具厂 待旦科技有限公司 TESTO公司 示例（昆明）有限公司 三家村 外商投资协会 一家企业管理有限公司 待客来餐饮有限公司 示例项目管理有限公司 示例项目中心
""")
SEVERAL = [
    "示例旧有限公司→示例新有限公司", "示例旧公司变更为示例新公司", "示例甲有限公司 示例乙有限公司", "示例甲有限公司（51%）示例乙有限公司（49%）",
    "示例甲公司和示例乙公司", "1示例甲有限公司2示例乙有限公司", "示例甲有限公司等3家", "示例甲有限公司等", "示例有限公司（张三13800138000）",
    "示例甲公司、示例乙公司", "示例甲有限公司\n示例乙有限公司", "示例甲公司51%示例乙公司49%", "示例新有限公司（原示例旧有限公司）",
]
ONE = [
    "示例公司和平分公司", "示例集团和平有限公司", "示例公司 昆明分公司", "示例集团 有限公司", "示例集团（昆明）物流有限公司", "示例公司（云南）有限公司",
    "示例石油股份有限公司昆明分公司", "示例建投集团有限公司第二建筑公司", "示例（51%）有限公司", "示例集团\n有限公司", "示例有限\n公司", "示例等离子有限公司",
    "示例公司和兴隆物流有限公司", "示例有限责任公司",
]
# fmt: on


def project(**cells):
    facts = {
        "项目名称": "示例甲项目",
        "所属园区": "综保区",
        "投资方": "示例甲有限公司",
        "阶段": "在谈",
    }
    return one_row("project", **{**facts, **cells})


def test_what_stands_instead_of_a_name_is_told_from_names():
    assert [text for text in NO_NAMES if not nonames.is_no_name(text)] == []
    assert [text for text in REAL if nonames.is_no_name(text)] == []


def test_several_names_are_told_from_one():
    assert [text for text in SEVERAL if not nonames.names_several(text)] == []
    assert [text for text in ONE if nonames.names_several(text)] == []


def test_what_stands_instead_of_a_name_makes_no_enterprise():
    lead = project(投资方="待注册", 阶段="线索")
    assert "enterprise" not in lead.values and lead.ok
    assert {"no_such_name", "no_enterprise"} <= set(codes(lead))
    signed = project(投资方="待注册", 阶段="签约")
    assert not signed.ok and "missing_enterprise" in codes(signed)
    listed = one_row("enterprise", 地址="示例路1号", 企业名称="尚未注册")
    assert not listed.ok and codes(listed)[0] == "no_such_name"


@pytest.mark.parametrize("text", ["示例甲有限公司等3家", "示例有限公司（张三13800138000）"])
def test_several_names_or_a_number_in_a_name_are_refused(text):
    assert not one_row("enterprise", 地址="示例路1号", 企业名称=text).ok


@pytest.mark.parametrize("word", ["同前", "如上", "见上", "上同"])
def test_all_words_for_the_cell_above_are_refused(word):
    assert "ditto" in codes(one_row("enterprise", 地址="示例路1号", 企业名称=word))


@pytest.mark.parametrize("end", ["（已终止）", "（作废）", "（已并入示例乙项目）", "-终止"])
def test_a_name_that_says_that_it_has_ended_is_told(end):
    parsed = project(项目名称="示例甲项目" + end)
    assert parsed.ok and "name_says_ended" in codes(parsed)
    assert "name_says_ended" not in codes(project(项目名称="示例取消服务项目（一期）"))


def test_a_word_with_a_question_mark_is_not_taken_for_certain():
    parsed = project(阶段="签约？")
    assert not parsed.ok and "in_doubt" in codes(parsed)
