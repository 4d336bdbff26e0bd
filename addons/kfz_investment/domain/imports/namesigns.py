"""What stands around the name of an enterprise: numbers, labels, signs, doubts, other facts."""

import re

from ..workbook.memo import kept
from .nonames import KIND

_LABEL = rf"(?:{KIND}|投资企业|投资单位|建设单位|(?:企业|公司|单位|项目)?名称|[甲乙]方|业主)"
_LEAD = re.compile(
    r"(?:[（(]\d{1,3}[）)]|\d{1,3}\s*[.、．，,）)]|[①-⑳]|[★☆▲△●■◆◇※*＊•·√✓✔]+"
    rf"|{_LABEL}\s*[:：])\s*(?=[一-鿿A-Za-z“《「『])"
)
_TRAIL = re.compile(r"(?:[。；;，,、：:√✓✔☑★☆▲△●※•]|[（(]\s*[√✓✔☑]\s*[）)])+$")
_QUOTED = re.compile('[“"『《「]([^“”"『』《》「」]{2,})[”"』》」]')

_FIRM = "(?:公司|集团|合伙）|合伙\\))"
_HAN = "[一-鿿]"
#: how the second part of a name ends that only a space parts from the first
_PARTS = "(?:公司|集团|[部厂处所院店站队场行库]|中心|有限|合伙|个体户)"
_MORE = re.compile(
    # facts behind a name
    rf"{_FIRM}(?:[（(][^（）()]*[）)])?\s*(?:[，,；;。:：]\s*\S|(?:联系人|联络人|法人|法定代表人|注册资本|注册地|地址|电话|牵头|为主|联合体|及子公司|及其|与其|代建|代管|委托))"
    rf"|{_FIRM}(?:[（(][^（）()]*[）)])?\s+(?!.*{_PARTS}$){_HAN}{{2,}}"
    r"|[（(](?:联系人|法人|法定代表人|注册资本|出资|占股|持股|电话|地址|牵头)[^（()）]*[）)]"
    # somebody before a name
    rf"|^\s*{_HAN}{{1,3}}(?:总|先生|女士|经理|董事长|主任|老板)[\s:：,，、]+.*{_FIRM}"
    rf"|^\s*[^（）()]*(?<!公司)(?<!集团)(?<!中心)(?<!厂)[（(][^（）()]{{2,}}(?:公司|集团)[）)]\s*$"
    # two languages, a place or another name
    rf"|(?:{_HAN}|[）)])\s*[/／|｜]|[/／|｜]\s*{_HAN}"
)
_FORMER = re.compile("[（(](?:曾用名|原名|更名前|前身|又名|别名)[:：为是]?[^（）()]{2,}[）)]")
_LISTED = re.compile(rf"{_HAN}{{2,}}[）)]?\s*[、；;]\s*(?!有限|责任)[（(]?{_HAN}{{2,}}")

_OPEN = (
    "筹|筹建中?|筹备中?|筹备组|暂名|暂定名?|拟|拟设立?|拟成立|拟注册|拟定|待注册|待成立|待核名|待核准|待定|待确认|未注册|未成立|注册中|核名中|预核名|预核准|意向"
    "|变更中|更名中|原|旧|原名|待更名"
)
_UNSURE = re.compile(
    rf"[（(\[【](?:{_OPEN})[）)\]】]|^(?:拟新?设立?|拟成立|拟注册|拟组建|待注册|待成立|筹建中的)(?=.{{2,}}(?:公司|集团|中心|厂|合伙))|(?<=集团).{{2,}}集团$"
)
_UNSURE_STARTS = "拟待筹"
_ASKED = re.compile("[?？]\\s*[）)]?$")


def is_plain(text):
    """Whether a text is the name of a company without any sign, as most are: what else stands in names need not be asked."""
    return text.endswith("公司") and text.isalnum() and text.count("公司") == 1


def tidy(text):
    """A name without numbers, labels, quotes and signs around it."""
    if text.isalnum() and not text[0].isnumeric():
        return text
    before = None
    while text != before:
        before = text
        text = _TRAIL.sub("", _LEAD.sub("", text, 1)).strip()
        quoted = _QUOTED.fullmatch(text)
        text = quoted[1] if quoted else text
    return text


@kept
def holds_more(text):
    """'two_names' for lists of names and old names, 'more_than_name' for other facts beside one, '' for a name alone.

    The text still has its spaces and line breaks.
    """
    if is_plain(text):
        return ""
    bare = tidy(text)
    if _LISTED.search(bare) or _FORMER.search(bare):
        return "two_names"
    return "more_than_name" if _MORE.search(bare) else ""


@kept
def says_unsure(text):
    """What a name says of itself as not being final, '' for nothing: 示例有限公司（筹）."""
    if is_plain(text) and text[0] not in _UNSURE_STARTS:
        return ""
    found = _UNSURE.search(text)
    return found[0] if found else ""


def is_asked(text):
    """Whether a name ends in a question mark."""
    return bool(_ASKED.search(text))
