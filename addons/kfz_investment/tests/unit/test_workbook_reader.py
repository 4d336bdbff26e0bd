"""Files of every kind are read by their content, and refused with a code when they cannot be."""

import datetime
import io
import zipfile

import pytest
import xlsxwriter
from domain.workbook.errors import WorkbookError
from domain.workbook.limits import Limits
from domain.workbook.readers.reader import read
from domain.workbook.sheet import CellError, Styled
from hypothesis import given, settings
from hypothesis import strategies as st
from workbook_files import rezip, xls, zip_of
from workbook_helpers import FILES, xlsx

ROWS = [
    ["企业名称", "注册资本（万元）"],
    ["昆明示例一有限公司", 12.5],
    ["昆明示例二有限公司", 1000],
]


def refused(content, limits=None):
    with pytest.raises(WorkbookError) as caught:
        read(content, limits)
    return caught.value.code


def test_xlsx_gives_numbers_text_dates_booleans_errors_and_cached_values():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write_row(0, 0, ["a", 1, 2.5, True])
    page.write_formula(0, 4, "=1/0", None, "#DIV/0!")
    page.write_formula(0, 5, "=B1+C1", None, 3.5)
    page.write_number(0, 6, 45356.5, book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
    page.write_number(0, 7, 45356, book.add_format({"num_format": 31}))
    page.write_number(0, 8, 0.25, book.add_format({"num_format": "0.0%"}))
    page.write_number(0, 9, 100, book.add_format({"num_format": '#,##0"万元"'}))
    page.write_number(0, 10, 300, book.add_format({"num_format": "[$$-409]#,##0.00"}))
    page.write_number(0, 11, 0.5, book.add_format({"num_format": "h:mm"}))
    page.write_number(0, 12, 12345.678, book.add_format({"num_format": "#,##0.00;[Red]-#,##0.00"}))
    page.write_string(0, 13, '=HYPERLINK("http://x")')
    page.write_string(0, 14, "a_x000D_b\x01")
    book.close()
    row = read(buffer.getvalue())[0].rows[1]
    assert row == [
        *("a", 1, 2.5, True, CellError("#DIV/0!"), 3.5),
        *(datetime.datetime(2024, 3, 5, 12), datetime.datetime(2024, 3, 5)),
        *(0.25, 100, 300, datetime.time(12), 12345.678),
        *('=HYPERLINK("http://x")', "a_x000D_b\x01"),
    ]
    assert isinstance(row[1], int) and not isinstance(row[12], Styled)
    assert [cell.suffix for cell in row[8:11]] == ["%", "万元", "$"]


def test_hidden_sheets_come_without_rows():
    sheets = read(xlsx(ROWS, extra=[("藏", ROWS)], hidden=("藏",)))
    assert [(sheet.hidden, len(sheet.rows)) for sheet in sheets] == [(False, 3), (True, 0)]


def test_blank_rows_and_merges_keep_the_row_numbers_of_the_office_program():
    sheet = read(
        xlsx([["标题", None], [], [], ["a", "b"], ["c", "d"]], merges=[(0, 0, 0, 1), (3, 0, 4, 0)])
    )[0]
    assert sorted(sheet.rows) == [1, 4, 5]
    assert sheet.merges == [(1, 1, 0, 1), (4, 5, 0, 0)]


def test_a_wrong_dimension_is_not_believed():
    content = rezip(
        xlsx(ROWS),
        lambda name, data: data.replace(b'ref="A1:B3"', b'ref="A1"') if "sheet1" in name else data,
    )
    assert len(read(content)[0].rows) == 3


def test_phonetic_runs_are_not_text():
    content = rezip(
        xlsx(ROWS),
        lambda name, data: data.replace(
            "<t>企业名称</t>".encode(),
            '<r><t>企业</t></r><r><t>名称</t></r><rPh sb="0" eb="1"><t>qiye</t></rPh>'.encode(),
        ),
    )
    assert read(content)[0].rows[1][0] == "企业名称"


def test_prefixed_and_inline_xml_is_read():
    page = (
        '<?xml version="1.0"?><x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>企业名称</x:t></x:is></x:c>'
        "<x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    ).encode()
    content = rezip(xlsx(ROWS), lambda name, data: page if "sheet1" in name else data)
    assert read(content)[0].rows == {1: ["企业名称", 5]}


def test_missing_styles_and_strings_are_survived():
    content = rezip(xlsx(ROWS), lambda name, data: None if "styles" in name else data)
    assert read(content)[0].rows[2][1] == 12.5


def test_the_1904_calendar_is_honoured():
    content = rezip(
        xlsx([[datetime.date(2024, 3, 5)]]),
        lambda name, data: data.replace(b"<workbookPr", b'<workbookPr date1904="1"'),
    )
    assert read(content)[0].rows[1][0] == datetime.datetime(2028, 3, 6)


def test_xls_gives_the_same_cells():
    row = read(xls([["企业名称", 12.5, datetime.date(2024, 3, 5), True]]))[0].rows[1]
    assert row == ["企业名称", 12.5, datetime.datetime(2024, 3, 5), True]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files_in_the_encodings_and_delimiters_of_offices(encoding, delimiter):
    text = "\r\n".join(
        delimiter.join(row)
        for row in (
            ["企业名称", "注册资本", "备注"],
            ["昆明示例一有限公司", "12.5", "x"],
            ["昆明示例二有限公司", "9", '"a"'],
        )
    )
    assert read(text.encode(encoding))[0].rows[2] == ["昆明示例一有限公司", "12.5", "x"]


def test_csv_counts_rows_as_a_spreadsheet_does():
    sheet = read('企业名称,备注\r\n\r\n"昆明\n示例",x\r\n二,"="\r\n三,="00123"\r\n'.encode())[0]
    assert (
        sheet.rows[3] == ["昆明\n示例", "x"]
        and sheet.rows[4][0] == "二"
        and sheet.rows[5][1] == "00123"
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"  \r\n ", "empty"),
        (b"%PDF-1.7 x", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0 jfif", "image"),
        (b"Rar!\x1a\x07", "archive"),
        (b"{\\rtf1", "word"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "html"),
        (b"\xef\xbb\xbf\r\n<table border=1>", "html"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "xml_2003"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"PK\x05\x06" + b"\x00" * 18, "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
        (bytes(range(256)) * 8, "not_text"),
    ],
)
def test_files_that_are_not_workbooks_are_refused_with_a_code_per_kind(content, code):
    assert refused(content) == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (zip_of({"word/document.xml": "x"}), "word"),
        (zip_of({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "ods"),
        (zip_of({"a": "x"}), "archive"),
    ],
)
def test_other_zip_files_are_named(content, code):
    assert refused(content) == code


def test_encrypted_files_are_named():
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 500
        + "EncryptedPackage".encode("utf-16-le")
        + b"\x00" * 500
    )
    assert refused(ole) == "encrypted"


def test_a_file_that_is_too_big_is_refused_before_anything_is_read():
    assert refused(b"PK\x03\x04" + b"x" * 100, Limits(max_bytes=50)) == "too_big"


def test_a_bomb_is_refused_by_what_it_says_of_itself():
    assert (
        refused(
            rezip(
                xlsx(ROWS),
                lambda name, data: data + b" " * 40_000_000 if "sheet1" in name else data,
            )
        )
        == "bomb"
    )


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_unpacks():
    content = bytearray(
        rezip(xlsx(ROWS), lambda name, data: data + b" " * 3_000_000 if "sheet1" in name else data)
    )
    size = (
        3_000_000 + len(zipfile.ZipFile(io.BytesIO(xlsx(ROWS))).read("xl/worksheets/sheet1.xml"))
    ).to_bytes(4, "little")
    assert size in content
    assert refused(
        bytes(content.replace(size, (900).to_bytes(4, "little"))), Limits(max_unpacked=1_000_000)
    ) in ("bomb", "damaged")


def test_overlapping_entries_are_a_bomb():
    content = bytearray(zip_of({"a": "x", "b": "y"}))
    second = content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = b"\x00" * 4
    assert refused(bytes(content)) == "bomb"


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]
)
def test_entities_are_refused_wherever_they_are(part):
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
    assert (
        refused(
            rezip(
                xlsx(ROWS),
                lambda name, data: laughs + data[data.index(b"?>") + 2 :] if name == part else data,
            )
        )
        == "entities"
    )


def test_entities_in_utf_16_are_refused_too():
    laughs = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE l [<!ENTITY a "lol">]><worksheet/>'.encode(
        "utf-16"
    )
    assert (
        refused(rezip(xlsx(ROWS), lambda name, data: laughs if "sheet1" in name else data))
        == "entities"
    )


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(max_rows=2), "too_many_rows"),
        (Limits(max_columns=1), "too_many_columns"),
        (Limits(max_cells=3), "too_many_cells"),
        (Limits(seconds=-1), "too_slow"),
    ],
)
@pytest.mark.parametrize(
    "content",
    [xlsx(ROWS * 40), "\n".join(["企业名称,资本"] * 100).encode(), xls(ROWS * 40)],
    ids=["xlsx", "csv", "xls"],
)
def test_rows_columns_cells_and_time_are_limited(limits, code, content):
    assert refused(content, limits) == code


def test_a_cell_at_the_far_corner_costs_nothing():
    content = rezip(
        xlsx(ROWS),
        lambda name, data: data.replace(b'r="B3"', b'r="XFD1048576"') if "sheet1" in name else data,
    )
    assert refused(content) == "too_many_columns"


def test_a_broken_part_is_damaged():
    assert (
        refused(rezip(xlsx(ROWS), lambda name, data: data[:-30] if "sheet1" in name else data))
        == "damaged"
    )


SEEDS = [
    xlsx(ROWS),
    xls(ROWS),
    "企业名称,资本\n一,2\n".encode("gb18030"),
    (FILES / "projects.xlsx").read_bytes(),
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), max_size=12
    ),
    st.floats(0.2, 1),
)
def test_mangled_files_raise_nothing_but_our_error(seed, patches, keep):
    content = bytearray(seed)
    for place, data in patches:
        at = int(place * len(content))
        content[at : at + len(data)] = data
    try:
        read(
            bytes(content[: int(len(content) * keep)] if keep < 0.9 else content), Limits(seconds=5)
        )
    except WorkbookError:
        pass


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=3000))
def test_random_bytes_raise_nothing_but_our_error(content):
    try:
        read(content, Limits(seconds=5))
    except WorkbookError:
        pass


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=2000),
    st.sampled_from(
        [
            "xl/worksheets/sheet1.xml",
            "xl/styles.xml",
            "xl/sharedStrings.xml",
            "xl/_rels/workbook.xml.rels",
        ]
    ),
)
def test_random_parts_raise_nothing_but_our_error(data, part):
    try:
        read(rezip(SEEDS[0], lambda name, old: data if name == part else old), Limits(seconds=5))
    except WorkbookError:
        pass
