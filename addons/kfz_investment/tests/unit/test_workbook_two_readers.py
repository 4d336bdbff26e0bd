"""Our readers and python-calamine, which nobody here wrote, agree on every cell of a corpus, but for what ours does on purpose."""

import datetime
import io
import random

import pytest
import xlsxwriter
import xlwt
from domain.workbook.readers.reader import read
from domain.workbook.sheet import CellError, Uncalculated
from python_calamine import CalamineWorkbook
from workbook_files import rezip
from workbook_helpers import FILES, xlsx

SEED = 13
WORDS = [
    "昆明示例一有限公司",
    "综保区",
    " 前后空格 ",
    "两\n行",
    "a&b<c>\"d'",
    "0012",
    "𠮷野家",
    "已签约",
]
FORMATS = ["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "m/d/yy h:mm", "mmm-yy"]
UNITS = ["0.00", "#,##0", "0.0%", '#,##0"万元"', '"¥"#,##0.00', "[$$-409]#,##0.00", "General"]


def theirs(content):
    """{sheet: {row: cells}} as python-calamine reads them; rows and cells count from 1 and 0 as ours."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: dict(enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1))
        for name in book.sheet_names
    }


def plain(cell):
    """A cell in the words that both readers have."""
    if cell in (None, "") or isinstance(cell, (CellError, Uncalculated)):
        return None  # calamine drops errors, and formulas without a value
    if isinstance(cell, bool) or not isinstance(cell, (int, float, datetime.date)):
        return cell
    if isinstance(cell, (int, float)):
        return float(cell)
    moment = datetime.datetime.combine(cell, datetime.time())
    return cell if isinstance(cell, datetime.datetime) else moment


def differences(content):
    """[(sheet, row, column, ours, theirs)] of the visible sheets."""
    other = theirs(content)
    found = []
    for sheet in read(content):
        if sheet.hidden:
            continue
        rows = other.get(sheet.name, {})
        for number in sorted(sheet.rows.keys() | rows.keys()):
            left, right = sheet.rows.get(number, []), rows.get(number, [])
            for index in range(max(len(left), len(right))):
                pair = [side[index] if index < len(side) else None for side in (left, right)]
                if plain(pair[0]) != plain(pair[1]):
                    found.append((sheet.name, number, index, *pair))
    return found


def random_cell(rng):
    """(value, format or None) of some cell."""
    kind = rng.randrange(9)
    if kind < 3:
        return rng.choice(WORDS), None
    if kind == 3:
        return rng.randrange(-(10**6), 10**12), rng.choice(UNITS)
    if kind == 4:
        return rng.random() * 10 ** rng.randrange(-5, 12), rng.choice(UNITS)
    if kind == 5:
        return rng.randrange(20_000, 60_000) + rng.choice((0, 0, 0.5, 0.25)), rng.choice(FORMATS)
    if kind == 6:
        return rng.random() < 0.5, None
    return None, None


def random_xlsx(rng):
    """An .xlsx of one to three sheets, with formulas, rich text, errors, merges and hidden rows."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"constant_memory": rng.random() < 0.3, "date_1904": rng.random() < 0.2}
    )
    bold = book.add_format({"bold": True})
    for _sheet in range(rng.randrange(1, 4)):
        page = book.add_worksheet()
        for number in range(rng.randrange(1, 12)):
            for column in range(rng.randrange(1, 8)):
                value, code = random_cell(rng)
                style = book.add_format({"num_format": code}) if code else None
                if value is not None:
                    page.write(number, column, value, style)
            page.write_formula(number, 9, "=A1", None, rng.choice((7, 2.5, "是", "#N/A", True)))
            page.write_rich_string(number, 10, "示", bold, "例", "一")
            if rng.random() < 0.2:
                page.set_row(number, None, None, {"hidden": True})
        page.merge_range(30, 0, 32, 1, "合并")
    book.close()
    return buffer.getvalue()


def random_xls(rng):
    """An .xls of one or two sheets."""
    book = xlwt.Workbook()
    for name in ("甲", "乙")[: rng.randrange(1, 3)]:
        page = book.add_sheet(name)
        for number in range(rng.randrange(1, 12)):
            for column in range(rng.randrange(1, 8)):
                value, code = random_cell(rng)
                style = [xlwt.easyxf(num_format_str=code)] if code else []
                if value is not None:
                    page.write(number, column, value, *style)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["projects.xlsx", "enterprises.xlsx", "trade.xlsx"])
def test_both_read_the_ledgers_alike(name):
    assert differences((FILES / name).read_bytes()) == []


@pytest.mark.parametrize(("make", "count"), [(random_xlsx, 60), (random_xls, 60)])
def test_both_read_random_workbooks_alike(make, count):
    for index in range(count):
        content = make(random.Random(f"{SEED}/{index}"))
        assert (index, differences(content)) == (index, [])


@pytest.mark.parametrize(
    "rename", [lambda name: name.replace("/", "\\"), str.upper], ids=["backslashes", "capitals"]
)
def test_both_read_odd_names_of_parts_alike(rename):
    content = rezip(xlsx([["企业名称", 5], ["示例", 2.5]]), None, rename)
    assert differences(content) == [] and len(read(content)[0].rows) == 2
