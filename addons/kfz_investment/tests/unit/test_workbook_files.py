"""Workbooks that other programs wrote in their own way, or with wrong counts, are read all the same."""

import datetime
import io
import struct
import warnings
import zipfile

import pytest
import xlsxwriter
import xlwt
from domain.imports.issue import RowReader
from domain.workbook.columns.known import Known
from domain.workbook.errors import WorkbookError
from domain.workbook.limits import Limits
from domain.workbook.lists.table import find_table
from domain.workbook.readers.reader import read
from domain.workbook.sheet import Uncalculated
from workbook_files import parts_of, relation, rezip, xls, zip_of
from workbook_helpers import aliases, xlsx

ROWS = [
    ["企业名称", "注册资本（万元）"],
    ["昆明示例一有限公司", 12.5],
    ["昆明示例二有限公司", 1000],
]
CELLS = dict(enumerate(ROWS, 1))
TEXT = "<si><t>示例</t></si>"
BODY = '<sheetData><row r="1"><c t="s"><v>0</v></c><c><v>5</v></c></row></sheetData>'
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def refused(content, limits=None):
    with pytest.raises(WorkbookError) as caught:
        read(content, limits)
    return caught.value.code


# ---- .xlsx: where its parts are


@pytest.mark.parametrize(
    "rename",
    [
        lambda name: name.replace("/", "\\"),
        lambda name: "/" + name,
        lambda name: "./" + name,
        str.upper,
        lambda name: name.replace("workbook", "Workbook").replace("sheet1", "Sheet1"),
    ],
    ids=["backslashes", "slash before", "dot before", "upper case", "capitals"],
)
def test_names_of_parts_as_programs_write_them(rename):
    assert read(rezip(xlsx(ROWS), None, rename))[0].rows == CELLS


@pytest.mark.parametrize("before", [b"\n", b"\xef\xbb\xbf", b"\r\n\r\n  \t"])
def test_what_a_server_puts_before_the_file(before):
    assert read(before + xlsx(ROWS))[0].rows == CELLS


@pytest.mark.parametrize("folder", ["", "xl/", "book/a/", "XL2/"])
@pytest.mark.parametrize("relations", [True, False])
def test_the_workbook_is_found_by_relations_or_by_its_name(folder, relations):
    parts = parts_of(BODY, folder=folder, relations=relations, strings=TEXT)
    assert read(zip_of(parts))[0].rows == {1: ["示例", 5]}


@pytest.mark.parametrize(
    "target",
    [
        "/xl/worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "worksheets/../worksheets/sheet1.xml",
        "Worksheets/SHEET1.xml",
        "worksheets\\sheet1.xml",
        "worksheets/%73heet1.xml",
    ],
)
@pytest.mark.parametrize("base", [STRICT, "http://example.org/relationships"])
def test_the_target_of_a_sheet_in_all_spellings(target, base):
    parts = parts_of(BODY, strings=TEXT)
    parts["xl/_rels/workbook.xml.rels"] = relation("worksheet", target, base)
    parts["_rels/.rels"] = relation("officeDocument", "/xl/workbook.xml", base)
    assert read(zip_of(parts))[0].rows == {1: ["示例", 5]}


def test_a_part_that_is_missing_is_damage_and_not_an_empty_sheet():
    parts = parts_of(BODY, strings=TEXT)
    del parts["xl/worksheets/sheet1.xml"]
    assert refused(zip_of(parts)) == "damaged"


def test_a_chart_is_no_sheet():
    parts = parts_of(BODY)
    parts["xl/_rels/workbook.xml.rels"] = relation("chartsheet", "chartsheets/sheet1.xml")
    assert refused(zip_of(parts)) == "no_sheet"


def test_a_row_whose_texts_are_missing_is_refused_and_others_stay():
    body = BODY.replace("</sheetData>", '<row r="2"><c><v>7</v></c></row></sheetData>')
    sheet = read(zip_of(parts_of(body)))[0]
    assert sheet.broken == {1: ("text_missing", {})} and sheet.rows[2] == [7]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>5</v></c></row><row r="1"><c r="A1"><v>6</v></c></row>',
        '<row r="1"><c r="A1"><v>5</v></c><c r="A1"><v>6</v></c></row>',
    ],
)
def test_a_cell_that_the_file_writes_twice_is_refused(rows):
    sheet = read(zip_of(parts_of(f"<sheetData>{rows}</sheetData>")))[0]
    assert sheet.broken == {1: ("written_twice", {})}


def test_the_same_part_twice_is_read_and_two_different_ones_are_damage():
    def twice(data):
        buffer = io.BytesIO(xlsx(ROWS))
        with zipfile.ZipFile(buffer, "a") as target, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            target.writestr("xl/worksheets/sheet1.xml", data)
        return buffer.getvalue()

    with zipfile.ZipFile(io.BytesIO(xlsx(ROWS))) as source:
        same = source.read("xl/worksheets/sheet1.xml")
    assert read(twice(same))[0].rows == CELLS
    assert refused(twice(same.replace(b"12.5", b"99.5"))) == "damaged"


def test_entries_that_share_some_of_their_bytes_are_a_bomb():
    content = bytearray(zip_of({"a": "x" * 50, "b": "y" * 50}))
    second = content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<I", 8)
    assert refused(bytes(content)) in ("bomb", "damaged")


def test_many_sheets_and_texts_count_against_the_limits():
    names = [f"表{index}" for index in range(40)]
    content = xlsx(ROWS, extra=[(name, ROWS) for name in names], hidden=names[:20])
    assert len(read(content)) == 41
    assert refused(content, Limits(max_rows=30)) == "too_many_rows"
    parts = parts_of(BODY, strings="<si/>" * 300)
    assert refused(zip_of(parts), Limits(max_cells=200)) == "too_many_cells"


def test_deep_nesting_is_survived():
    body = "<a>" * 50_000 + "</a>" * 50_000
    assert read(zip_of(parts_of(body)), Limits(max_ratio=10**6))[0].rows == {}


# ---- hidden, merged, 1904


def test_hidden_rows_and_columns_are_named():
    body = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" width="0"/></cols><sheetData>'
        '<row r="1" hidden="1"><c><v>1</v></c></row><row r="2" ht="0" customHeight="1"><c><v>2</v></c></row>'
        '<row r="3" hidden="true"/><row r="4"><c><v>4</v></c></row></sheetData>'
    )
    sheet = read(zip_of(parts_of(body)), Limits(max_columns=7))[0]
    assert sheet.hidden_rows == {1, 2} and sheet.hidden_columns == {1, 2, 4, 5, 6}


def test_hidden_rows_and_columns_of_an_xls():
    def hide(_book, page):
        page.row(1).hidden = True
        page.col(1).hidden = True

    sheet = read(xls(ROWS, change=hide))[0]
    assert sheet.hidden_rows == {2} and sheet.hidden_columns == {1}


def test_a_covered_cell_keeps_what_the_file_holds_there():
    body = (
        '<sheetData><row r="1"><c><v>5</v></c></row><row r="2"><c><v>5</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="$A$1:$A$2"/></mergeCells>'
    )
    sheet = read(zip_of(parts_of(body)))[0]
    assert sheet.rows == {1: [5], 2: [5]} and sheet.merges == [(1, 2, 0, 0)]


@pytest.mark.parametrize("serial", ["43894", "43893.9995"])
def test_bare_numbers_of_a_workbook_that_counts_from_1904_are_its_days(serial):
    head = "".join(
        f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("企业名称", "成立日期")
    )
    body = (
        f'<sheetData><row r="1">{head}</row><row r="2"><c t="inlineStr"><is><t>示例</t></is></c>'
        f"<c><v>{serial}</v></c></row></sheetData>"
    )
    sheets = read(zip_of(parts_of(body, properties=' date1904="true"')))
    table = find_table(sheets, Known(aliases("enterprise"), ("name",)))
    assert RowReader(table.rows[0]).date("established") == datetime.date(2024, 3, 5)


# ---- .xls: wrong counts


def records(content):
    """(kind, position of the data) of the records of an .xls made by xlwt, whose stream lies in one piece."""
    position = content.index(b"\x09\x08\x10\x00")
    while position + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, position)
        if not kind:
            return
        yield kind, position + 4
        position += 4 + length


def patched(kind, offset, data):
    """An .xls of two sheets with `data` written into its first record of a kind."""
    content = bytearray(
        xls(ROWS, change=lambda book, _page: book.add_sheet("二").write(0, 0, "乙"))
    )
    position = next(position for found, position in records(content) if found == kind) + offset
    content[position : position + len(data)] = data
    return bytes(content)


DIMENSIONS, TEXTS, LISTED, CODEPAGE = 0x200, 0xFC, 0x85, 0x42


@pytest.mark.parametrize(
    ("kind", "offset", "data"),
    [
        (DIMENSIONS, 0, bytes(14)),
        (DIMENSIONS, 0, b"\xff" * 14),
        (DIMENSIONS, 4, struct.pack("<I", 60_000)),
        (TEXTS, 4, struct.pack("<I", 100)),
        (TEXTS, 4, struct.pack("<I", 2**31 - 1)),
        (TEXTS, 4, struct.pack("<I", 2**32 - 1)),
        (TEXTS, 4, struct.pack("<I", 2)),
        (TEXTS, 0, bytes(8)),
        (LISTED, 0, struct.pack("<I", 5)),
        (LISTED, 0, struct.pack("<I", 500_000)),
        (CODEPAGE, 0, struct.pack("<H", 1252)),
        (CODEPAGE, 0, bytes(2)),
    ],
)
def test_wrong_counts_and_offsets_in_an_xls(kind, offset, data):
    sheets = read(patched(kind, offset, data))
    assert [(sheet.name, sheet.rows) for sheet in sheets] == [("表", CELLS), ("二", {1: ["乙"]})]


@pytest.mark.parametrize("change", [4096, -1500])
def test_a_wrong_size_in_the_directory_of_an_xls(change):
    content = bytearray(xls(ROWS))
    place = content.index("Workbook".encode("utf-16-le")) + 120
    (size,) = struct.unpack_from("<I", content, place)
    struct.pack_into("<I", content, place, size + change)
    assert read(bytes(content))[0].rows == CELLS


def test_an_xls_that_lost_its_end_is_damaged():
    content = xls(ROWS * 200)
    for cut in (600, 2000, len(content) // 2):
        assert refused(content[:-cut]) == "damaged"


def test_formulas_that_xlwt_wrote_are_not_calculated():
    content = xls([["示例", xlwt.Formula("1+1"), 5]])
    assert read(content)[0].rows[1] == ["示例", Uncalculated(), 5]


def biff5(name, codepage=None):
    """A workbook of Excel 95 with one text, in the encoding of its office whatever its code page says."""

    def record(kind, data=b""):
        return struct.pack("<HH", kind, len(data)) + data

    text = name.encode("gb18030") if isinstance(name, str) else name
    begin = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0))
    if codepage is not None:
        begin += record(0x42, struct.pack("<H", codepage))
    label = struct.pack("<HHHH", 0, 0, 0, len(text)) + text
    sheet = record(0x809, struct.pack("<HHHH", 0x500, 16, 0, 0)) + record(0x204, label) + record(10)
    listed = len(begin) + 4 + 6 + 1 + 1 + 4
    return begin + record(0x85, struct.pack("<IHB", listed, 0, 1) + b"A") + record(10) + sheet


@pytest.mark.parametrize("codepage", [None, 1252, 936])
def test_old_files_whose_code_page_is_wrong(codepage):
    assert read(biff5("昆明示例一有限公司", codepage))[0].rows == {1: ["昆明示例一有限公司"]}


def test_old_files_in_western_letters():
    assert read(biff5("Société Générale".encode("cp1252"), 1252))[0].rows == {
        1: ["Société Générale"]
    }


def test_built_in_currencies_are_those_of_whoever_looks():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet().write_number(0, 0, 5, book.add_format({"num_format": 7}))
    book.close()
    old = xls([[5]], formats={(0, 0): '"$"#,##0_);("$"#,##0)'})
    for content in (buffer.getvalue(), old):
        (cell,) = read(content)[0].rows[1]
        assert type(cell) is int
