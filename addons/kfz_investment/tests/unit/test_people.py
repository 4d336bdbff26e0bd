import pytest
from domain import people
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" officer ", "officer"),
        ("ｏｆｆｉｃｅｒ", "officer"),
        ("zhang.san@example.com", "zhang.san@example.com"),
        ("李四", "李四"),
        ("A_b-c+1", "A_b-c+1"),
        ("x" * 64, "x" * 64),
    ],
)
def test_a_login_is_kept_in_plain_letters(typed, kept):
    assert people.login_of(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", None, " ", "x", "x" * 65, "x" * 10_000, "off\u200bicer", "off\nicer", "off icer"),
        *("<b>x</b>", "\u0430dmin", "a'b", "a\u0301b", "officer\u202e", "a/b", "\ufeffofficer"),
        "off\x00icer",
    ],
)
def test_what_looks_like_another_login_or_hides_something_is_none(typed):
    assert people.login_of(typed) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 张三 ", "张三"),
        ("John\n Smith", "John Smith"),
        ("张\u200b三", "张三"),
        ("", ""),
        (None, ""),
        (" \u3000\t", ""),
        ("\u200b\u200d\u2060", ""),
        ("名" * 100, "名" * 100),
        ("名" * 101, ""),
    ],
)
def test_a_name_is_on_one_line_and_not_blank(typed, kept):
    assert people.name_of(typed) == kept


@given(st.text())
def test_what_is_kept_is_kept_again(text):
    for keep in (people.login_of, people.name_of):
        assert keep(keep(text)) == keep(text)
