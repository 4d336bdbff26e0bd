"""Sections, totals and notes are left out in all their words; no project or enterprise is left out for its name."""

import pytest
from domain.workbook.columns.known import Known
from domain.workbook.lists.table import find_table
from domain.workbook.sheet import Sheet
from workbook_helpers import aliases

FIRMS = [f"昆明示例{numeral}科技有限公司" for numeral in "甲乙丙丁戊己"]
HEAD = ["序号", "项目名称", "投资企业", "计划总投资（万元）", "责任单位"]
DATA = [
    [1, "示例制造一", FIRMS[0], 10000, "投促局"],
    [2, "示例制造二", FIRMS[1], 20000, "投促局"],
    [3, "示例制造三", FIRMS[2], 7000, "投促局"],
]


def words(text, *phrases):
    """The words of `text`, and phrases that have spaces."""
    return [*text.split(), *phrases]


# fmt: off
TOTALS = words(
    """
小计 合计 总计 共计 总合计 合计数 汇总 累计 总额 合共 小结 统计 平均 平均值 合计： 小计:
综保区小计 全市合计 2026年合计 以上合计 合计金额 项目合计（2个） 签约项目合计 合计2个项目 共3家 共12个项目 总共3个项目 空港片区小计 经开片区合计 外资小计
一季度小计 上半年合计 第一季度合计 1-6月累计 2026年1-6月累计 本年累计 本月小计 3月份合计 2026年度总计 全区总计 全省合计 总计（万元） 合计（万元） 合计(3) 小计（2个）
先进制造业小计 已签约项目小计 落地项目合计 在谈项目合计 外资项目合计 内资合计 工业项目小计 其中小计 各园区合计 金额合计 投资合计 企业合计 示例招商一部小计 合计：3个
Total total TOTAL Totals Total: Subtotal Sub-total SUBTOTAL Sum SUM Average GrandTotal 总计（Total） 合计Total 签约汇总 项目汇总 去年同期 同比 同比增长 增幅 上年同期 完成率
中位数 占全区比重 序时进度 2025年同期 去年 上月数 净增 目标值 剩余 缺口 本期新增 期末数 其中外资 ＃外资 内：综保区 平均每个项目 签约率 合计金额（大写） 金额大写 大写：壹仟万元 壹仟万元整
上年末 较上年增减 本年新增项目 年初余额 上季度 资金到位率 与去年同期比 项目履约率 户均投资 剩余任务 2025年 含：续建 占比 占总投资的比例
""",
    "Grand total", "Sub total", "总 计", "合 计", "Page total", "小　计", "总　　计", "合    计：",
)
SECTIONS = words(
    """
工业项目 工业企业 物流企业 物流企业（2家） 先进制造业项目（2个） 现代物流业项目（1个） 已签约项目 在谈项目 储备项目 签约类 落地类 【签约类】 《签约项目》 〔在建〕 一、先进制造业 二、现代物流业
一、签约项目（3个） （一）工业 （二）农业 (三)服务业 一、 第一部分 第二类 第三批 第一章签约项目 1.已签约项目 2、在谈项目 3)储备项目 （1）续建项目 ●签约项目 ◆落地项目 ■在建项目 ▲重点项目
空港片区 经开片区 外资企业 内资企业 省外项目 省内企业 跨境电商企业 保税物流企业 生物医药产业 重点项目（5个） 重大项目 新建项目 续建项目 2026年新签约项目 2025年续建项目 第一产业 第三产业 批发业
零售业 制造业企业 服务业项目 亿元以上项目 其他项目 其他 国有企业 民营企业 港澳台投资企业 规上企业 新能源产业 ——签约项目—— ==在谈== 五、其他项目 十一、数字经济
""",
    "1. 已签约项目", "一 、工业项目", "[ 签约 ]",
)
NOTES = words(
    """
备注 说明 注： 备注： 备注：本表由示例单位填报。 注：含税 注1：含税 注2、不含税 附注：无 说明：数据来自市场监管局 填表说明：一、… 填报说明：按季填报 数据来源：市场监管局 数据截至2026年6月底
数据截止2026年6月30日 以上数据截至6月底 截至2026年6月30日 截止2026.6.30 统计截止时间：2026年6月 填报单位：示例单位 填报人：张示例 填表人：张示例 制表：张示例 制表人：李示例 审核：王示例
审核人：王示例 复核：赵示例 负责人：张示例 单位负责人：张示例 经办人：李示例 联系人：张示例 联系电话：0871-67015764 填报日期：2026年7月1日 打印日期：2026-07-01 打印时间：2026-07-0110:20
导出时间：2026-07-01 制表日期：2026年7月1日 第1页 第1页，共3页 第1页共3页 第一页 1/3页 Page1 page1of3 单位：万元 金额单位：万元 单位（盖章）： （盖章） 单位盖章 2026年7月1日 2026-07-01 二〇二六年七月一日
*为重点项目 ※重点项目 以上数据含续建项目 本表数据不含外资 资料来源：统计局 统计口径：含税 填报要求：按月填报 此页无正文 以下空白 —— …… 报送单位：示例局 编制单位：示例局 签字： 领导签字：
Note:included Source:customs Remark:none 更新时间：2026-07-01 表中数据为示例 以上均为示例数据，截至2026年6月底 抄送：示例局 附件：1份 注意事项：无
""",
    "说明 数据来源于市场监管局", "制表：张示例    审核：李示例    2026年7月1日", "备注 本表由示例单位填报", "第 1 页  共 3 页", "注 含税", "Page 1 of 3",
    "昆明综合保税区管理委员会", "示例投资促进局",
)
NAMES = words(
    """
昆明示例汇总科技有限公司 累计型储能项目 示例合计项目管理有限公司 综合计量中心项目 一带一路示例项目 总部经济示例项目 一心堂示例物流中心 共享示例仓储 共同配送示例项目 统计软件示例项目 合计网络科技有限公司
总计示例公司 小计科技有限公司 平均律音乐有限公司 汇总通信技术有限公司 三七示例种植加工项目 十里香示例茶业 百汇总部基地示例 千总示例酒店 注册示例公司 注塑示例项目 备注示例产业园 说明书印刷厂 附子示例加工项目
数据来源科技有限公司 数据中心示例项目 审核软件示例项目 制表设备示例项目 打印产业示例园 填料示例生产线 第一机床示例厂 第三方检测示例中心 第六空间示例家居 页岩气示例项目 单位食堂示例配餐 联系未来示例科技
截止阀示例制造项目 更新改造示例工程 以太网示例设备项目 来源生物科技有限公司 结束流浪示例动物中心 传真机示例再制造 电话机示例生产线 公章刻制示例中心 签约墙示例制作 日期码示例打印机 盖章机示例项目 工业互联网示例平台
制造云示例项目 物流大脑示例项目 新能源电池示例项目 外资银行示例中心 重点实验室示例 其他酒示例酒庄 批发市场示例项目 零售之家示例 区块链示例项目 园区通示例软件 国际物流港示例 食品云仓示例 医药冷链示例仓 1号店示例仓
2026示例博览会 7天示例酒店 58同城示例呼叫中心 360示例安全产业园 3D打印示例项目 一品天下示例餐饮 二十四节气示例茶园 三一重工示例基地 四海示例物流园 五粮示例酒业 六盘水示例煤化工 七彩云南示例 八方示例供应链
九洲示例医药 十全示例食品 甲骨文示例数据中心 乙烯示例下游项目 丙纶示例纺织 丁腈示例手套项目 Total示例润滑油 TOTAL润滑油示例调和厂 Sum示例健身 Sumitomo示例橡胶 Notes示例咖啡 Source示例咖啡 Page示例印务
Unit示例家具 合计划示例孵化器 会计示例产业园 设计示例小镇 计算示例中心 共建共享示例仓 总装示例厂 占比优选示例超市 同期声示例影视 同比例示例模型厂 均衡示例教育 （一期）示例厂房项目 （中老）示例物流园
同期声示例录音棚 目标检测示例研发项目 新增产能示例技改项目 剩余污泥示例处置项目 #1示例厂房 大写意示例文创 均胜示例电子 中位示例医疗 率土示例动漫 内蒙示例牧业 本期示例书店 含光示例光学
【老字号】示例食品厂 “一颗印”示例民宿 《云上》示例文创 -196℃示例液氮站 *ST示例重组项目 ★级示例酒店 2个月亮示例民宿 三家村示例改造项目
""",
)
# fmt: on


KNOWN = {kind: Known(aliases(kind), ("name",)) for kind in ("enterprise", "project")}


def left_out(rows, head=HEAD, kind="project", merges=()):
    """(rows taken, rows left out by reason) of rows below a heading."""
    numbered = {number: list(row) for number, row in enumerate([head, *rows], 1)}
    table = find_table([Sheet("表", rows=numbered, merges=list(merges))], KNOWN[kind])
    return [row.number for row in table.rows], table.skipped


def test_there_are_enough_words():
    assert min(len(set(TOTALS)), len(set(SECTIONS)), len(set(NOTES))) >= 50
    assert len(set(NAMES)) >= 100


@pytest.mark.parametrize("word", TOTALS)
def test_a_total_is_left_out_with_and_without_the_right_sum(word):
    for amount in (37000, 12345):
        for row in ([None, word, None, amount], [word, None, None, amount]):
            taken, skipped = left_out([*DATA, row])
            assert taken == [2, 3, 4] and skipped == {"total": [5]}, row


@pytest.mark.parametrize("word", SECTIONS)
def test_a_section_is_left_out_with_and_without_a_sum(word):
    for row in ([None, word], [word], [None, word, None, 37000], ["一", word, None, 37000]):
        taken, skipped = left_out([row, *DATA])
        assert taken == [3, 4, 5] and sum(map(len, skipped.values())) == 1, row


@pytest.mark.parametrize("word", SECTIONS)
def test_a_section_is_left_out_of_a_list_without_running_numbers(word):
    rows = [[word], *([name, 100, "张示例"] for name in FIRMS[:3])]
    taken, skipped = left_out(rows, ["企业名称", "注册资本（万元）", "联系人"], "enterprise")
    assert taken == [3, 4, 5] and list(skipped) == ["section"]


@pytest.mark.parametrize("word", NOTES)
def test_a_note_or_signature_is_left_out(word):
    for row in ([word], [None, word]):
        taken, skipped = left_out([*DATA, row])
        assert taken == [2, 3, 4] and sum(map(len, skipped.values())) == 1, row
    rows = [*([name, 100, "张示例"] for name in FIRMS[:3]), [word]]
    taken, _skipped = left_out(rows, ["企业名称", "注册资本（万元）", "联系人"], "enterprise")
    assert taken == [2, 3, 4]


@pytest.mark.parametrize("name", NAMES)
def test_no_project_is_left_out_for_its_name(name):
    rows = [
        [1, name, FIRMS[3], 5000, "投促局"],
        [2, name, None, 5000, None],
        [3, name, FIRMS[3], None, None],
        [None, name, FIRMS[3], 5000, "投促局"],
        [None, name, FIRMS[3], None, "投促局"],
    ]
    taken, skipped = left_out([*DATA, *rows])
    assert taken == [2, 3, 4, 5, 6, 7, 8, 9] and not skipped


@pytest.mark.parametrize(
    "name",
    words(
        "目标检测研发项目 新增产能技改项目 剩余污泥处置项目 #1厂房 平均律乐器厂房 均胜电子 本年华书店 计划生育用品厂 高效率电机 增减材制造中心 余额宝呼叫中心 内蒙古牧业"
    ),
)
def test_a_row_of_name_and_amount_alone_stays_whatever_its_name_begins_with(name):
    assert left_out([*DATA, [None, name, None, 4321]]) == ([2, 3, 4, 5], {})


@pytest.mark.parametrize("name", [*NAMES, *SECTIONS])
def test_a_row_as_full_as_the_others_is_data_whatever_its_name(name):
    rows = [[1, "示例一", FIRMS[0], 10], [2, name, FIRMS[1], 20], [3, "示例三", FIRMS[2], 30]]
    taken, skipped = left_out(rows, HEAD[:4])
    assert taken == [2, 3, 4] and not skipped


@pytest.mark.parametrize("name", NAMES)
def test_a_short_list_keeps_every_name(name):
    rows = [[name, 10], ["示例二", 20], [name + "二期", 35]]
    assert left_out(rows, ["项目名称", "计划总投资（万元）"]) == ([2, 3, 4], {})


def test_a_sum_without_any_known_word_is_left_out_when_it_adds_up():
    rows = [[None, "示例甲组", None, 30000], *DATA[:2], [None, "示例乙组", None, 27000]]
    rows += [DATA[2], [4, "示例制造四", FIRMS[3], 20000, "投促局"]]
    taken, skipped = left_out([*rows, [None, "示例全部", None, 57000]])
    assert skipped == {"sum": [2, 5, 8]} and taken == [3, 4, 6, 7]


def test_sections_are_left_out_where_most_lines_are_sections():
    head = ["项目名称", "投资企业", "当前阶段", "责任单位"]
    rows = [
        ["（一）外资项目"],
        ["示例1项目", FIRMS[0], "签约", "投促局"],
        ["2026年新签约项目："],
        ["1. 工业项目"],
    ]
    rows += [["三 物流企业"], ["示例2项目", FIRMS[1], "签约", "投促局"]]
    assert left_out(rows, head) == ([3, 7], {"section": [2, 4, 5, 6]})
    for label in ("1. 2026年新签约项目", "（1）2026年新签约项目", "1、2026年新签约项目"):
        rows[2] = [label]
        assert left_out(rows, head)[1] == {"section": [2, 4, 5, 6]}


def test_a_sum_may_count_in_columns_that_nobody_knows():
    head = [*HEAD[1:4], "个数", "吉祥物"]
    rows = [
        ["甲项目", FIRMS[0], 10, 1, "熊"],
        ["乙项目", FIRMS[1], 20, 1, "象"],
        ["丙", None, 30, 2, "略"],
    ]
    assert left_out(rows, head) == ([2, 3], {"sum": [4]})


def test_sums_in_text_and_in_several_columns_count():
    head = ["项目名称", "投资企业", "计划总投资（万元）", "到位资金（万元）"]
    rows = [["甲项目", FIRMS[0], "1,000", 10], ["乙项目", FIRMS[1], "2,000", 20]]
    assert left_out([*rows, ["丙", None, "3,000", 30]], head)[1] == {"sum": [4]}
    assert left_out([*rows, ["丙", None, "3,000", 31]], head)[1] == {}


def test_rows_of_dashes_and_zeros_are_left_out_and_counted():
    rows = [
        *DATA,
        [4, "-", "—", 0, "/"],
        [5],
        [None, "-", None, 0.0],
        [None, None, None, None, " "],
    ]
    taken, skipped = left_out(rows)
    assert taken == [2, 3, 4] and skipped == {"empty": [5, 6, 7], "blank": [8]}
    for sign in ("/", "—", "无", "N/A"):
        assert left_out([*DATA, [sign] * len(DATA[0])]) == ([2, 3, 4], {"empty": [5]})


def test_a_line_merged_over_the_columns_is_a_section():
    rows = [["示例甲组"], *DATA]
    taken, skipped = left_out(rows, merges=[(2, 2, 0, 4)])
    assert taken == [3, 4, 5] and skipped == {"section": [2]}


def test_sections_of_a_zone_merged_over_rows_are_left_out_all_the_same():
    head = ["所属园区", "项目名称", "投资企业", "计划总投资（万元）"]
    rows = [
        ["昆明综合保税区", "甲项目", FIRMS[0], 10],
        [None, "乙项目", FIRMS[1], 20],
        [None, "小计", None, 30],
    ]
    taken, skipped = left_out(rows, head, merges=[(2, 4, 0, 0)])
    assert taken == [2, 3] and skipped == {"total": [4]}


def test_nested_sections_of_few_rows_are_left_out():
    rows = [
        ["一", "制造组", None, 60],
        ["（一）", "新材料组", None, 30],
        [1, "甲项目", FIRMS[0], 10],
        [2, "乙项目", FIRMS[1], 20],
        ["（二）", "装备组", None, 30],
        [1, "丙项目", FIRMS[2], 30],
        ["二", "物流组", None, 5],
        [1, "丁项目", FIRMS[3], 5],
        [None, "总计", None, 65],
    ]
    taken, skipped = left_out(rows, HEAD[:4])
    assert taken == [4, 5, 7, 9] and skipped == {"section": [2, 3, 6, 8], "total": [10]}


@pytest.mark.parametrize("numbers", [("1", "1.1", "1.2"), (1, 1.1, 1.2), ("2", "2.1", "2.2")])
def test_a_number_above_dotted_numbers_is_that_of_a_section(numbers):
    rows = [["示例组", None, 30], ["甲项目", FIRMS[0], 10], ["乙项目", FIRMS[1], 20]]
    rows = [[number, *row] for number, row in zip(numbers, rows, strict=True)]
    assert left_out(rows, HEAD[:4]) == ([3, 4], {"sum": [2]})


def test_numerals_as_running_numbers_are_no_sections():
    rows = [
        ["一", "甲项目", FIRMS[0], 10],
        ["二", "乙项目", FIRMS[1], 20],
        ["三", "丙项目", None, 9],
    ]
    assert left_out(rows, HEAD[:4]) == ([2, 3, 4], {})


@pytest.mark.parametrize("word", ["示例", "例", "样例", "填写示例", "示例：", "Example"])
def test_an_example_of_how_to_fill_in_is_left_out(word):
    taken, skipped = left_out([[word, "某某项目", "某某公司", 100, "某某局"], *DATA])
    assert taken == [3, 4, 5] and skipped == {"note": [2]}


def test_subtotals_per_enterprise_are_left_out():
    head = ["投资企业", "项目名称", "当前阶段", "计划总投资（万元）"]
    rows = [
        [FIRMS[0], "甲项目", "签约", 5],
        [FIRMS[0], "小计", None, 5],
        ["乙项目", "丙项目", "签约", 1],
    ]
    assert left_out(rows, head) == ([2, 4], {"total": [3]})
