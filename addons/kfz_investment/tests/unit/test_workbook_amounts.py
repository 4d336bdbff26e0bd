"""Amounts in every spelling that offices use, exact."""

import datetime
from decimal import Decimal

import pytest
from domain.workbook.errors import CellProblem
from domain.workbook.sheet import CellError, Styled
from domain.workbook.values.amounts import parse_amount
from domain.workbook.values.unit import Unit
from hypothesis import given
from hypothesis import strategies as st

WAN = Unit(Decimal(10_000), "CNY")
YI = Unit(Decimal(10) ** 8, "CNY")


@pytest.mark.parametrize(
    "value",
    [
        30000,
        30000.0,
        "30000",
        "30,000",
        "３０，０００",
        "30 000",
        "3,0000",
        "30000万元",
        "3亿元",
        "3 亿",
        "3亿人民币",
        "人民币30000万元",
        "¥30,000",
        "￥30000",
        "30000 万 元",
        "3亿元整",
        "叁亿元",
        "三亿",
        "3.0E+04",
        "30000.00",
        '"30000"',
        "RMB 30000",
        "2亿10000万元",
        Styled(30000, "万元"),
        "300百万元",
        "+30000",
        "3亿。",
        "300000000元",
    ],
)
def test_spellings_of_three_hundred_million_yuan(value):
    found = parse_amount(value, WAN)
    assert (found.amount, found.currency, found.note) == (Decimal(300_000_000), "CNY", None)


@pytest.mark.parametrize(
    ("value", "unit", "amount", "currency", "note"),
    [
        ("USD 300", Unit(Decimal(10_000)), 3_000_000, "USD", None),
        ("300万美元", YI, 3_000_000, "USD", "other_currency"),
        ("300万美元", None, 3_000_000, "USD", None),
        ("$300", None, 300, "USD", None),
        ("500万美金", WAN, 5_000_000, "USD", "other_currency"),
        ("HK$500万", WAN, 5_000_000, "HKD", "other_currency"),
        (100, Unit(Decimal(10_000), "USD"), 1_000_000, "USD", None),
        ("2 million USD", None, 2_000_000, "USD", None),
        ("约1.2亿", WAN, 120_000_000, "CNY", "approximate"),
        ("500余万元", WAN, 5_000_000, "CNY", "approximate"),
        ("超10亿元", WAN, 10**9, "CNY", "approximate"),
        ("500万元以上", WAN, 5_000_000, "CNY", "approximate"),
        ("5000亿", None, 5 * 10**11, "CNY", "unusually_large"),
        (28.8, YI, 2_880_000_000, "CNY", None),
        (0.1 + 0.2, WAN, 3000, "CNY", None),
        ("0", WAN, 0, "CNY", None),
        ("100元", WAN, 100, "CNY", "plain_unit"),
        ("共500万元", WAN, 5_000_000, "CNY", None),
        (28.800000000000001, YI, 2_880_000_000, "CNY", None),
        ("1.005", Unit(Decimal(1)), Decimal("1.01"), "CNY", None),
    ],
)
def test_units_and_currencies(value, unit, amount, currency, note):
    found = parse_amount(value, unit)
    assert (found.amount, found.currency, found.note) == (amount, currency, note)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1.2-1.5亿", "range"),
        ("1000~2000", "range"),
        ("500至800万元", "range"),
        ("(500)", "negative"),
        ("（500）", "negative"),
        ("-5", "negative"),
        (-5, "negative"),
        ("25%", "percent"),
        (Styled(0.25, "%"), "percent"),
        (True, "boolean"),
        (CellError("#DIV/0!"), "cell_error"),
        ("#VALUE!", "cell_error"),
        ("同上", "ditto"),
        (datetime.datetime(2024, 1, 1), "date_in_amount"),
        ("1.2亿元+300万美元", "two_amounts"),
        ("1000万元（含200万元）", "two_amounts"),
        ("500\n600", "two_amounts"),
        ("1,5", "comma"),
        ("1,23,45", "comma"),
        ("1O0", "not_a_number"),
        ("abc", "not_a_number"),
        ("万元", "not_a_number"),
        ("500万元/年", "not_a_number"),
        ("见附件", "not_a_number"),
        ("=A1", "not_a_number"),
        ("1.2.3", "two_amounts"),
        ("1e400", "too_large"),
        (10**14, "too_large"),
        ("100USD/RMB", "two_currencies"),
        ("USD 1,000,000", "currency_against"),
        (Styled(1_000_000, "$"), "currency_against"),
        (Styled(3, "亿元"), "format_unit"),
        (Styled(3, "元"), "format_unit"),
    ],
)
def test_text_that_is_not_an_amount_is_refused_with_its_reason(value, code):
    with pytest.raises(CellProblem) as caught:
        parse_amount(value, WAN)
    assert caught.value.code == code


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_nan_and_infinity_are_refused(value):
    with pytest.raises(CellProblem):
        parse_amount(value, WAN)


def test_an_amount_without_any_unit_is_not_guessed():
    for value in (1000, "1000", "1,000.50"):
        with pytest.raises(CellProblem) as caught:
            parse_amount(value, None)
        assert caught.value.code == "no_unit"
    assert (
        parse_amount("1000元", None).amount == 1000 and parse_amount("¥1000", None).amount == 1000
    )


@pytest.mark.parametrize("value", [None, "", "—", "/", "无", "N/A", "待定", "--", "－"])
def test_an_empty_cell_is_not_an_amount(value):
    assert parse_amount(value, WAN) is None


MONEY = st.decimals(0, 10**8, places=2, allow_nan=False, allow_infinity=False)
SPELLINGS = [
    "{:f}",
    "{:,f}",
    "¥{:,f}",
    "{:f}元",
    "人民币{:,f}元",
    "{:,f} 元",
    "{:f}圆",
    "CNY {:f}",
    "{:,f}元整",
]


@given(MONEY, st.sampled_from(SPELLINGS))
def test_reading_what_was_written_in_yuan_gives_the_same_amount(amount, form):
    assert parse_amount(form.format(amount), Unit(Decimal(1), "CNY")).amount == amount


@given(
    MONEY,
    st.sampled_from([("万", 4), ("万元", 4), ("亿元", 8), ("亿", 8), ("百万元", 6), ("千元", 3)]),
)
def test_reading_what_was_written_in_larger_units_gives_the_same_amount(amount, unit):
    word, digits = unit
    assert parse_amount(f"{amount.scaleb(-digits):f}{word}", WAN).amount == amount


@given(st.decimals(0, 10**5, places=4, allow_nan=False, allow_infinity=False))
def test_number_cells_are_exact_to_the_yuan_in_wan(amount):
    assert parse_amount(float(amount), WAN).amount == amount * 10_000


@given(
    st.one_of(
        st.text(max_size=30),
        st.floats(allow_nan=True),
        st.integers(),
        st.text(alphabet="0123456789.,万亿元美$¥-+()约% eE", max_size=15),
    ),
    st.sampled_from([None, WAN]),
)
def test_any_cell_is_read_or_refused(value, unit):
    try:
        found = parse_amount(value, unit)
    except CellProblem:
        return
    assert found is None or 0 <= found.amount <= 10**13
