"""A column of years beside one of months: a month of another year than its row says is one of the two wrong."""

import re

from ..cells import nfkc, raw_text
from ..values.units import heading_key

MONTH = "month"
_HEADS = frozenset(("年", "年份", "年度", "统计年份", "统计年度", "所属年份", "所属年度", "year"))
_YEAR = re.compile(r"(20\d\d)(?:\.0)?年?度?")
_YEAR_OF_MONTH = re.compile(r"(?<!\d)20\d\d(?=\D|(?:0[1-9]|1[0-2])(?!\d)|$)")


def judge(table, known):
    """Refuse the rows whose month lies in another year than their column of years says."""
    if MONTH not in known.aliases.values():
        return
    for block in table.blocks:
        places = [
            column
            for column in block.header.columns
            if not column.field and heading_key(column.heading) in _HEADS
        ]
        for row in table.rows if places else ():
            if row.block is block:
                _judge_row(row, places[0])


def _judge_row(row, column):
    value = row.raw[column.index] if column.index < len(row.raw) else None
    said = _YEAR.fullmatch(nfkc(raw_text(value))) if value is not None else None
    year = _year_of(row.cells.get(MONTH))
    if said and year and said[1] != year:
        params = {"heading": column.heading, "text": said[1]}
        row.remarks = (*row.remarks, ("error", None, "year_differs", params))


def _year_of(month):
    if hasattr(month, "year"):
        return str(month.year)
    found = _YEAR_OF_MONTH.search(nfkc(raw_text(month))) if month is not None else None
    return found and found[0]
