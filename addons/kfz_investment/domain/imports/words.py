"""The words that offices use in headings besides the aliases, by kind of list and column: they propose, and decide nothing."""

import re

#: dates of a project, in their order
DATES = (
    "signed_date",
    "landed_date",
    "construction_date",
    "production_date",
    "full_production_date",
)
#: columns of free text, which only their words tell
PROJECT_TEXTS = (
    "code",
    "lead_official",
    "responsible_unit",
    "account_manager",
    "site_need",
    "agreement_number",
    "contact",
    "progress",
)
ENTERPRISE_TEXTS = ("address", "contact", "scope", "notes")
TRADE_TEXTS = ("origin", "note")
VISIT_TEXTS = (
    "project",
    "code",
    "participants",
    "leader",
    "counterparts",
    "summary",
    "next_step",
)

#: numbers that are no amounts of money
NOT_MONEY = re.compile(
    r"面积|亩|平方|公顷|人数|人员|员工|用工|就业|岗位|户数|家数|个数|数量|件数|票数|批次|重量|净重|毛重|台|套|吨|容量|产能"
    r"|产量|(?<![保完])税|率|比|排名|得分|评分|分数|年限|期限|工期|天数|序|编号|编码|代码|号码|电话|手机|邮编|年份|年度|能耗|用电|用水"
    r"|容积|层数|楼|经度|纬度|area|count|number|qty|quantity|weight|staff|jobs|tax|rank|score|year|id$|sqm|m2"
)
#: money that is neither planned nor agreed nor paid in for a project
NOT_INVESTED = re.compile(
    NOT_MONEY.pattern
    + r"|产值|营收|收入|利润|销售|注册资本|资产|负债|贷款|融资|补助|奖励|补贴|租金|单价|成本|进出口|贸易|外汇|营业|产出"
    r"|效益|股|revenue|income|profit|sales|loan|price|cost"
)
#: money that is no capital of an enterprise
NOT_CAPITAL = re.compile(NOT_INVESTED.pattern.replace("|注册资本", "").replace("|股", ""))
#: what makes the numbers below a heading money
MONEY = re.compile(r"金|额|资|款|钱|投|元|万|亿|amount|value|usd|rmb|cny|sum")
#: dates that are none of those that a list is read for
#: words in a heading by which plain numbers below it are days
DAYS = re.compile("(?:天|日|日子|日期|时间|时候|时点|之时|之日|年月)$")
NOT_THAT_DATE = re.compile(
    r"计划|预计|拟|更新|填报|填表|录入|上报|报送|洽谈|拜访|来访|考察|对接|接洽|走访|立项|备案|核准|批复|环评|评审|开标|到期|截止|截至"
    r"|终止|有效|出生|下次|最近|修改|创建|变更|注销|退出|会议|调度|planned|updated|due|expiry|birth|visit|created"
)
#: dates that are neither those of a visit nor of what is to be done after it
NOT_A_VISITS_DAY = re.compile(
    r"更新|填报|填表|录入|上报|报送|签约|落地|开工|投产|成立|注册|出生|修改|创建|变更|signed|landed|updated|created|birth"
)

# fmt: off
_COMMON = {
    "uscc": r"信用代码|信用编码|统一代码|统一编码|税号|识别号|机构代码|营业执照|执照号|登记证号|信用号|代码证|creditcode|taxid|taxno",
    "industry": r"行业|产业|门类|赛道|业态|industry|sector",
    "contact": r"联系人|联络人|对接人|接洽人|contact|liaison",
    "phone": r"电话|手机|座机|联系方式|联络方式|热线|号码$|phone|mobile|tel",
    "currency": r"币种|币别|货币|币制|currency",
}
_NUMBERS = r"(?:总?额|总?金额|资金|总?投资|款|总?价|总?值|规模|体量|数额|额度|亿元?|万元?)"
WORDS = {
    "project": {
        **_COMMON,
        "code": r"项目编|项目代|项目号|项目id|编码$|projectid|projectno",
        "name": r"项目名|项目全称|项目简称|项目标题|项目题|工程名|项目称|(?:招商|引进|签约|落地|重点|储备|在谈)项目$|名称$|projecttitle|title",
        "enterprise": r"企业|公司|投资方|投资者|投资人|投资商|出资方|客商|业主|主体|厂商|开发商|建设单位|申报单位|实施单位|乙方|老板|investor|company|enterprise",
        "zone": r"园区|开发区|功能区|合作区|试验区|保税区|属地|辖区|管委会|承载地|承载区|承载平台|载体|落户地|落地区|落位|所在区|所属区|归属|片区名|分区|zone|park|district",
        "area": r"片区|地块|组团|area",
        "investment": r"总投|投资(?:总|额|规模|体量|金额|概算|估算|预算|预计|合计|数|计划)|(?:拟|计划|预计|概算|估算|意向|规划)(?:总?投资?|出资)%(n)s?|投资$|体量|总盘|计划额|投入(?:总额|金额|资金)?$|概算|估算|capex|totalinvest|investment" % {"n": _NUMBERS},
        "signed_amount": r"(?:签约|协议|合同|签订|签署|框架|合约|约定|签单|引资)[^日期时间编号]{0,4}?%(n)s|签约体量|contractvalue|contractamount|signedvalue|agreementvalue" % {"n": _NUMBERS},
        "capital": r"(?:累计)?(?:到位|到资|到账)|到资|到账|到款|实际(?:利用|使用|引进|出资|投入|完成)|已投|已到|利用[内外]资|实到|落实资金|资金落实|入资|注资|实缴|完成投资|inplace|paidin|fundsreceived",
        "stage": r"阶段|状态|环节|节点|进程|进度|推进|所处|status|phase|stage|step|progressstage",
        "signed_date": r"签|协议|合同|缔约|sign|contract|agreement",
        "landed_date": r"落地|注册|落户|入驻|入园|登记|设立|落成|落位|拿地|landed|landing|register",
        "construction_date": r"开工|动工|奠基|开建|破土|进场|始建|建设|construction|groundbreak|start",
        "production_date": r"投产|竣工|试产|运营|开业|投运|投用|建成|production|opening|operation",
        "full_production_date": r"达产|满产|达效|达标|fullproduction|fullcapacity",
        "lead_official": r"领导|挂点|挂钩|包保|挂联|牵头人|分管|leader",
        "responsible_unit": r"责任[单部]|牵头[单部]|承办[单部]|招商[部局单组]|经办[单部]|主办[单部]|服务单位|招引单位|引进单位|专班|department",
        "account_manager": r"专员|负责人|经办人|责任人|跟进人|跟踪人|服务专|管家|招商员|联络员|首席|项目经理|manager|officer",
        "function": r"功能|五大|中心定位",
        "entry_type": r"入区|入驻类|入园类|入区方式",
        "site_need": r"用地|场地|选址|厂房|用房|拿地需求|土地需求|land|site",
        "agreement_number": r"(?:协议|合同|签约)(?:编|号|文号)",
        "progress": r"进展|情况|动态|备注|描述|详情|简介|内容|说明|问题|下一步|remark|progress|note|comment",
    },
    "enterprise": {
        **_COMMON,
        "name": r"企业名|公司名|单位名|企业全|公司全|企业$|公司$|单位$|市场主体|主体名|经营者|商户|厂家|客商|名称$|company|enterprise|firm",
        "registered_capital": r"注册(?:资本|资金|额|金)|认缴|注资|资本金|登记资本|核准资本|章程资本|出资总额|registeredcap|sharecapital|capital$",
        "paid_in_capital": r"实缴|实收|实到|到资|到位|已缴|缴足|实际出资|paidin|paidup",
        "established": r"成立|设立|注册(?:日|时|年)|登记(?:日|时|年)|创立|创办|开办|建立|发照|注册于|founded|establish|incorporat|registrationdate",
        "ownership": r"性质|所有制|企业类|公司类|经济类|注册类型|控股|资本类型|内外资|ownership|nature",
        "country": r"国别|国家|地区|来源国|资本来源|投资来源|外资来源|country|nation",
        "address": r"地址|住所|地点|位置|注册地|经营地|场所|address|location",
        "email": r"邮箱|邮件|电邮|信箱|mail",
        "website": r"网址|网站|官网|主页|网页|website|homepage|url",
        "scope": r"经营范围|主营|业务|产品|经营内容|scope|business",
        "notes": r"备注|说明|简介|情况|描述|remark|note|comment",
    },
    "trade": {
        **_COMMON,
        "name": r"企业名|公司名|单位名|企业$|公司$|单位$|收发货人|货主|报关单位|名称$|company|enterprise|consignee|trader",
        "month": r"月|期|时间|日期|年月|month|period|date",
        "direction": r"进出|方向|流向|进口出口|进出境|贸易类型|进/出|direction|inout|type$",
        "mode": r"监管|贸易方式|方式代码|海关方式|贸易性质|报关方式|mode|regime|procedure",
        "amount": r"贸易额|进出口(?:额|值|总|金)|货值|金额|总额|贸易值|价值|总值|货物值|统计值|完税|人民币值|额$|值$|amount|value|total",
        "origin": r"统计表|报关单|报表|单号|编号|来源|source|reference|docno",
        "note": r"备注|说明|附注|remark|note|comment",
    },
    "interaction": {
        "uscc": _COMMON["uscc"],
        "date": r"日期|时间|日子|date|day",
        "name": r"企业|公司|客商|客户|来访单位|来访方|对方单位|拜访对象|拜访单位|接待对象|单位$|company|enterprise|visitor",
        "project": r"项目|project",
        "code": r"项目编|项目代|项目号|projectid|projectno",
        "kind": r"方式|形式|类型|类别|性质|kind|type|form",
        "participants": r"我方|本区|接待人|接待领导|参加人|参加领导|陪同|出访人|拜访人|招商人员|人员$|participants|attendees|ourside",
        "leader": r"一把手|主要领导|主要负责同志|党政主要|leader",
        "counterparts": r"对方|来宾|客人|来访人|企业方|企业人员|嘉宾|guests|counterpart|theirside",
        "summary": r"内容|情况|纪要|事由|主题|洽谈|交流|记录|摘要|备注|说明|summary|content|minutes|subject|remark|note",
        "result": r"成效|结果|成果|效果|达成|result|outcome",
        "next_step": r"下一步|后续|跟进|待办|推进计划|nextstep|followup",
        "next_step_date": r"(?:下一步|后续|跟进|办结|完成).{0,4}(?:时间|日期|时限|期限)|时限|期限|dueby|due",
    },
}
# fmt: on
WORDS = {
    kind: {name: re.compile(pattern) for name, pattern in patterns.items()}
    for kind, patterns in WORDS.items()
}
#: columns of free text, each of which adds what it says
JOINED = {
    "project": frozenset({"progress"}),
    "enterprise": frozenset({"notes"}),
    "trade": frozenset(),
    "interaction": frozenset({"summary"}),
}
#: columns that answer what a default would stand in for, or that figures and identities rest on
DEFAULTED = {
    "project": frozenset(
        {
            "zone",
            "stage",
            "investment",
            "signed_amount",
            "capital",
            "currency",
            "enterprise",
            "uscc",
            *DATES,
        }
    ),
    "enterprise": frozenset({"registered_capital", "paid_in_capital", "currency", "uscc"}),
    "trade": frozenset({"currency"}),
    "interaction": frozenset({"uscc", "code", "project"}),
}
