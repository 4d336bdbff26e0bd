"""Amounts in words and groups: what can be read in one way is read, what in two is not."""

import pytest
from domain.workbook.errors import CellProblem
from domain.workbook.values.amounts import parse_amount
from domain.workbook.values.unit import parse_unit

WAN = parse_unit("万元")


# fmt: off
@pytest.mark.parametrize("text, wan", [
    ("1.5个亿", 15_000), ("一个亿", 10_000), ("两个亿", 20_000), ("1亿2千万", 12_000), ("1亿2000万", 12_000), ("一点五亿", 15_000),
    ("十二点五万元", 12.5), ("5000萬", 5000), ("5億", 50_000), ("人民幣5000萬元", 5000), ("零", 0), ("3个千万", 3000),
    ("500 000", 500_000), ("1 234 567", 1_234_567), ("30 000", 30_000), ("5000,0000", 50_000_000), ("1,2345", 12_345),
])
def test_read(text, wan):
    """In a column in 万元."""
    assert parse_amount(text, WAN).amount == int(wan * 10_000)


@pytest.mark.parametrize("text, code", [
    ("500 800", "two_amounts"), ("120 350 万元", "two_amounts"), ("500,8000", "comma"), ("5000,8000", "comma"),
    ("5000,8000.5", "comma"), ("1点五亿", "not_a_number"),
])
def test_refused(text, code):
    """Two amounts or one: nobody knows."""
    with pytest.raises(CellProblem) as caught:
        parse_amount(text, WAN)
    assert caught.value.code == code
# fmt: on
