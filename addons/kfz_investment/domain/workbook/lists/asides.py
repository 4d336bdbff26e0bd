"""What stands beside the cells of a list: comments, which are not read, and notes that speak of its rows."""

import re

from ..cells import clean, is_empty, nfkc
from ..letters import letter
from ..values.lines import agree, note_units, units_named
from ..values.unit import Unit
from ..values.units import line_unit

WARNING = "warning"
#: notes that are quoted
_MOST = 3
_NOTE = re.compile(r"\s*[(（【]?(?:注|备注|附注|说明|[*※★])")
#: what a note says of rows that no column says
_SPEAKS = re.compile(
    "终止|作废|废止|取消|注销|流失|撤销|解除|调整为|变更为|更正|计划|拟签|预计|未签|未落地|目标|当[年月]|本年|上年|去年|累计|贷款|样表|示例数据|样例|模板"
    "|框架协议|意向|标红|红色|黄色|绿色|灰色|带[*★※]|位于|均[在为系未已]|已全部|[12]\\d{3}年(?:度)?(?:数|的)"
)
#: the same that puts every row in doubt
_AGAINST = re.compile(
    "(?:以上|上述|本表|表中|所列|均|全部).*(?:终止|作废|取消|注销|流失|未签|计划|拟签|示例|样|意向|框架)|^[(（]?(?:已?作废|样表|示例|草稿)"
    "|计划(?:数|签约|时间|完成)"
)
#: what is said of rows that are not in the list
_EXCEPT = re.compile("不[含包列计]|未列|未含|剔除|除外|不在")


def judge(table, sheet, known):
    """Put on the table and its rows what comments and notes say of them."""
    if sheet.comments:
        _judge_comments(table, sheet, known)
    _judge_notes(table, sheet)


# comments


def _judge_comments(table, sheet, known):
    """Say that there are comments that no row says, and where one on a heading names another unit."""
    read = {
        (row.number, column.index)
        for row in table.rows
        for column in row.block.header.columns
        if column.field and (row.number, column.index) in sheet.comments
    }
    left = sorted(sheet.comments.keys() - read)
    if left:
        (number, column), text = left[0], sheet.comments[left[0]]
        params = {"count": len(left), "cell": f"{letter(column)}{number}", "text": text}
        table.remarks.append((WARNING, "comments_unread", params))
    for block in table.blocks:
        _judge_units(table, block, sheet, known)


def _judge_units(table, block, sheet, known):
    """Warn of amounts for which a comment on their heading, or above it, names another unit."""
    said = {}
    for column in block.header.columns:
        if column.field in known.amounts and isinstance(column.unit, Unit):
            found = _other_unit(block.header, column, sheet.comments)
            if found:
                said[column.field] = found
    for row in table.rows if said else ():
        if row.block is block:
            row.remarks += tuple(
                (WARNING, name, "comment_unit", params)
                for name, params in said.items()
                if not is_empty(row.cells.get(name))
            )


def _other_unit(header, column, comments):
    """What a comment says of the unit of a column that the column does not, None without one."""
    for (number, index), text in sorted(comments.items()):
        if number > header.last or (number >= header.first and index != column.index):
            continue
        if any(not agree(column.unit, unit) for unit in units_named(text)):
            return {
                "cell": f"{letter(index)}{number}",
                "text": text,
                "unit": column.unit.shown,
            }
    return None


# notes


def _judge_notes(table, sheet):
    """Quote the notes that say of rows what no column says; warn of every row where they put all rows in doubt."""
    notes = [(number, text) for number, text in _notes(table, sheet) if _SPEAKS.search(nfkc(text))]
    for number, text in notes[:_MOST]:
        table.remarks.append((WARNING, "note_unread", {"row": number, "text": text}))
    against = [pair for pair in notes if _is_against(nfkc(pair[1]))]
    for number, text in against[:1]:
        remark = WARNING, None, "note_against", {"row": number, "text": text}
        for row in table.rows:
            row.remarks = (*row.remarks, remark)


def _is_against(text):
    return bool(_AGAINST.search(text)) and not _EXCEPT.search(text)


def _notes(table, sheet):
    """Yield (row, first words) of the lone texts below and above a list that are notes and say no unit."""
    first = table.blocks[0].header.first
    below = _below(table)
    for number in sorted({*below, *(number for number in sheet.rows if number < first)}):
        text = _lone_text(sheet.rows.get(number, ()))
        if text and not _says_unit(text) and (number in below or _NOTE.match(text)):
            yield number, clean(text)[:60]


def _below(table):
    """Numbers of the rows between and below those of data that can be notes."""
    last = max((row.number for row in table.rows), default=0)
    ends = (number for number in table.skipped.get("section", ()) if number > last)
    return {*table.skipped.get("note", ()), *table.skipped.get("total", ()), *ends}


def _lone_text(row):
    """The only cell of a row where it is a text, '' for any other row."""
    filled = [cell for cell in row if not is_empty(cell)]
    return filled[0] if len(filled) == 1 and isinstance(filled[0], str) else ""


def _says_unit(text):
    return bool(line_unit(text) or note_units(text))
