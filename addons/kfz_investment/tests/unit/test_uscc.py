"""Codes arrive full-width, spaced, damaged or outdated; each way is told apart."""

import pytest
from domain import uscc
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as standard

GOOD = "91530111YM2QHJRWT0"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

bodies = st.tuples(
    st.text("0123456789", min_size=8, max_size=8), st.text(ALPHABET, min_size=9, max_size=9)
).map("".join)
codes = bodies.map(lambda body: body + standard.calc_check_digit(body))


@pytest.mark.parametrize(
    "typed",
    [
        " 9153 0111ym2qhjrwt0 ",
        "９１５３０１１１ＹＭ２ＱＨＪＲＷＴ０",
        "9153-0111-YM2Q-HJRW-T0",
        "'91530111YM2QHJRWT0",
        "91530111YM2QHJRWT0\n",
        "91530111\u200bYM2QHJRWT0",
        "91530111—YM2QHJRWT0",
        "\ufeff91530111YM2QHJRWT0\u3000",
    ],
)
def test_every_way_of_typing_a_code_gives_the_same(typed):
    assert uscc.normalise(typed) == GOOD
    assert uscc.is_valid(typed)


@pytest.mark.parametrize("typed", [None, False, "", " ", "/", "无", "暂无", "N/A", "——", "-"])
def test_words_for_no_code_are_empty(typed):
    assert uscc.normalise(typed) == ""
    assert not uscc.is_valid(typed)


@pytest.mark.parametrize(
    "value",
    [
        "9.15301E+17",
        "9.1530111e+17",
        "9.15E17",
        9.15301110000001e17,
        "915301110000000000",
        "915301112233445000",
        "915301110000000000.0",
        "９.１５Ｅ＋１７",
    ],
)
def test_a_code_that_a_spreadsheet_turned_into_a_number_is_damaged(value):
    assert uscc.is_damaged(value) or isinstance(value, float)
    assert uscc.find_problem(value).code == "damaged"


@pytest.mark.parametrize(
    "value, code, params",
    [
        ("530100400012345", "registration_number", {"value": "530100400012345"}),
        ("9153", "length", {"value": "9153", "length": 4}),
        (GOOD + "X", "length", {"value": GOOD + "X", "length": 19}),
        ("91530111YM2QHJRWTO", "characters", {"value": "91530111YM2QHJRWTO", "characters": "O"}),
        ("9I530111YM2QHJRWT0", "characters", {"value": "9I530111YM2QHJRWT0", "characters": "I"}),
        ("91530111YM2QHJRWT1", "check_digit", {"value": "91530111YM2QHJRWT1"}),
        ("统一社会信用代码", "length", {"value": "统一社会信用代码", "length": 8}),
    ],
)
def test_each_problem_has_its_code(value, code, params):
    assert uscc.find_problem(value) == uscc.Problem(code, params)


@given(codes)
def test_generated_codes_are_valid_and_normalising_is_idempotent(code):
    assert uscc.find_problem(code) is None
    assert uscc.normalise(uscc.normalise(code)) == code
    assert uscc.address_code(code) == code[2:8]


@given(codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(code, position, other):
    wrong = code[:position] + other + code[position + 1 :]
    if wrong != code:
        assert uscc.find_problem(wrong) is not None


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.none(), st.booleans()))
def test_nothing_that_a_cell_can_hold_raises(value):
    if uscc.normalise(value):
        problem = uscc.find_problem(value)
        assert problem is None or problem.code in {
            "damaged",
            "registration_number",
            "length",
            "characters",
            "check_digit",
        }
    uscc.address_code(value)


@pytest.mark.parametrize(
    "code, name",
    [
        ("530111", "云南省昆明市官渡区"),
        ("530112", "云南省昆明市西山区"),
        ("530114", "云南省昆明市呈贡区"),
        ("532822", "云南省西双版纳傣族自治州勐海县"),
        ("310115", "上海市浦东新区"),
        ("530100", "云南省昆明市"),
        ("530000", "云南省"),
        ("100000", "国家市场监督管理总局"),
        ("539999", "云南省"),
        ("990000", ""),
        ("", ""),
        ("53", ""),
    ],
)
def test_region_names_are_those_of_gb_t_2260(code, name):
    assert uscc.region_name(code) == name


def test_every_province_has_a_name():
    provinces = (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
    )
    names = {uscc.region_name(f"{code}0000") for code in provinces}
    assert len(names) == 31 and "" not in names
