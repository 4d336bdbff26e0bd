"""Words around a date: what may stand there, what makes a guess of it, and what says that it does not hold."""

import re

from ..errors import CellProblem

_BRACKET = re.compile(r"[(]([^()\d]*)[)]$")
_ABOUT = re.compile(r"^(?:大约|约)|左右$")
_WEEKDAY = re.compile(r"[(]?(?:星期|周|礼拜)([一二三四五六日天])[)]?$")
_DAYS = "一二三四五六日"
_HARMLESS = re.compile(
    r"(?:(?:正式|已|实际|网上|线上|现场|云|补|重新?|仪式|协议|合同)*"
    r"(?:签约|签订|签署|签|备案|登记|注册|成立|设立|落地|开工|动工|投产|竣工|补录|公历|阳历|新历|北京时间)(?:仪式|协议|合同|日期?|时间)?)?"
    r"|[上下]午|[ap]m|true|done",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    "农历|阴历|旧历|作废|取消|终止|流失|无效|解除|解约|撤|废|未|非|不|暂定|目标|意向|待|拟|计划|预|延期|推迟|改期|原|变更前|调整前"
    "|累计|截至|截止|止|同期|上年|去年|前$"
)
_APART = re.compile(r"\d\s+\d(?!\d{3})")
_IN_PARTS = re.compile(r"\s*\d{4}\s+\d\d?\s+\d\d?\s*")
_WITH_TIME = re.compile(
    r"\s+(?:T|上午|下午|[AP]M)?\s*\d{1,2}\s*[:时点].*", re.IGNORECASE | re.DOTALL
)


def bare_of(text, shown):
    """(text without the words around it, notes, weekday or None) of a date in compatibility form.

    Raises CellProblem: date_words.
    """
    notes = ()
    if bracket := _BRACKET.search(text):
        if not _WEEKDAY.fullmatch(bracket[0]):
            notes += _notes_of(bracket[1], shown)
            text = text[: bracket.start()]
    bare = _ABOUT.sub("", text)
    if bare != text:
        notes += ("approximate_day",)
    weekday = _WEEKDAY.search(bare)
    bare = _WEEKDAY.sub("", bare.removesuffix("."))
    return bare, notes, weekday and _DAYS.index(weekday[1].replace("天", "日"))


def _notes_of(words, shown):
    if _AGAINST.search(words):
        raise CellProblem("date_words", text=shown)
    if _HARMLESS.fullmatch(words):
        return ()
    return ("approximate_day",) if words in ("约", "左右", "大约") else ("date_words_left",)


def refuse_apart(original, shown):
    """Refuse digits with a space between them that would meet: 2026-3-1 5 is no 15 March.

    Raises CellProblem: two_dates.
    """
    if _APART.search(_WITH_TIME.sub("", original)) and not _IN_PARTS.fullmatch(original):
        raise CellProblem("two_dates", text=shown)


def checked(found, notes, weekday):
    """The notes of a date that was read, with those on its words and its weekday."""
    if weekday is not None and found.date.weekday() != weekday:
        notes += ("weekday_differs",)
    return (*found.notes, *(note for note in notes if note not in found.notes))
