"""Amounts read as offices write them, never cut to an M."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from domain.money import format_exact, format_wan, in_list_unit, list_unit
from domain.workbook.values.units import heading_unit
from hypothesis import given
from hypothesis import strategies as st

#: (yuan, in Chinese, in English); the browser's code is held to the same table (test_amount_field.py)
CASES = json.loads(
    (Path(__file__).parent.parent / "files" / "amount_cases.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("amount, chinese, english", CASES)
def test_units(amount, chinese, english):
    assert format_wan(amount) == chinese
    assert format_wan(amount, "zh-CN") == chinese
    assert format_wan(amount, "en_US") == english


def test_other_currencies_are_named():
    assert format_wan(3000000, currency="USD") == "300万美元"
    assert format_wan(3000000, currency="CHF") == "300万 CHF"
    assert format_wan(3000000, "en_US", "USD") == "USD 3 million"


@given(st.integers(-(10**15), 10**15))
def test_whole_wan_amounts_are_exact_and_no_unit_is_overfull(wan):
    text = format_wan(Decimal(wan) * 10000)
    figure = Decimal(text.rstrip("元亿万").replace(",", ""))
    unit = 10**8 if "亿" in text else 10**4 if "万" in text else 1
    assert figure * unit == wan * 10000
    assert "M" not in text
    if "万" in text:
        assert abs(figure) < 10000


@given(st.decimals(-(10**13), 10**13, places=2))
def test_rounding_is_less_than_half_of_the_last_place(amount):
    text = format_wan(amount)
    unit, place = (
        (10**8, "0.0001") if "亿" in text else (10**4, "0.01") if "万" in text else (1, "0.01")
    )
    figure = Decimal(text.rstrip("元亿万").replace(",", ""))
    assert abs(figure * unit - amount) <= Decimal(place) * unit / 2


@pytest.mark.parametrize("lang", ["zh_CN", "en_US"])
@pytest.mark.parametrize("currency", ["CNY", "USD", "HKD", "EUR"])
@given(fen=st.integers(-(10**15), 10**15))
def test_a_file_of_amounts_is_read_back(lang, currency, fen):
    """The heading of an exported column says the unit to whoever imports the file again."""
    factor, words = list_unit(lang, currency)
    unit = heading_unit(f"计划总投资{words}")
    assert (unit.factor, unit.currency) == (factor, currency)
    shown = in_list_unit(fen / 100, factor)
    assert round(Decimal(repr(shown)) * unit.factor, 2) == Decimal(fen) / 100


@pytest.mark.parametrize("lang, words", [("zh_CN", "（元）"), ("en_US", " (CNY)")])
def test_money_that_is_owed_is_in_yuan_and_read_back(lang, words):
    assert list_unit(lang, exact=True) == (1, words)
    assert heading_unit(f"奖励金额{words}").factor == 1


def test_what_is_kept_word_for_word_is_exact_to_the_cent():
    assert format_exact(7060000) == "7,060,000.00元"
    assert format_exact(7060000, "en_US") == "CNY 7,060,000.00"
    assert format_exact(0.1 + 0.2, "zh_CN", "USD") == "0.30美元"
    assert format_exact(5, "zh_CN", "CHF") == "5.00 CHF"
