"""Lists by month of which a title or a note says that their amounts are those of several months."""

import re

from ..cells import is_empty, nfkc, raw_text
from ..values.hints import is_current

_SAID = re.compile(
    r".*(?:均?为|均?系|是|按|[(])(?:本年度?|当年|今年|全年|自?年初(?:至今|至本月)?|\d{1,2}[-—–~至到]\d{1,2}月)?累计(?:数据?|额|值|口径|发生额?)?(?:[)。;,].*|统计.*|填报.*|$)"
    r"|(?:本年|当年|今年)?累计(?:数据?|额|值|口径)"
)
_RANGE = re.compile(
    r"(?<!\d)(?:1[0-2]|[1-9])月?[-—–~至到](?:1[0-2]|[1-9])月|[前上下]半年|[一二三四1-4]季度"
)
_REASONS = ("note", "total", "section")
MONTH, AMOUNT = "month", "amount"


def judge(table, sheet):
    """Refuse the amounts of a list by month where the words around it speak of several months, but its heading of none."""
    for block in filter(_is_open, table.blocks):
        rows = [row for row in table.rows if row.block is block]
        said = _said(table, sheet, block.header.first, rows)
        for row in rows if said else ():
            row.remarks = (*row.remarks, ("error", AMOUNT, "cumulated", {"text": said[:60]}))


def _is_open(block):
    """Whether a list is one by month whose heading does not say that its amounts are those of the month."""
    fields = {column.field: column for column in block.header.columns if column.field}
    return MONTH in fields and AMOUNT in fields and not _is_of_month(fields[AMOUNT].heading)


def _is_of_month(heading):
    """Whether a heading says 当月 or the like."""
    text = nfkc(heading)
    return any(is_current(text[start : start + 2]) for start in range(len(text) - 1))


def _said(table, sheet, first, rows):
    """The text that speaks of several months, '' without one; a range of months counts where all rows are of one month."""
    above = [number for number in sheet.rows if number < first]
    titles = [sheet.name or "", *_lone_texts(sheet, above)]
    left_out = [number for reason in _REASONS for number in table.skipped.get(reason, ())]
    summed = next(filter(_is_summed, (*titles, *_lone_texts(sheet, left_out))), "")
    return summed or _ranged(titles, rows)


def _is_summed(text):
    """Whether a text says that the amounts are added up."""
    return "累计" in text and _SAID.fullmatch(nfkc(text))


def _ranged(titles, rows):
    """The title that names a range of months, '' without one or where the rows are of different months."""
    ranged = next((text for text in titles if _RANGE.search(nfkc(text))), "")
    return ranged if ranged and len(_months(rows)) == 1 else ""


def _months(rows):
    """The different months as the rows write them, two are enough."""
    found = set()
    for row in rows:
        value = row.cells.get(MONTH)
        found.add("" if is_empty(value) else raw_text(value))
        if len(found) > 1:
            break
    return found


def _lone_texts(sheet, numbers):
    """The texts of rows that hold nothing else."""
    for number in numbers:
        filled = [value for value in sheet.rows[number] if not is_empty(value)]
        if len(filled) == 1 and isinstance(filled[0], str):
            yield filled[0]
