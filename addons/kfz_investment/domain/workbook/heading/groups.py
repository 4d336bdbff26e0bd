"""The rows above a heading that group its columns, as opposed to titles, units and notes."""

import re

from ..cells import is_empty, nfkc
from ..values.unit import BRACKETS
from ..values.units import is_unit_line, line_unit
from .grid import text_at
from .grouping import is_partial

#: rows of groups above the words of a heading
_MOST = 3
_TITLE_ENDS = ("表", "台账", "名录", "清单", "情况", "一览", "汇总", "统计", "库", "明细")
_LISTS = ("表", "台账", "名录", "清单", "库", "明细")
#: so short a text that names a plan is a group head, not a title: 2027年计划情况
_SHORT = 8
#: fields of which a row of data has a value, whatever else it lacks
NAMES = ("name", "enterprise")
#: labels of lines above a list: who filled it in, and when
_FORM = re.compile(
    r".*(?:填[报表写]|制表|报送|上报|编制|报表|审核|联系|负责|经办|单位|部门|日期|电话|截[至止]|口径|来源|范围|密级|编号|附件|汇率|备?注|说明|统计时间|更新时间|币种|货币)人?"
)
_DAY = re.compile(
    r"[(]?(?:截[至止]|统计|数据|时间|日期)*:?(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)[)]?"
)
_NOTE = re.compile(r"[(【]?(?:(?:备注|注|附注|说明)[\d一二三]*:|附件|附表)")


def groups_above(sheet, first, columns):
    """Numbers of the rows above row `first` that group its columns, from the top down.

    A blank row or a line of units may stand between, where the groups above it are merged over their columns.
    """
    found, number, gap = [], first - 1, False
    while number > 0 and len(found) < _MOST:
        if _is_group_row(sheet, number, columns, merged=gap):
            found.insert(0, number)
        elif gap or not _is_between(sheet, number):
            break
        else:
            gap = True
        number -= 1
    return found


def _is_between(sheet, number):
    """Whether nothing but units stands in a row."""
    texts = [text for _index, text in _texts(sheet, number)]
    return all(text and line_unit(text) and _is_line(text) for text in texts)


def _texts(sheet, number):
    """[(column, text)] of the filled cells of a row; the text '' of cells that are none."""
    row = sheet.rows.get(number, ())
    return [(index, text_at(row, index)) for index, value in enumerate(row) if not is_empty(value)]


def _is_group_row(sheet, number, columns, merged):
    """Whether a row groups some of the columns; `merged`: only if its heads are merged over several of them."""
    filled, spans = _texts(sheet, number), _spans(sheet, number)
    if not filled or _is_whole_row(filled, spans, columns):
        return False
    if merged and any(index not in spans for index, _text in filled):
        return False
    if any(not text or _is_none(index, text, spans, len(filled)) for index, text in filled):
        return False
    return not _stand_alone(filled, columns) and not _names_one(filled, columns)


def _names_one(filled, columns):
    """Whether a text stands above the head of names alone, with others beside it, as in a row of data above a further list."""
    texts = {index for index, _text in filled}
    names = {column.index for column in columns if column.field in NAMES}
    beside = any(index in texts and index + 1 in texts for index in names)
    return beside and len(texts) > 2


def _is_whole_row(filled, spans, columns):
    """Whether a row belongs to all columns: a text merged over them, or one alone where they begin."""
    first, last = columns[0].index, columns[-1].index
    if len(filled) == 1 and filled[0][0] <= first:
        return True
    return any(left <= first and right >= last for left, right in spans.items())


def _spans(sheet, number):
    """{first column: last column} of the cells of a row that are merged over several columns."""
    return {
        left: right
        for top, bottom, left, right in sheet.merges
        if top <= number <= bottom and right > left
    }


def _is_none(index, text, spans, count):
    """Whether a text is no group head: a line, or alone in its row and, unless merged over columns of its own, a title."""
    if _is_line(text):
        return True
    if index in spans:
        return False
    if len(text) > 20:
        return True
    bare = text.rstrip("（示例）() ")
    short = len(bare) <= _SHORT and is_partial(bare) and not bare.endswith(_LISTS)
    return count == 1 and bare.endswith(_TITLE_ENDS) and not short


def _is_line(text):
    """Whether a text above a heading is a line of its own, such as 单位：万元, 填报日期：2026年7月1日, （2026年7月1日）."""
    bare = nfkc(text)
    if is_unit_line(text) or (line_unit(text) and bare == BRACKETS.sub("", bare)):
        return True
    label, colon, said = BRACKETS.sub("", bare).partition(":")
    if colon and said:
        return not is_partial(said) and (bool(_FORM.fullmatch(label)) or not is_partial(label))
    return bool(_DAY.fullmatch(bare) or _NOTE.match(bare))


def _stand_alone(filled, columns):
    """Whether most cells of a row stand above one column each, as those of a row of data do."""
    heads, texts = {column.index for column in columns}, {index for index, _text in filled}
    alone = sum(
        index in heads and (index + 1 in texts or index + 1 not in heads) for index in texts
    )
    return len(filled) * 2 > len(heads) and alone * 2 > len(filled)
