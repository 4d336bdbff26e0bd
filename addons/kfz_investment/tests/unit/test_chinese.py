"""The Chinese of the addon, read by rules: one word for each thing, no English, punctuation and spaces as an office sets them."""

import re
from pathlib import Path

import polib
import pytest

CATALOGUE = Path(__file__).parents[2] / "i18n" / "zh_CN.po"
HAN = "\u4e00-\u9fff"
#: what a sentence is filled with, and markup: neither is Chinese
FILLED, MARKUP = re.compile(r"%%?\(\w+\)[sd]|%[sd]|&[PN]"), re.compile(r"<[^>]*>")
#: (what is not written, what stands in its place)
OLD_WORDS = (
    # a gate and what lets a project pass it
    ("验证错误", "暂不能进入该阶段"),
    ("关口", "阶段条件"),
    ("特批", "容缺推进"),
    # how a project ends
    ("流失", "未签约终止"),
    # zones: one's own, the other of two, all others. What offices write above a column stays.
    (r"(?<!“所属)园区", "区, 本区, 对方区, 其他区"),
    ("(?<!其)他区|外区", "其他区"),
    ("我方|我区", "本区"),
    ("贵(?:区|园区|方|单位|机构|司)", "本区 to a zone, 您 to a person"),
    ("本片区(?!项目)|片区用户", "本区"),
    # figures
    ("当期落地率", "当期落地签约比: it may pass 100 %"),
    ("同批落地率", "签约项目落地率"),
    ("(?<!未)落地金额", "落地项目到位资金"),
    ("贸易数据", "贸易统计"),
    ("贸易报表|贸易统计表", "海关统计表"),
    # acts and decisions
    ("待决定|待商定", "待审定"),
    ("决定人|作出决定", "审定人, 审定"),
    ("联合招商(?:请求|申请)|请求联合招商|共同推进请求", "首谈合作申请, 申请首谈合作"),
    ("台账用语", "台账字段对照"),
    ("^核查台账$", "台账完整性核查"),
    ("迟到", "已逾期"),
    ("里程碑", "节点"),
    ("上海时间|上海日期", "北京时间"),
    # what core calls things, and what is no Chinese
    ("商机|客户|销售(?!服务|产品)|潜在", "words of investment promotion"),
    ("USCC", "统一社会信用代码"),
    ("你", "您"),
)
#: half-width punctuation beside Chinese; a colon or point inside a figure or an address is none
HALF_WIDTH = re.compile(rf"[{HAN}][,;:?!()]|[,;?!()][{HAN}]|[{HAN}]\.(?=$|\s|[{HAN}])|[{HAN}][\"']")
SPACES = re.compile(
    rf"[{HAN}，。；：、）”] [{HAN}“（]|[{HAN}，。；：、]\x00? (?=[0-9\x00])|(?<=[0-9\x00]) [{HAN}，。；]|(?<=\S)  "
)
#: Latin letters that Chinese takes over, by what they are
_LATIN = {
    "formats": "xlsx xls csv vcf pdf PDF JPG PNG XML OpenDocument UTF-8 UTF-16 GB18030 MB SHA-256",
    "addresses and time": "HTTP http https UTC ID",
    "standards and trade": "GB/T RCEP ITO BPO N A USD",
    "examples that are typed so": "P3 KG negotiation agreement Q3 I O S V Z kfz_investment.push_hosts KMHT kfz backup CREATE EXTENSION pg_trgm",
    "inner parts": "Font Awesome fa-tasks Qweb object.name object.project_code object kfz_letter_number",
    "parts of the addresses of robots": "key access_token",
}
LATIN = frozenset(" ".join(_LATIN.values()).split())
WORD = re.compile(r"[A-Za-z][A-Za-z0-9/_-]*(?:\.[A-Za-z][\w-]*)*")


def findings(chinese):
    """What breaks a rule in one translation, in words."""
    text = re.sub(r"\n\s*", "\n", chinese)
    for old, new in OLD_WORDS:
        if match := re.search(old, text):
            yield f"{match[0]}: {new}"
    plain = FILLED.sub("\x00", MARKUP.sub("\x01", text))
    if match := HALF_WIDTH.search(plain):
        yield f"half-width punctuation: {match[0]}"
    if match := SPACES.search(plain):
        yield f"space: {match[0]!r}"
    if unknown := [word for word in WORD.findall(plain) if word not in LATIN]:
        yield f"not Chinese: {', '.join(unknown)}"


def test_the_chinese_keeps_to_its_rules():
    broken = [
        f"{entry.msgid[:60]!r} | {entry.msgstr[:80]!r}: {finding}"
        for entry in polib.pofile(str(CATALOGUE))
        if re.search(f"[{HAN}]|[A-Za-z]", entry.msgstr)
        for finding in findings(entry.msgstr)
    ]
    assert not broken, f"{len(broken)} findings:\n" + "\n".join(broken[:40])


@pytest.mark.parametrize(
    ("chinese", "found"),
    [
        ("%(project)s未通过关口。", "关口: 阶段条件"),
        ("特批放行", "特批: 容缺推进"),
        ("签约前流失", "流失: 未签约终止"),
        ("向贵区提出", "贵区: 本区 to a zone, 您 to a person"),
        ("本园区的项目", "园区: 区, 本区, 对方区, 其他区"),
        ("他区查询", "他区: 其他区"),
        ("当期落地率（%）", "当期落地率: 当期落地签约比: it may pass 100 %"),
        ("落地金额", "落地金额: 落地项目到位资金"),
        ("待决定", "待决定: 待审定"),
        ("核查台账", "核查台账: 台账完整性核查"),
        ("你的项目", "你: 您"),
        ("请填写,再保存。", "half-width punctuation: 写,"),
        ("联系人(本区)", "half-width punctuation: 人("),
        ("共 %(count)s条", "space: '共 '"),
        ("共%(count)s 条", "space: ' 条'"),
        ("第 3条", "space: '第 '"),
        ("项目  名称", "space: '  '"),
        ("填写capital一栏", "not Chinese: capital"),
        ("Stage Color", "not Chinese: Stage, Color"),
    ],
)
def test_what_breaks_a_rule_is_found(chinese, found):
    assert found in list(findings(chinese))


@pytest.mark.parametrize(
    "chinese",
    [
        "表中没有“所属园区”列，各行默认归入“%(zone)s”。",
        "签约未落地金额",
        "其他区看不到。",
        "只有本区招商负责人和核验员可以核查台账。",
        "本片区项目奖励资金的来源。",
        "销售服务中心",
        "第%(row)s行：%(text)s，共2026年1月至3月。\n            另起一行",
        "文件有%(size)s MB，请另存为.xlsx后上传。",
        '<i class="fa fa-pause me-1" title="复核日期" role="img"/>复核日期',
        "第&P页，共&N页",
        "功能定位（2+1+N）",
    ],
)
def test_what_keeps_to_the_rules_is_not_found(chinese):
    assert not list(findings(chinese))
