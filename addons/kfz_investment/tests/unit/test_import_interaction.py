"""How a row of a list of visits is read, without a database."""

import datetime
import io
from types import SimpleNamespace

import pytest
import xlsxwriter
from domain.imports import interaction
from domain.imports.contents import knowledge
from domain.imports.issue import ERROR, WARNING, lookup_key
from domain.workbook.columns.known import Known
from domain.workbook.lists.table import find_table
from domain.workbook.readers.kept import Readings
from domain.workbook.values.units import heading_key
from hypothesis import given
from hypothesis import strategies as st

TODAY = datetime.date(2026, 11, 23)
LOOKUPS = {
    "kinds": {lookup_key("来访"): "received_visit", lookup_key("微信"): "wechat"},
    "results": {lookup_key("有进展"): "progress"},
    "leaders": {lookup_key("是"): "yes", lookup_key("一把手"): "yes", lookup_key("否"): "no"},
}
GOOD = {"date": "2026-03-05", "name": "昆明示例一有限公司", "kind": "来访", "summary": "示例洽谈"}


def read(**cells):
    """The parsed row of cells; what is None is left out."""
    cells = {name: value for name, value in {**GOOD, **cells}.items() if value is not None}
    block = SimpleNamespace(
        units={}, currencies={}, day=lambda value: value, headings={name: name for name in cells}
    )
    row = SimpleNamespace(cells=cells, block=block, raw=[], number=2, remarks=())
    return interaction.read_row(row, interaction.InteractionLookups(TODAY, **LOOKUPS))


def codes(parsed, level=None):
    return [issue.code for issue in parsed.issues if level in (None, issue.level)]


def test_a_good_row_is_read_without_a_remark():
    parsed = read(
        participants="张示例、李示例", leader="√", result="有进展", counterparts="王总一行3人"
    )
    assert codes(parsed) == []
    assert parsed.values == {
        "date": datetime.date(2026, 3, 5),
        "name": "昆明示例一有限公司",
        "kind": "received_visit",
        "participants": ("张示例", "李示例"),
        "leader": True,
        "counterparts": "王总一行3人",
        "summary": "示例洽谈",
        "result": "progress",
    }


@pytest.mark.parametrize("name", interaction.REQUIRED)
def test_what_is_required_and_missing_is_an_error(name):
    assert codes(read(**{name: ""}), ERROR) == ["missing"]


def test_a_visit_in_the_future_is_refused():
    assert codes(read(date="2026-12-01"), ERROR) == ["date_in_future"]


@pytest.mark.parametrize("cell", ["3月2日", "3-24", "3/23", "5/12", "3.24"])
def test_a_day_without_its_year_is_refused_as_such(cell):
    assert codes(read(date=cell), ERROR) == ["day_without_year"]


def test_a_visit_of_the_last_century_is_a_typing_mistake():
    assert codes(read(date="1926.3.30"), ERROR) == ["visit_too_old"]
    assert codes(read(date="2000-01-01")) == []


def test_what_is_no_name_is_not_said_to_be_empty():
    assert codes(read(name="不存在的某某公司")) == ["no_visit_enterprise"]
    assert codes(read(name="不存在的某某公司", kind=""), ERROR) == [
        "no_visit_enterprise",
        "missing",
    ]
    # the project says with whom
    parsed = read(name="某公司", project="示例项目")
    assert (codes(parsed), parsed.ok) == (["no_such_name"], True)


def test_an_unknown_kind_is_refused_and_an_unknown_result_left_out():
    assert codes(read(kind="团建"), ERROR) == ["unknown_kind"]
    parsed = read(result="不知道")
    assert (codes(parsed), "result" in parsed.values) == (["unknown_result"], False)


def test_a_row_says_with_whom():
    assert codes(read(name="")) == ["missing"]
    assert codes(read(name=None)) == ["visit_without_enterprise"]
    assert codes(read(name=None, project="示例项目")) == []


@pytest.mark.parametrize(
    ("cell", "led"),
    [
        ("是", True),
        ("一把手", True),
        ("√", True),
        (True, True),
        ("否", False),
        ("×", False),
        ("", None),
    ],
)
def test_a_tick_or_a_word_says_whether_a_leader_led(cell, led):
    assert read(leader=cell).values.get("leader") is led


def test_another_word_for_a_leader_is_remarked():
    parsed = read(leader="也许")
    assert (codes(parsed, WARNING), parsed.values.get("leader")) == (["unknown_leader"], None)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张示例、李示例", ("张示例", "李示例")),
        ("张示例，李 示（主任）;王示例", ("张示例", "李示", "王示例")),
        ("张 示", ("张示",)),
        ("张示例 李示例", ("张示例", "李示例")),
        ("张示例\n李示例\n张示例", ("张示例", "李示例")),
        ("John Example, Jane Example", ("John Example", "Jane Example")),
        ("、、", ()),
    ],
)
def test_several_names_in_a_cell(text, names):
    assert interaction.people_of(text) == names


@given(st.lists(st.text("张李王示例甲乙", min_size=2, max_size=4), unique=True, max_size=6))
def test_names_that_are_listed_are_found(names):
    assert interaction.people_of("、".join(names)) == tuple(names)


def test_a_step_whose_day_has_passed_reminds_nobody():
    parsed = read(next_step="寄资料", next_step_date="2026-04-01")
    assert codes(parsed) == ["step_day_passed"]
    assert (parsed.values["next_step"], "next_step_date" in parsed.values) == ("寄资料", False)
    assert read(next_step="寄资料", next_step_date="2026-12-01").values["next_step_date"]
    assert codes(read(next_step_date="2026-12-01")) == ["step_without_words"]


@pytest.mark.parametrize("cell", ["#REF!", "同上", True, 5, "=1+1"])
def test_a_cell_that_is_no_text_stops_nothing_but_its_row(cell):
    for name in interaction.REQUIRED + interaction.WITH_WHOM + ("participants", "next_step"):
        read(**{name: cell})


@given(st.dictionaries(st.sampled_from([*GOOD, "participants", "leader", "result"]), st.text()))
def test_any_text_is_read_or_refused_in_words(cells):
    parsed = read(**cells)
    assert parsed.ok == (ERROR not in {issue.level for issue in parsed.issues})
    if parsed.ok:
        assert set(interaction.REQUIRED) <= set(parsed.values)


HEAD = {
    "日期": "date",
    "企业名称": "name",
    "方式": "kind",
    "参加人员": "participants",
    "内容": "summary",
}


def table_of(*rows):
    """The numbers of the rows that a sheet with these rows is read to have."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    for number, row in enumerate((list(HEAD), *rows)):
        sheet.write_row(number, 0, row)
    book.close()
    lookups = interaction.InteractionLookups(TODAY, **LOOKUPS)
    known = Known(
        {heading_key(heading): name for heading, name in HEAD.items()},
        interaction.REQUIRED,
        **knowledge("interaction", lookups),
    )
    return [
        row.number
        for row in find_table(Readings().read(buffer.getvalue(), None, False), known).rows
    ]


def test_a_row_that_begins_with_its_day_is_no_footer_whatever_it_lacks():
    full = ["2026-03-05", "昆明示例一有限公司", "来访", "张示例", "参观标准厂房"]
    rows = [[*full[:4], f"{full[4]}{n}"] for n in range(4)]
    assert table_of(
        *rows,
        [full[0], full[1], full[2], "", "签署协议"],
        [full[0], "", full[2], "", "参观标准厂房并洽谈"],
        ["2026年3月9日", "", "", "", ""],
    ) == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "first", ["3/23", "5/12", "3-24", "3月2日", "第3页", "电话", "日期", "备注：另约"]
)
def test_a_row_that_fills_the_columns_is_no_footer_whatever_its_first_cell_is(first):
    full = ["2026-03-05", "昆明示例一有限公司", "来访", "张示例", "参观标准厂房"]
    rows = [[*full[:4], f"{full[4]}{n}"] for n in range(4)]
    for row in ([first, *full[1:]], [first, full[1], "", "", full[4]]):
        assert table_of(*rows, row) == [2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "row",
    [
        ["3/23", "", "", "", ""],
        ["1/3页", "2026-03-05", "", "", ""],
        ["填表人：张示例", "", "审核人：李示例", "", "日期：2026.3.5"],
        ["填表人", "张示例", "审核人", "李示例", ""],
        ["联系电话", "王示例", "", "", ""],
        ["备注：以上均为示例", "", "", "", ""],
        ["2026年3月9日", "", "示例管委会", "", ""],
    ],
)
def test_who_signed_and_what_page_it_is_stay_footers(row):
    full = ["2026-03-05", "昆明示例一有限公司", "来访", "张示例", "参观标准厂房"]
    assert table_of(*([*full[:4], f"{full[4]}{n}"] for n in range(4)), row) == [2, 3, 4, 5]
