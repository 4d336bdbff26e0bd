"""What ``./kfz import`` is told about columns, and what it prints of them."""

import io
import re
from pathlib import Path

import pytest

from kfz.cli import parser
from kfz.errors import KfzError
from kfz.imports import column_choice, rejected_path, show_import, typed, workbook
from kfz.paths import REPO
from kfz.ui import Ui


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("投资额=investment", ("投资额", "investment", "")),
        ("招商标的=项目名称", ("招商标的", "项目名称", "")),
        ("投资额=investment:万元", ("投资额", "investment", "万元")),
        ("投资额（亿元）=investment：亿元", ("投资额（亿元）", "investment", "亿元")),
        ("编制=", ("编制", "", "")),
        ("a=b=zone", ("a=b", "zone", "")),
    ],
)
def test_a_column_is_heading_field_and_unit(text, choice):
    assert column_choice(text) == choice


@pytest.mark.parametrize("text", ["投资额", "=investment", ""])
def test_what_names_no_column_is_refused_in_one_sentence(text):
    with pytest.raises(KfzError, match="does not say what a column is taken for"):
        column_choice(text)


def test_columns_may_be_given_several_times():
    words = ["import", "--kind", "project", "x.xlsx", "--column", "a=zone", "--column", "b="]
    assert parser().parse_args(words).column == ["a=zone", "b="]
    assert parser().parse_args(words[:4]).column == []


def test_fields_are_listed_without_a_file():
    options = parser().parse_args(["import", "--fields", "trade"])
    assert (options.fields, options.kind, options.file) == ("trade", None, None)


def test_every_kind_of_list_of_the_addon_can_be_imported():
    """A kind is an abstract model ``kfz.import.<kind>`` that inherits the handler; nothing else registers it."""
    found = set()
    for path in (REPO / "addons" / "kfz_investment" / "wizard" / "imports").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        if '_inherit = ["kfz.import.handler"]' in text:
            found |= set(re.findall(r'_name = "kfz\.import\.(\w+)"', text))
    assert found >= {"enterprise", "project", "trade", "interaction"}
    [told] = re.findall(r"`import --kind (\S+) FILE", (REPO / "README.md").read_text("utf-8"))
    assert set(told.split(r"\|")) == found
    for kind in found:
        assert parser().parse_args(["import", "--kind", kind, "x.xlsx"]).kind == kind


@pytest.mark.parametrize("words", [[], ["--kind", "project"], ["x.xlsx"]])
def test_an_import_needs_a_kind_and_a_file(words):
    with pytest.raises(KfzError, match="Nothing says what to import"):
        workbook(parser().parse_args(["import", *words]))


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ([], "ledger.rejected.xlsx"),
        (["--rejected", "/tmp/x.xlsx"], "/tmp/x.xlsx"),
        (["--dry-run"], None),
        (["--dry-run", "--rejected", "/tmp/x.xlsx"], "/tmp/x.xlsx"),
    ],
)
def test_refused_rows_go_to_the_current_folder_and_a_dry_run_s_where_it_is_told_to(
    words, written, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    options = parser().parse_args(["import", "--kind", "project", "x.xlsx", *words])
    path = rejected_path(options, Path("/office/ledger.xlsx"))
    assert path == (written and tmp_path / written)


@pytest.mark.parametrize("place", ["no/such/folder/x.xlsx", ".", "locked/x.xlsx"])
def test_a_place_that_takes_no_file_is_refused_before_anything_is_imported(
    place, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locked").mkdir()
    # by the answer, not by the mode: the tests may run as root, who writes everywhere
    monkeypatch.setattr("os.access", lambda path, _mode: Path(path).name != "locked")
    words = ["import", "--kind", "project", "x.xlsx", "--rejected", place]
    with pytest.raises(KfzError, match="cannot be written to"):
        rejected_path(parser().parse_args(words), Path("x.xlsx"))


@pytest.mark.parametrize(
    ("column", "switch"),
    [
        ({"heading": "定约时间", "field": "signed_date"}, "--column '定约时间=signed_date'"),
        ({"heading": "土地 情况", "field": ""}, "--column '土地 情况=FIELD'"),
        ({"heading": "土地", "field": "", "leaves_out": True}, "--column '土地='"),
        (
            {"heading": "投资额", "field": "investment", "lacks_unit": True},
            "--column '投资额=investment:UNIT'",
        ),
        ({"heading": "a'b", "field": "zone"}, """--column 'a'"'"'b=zone'"""),
    ],
)
def test_it_says_what_to_type_for_a_column(column, switch):
    assert typed(column) == switch


def test_the_columns_are_listed():
    column = {
        "letter": "C",
        "heading": "投资额",
        "field": "investment",
        "label": "计划总投资",
        "unit": "万元",
    }
    out = io.StringIO()
    show_import(
        Ui(out),
        {
            "columns": [
                {**column, "source": "chosen"},
                {**column, "field": "", "label": "", "unit": "", "source": "left_out"},
            ],
            "lines": [
                {"row": 0, "column": "", "level": "info", "message": "x"},
                {"row": 3, "column": "投资额", "level": "error", "message": "y"},
                {"row": 0, "rows": [4, 5], "column": "", "level": "warning", "message": "z"},
            ],
            "counts": {"ok_count": 1},
        },
    )
    told = out.getvalue()
    assert "file info: x" in told
    assert "row 3 [投资额] error: y" in told
    assert "    rows warning: z" in told
    assert "--column" not in told
    assert "C 投资额 = 计划总投资 [investment] in 万元 (as you say)" in told
    assert "C 投资额 = left out (nothing that the list takes in)" in told


def test_what_nobody_has_decided_is_asked_with_the_words_to_type():
    column = {"letter": "F", "unit": "", "is_open": True}
    out = io.StringIO()
    show_import(
        Ui(out),
        {
            "columns": [
                {
                    **column,
                    "heading": "定约时间",
                    "field": "signed_date",
                    "label": "签约日期",
                    "source": "proposed",
                },
                {**column, "heading": "土地", "field": "", "label": "", "source": "open"},
            ],
            "lines": [],
            "counts": {},
        },
        "project",
    )
    told = out.getvalue()
    assert "F 定约时间 = 签约日期 [signed_date]? (not decided)" in told
    assert "F 土地 = ? (not decided)" in told
    assert "--column '定约时间=signed_date'\n" in told
    assert "--column '土地=FIELD'\n" in told
    assert "./kfz import --fields project" in told


@pytest.mark.parametrize(
    ("is_made", "dry_run", "said"),
    [
        (True, True, "would be made"),
        (True, False, "made"),
        (False, True, "not made; --undo makes it where you may"),
    ],
)
def test_changes_are_shown_old_and_new(is_made, dry_run, said):
    change = {"row": 5, "record": "示例项目", "label": "计划总投资", "old": "", "new": "8,000万元"}
    out = io.StringIO()
    answer = {"changes": [{**change, "is_made": is_made}], "lines": [], "counts": {}}
    show_import(Ui(out), answer, "project", dry_run)
    assert f"row 5 示例项目, 计划总投资: – → 8,000万元 ({said})" in out.getvalue()


@pytest.mark.parametrize("errors", [0, 1])
def test_words_of_the_page_are_explained_where_rows_are_refused(errors):
    out = io.StringIO()
    labels = {"column_ids": "列清单", "zone_id": "园区", "is_opening": "历史台账"}
    answer = {"lines": [], "counts": {"error_count": errors}, "labels": labels}
    show_import(Ui(out), answer, "project")
    assert ("“历史台账” is --opening" in out.getvalue()) is bool(errors)
