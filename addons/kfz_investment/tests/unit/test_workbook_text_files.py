"""Text files: what goes wrong in a line is said of that line, and the others stay right."""

import random

import pytest
from domain.workbook.columns.known import Known
from domain.workbook.errors import WorkbookError
from domain.workbook.limits import Limits
from domain.workbook.lists.table import find_table
from domain.workbook.readers.reader import read
from domain.workbook.readers.text_encoding import decode
from workbook_helpers import KNOWN, aliases, codes, parse

HEAD = "项目名称,投资企业,计划总投资（万元）,责任单位"


def sheet_of(*lines, encoding="utf-8", end="\n"):
    return read((end.join((HEAD, *lines)) + end).encode(encoding))[0]


def broken_of(*lines, head=HEAD):
    """{row: code} of the rows that are refused when the list is found in the lines."""
    table = table_of(("\n".join((head, *lines)) + "\n").encode())
    return {
        row.number: remark[2]
        for row in table.rows
        for remark in row.remarks
        if remark[0] == "error"
    }


def table_of(content):
    return find_table(read(content), Known(aliases("project"), ("name",)))


# ---- damaged bytes


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
@pytest.mark.parametrize("seed", range(30))
def test_one_damaged_byte_is_read_with_a_doubt_on_its_cell(encoding, seed):
    rng = random.Random(f"{encoding}{seed}")
    rows = [
        [f"示例项目{rng.randrange(10**6)}号", f"昆明示例{index}有限公司", "5000", "投促局"]
        for index in range(rng.randrange(1, 40))
    ]
    number, column = rng.randrange(len(rows)), rng.randrange(2)
    sheet = read(damaged(rows, number, column, encoding, rng.choice((0, 2))))[0]
    assert sheet.encoding == encoding.removesuffix("-sig")
    assert sheet.doubts.keys() == {(number + 2, column)}
    assert sheet.doubts[number + 2, column][0] == "bad_byte"
    read_rows = [sheet.rows[index + 2] for index in range(len(rows))]
    read_rows[number][column] = rows[number][column]
    assert read_rows == rows


def damaged(rows, number, column, encoding, character):
    """A text file in which the first byte of one character of a cell is none of its encoding."""
    good = ("\n".join([HEAD, *map(",".join, rows)]) + "\n").encode(encoding)
    bare = encoding.removesuffix("-sig")
    cell = rows[number][column]
    at = good.index(cell.encode(bare)) + len(cell[:character].encode(bare))
    return good[:at] + b"\xff" + good[at + 1 :]


def test_the_encoding_of_the_reading_that_looks_like_chinese_is_taken():
    text = HEAD + "\n示例文本一,昆明示例十四科技有限公司,5000,投促局\n"
    for encoding in ("utf-8", "gb18030"):
        content = text.encode(encoding) + b"\x81\n"
        assert decode(content) == (text + "\ufffd\n", encoding)


def test_a_lost_cell_beyond_the_heading_is_a_doubt_and_not_a_cell():
    content = (HEAD + "\n示例一,昆明示例一有限公司,5000,投促局,").encode("gb18030") + b"\x81\n"
    (row,) = table_of(content).rows
    assert row.raw == ["示例一", "昆明示例一有限公司", "5000", "投促局"]
    assert row.remarks == (("warning", None, "bad_byte", {"text": "\ufffd"}),)


def test_a_file_with_much_damage_is_not_text():
    good = (HEAD + "\n示例,昆明示例一有限公司,5000,投促局").encode()
    content = bytes(255 if index % 100 == 50 else byte for index, byte in enumerate(good * 20))
    with pytest.raises(WorkbookError) as caught:
        read(content)
    assert caught.value.code == "not_text"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_single_zero_bytes_do_not_make_a_file_utf_16(encoding):
    content = (HEAD + "\n示例一,昆明示例一有限公司,50\x0000,投促局\n").encode(encoding)
    assert read(content)[0].rows[2] == ["示例一", "昆明示例一有限公司", "5000", "投促局"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_and_with_few_ascii_characters(encoding):
    text = "项目名称，投资企业\n" + "示例项目一，昆明示例一有限公司\n" * 30
    assert read(text.encode(encoding))[0].rows[2] == ["示例项目一", "昆明示例一有限公司"]


def test_marks_in_the_middle_of_a_file_are_dropped():
    assert sheet_of('\ufeff"示例,一",\ufeff乙,5,局').rows[2] == ["示例,一", "乙", "5", "局"]


def test_lines_that_end_like_those_of_old_computers():
    assert sheet_of("示例一,乙,5,局", "示例二,乙,6,局", end="\r").rows[3][2] == "6"


# ---- delimiters


def test_the_delimiter_that_the_first_line_names():
    sheet = read("sep=;\n项目名称;备注\n一,二;三,四\n".encode())[0]
    assert sheet.rows == {1: ["项目名称", "备注"], 2: ["一,二", "三,四"]}


def test_rows_with_another_delimiter_are_refused():
    assert broken_of("示例一,乙,5,局", "示例二;乙;6;局", "示例三,乙,7,局") == {3: "other_delimiter"}


def test_a_title_with_other_delimiters_is_no_fault():
    sheet = read(f"投资；台账；2024；年\n{HEAD}\n示例一,乙,5,局\n".encode())[0]
    assert not sheet.broken


# ---- quotes


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("seed", range(15))
def test_a_quote_that_is_not_closed_costs_its_own_row_only(place, seed):
    rng = random.Random(place * 100 + seed)
    rows = [[f"示例{i}", f"昆明示例{i}有限公司", str(1000 + i), "投促局"] for i in range(9)]
    bad, later = rng.randrange(9), rng.randrange(9)
    if later > bad:
        rows[later][0] = f'示例"{later}"'  # quotes that are part of a text
    written = [list(row) for row in rows]
    written[bad][place] = '"' + written[bad][place]
    sheet = sheet_of(*map(",".join, written))
    assert [sheet.rows[index + 2] for index in range(9)] == rows and len(sheet.rows) == 10
    # nothing can be lost in the last cell of the last line
    harmless = (bad, place) == (8, 3)
    assert sheet.broken == ({} if harmless else {bad + 2: ("open_quote", {})})


def test_a_quote_that_takes_the_end_of_the_file_is_no_text():
    content = f'{HEAD}\n示例一,乙,5,局\n示例二,"丙,6,局\n'.encode()
    sheet = read(content)[0]
    assert sheet.broken == {3: ("open_quote", {})} and sheet.rows[3] == ["示例二", "丙", "6", "局"]


def test_a_closed_quote_in_the_wrong_place_shifts_no_cells():
    sheet = sheet_of('"示例一,昆明示例"一有限公司,5000,投促局', "示例二,乙,6,局")
    assert sheet.broken == {2: ("open_quote", {})} and sheet.rows[3][0] == "示例二"


@pytest.mark.parametrize(
    "lines",
    [
        ('"昆明', '示例",乙,5,局'),
        ('示例一,"昆明', '示例有限公司",5,局'),
        ('示例一,乙,5,"第一局', "第二局", '第三局"'),
        ('示例一,乙,5,"甲, 乙, 丙, 丁, 戊', '己, 庚, 辛, 壬"'),
        ('示例一,乙,"1,234",局',),
        ('示例一,乙,5,"他说""好"""',),
    ],
)
def test_cells_of_several_lines_and_quoted_commas_stay_whole(lines):
    sheet = sheet_of(*lines, "示例二,乙,6,局")
    assert not sheet.broken and len(sheet.rows) == 3 and len(sheet.rows[2]) == 4
    assert sheet.rows[3] == ["示例二", "乙", "6", "局"]


@pytest.mark.parametrize("line", ['"' * 1001, '"a,b\n', '",', '"""\n', '"x""\n"', ',"\n' * 3])
def test_files_full_of_quotes_end_in_time(line):
    try:
        read((line * (60_000 // len(line))).encode(), Limits(seconds=5))
    except WorkbookError:
        pass


# ---- thousands


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("示例一,乙,5,000,局", "more_cells_than_headings"),
        ("示例一,乙,12,345,局", "more_cells_than_headings"),
        ("示例一,乙,1,234,567,局", "more_cells_than_headings"),
        ("示例一,乙,¥5,000万元,局", "more_cells_than_headings"),
        ("示例一,乙,5,000,", "number_cut_apart"),  # the last cell is empty
        ("示例一,乙,5,000", "number_cut_apart"),  # and not even written
    ],
)
def test_a_number_cut_at_its_thousands_is_refused(line, code):
    assert broken_of("示例二,乙,600,局", line, "示例三,乙,700,局") == {3: code}


@pytest.mark.parametrize(
    "lines",
    [
        ("示例一,乙,5,局,", "示例二,乙,6,局,,"),
        ("示例一,乙,5", "示例二,乙"),
        ("示例一,乙,5,123,", "示例二,乙,6,局,"),  # each line ends with a delimiter
        ("1,001,5,局", "2,002,6"),  # running numbers and codes
    ],
)
def test_empty_cells_at_the_end_are_no_fault(lines):
    assert broken_of(*lines) == {}


def test_a_column_without_a_heading_is_one_all_the_same():
    assert broken_of("示例一,乙,5,局,批注", "示例二,乙,6,局,", head=HEAD + ",") == {}


def test_thousands_behind_the_amount():
    """The half of an amount in a column of words: 1,200 without quotes, where the last cell is not written."""
    head = "企业名称,注册资本（万元）,地址\n"
    rows = "示例甲有限公司,1,200\n示例乙有限公司,800,磨憨镇1号\n示例丙有限公司,500,12号\n"
    table = find_table(read((head + rows).encode()), KNOWN["enterprise"])
    assert [codes(row, "error") for row in parse("enterprise", table)] == [
        ["number_cut_apart"],
        [],
        [],
    ]
