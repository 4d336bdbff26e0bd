"""What ``./kfz import`` is told about columns, and what it prints of them."""

import io

import pytest

from kfz.cli import parser
from kfz.errors import KfzError
from kfz.ui import Ui
from kfz.verbs import column_choice, show_import


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("投资额=investment", ("投资额", "investment", "")),
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


def test_the_columns_are_listed():
    column = {"letter": "C", "heading": "投资额", "field": "investment", "unit": "10000:CNY"}
    out = io.StringIO()
    show_import(
        Ui(out),
        {
            "columns": [
                {**column, "source": "chosen"},
                {**column, "field": "", "unit": "", "source": "left_out"},
            ],
            "lines": [],
            "counts": {"ok_count": 1},
        },
    )
    told = out.getvalue()
    assert "C 投资额 = investment 10000:CNY (chosen)" in told
    assert "C 投资额 = left out (left_out)" in told
