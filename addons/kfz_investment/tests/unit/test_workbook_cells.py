"""Text of cells: repairs, and texts that mean no value."""

import datetime

import pytest
from domain.workbook.cells import (
    clean,
    long_text_of,
    nfkc,
    phone_of,
    raw_text,
    stands_for_nothing,
    text_of,
)
from domain.workbook.errors import CellProblem
from domain.workbook.sheet import CellError, Styled
from domain.workbook.values.numerals import chinese_int
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("云南示例\u200b公司", "云南示例公司"),
        ("\ufeff云南", "云南"),
        ("云\x00南\x07", "云南"),
        (" 云南\u3000\u00a0示例\r\n ", "云南 示例"),
        ("ＡＢＣ１２３", "ABC123"),
        ("云翊（云南）", "云翊（云南）"),
        ("a\tb", "a b"),
        ("\u202e反\u202c", "反"),
    ],
)
def test_text_is_cleaned_without_loss(given_text, expected):
    assert clean(given_text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "—", "——", "-", "/", "\\", "无", "暂无", "N/A", "n/a", "待定", "…", "null", "＃", " — "],
)
def test_words_for_nothing(text):
    assert stands_for_nothing(text)


@pytest.mark.parametrize("text", ["无锡示例公司", "0", "x", "-5", "空港片区"])
def test_words_that_are_something(text):
    assert not stands_for_nothing(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "TRUE"),
        (12, "12"),
        (12.5, "12.5"),
        (1e14, "100000000000000"),
        (Styled(0.25, "%"), "0.25%"),
        (CellError("#REF!"), "#REF!"),
        (datetime.datetime(2024, 3, 5), "2024-03-05"),
        (datetime.datetime(2024, 3, 5, 9, 30), "2024-03-05 09:30"),
        (9.15301e17, "9.15301e+17"),
        (datetime.time(9), "09:00:00"),
        (28.800000000000001, "28.8"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_any_cell_can_be_shown(value, text):
    assert raw_text(value) == text


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (CellError("#N/A"), "cell_error"),
        ("#REF!", "cell_error"),
        ("同上", "ditto"),
        ("〃", "ditto"),
        (True, "boolean"),
        (datetime.datetime(2024, 3, 5), "date_in_text"),
        ("长" * 300, "too_long"),
    ],
)
def test_cells_that_are_not_text(value, code):
    with pytest.raises(CellProblem) as caught:
        text_of(value)
    assert caught.value.code == code


def test_notes_keep_their_lines():
    assert long_text_of("一\r\n\r\n二\n") == "一\n二"
    with pytest.raises(CellProblem):
        long_text_of("x" * 6000)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0871-67015764", ("0871-67015764", None)),
        (13888888888, ("13888888888", None)),
        (87167015764, ("087167015764", "phone_zero")),
        ("8.71671E+10", (None, "phone_damaged")),
        ("无", (None, None)),
        ("０８７１－６７０１５７６４", ("0871-67015764", None)),
    ],
)
def test_phones(value, expected):
    assert phone_of(value) == expected


@pytest.mark.parametrize("value", ["张三", True, 12, datetime.datetime(2024, 3, 5)])
def test_cells_that_are_not_phone_numbers(value):
    with pytest.raises(CellProblem):
        phone_of(value)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("二〇二四", 2024),
        ("十", 10),
        ("十二", 12),
        ("三十一", 31),
        ("一百零五", 105),
        ("伍佰万", 5_000_000),
        ("一亿二千万", 120_000_000),
        ("两千", 2000),
        ("三千五百", 3500),
        ("abc", None),
        ("", None),
        ("一千零一万", 10_010_000),
    ],
)
def test_chinese_numerals(text, number):
    assert chinese_int(text) == number


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)
    assert not any(char.isspace() for char in nfkc(text))


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.datetimes()))
def test_any_cell_is_shown_without_control_characters(value):
    assert not any(char < " " and char not in "\t\r\n" for char in raw_text(value))


def test_digits_lost():
    """A code that a program has taken for a number has lost its last digits."""
    for value in (202653010012345678, 2.02653010012345e17, "2.026e+17", "2.026E+17"):
        value = float(value) if isinstance(value, int) else value
        with pytest.raises(CellProblem) as caught:
            text_of(value)
        assert caught.value.code == "digits_lost"
    assert text_of(202653010012345) == "202653010012345"
    assert text_of("2026-530100-12") == "2026-530100-12" and text_of("C++2e+") == "C++2e+"
