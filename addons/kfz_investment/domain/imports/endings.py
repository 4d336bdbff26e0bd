"""What cells of remarks and of columns that are not read say of the end of a project or an enterprise."""

import re

from ..workbook.cells import nfkc
from ..workbook.memo import kept

#: longer texts tell a story
LONGEST = 60
_OVER = (
    "终止|流失|注销|吊销|解约|解除|撤销|撤回|撤资|退出|作废|取消|流产|停工|停滞|停建|停产|停业|歇业|关停|关闭|倒闭|暂缓|暂停|搁置|搁浅|失败|否决|淘汰|放弃|中止"
    "|破产|清算|失效|无效|废止|删除|移除|剔除|迁出|搬离|僵尸|空壳|烂尾|转走|(?:协议|合同)?到期|不再(?:推进|跟踪|合作|实施|投资|建设)|不(?:统计|计入|纳入)|未获?(?:通过|批准)|重复(?:项目|企业|录入|统计|填报)?"
    "|与.{1,8}合并|(?:并入|合并[到至入])(?:其[他它].{0,8}|.{0,8}(?:项目|公司|企业))"
)
#: what may stand before and behind such a word in its clause; few of each, so that no text can keep the search busy
_WORDS = (
    r"(?:已经?|现已?|未签约|签约[前后]|落地[前后]|被|于|在|正在|正|拟|将|进入|处于|申请|宣告|宣布|确认|列为|确定|予以|办理|协商|主动|全部|依法"
    r"|(?:19|20)\d\d年?(?:\d{1,2}月?(?:\d{1,2}[日号]?)?|[底初末]|[一二三四上下](?:季度|半年))?|(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?)"
)
_BEFORE = (
    r"(?:该|本|此|原)?(?:项目|企业|公司|协议|合同|合作|投资方|双方|客商|营业执照|登记状态){0,3}"
    rf"{_WORDS}{{0,4}}(?:[因由经][^,，]{{1,12}})?{_WORDS}{{0,3}}"
)
_BEHIND = r"(?:了|中|状态|程序|阶段|手续|推进|实施|建设|合作|协议|合同|合约|投资|项目|企业|公司|执行|履行|运营|经营|完毕|完成|登记|处理){0,4}(?:[(].*[)])?"
_CLAUSE = re.compile(rf"{_BEFORE}(?:{_OVER}){{1,3}}{_BEHIND}|[×✗✘❌✕✖]+|(?:是否)?(?:{_OVER})[:]是")
_ANY = re.compile(rf"{_OVER}|[×✗✘❌✕✖]")
_CLAUSES = re.compile(r"[,，;；。.!！\n]+")
_AGAIN = re.compile("复工|恢复|重启|重新|复产|续签|另行")
#: headings below which 否 says that a row counts no longer, and those below which 是 says so
_ASKED_GOOD = re.compile("有效|存续|在营|正常|保留|纳入|统计|在库|存活")
_ASKED_BAD = re.compile(_OVER)
_NO, _YES = frozenset("否无NnFf0"), frozenset("是有YyTt1√✓✔")


@kept
def is_end(text):
    """Whether a remark says that what its row is about counts no longer."""
    if len(text) > LONGEST or not _ANY.search(text) or _AGAIN.search(text):
        return False
    clauses = _CLAUSES.split("\n".join(map(nfkc, text.splitlines())))
    return any(_CLAUSE.fullmatch(clause) for clause in clauses if clause)


def says_end(heading, text):
    """Whether a cell below this heading says so, in words or as an answer."""
    return answers_end(heading, text) if len(text) == 1 and text not in "×✗✘❌✕✖" else is_end(text)


def answers_end(heading, text):
    """Whether a cell of yes or no says so to what its heading asks: 否 to 是否有效, 是 to 是否终止."""
    answer = nfkc(text)
    if answer in _NO:
        return bool(_ASKED_GOOD.search(heading))
    return answer in _YES and bool(_ASKED_BAD.search(heading))
