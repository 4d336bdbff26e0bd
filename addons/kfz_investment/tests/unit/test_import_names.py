"""What stands instead of a name makes no enterprise; names, stages and dates that say something else besides are told."""

import time

import pytest
from domain.imports import names, namesigns, nonames
from workbook_helpers import codes, one_row


def words(text):
    return text.split()


# fmt: off
NO_NAMES = words("""
待注册 尚未注册 未注册 未成立 筹备中 见备注 保密 暂定 待确认 尚未确定 个人 洽谈中 若干企业 某企业 不公开 项目公司待注册 XX有限公司 ***有限公司 昆明某某 3家企业 某上市公司 浙江客商
该企业 上述企业 同一家 同一投资方 项目落地后确定 落地后注册 注册后填 尚在注册 名称预核准中 已核名 预核准 暂无投资方 无投资人 未找到 空白 略 详略 世界500强企业 示例集团下属公司
外商独资 港商 台商 浙商 央企A TBC unknown pending confidential various nan undisclosed 正在办理核准 拟签约后再定 另行填报 签约企业 中外合资企业 ？
（待注册） 公司（待注册） 个人（张三） ××公司 拟成立新公司 详见附件 拟注册 多家企业 项目公司 企业名称 云南某物流有限公司 待定公司 两家公司 示例甲加工项目 示例加工项目二期
""")
REAL = words("""
示例和平有限公司 个人护理用品有限公司 示例甲有限公司 中国未来科技有限公司 保密柜制造有限公司 百家企业管理有限公司 昆明企业管理有限公司 示例公司 张三 3M中国有限公司 TCL集团 EXXON公司 MAXX有限公司
一汽集团 企业服务中心 云南省投资控股集团 多利公司 各美家具厂 待旦科技有限公司 TESTO公司 示例（昆明）有限公司 三家村 外商投资协会 一家企业管理有限公司 待客来餐饮有限公司 示例项目管理有限公司 示例项目中心
云南白药集团股份有限公司 京东物流 DHL 昆明海关 3M中国 一心堂 如家酒店 同仁堂 上汽通用 中国远洋 招商局集团 招商银行 中正集团 正定药业 中核集团 徽商银行 温州商会 上海家化 同济医院 同程旅行 如意集团 如一坊
本田汽车 本来生活 略阳钢铁 前海人寿 后谷咖啡 中国诚通 未来电器 已未堂 定制家居 无印良品 不二家 在水一方酒店 拟南芥生物 未名集团 正大集团 正泰电器 中石化 A.O.史密斯 UPS Maersk Pending系统公司 Nantong集团
500彩票网 世界之窗酒店 龙头山水泥厂 独角兽工场 知名度传媒 前程无忧 空白格家政公司 该隐科技公司 落地生根农业公司 公开课教育公司 确定性科技公司 联合利华 合作社联社 投资银行
""")
SEVERAL = [
    "示例旧有限公司→示例新有限公司", "示例旧公司变更为示例新公司", "示例甲有限公司 示例乙有限公司", "示例甲有限公司（51%）示例乙有限公司（49%）",
    "示例甲公司和示例乙公司", "1示例甲有限公司2示例乙有限公司", "示例甲有限公司等3家", "示例甲有限公司等", "示例有限公司（张三13800138000）",
    "示例甲、示例乙", "示例甲/示例乙", "张三、李四", "示例有限公司（曾用名：示例旧公司）", "示例甲有限公司，注册资本5000万", "示例甲有限公司 联系人张三", "李总 示例有限公司",
    "张三（示例有限公司）", "示例有限公司 浙江", "示例有限公司牵头", "示例有限公司联合体", "Example Co., Ltd./示例有限公司", "示例甲；示例乙", "示例有限公司 张三 138", "示例有限公司及子公司", "示例有限公司（注册资本5000万元）", "示例有限公司（牵头）",
    "示例甲公司、示例乙公司", "示例甲有限公司\n示例乙有限公司", "示例甲公司51%示例乙公司49%", "示例新有限公司（原示例旧有限公司）",
]
ONE = [
    "示例公司和平分公司", "示例集团和平有限公司", "示例公司 昆明分公司", "示例集团 有限公司", "示例集团（昆明）物流有限公司", "示例公司（云南）有限公司",
    "示例石油股份有限公司昆明分公司", "示例建投集团有限公司第二建筑公司", "示例（51%）有限公司", "示例集团\n有限公司", "示例有限\n公司", "示例等离子有限公司",
    "示例公司和兴隆物流有限公司", "示例有限责任公司", "Vestas A/S", "示例有限公司\n（外资）", "1、示例有限公司", "示例有限公司；", "投资方：示例有限公司", "浙江 示例有限公司",
    "示例合伙企业（有限合伙）", "云南示例（集团）有限公司", "Example Co., Ltd.", "24/7", "示例集团公司 第一工程处", "云南白药（集团）", "示例有限公司（中外合资）",
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
    assert [text for text in REAL if nonames.is_no_name(text) or nonames.is_place(text)] == []
    assert [text for text in REAL if names.is_other_kind(text, ())] == []


def test_several_names_are_told_from_one():
    assert [text for text in SEVERAL if not names.says_more(text)] == []
    assert [text for text in [*ONE, *REAL] if names.says_more(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "1.{}",
        "1、{}",
        "（1）{}",
        "①{}",
        "投资方：{}",
        "企业名称：{}",
        "★{}",
        "{}√",
        "{}。",
        "{}；",
        "“{}”",
        "《{}》",
    ],
)
def test_what_stands_around_a_name_is_left_out_and_told(text):
    parsed = project(投资方=text.format("示例甲有限公司"))
    assert parsed.ok and parsed.values["enterprise"] == "示例甲有限公司"
    assert "name_trimmed" in codes(parsed)


def test_names_keep_their_numbers_and_signs():
    told = [text for text in REAL if namesigns.tidy(text) != text or namesigns.says_unsure(text)]
    assert told == []


@pytest.mark.parametrize(
    "text",
    words(
        "综保区 批发业 昆明市官渡区 2026年3月5日 2026年3月 5000万元 民营 签约 江苏 香港 云南省 老挝"
    ),
)
def test_what_another_column_holds_is_no_enterprise(text):
    parsed = project(投资方=text)
    assert "no_such_name" in codes(parsed) and "enterprise" not in parsed.values
    listed = one_row("enterprise", 地址="示例路1号", 企业名称=text)
    assert not listed.ok or text in ("综保区", "签约")


UNSURE = ["（筹）", "（暂名）", "（拟）", "（待注册）", "(暂定名)", "（原）"]


@pytest.mark.parametrize(
    "text", [*("示例有限公司" + end for end in UNSURE), "拟设示例有限公司", "示例甲集团示例乙集团"]
)
def test_a_name_that_is_not_final_is_told(text):
    parsed = project(投资方=text)
    assert parsed.ok and "name_unsure" in codes(parsed)


@pytest.mark.parametrize("text", ["示例有限公司?", "示例有限公司（？）"])
def test_a_name_with_a_question_mark_is_refused(text):
    assert "in_doubt" in codes(project(投资方=text)) and not project(投资方=text).ok


def test_long_texts_of_filling_words_are_read_at_once():
    started = time.process_time()
    for text in ("正在" * 60 + "人", "公司" * 60 + "人", "待注册中" * 30 + "人", "1、" * 60):
        nonames.is_no_name(text)
        namesigns.tidy(text)
        names.says_more(text)
    assert time.process_time() - started < 0.5


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


@pytest.mark.parametrize(
    "word",
    words(
        "同前 如上 见上 上同 同上企业 同上公司 同上（二期） 同1 同序号3 与上同 如前 同左列 同上一家"
    ),
)
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
