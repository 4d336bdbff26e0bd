"""What stands in a column of enterprises and is the name of none: 待注册, 见备注, 若干企业, XX有限公司, several names."""

import re

from ..workbook.cells import clean, nfkc
from ..workbook.memo import kept

KIND = "公司|企业|集团|客商|投资商|投资者|投资人|投资方|商户|单位|主体|厂商|厂家"
_OF = rf"(?:(?:项目|合资|新|新设|具体|实施|投资|建设|运营|意向|企业|公司)*(?:{KIND}|项目|名称|名字|名)*)"
STATE = (
    "(?:待|尚待|有待)(?:注册|成立|设立|组建|定|确认|确定|核实|核准|核名|明确|落实|补|补充|填|填写|完善|公开|签|签约|引进|引入|招商|招引|选|选定|商|议|办)"
    "|(?:尚未|暂未|还未|并未|暂不|未|没有?)(?:注册|成立|设立|组建|定|确认|确定|核实|核名|明确|落实|提供|填写|公开|公布|选定|知|登记|办理)"
    "|(?:正在|拟|将|即将|计划|准备|拟在.{2,6})(?:注册|成立|设立|组建|筹建|筹备|办理|洽谈|对接|核名|引进)"
    "|(?:注册|设立|成立|筹备|筹建|组建|办理|洽谈|商谈|接洽|对接|谈判|核名|招商|招引|审批|登记)(?:之)?中"
    "|(?:不|不便|不宜|暂不|不予|暂缓)(?:公开|公布|透露|提供)|(?:商业)?(?:保密|涉密|机密|秘密)|匿名|暂定|暂缺|缺失?|不明|不清楚|不确定|不适用"
    "|(?:详?见|参见)(?:备注|附件|附表|附后|说明|注|另表|下表|后|名单|清单).{0,6}|待定|未定|无名称?|无企业|无公司"
)
_MANY = (
    r"(?:约|共)?(?:\d+|[一二三四五六七八九十两]{1,3})余?[家户个](?:.{0,4}(?:%s))?"
    r"|(?:若干|[多数几各][家户个]|相关|有关|部分|其他|其它|一批|不特定)[家户个]?(?:.{0,4}(?:%s))|[各多数几](?:%s)"
) % (KIND, KIND, KIND)
_PLAIN = (
    rf"(?:有限|有限责任|股份有限)公司|{KIND}|(?:企业|公司|单位)名称|项目公司|合资公司|外商|业主|老板|个体|个体户|个人|自然人|私人|本人"
    r"|本公司|我公司|我司|该公司|贵公司|同一公司|(?:外资|内资|民营|国有|民|国|央|上市|龙头|知名|大型|本地|外地|意向|潜在)(?:企业?)?|央企|国企|民企"
    r"|(?!.*公司).{2,6}(?:客商|投资商|投资人|外商|商人)|测试\d*|test\d*|(?:未知|无名)(?:%s)" % KIND
)
#: words of which a phrase is made that says what is still to happen, one of the first ones at least
_DEED = (
    "注册|成立|办理|设立|组建|筹建|筹备|预?核名|预?核准|审批|登记|落地|签约|投产|确定|确认|明确|落实|补充|填写|填报|提供|公布|公开|找到|选定|引进|引入|洽谈|对接"
    "|反馈|回复|联系上|知晓|清楚"
)
#: no word here is made of others: a long text of them would take for ever
_AROUND = rf"(?:{KIND}|项目|名称|名字|有待|没有|已经|准备|计划|另行|为准|[待未暂还不无正在尚即已拟将再另由以之后中前时的填补定])"
_PHRASE = rf"(?=.*(?:{_DEED}))(?:{_DEED}|{_AROUND})+"
_POINTING = rf"(?:上述|前述|以上|上列|前列|该|此|上面的?|前面的?|同一[家个]?|另一[家个]?)(?:的)?(?:{KIND}|[家个])|同(?:一家|一个)"
_SORT = (
    r"(?:[港台澳侨外浙粤闽沪苏鲁川渝徽湘鄂赣豫]商|港澳台商?)(?:投资)?(?:独资|合资)?(?:企业|公司)?|(?:外商|港商|台商|港澳台商?|内资|外资|中外|民营|国有|自然人|个人)*(?:独资|合资|合作|控股|投资)(?:企业|公司|经营)?"
    rf"|(?:世界|中国|全球|民营|财富|行业|国内|国际|省内|全国)*(?:[五\d]百?\d*强|龙头|头部|知名|领军|上市|独角兽)的?(?:{KIND})?|[央国民外]企[a-z\d]?"
    rf"|.{{2,}}(?:集团|公司|[央国]企)的?(?:下属|旗下)的?(?:全资|控股|[二三]级)?子?(?:公司|企业|单位)|(?:暂|还|尚)?(?:没有?|无)(?:{KIND})|未找到|找不到|空白|[详从]?略|同名企业"
)
_ENGLISH = (
    r"tb[acdn]|t\.b\.[acd]\.?|unknown|pending|to ?be ?(?:registered|determined|confirmed|announced|advised|decided|established|named|set ?up)|confidential|secret|various|nan|undefined"
    r"|undisclosed|anonymous|not ?(?:yet ?)?(?:registered|available|known|disclosed|applicable|decided|set ?up|established)|same(?: ?as ?above)?|see ?(?:above|notes?|remarks?|attached)|as ?above|multiple|several|others?"
    r"|(?:foreign|private|domestic)? ?(?:investors?|compan(?:y|ies)|enterprises?)|sample|example|none ?yet|no ?name|blank|empty|missing"
)
_PROJECT = r"(?!.*(?:公司|集团|中心|厂)).{2,}项目(?:[一二三四\d]期)?"
_NOTHING = re.compile(
    rf"{_PROJECT}|{_OF}(?:{STATE})的?{_OF}|{_MANY}|{_PLAIN}|{_PHRASE}|{_POINTING}|{_SORT}|{_ENGLISH}",
    re.IGNORECASE,
)
_PROVINCE = "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古?|广西|西藏|宁夏|新疆|香港|澳门"
_CITY = "昆明|曲靖|玉溪|保山|昭通|丽江|普洱|临沧|楚雄|红河|文山|西双版纳|大理|德宏|怒江|迪庆|安宁|广州|深圳|成都|杭州|南京|苏州|宁波|厦门|青岛|武汉|长沙|西安|郑州|南宁|贵阳"
#: a place alone, which tells where an enterprise is from
_PLACE = re.compile(
    rf"(?:中国)?(?:(?:{_PROVINCE})(?:省|市|自治区|壮族自治区|特别行政区)?)?(?:(?:{_CITY})(?:市|州|自治州)?)?(?:[一-鿿]{{2,4}}(?:新区|[区县]))?(?<!园区)(?<!小区)(?<![景社专]区)"
    "|(?:中国)?(?:老挝|泰国|越南|缅甸|柬埔寨|新加坡|马来西亚|印度尼?西?亚?|日本|韩国|美国|英国|法国|德国|荷兰|澳大利亚|俄罗斯|加拿大|境外|省外|省内|市内|国外|本地)"
)
#: signs and letters that stand for a name that is not told
_MASK = re.compile(
    r"(?<![a-z])[x×]{2,}(?![a-z])|[*＊○〇□_?#●■…]{2,}|^[?？]$|某|(?<![a-z])[x×](?:公司|集团|企业|有限)|……",
    re.IGNORECASE,
)
#: a name like that of a company is one, but for these signs
_SIGNS, _SHORT = re.compile("[某x×*＊○〇□_?？#●■…]", re.IGNORECASE), 6
#: shorter names hold no number
_NUMBERED = 11
_BRACKETED = re.compile(r"[（(【\[]([^（()）\[\]【】]*)[）)】\]]")

_ENDS = "公司|集团|厂|中心|合作社|事务所|银行|医院|学院|大学|商行|经营部"
_FULL = "(?:有限|责任|股份)公司"
_ANY_END = re.compile(_ENDS)
#: the second name is none where it only ends the first one, or is a branch of it
_NEXT = r"(?!有限|责任|股份|集团|控股)[^（(]{2,}?(?:%s)(?<!分公司)(?<!子公司)(?<!支公司)" % _ENDS
_AND = "和(?![平谐顺兴美信安盛泰])|与|及(?!时)|以及|暨|或"
_TWO = re.compile(
    rf"(?:{_ENDS})(?:[（(][^（）()]*[）)])?\s*(?:[、;；/／|，,\n\r+&→⇒]|[-=－—]+[>＞]|变更为|更名为|改名为|改为|现名为?|现为)\s*{_NEXT}"
    rf"|公司(?:[（(][^（）()]*[）)])?\s*(?:{_AND})\s*{_NEXT}"
    rf"|公司\s+{_NEXT}"
    rf"|(?:{_ENDS})\s*(?:[（(]?\s*\d+(?:\.\d+)?\s*[%％]\s*[）)]?)\s*{_NEXT}"
    rf"|{_FULL}(?!.{{0,4}}[）)]?$).*?{_FULL}"
)
_SEVERAL = re.compile(
    rf"(?:{_ENDS})(?:[（(][^（）()]*[）)])?\s*等\s*(?:(?:\d+|[一二三四五六七八九十两多数几]{{1,3}})?\s*[家户个]?\s*(?:{KIND}|股东)?)$"
)
_NUMBER_IN = re.compile(
    r"(?<!\d)\d{7,}(?!\d)|(?<![0-9A-Za-z])[0-9A-HJ-NP-RT-UW-Y]{18}(?![0-9A-Za-z])"
)
#: what says of a record that it is no longer one
_OVER = (
    "终止|作废|取消|流失|并入|合并到|撤销|撤回|撤资|注销|吊销|退出|中止|解除|解约|搁置|放弃|失效|废止|已退|已废|删除|停工|停建|停滞|停业|停产|暂停|暂缓|迁出"
    "|否决|淘汰(?!落后)|失败|破产|不统计|不计入|不纳入|剔除|重复(?!利用|使用)|与[^（()）]{1,8}合并"
)
_ENDED = re.compile(
    rf"[（(【\[〔][^（()）\[\]【】〔〕]{{0,8}}(?:{_OVER})[^（()）\[\]【】〔〕]{{0,20}}[）)】\]〕]|[（(【\[〔]已?[删撤停废退][）)】\]〕]"
    rf"|(?:[-—－–_:：,，;；\s]+|已|项目)(?:{_OVER})$|^已?(?:{_OVER})[:：\-—\s]|^[×✗✘❌✕✖]|[×✗✘❌✕✖]$"
)
#: how names end that say nothing of an end unless there is a sign in them
_PLAIN_ENDS = ("项目", "公司", "工程", "中心", "基地")


@kept
def is_no_name(text):
    """Whether a text stands where a name should and is none."""
    if text.endswith("有限公司") and len(text) > _SHORT and not _SIGNS.search(text):
        return False
    bare = nfkc(text)
    whole = _BRACKETED.fullmatch(bare)
    bare = whole[1] if whole else _BRACKETED.sub("", bare) or bare
    return bool(_NOTHING.fullmatch(bare) or _MASK.search(bare))


@kept
def is_place(text):
    """Whether a text is a place and no more: 江苏, 香港, 昆明市官渡区."""
    return bool(text and _PLACE.fullmatch(nfkc(text)))


@kept
def names_several(text):
    """'two_names' for a text of two names, 'several_names' for 甲公司等3家, 'number_in_name', '' for one name.

    The text still has its spaces and line breaks.
    """
    ends = len(_ANY_END.findall(text))
    if ends > 1 and _TWO.search(text.strip()):
        return "two_names"
    if ends and "等" in text and _SEVERAL.search(clean(text)):
        return "several_names"
    if len(text) < _NUMBERED:
        return ""
    return "number_in_name" if _NUMBER_IN.search(clean(text).replace(" ", "")) else ""


@kept
def says_ended(text):
    """What a name says of the end of what it names, '' for nothing: 示例项目（已终止）."""
    if text.isalnum() and text.endswith(_PLAIN_ENDS):
        return ""
    found = _ENDED.search(clean(text))
    return found[0].strip() if found else ""
