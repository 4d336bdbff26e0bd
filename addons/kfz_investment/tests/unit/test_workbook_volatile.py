"""An official's telephone beside the investor's, and values that change with the day."""

import io
import zipfile

import pytest
from domain.workbook.columns.known import Choice
from domain.workbook.lists.table import find_table
from domain.workbook.readers.reader import read
from domain.workbook.readers.serials import day_since_1904
from workbook_helpers import codes, known, parse, xlsx

HEADS = ["项目名称", "投资方", "总投资（万元）", "签约时间"]


def project(name):
    return [name, "示例甲有限公司", 500, "2026-03-05"]


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (["责任领导", "联系电话"], True),
        (["责任单位", "联系人", "联系电话"], True),
        (["备注", "联系电话"], False),
        (["联系人", "联系电话", "责任领导"], False),
    ],
)
def test_a_contact_behind_the_office_in_charge_is_asked_about(heads, told):
    values = {"责任领导": "张三", "责任单位": "投促局", "联系人": "李四", "联系电话": "13800138000"}
    rows = [[*HEADS, *heads], [*project("示例甲项目"), *(values.get(each, "无") for each in heads)]]
    table = find_table(read(xlsx(rows)), known("project"))
    assert ("contact_of_official" in [code for _level, code, _params in table.remarks]) == told
    chosen = {"联系人": Choice("contact"), "联系电话": Choice("phone")}
    table = find_table(read(xlsx(rows)), known("project", chosen=chosen))
    assert "contact_of_official" not in [code for _level, code, _params in table.remarks]


def with_formula(formula):
    """A list whose signing date is a formula with a kept value."""
    content, out = io.BytesIO(xlsx([HEADS, [*project("示例甲项目")[:3], 46086]])), io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b"<v>46086</v>", f"<f>{formula}</f><v>46086</v>".encode())
            new.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("formula", "told"),
    [("TODAY()", True), ("NOW()-30", True), ("DATE(2026,3,5)", False), ("MYTODAY(A1)", False)],
)
def test_a_value_that_changes_with_the_day_is_said(formula, told):
    (row,) = parse("project", find_table(read(with_formula(formula)), known("project")))
    assert ("changes_daily" in codes(row, "warning")) == told


def test_a_text_of_days_counts_from_1904_as_numbers_do():
    assert day_since_1904("44624") == day_since_1904(44624)
    assert day_since_1904("2026-03-05") == "2026-03-05" and day_since_1904("20260305") == "20260305"
