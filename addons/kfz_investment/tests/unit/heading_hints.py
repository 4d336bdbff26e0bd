"""Words around headings: what is harmless there, and what makes a column another one, by kind of list and field."""

# fmt: off
_COMMON = ("必填", "选填", "请填写", "数字", "单元格格式", "与营业执照一致", "如无则空", "注2", "请如实填写")
_DAYS = (
    *_COMMON, "格式：2026-01-01", "格式：2026年1月1日", "如2026-01-01", "如：2026.1.1", "2026-01-01", "2026.3", "yyyy-mm-dd", "年月日", "精确到月", "填写到日", "具体到日", "日期格式", "3",
    "未签约不填", "没有则不填", "date",
)
_MONEY = (*_COMMON, "万元，必填", "人民币，万元", "含税，万元", "保留两位小数", "以万元计", "只填数字，不填单位", "单位：亿元", "取整数", "小写", "阿拉伯数字", "15")
#: {(kind, field, heading): texts that say the same}
SAME = {
    ("project", "name", "项目名称"): (*_COMMON, "全称", "请填写项目全称", "Project Name", "Name of the project", "如：XX项目", "示例：某某项目", "2"),
    ("project", "enterprise", "投资方"): (*_COMMON, "盖章", "请填写企业全称，与营业执照一致", "Investor", "Investing enterprise", "如：某某有限公司"),
    ("project", "zone", "所属园区"): (*_COMMON, "下拉选择", "Zone", "Name of park", "规范名称"),
    ("project", "stage", "当前阶段"): (*_COMMON, "单选", "Stage", "Current status", "从下拉列表中选择"),
    ("project", "investment", "总投资"): (*_MONEY, "含土地", "Total investment", "Planned total", "含固定资产投资和流动资金", "与协议一致"),
    ("project", "signed_amount", "签约金额"): (*_MONEY, "Contract amount", "Agreement value", "以协议为准"),
    ("project", "capital", "到位资金"): (*_MONEY, "如无填0", "Paid-in capital", "Funds received", "Actual"),
    ("project", "signed_date", "签约时间"): (*_DAYS, "Signing date", "Date of contract", "以协议日期为准", "签订协议时间"),
    ("project", "landed_date", "落地时间"): (*_DAYS, "Landing date", "工商注册时间"),
    ("enterprise", "registered_capital", "注册资本"): (*_MONEY, "Registered capital", "认缴"),
    ("enterprise", "paid_in_capital", "实缴资本"): (*_MONEY, "Paid-in capital"),
    ("enterprise", "established", "成立日期"): (*_COMMON, "以营业执照为准", "Date of establishment", "2026-01-01"),
    ("trade", "amount", "贸易额"): ("万元", "当月", "Trade value", "Total amount", "人民币，万元", "imports and exports"),
    ("trade", "month", "统计月份"): ("如：2026-03", "2026-03", "格式：202603", "年月", "Reporting month"),
}
_PARTS = (
    "按月填报", "按月填", "请填写本年数", "填写当月数", "填写2026年数", "请填本季数", "参照上报数", "按年填写", "如：本月新增", "要求：填当月", "例：6月当月", "与月报一致", "格式：本月数", "2026.6", "2026-06",
    "1-6", "6", "26.6", "2026", "1-6月", "monthly", "This month", "annual", "to date", "year total", "plan", "Phase I", "phase two", "II", "H1", "Q1", "per year",
)
_PLANS = (
    "planned", "Planned date", "expected", "Expected signing date", "请填写计划时间", "填写拟签约时间", "如：未签约填计划时间", "按计划填", "参照计划", "estimated", "tentative", "proposed", "要求：填预期时间",
    "格式：计划年月", "to be signed", "draft", "MOU", "renewal", "first contact", "due", "deadline", "与计划一致", "lunar",
)
#: {(kind, field, heading): texts that make it another column}
ANOTHER = {
    ("project", "capital", "到位资金"): (*_PARTS, "含贷款", "loan", "Newly added"),
    ("project", "investment", "总投资"): (*_PARTS, "fixed assets", "by loan", "crore"),
    ("project", "signed_amount", "签约金额"): _PARTS,
    ("enterprise", "registered_capital", "注册资本"): (*_PARTS, "by shareholder"),
    ("trade", "amount", "贸易额"): (*_PARTS, "export", "volume"),
    ("project", "signed_date", "签约时间"): _PLANS,
    ("project", "landed_date", "落地时间"): _PLANS,
    ("project", "stage", "当前阶段"): ("计划", "next", "target stage", "填写下一阶段"),
    ("project", "zone", "所属园区"): ("former", "备选", "请填写原园区", "alternative"),
    ("project", "name", "项目名称"): ("parent", "请填写竞争项目名称", "related project"),
}
_DATES = {"签约时间": "signed_date", "落地时间": "landed_date"}
_CAPITAL, _TRADE = {"到位资金（万元）": "capital"}, {"贸易额（万元）": "amount"}
_SHARES = {"认缴出资额（万元）": "registered_capital", "实缴出资额（万元）": "paid_in_capital"}
_NAMES = {"项目名称": "name", "投资方": "enterprise"}
_ZONE, _CONTACT = {"所属园区": "zone"}, {"联系人": "contact", "联系电话": "phone"}
_BELOW = {
    ("project", 0): (_DATES, (
        "计划完成情况", "2027年计划情况", "计划时间：", "计划（单位：万元）", "拟签约情况", "计划时间表", "2027年度拟签约落地项目时间节点安排计划情况表", "未完成情况", "下一步计划安排情况一览", "预期时间统计",
        "目标时间节点汇总", "Planned", "其他", "拟定时间", "洽谈", "计划完成时间：",
    )),
    ("project", 1): (_CAPITAL, (
        "其他园区", "昆明部分", "其他资金", "主要股东", "其他投资", "合同", "2025年完成情况", "上年完成情况", "2025年度投资情况", "本月完成情况", "一期工程情况", "固定资产投资情况", "外方情况", "贷款情况", "资金计划情况",
        "1-6月情况", "去年情况", "配套设施情况", "其他项目", "其他企业", "管委会投入", "政府投入情况", "本月：", "2025年：", "6月（万元）", "当月资金（单位：万元）", "2025年1月至2025年12月资金到位情况表",
    )),
    ("project", 2): (_NAMES, ("子公司", "调整前", "对标企业", "中介机构", "引荐企业", "竞争项目", "关联项目", "被并购", "原项目")),
    ("project", 3): (_ZONE, ("原", "调整前", "变更前", "迁出前", "注册", "拟", "拟调整", "备选", "二选")),
    ("enterprise", 0): (_SHARES, ("股东", "主要股东", "股东情况", "股东信息", "投资方", "投资者", "法人", "其他", "其他企业", "子公司", "境外投资方")),
    ("enterprise", 1): (_CONTACT, ("股东", "法人", "法定代表人", "财务负责人", "代理记账", "代办机构", "中介", "物业", "海关", "监管", "招商局")),
    ("trade", 0): (_TRADE, (
        "2025年情况", "1-6月情况", "上年同期情况", "累计情况", "出口情况", "年度计划情况", "1-6月：", "累计（万元）", "数量情况", "其他", "Cumulative", "1-6", "2026.1-6", "本年累计情况表", "其他企业", "合同",
    )),
}
#: [(kind, group head, {heading below: field})]: heads that make other columns of those below
GROUPS = [(kind, head, {**below, "说明栏": None}) for (kind, _place), (below, heads) in _BELOW.items() for head in heads]
_GROUPING = {
    ("project", 0): (_DATES, ("时间节点", "主要节点", "项目进展情况", "签约落地情况", "二、推进情况", "协议信息", "时间进度")),
    ("project", 1): (_CAPITAL, ("资金情况", "资金到位情况", "投资情况（万元）", "由企业填写", "主要指标")),
    ("project", 2): (_NAMES, ("项目基本信息", "2026年重点招商项目", "在谈项目", "签约项目情况", "一、项目概况", "2026年计划")),
    ("project", 3): (_ZONE, ("落地情况", "基本信息", "所属园区情况", "项目落地", "招商情况")),
    ("enterprise", 0): (_SHARES, ("资本情况", "注册信息", "出资情况", "企业基本信息")),
    ("enterprise", 1): (_CONTACT, ("联系方式", "企业联系人", "基本信息", "年度计划")),
    ("trade", 0): (_TRADE, ("贸易情况", "进出口情况", "当月", "海关统计数据")),
}
# fmt: on
#: the same of heads that leave them what they are
PLAIN_GROUPS = [
    (kind, head, below) for (kind, _place), (below, heads) in _GROUPING.items() for head in heads
]
