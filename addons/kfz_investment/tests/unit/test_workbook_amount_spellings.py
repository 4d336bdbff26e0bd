"""A reading of amounts made by hand: what people write, and what it is worth or why it is refused, column by column."""

from decimal import Decimal

import pytest
from domain.workbook.errors import CellProblem
from domain.workbook.sheet import Styled
from domain.workbook.values.amounts import parse_amount
from domain.workbook.values.numerals import chinese_int
from domain.workbook.values.unit import Unit
from hypothesis import given
from hypothesis import strategies as st

WAN, YI, YUAN = (Unit(Decimal(10) ** power, "CNY") for power in (4, 8, 0))
WAN_USD = Unit(Decimal(10_000), "USD")
WAN_LINE = Unit(Decimal(10_000), "CNY", own_factor=False, own_currency=False)


def told(value, unit=None, currency=None):
    """What a cell is taken for, as one text: '5000000 USD', with its notes after a colon, or the code of its refusal."""
    try:
        found = parse_amount(value, unit, currency)
    except CellProblem as problem:
        return problem.code
    notes = f": {' '.join(found.notes)}" if found.notes else ""
    return f"{found.amount.normalize():f} {found.currency}{notes}"


# fmt: off
IN_WAN = [
    # registries
    ("3,500(万元人民币)", "35000000 CNY"), ("1,108.7500(万元人民币)", "11087500 CNY"), ("354(万)", "3540000 CNY"),
    ("3,500 (万元 人民币)", "35000000 CNY"), ("3500（万元）", "35000000 CNY"), ("3500[万元]", "35000000 CNY"),
    ("27万人民币", "270000 CNY"), ("100万(人民币)", "1000000 CNY"), ("100（人民币万元）", "1000000 CNY"),
    ("12.5000(万美元)", "125000 USD: other_currency"), ("100万(美元)", "1000000 USD: other_currency"),
    ("50.000000万人民币", "500000 CNY"), ("5000.0000万元", "50000000 CNY"), ("人民币5000万元", "50000000 CNY"),
    ("RMB5000万", "50000000 CNY"), ("5000万元整", "50000000 CNY"), ("5000万圆", "50000000 CNY"),
    # Chinese numerals
    ("壹仟万元整", "10000000 CNY"), ("人民币壹仟万元整", "10000000 CNY"), ("人民币壹仟贰佰万元整", "12000000 CNY"),
    ("伍佰万圆整", "5000000 CNY"), ("叁亿伍仟万元", "350000000 CNY"), ("一千零五十万元", "10500000 CNY"),
    ("三千", "30000000 CNY"), ("十二万", "120000 CNY"), ("二十万零五百元", "200500 CNY"),
    ("三万五", "not_a_number"), ("两千五", "not_a_number"), ("一百五", "not_a_number"), ("十一零", "not_a_number"), ("一二百万", "not_a_number"),
    ("数千万", "not_a_number"), ("几百万元", "not_a_number"), ("千万元", "not_a_number"), ("壹佰元伍角", "not_a_number"),
    # the unit of the cell against the one of the column
    ("0.5亿元", "50000000 CNY"), ("5000万", "50000000 CNY"), ("300000000元", "300000000 CNY"),
    ("5000元", "5000 CNY: plain_unit"), ("伍佰元", "500 CNY: plain_unit"), ("5000元人民币", "5000 CNY: plain_unit"),
    ("3千", "factor_unclear"), ("5百", "factor_unclear"), ("3千元", "3000 CNY"), ("3千万", "30000000 CNY"),
    ("1亿2000万元", "120000000 CNY"), ("3亿5千万", "350000000 CNY"), ("1万2千", "two_amounts"),
    # currencies
    ("USD 1,000,000", "currency_against"), ("$1,000,000", "currency_against"), ("US$ 100", "currency_against"),
    ("100 USD", "currency_against"), ("HK$100", "currency_against"), ("€100", "currency_against"),
    ("1.2 million USD", "1200000 USD: other_currency"), ("US$1.2m", "1200000 USD: other_currency"),
    ("100万美元", "1000000 USD: other_currency"), ("1000000美元", "1000000 USD: other_currency"),
    ("100万港币", "1000000 HKD: other_currency"), ("100万欧元", "1000000 EUR: other_currency"),
    ("100万澳元", "1000000 AUD: other_currency"), ("¥5,000", "50000000 CNY"), ("￥5000", "50000000 CNY"),
    ("CNY 5000", "50000000 CNY"), ("5000人民币", "50000000 CNY"), ("100万人民币/美元", "two_currencies"),
    # formats
    (Styled(5000, "万元"), "50000000 CNY"), (Styled(5000, "万"), "50000000 CNY"), (Styled(5000, ""), "50000000 CNY"),
    (Styled(5000, "¥"), "50000000 CNY"), (Styled(5000, "￥"), "50000000 CNY"), (Styled(5000, "元"), "format_unit"),
    (Styled(0.5, "亿元"), "format_unit"), (Styled(5000, "$"), "currency_against"), (Styled(5000, "万美元"), "currency_against"),
    (Styled(5000, "USD"), "currency_against"), (Styled(5000, "人"), "not_a_number"), (Styled(0.5, "%"), "percent"),
    (Styled(5000, "K"), "not_a_number"), (Styled(-5, "万元"), "negative"),
    # footnotes
    ("12000①", "120000000 CNY: footnote"), ("12000²", "120000000 CNY: footnote"), ("12000*", "120000000 CNY: footnote"),
    ("12000⑴", "120000000 CNY: footnote"), ("12000†", "120000000 CNY: footnote"), ("12000 ①②", "120000000 CNY: footnote"),
    ("12000[1]", "120000000 CNY: footnote"), ("12000［1］", "120000000 CNY: footnote"), ("12000【注1】", "120000000 CNY: footnote"),
    ("12000注1", "120000000 CNY: footnote"), ("12000（注）", "120000000 CNY: footnote"), ("12000万元①", "120000000 CNY: footnote"),
    ("12000①万元", "120000000 CNY: footnote"), ("*12000", "120000000 CNY: footnote"), ("12000⒈", "120000000 CNY: footnote"),
    ("12000❶", "120000000 CNY: footnote"), ("12000㊀", "120000000 CNY: footnote"), ("约12000①", "120000000 CNY: footnote approximate"),
    ("12①000", "not_a_number"), ("12000(1)", "two_amounts"), ("①", "not_a_number"), ("①500②600", "not_a_number"),
    ("5½", "not_a_number"), ("5000㎡", "not_a_number"), ("㋀", "not_a_number"),
    # thousands and decimals
    ("5,000", "50000000 CNY"), ("5，000", "50000000 CNY"), ("１２３", "1230000 CNY"), ("１，２３４．５", "12345000 CNY"),
    ("1 234.5", "12345000 CNY"), ("1,2345", "123450000 CNY"), ("1.2E+04", "120000000 CNY"), ("5.", "50000 CNY"), (".5", "5000 CNY"),
    ("5.000,00", "two_amounts"), ("1 234,5", "two_amounts"), ("1'234", "two_amounts"), ("1.234.567", "two_amounts"),
    ("12,34", "comma"), ("0,500", "comma"), ("1,234,5", "comma"), ("5000,00", "comma"), ("1,234.567,89", "two_amounts"),
    ("5O00", "not_a_number"), ("l00", "not_a_number"), ("5000.00.00", "two_amounts"),
    # not one amount
    ("5000-6000", "range"), ("5000～6000万元", "range"), ("5000至6000", "range"), ("-5000", "negative"), ("(5000)", "negative"),
    ("（5000）", "negative"), ("¥(5000)", "negative"), ("▲5000", "not_a_number"), ("50%", "percent"), ("5‰", "percent"),
    ("5000/6000", "two_amounts"), ("5000+3000", "two_amounts"), ("5000万元（含土地）", "not_a_number"),
    ("其中：5000", "not_a_number"), ("5000（其中外资1000）", "two_amounts"), ("首期5000", "not_a_number"),
    ("50公顷", "not_a_number"), ("50亩", "not_a_number"), ("200人", "not_a_number"), ("12家", "not_a_number"),
    ("5000万股", "not_a_number"), ("5000万元/亩", "not_a_number"), ("=5000+3000", "two_amounts"), ("2024-03-05", "range"),
    # about
    ("约5000万", "50000000 CNY: approximate"), ("≥5000", "50000000 CNY: approximate"), ("不低于5000万元", "50000000 CNY: approximate"),
    ("5000万元左右", "50000000 CNY: approximate"), ("5000余万元", "50000000 CNY: approximate"), ("≤5000", "not_a_number"),
    ("不超过5000", "not_a_number"), ("0", "0 CNY"), ("0.00", "0 CNY"), (0, "0 CNY"), ("0万元", "0 CNY"),
]
OTHERS = [
    ("5000万元", WAN_USD, None, "currency_against"), ("5000万", WAN_USD, None, "50000000 USD"),
    ("人民币5000万元", WAN_USD, None, "50000000 CNY: other_currency"), ("$5000", WAN_USD, None, "50000000 USD"),
    ("¥5000", WAN_USD, None, "currency_against"), ("10000美元", WAN_USD, None, "10000 USD: plain_unit"),
    ("USD 1,000,000", WAN_LINE, None, "currency_against"), ("100万美元", WAN_LINE, None, "1000000 USD"),
    ("5000元", YUAN, None, "5000 CNY"), ("5千", YUAN, None, "5000 CNY"), ("5万", YI, None, "50000 CNY"),
    ("USD 1,000,000", None, None, "1000000 USD"), ("US$1.2m", None, None, "1200000 USD"), ("US$1.2bn", None, None, "1200000000 USD"),
    ("1.2m", None, None, "not_a_number"), ("1000", None, None, "no_unit"), ("1000", None, "USD", "no_unit"),
    ("1000万", None, "USD", "10000000 USD"), (1000, WAN, "USD", "10000000 USD"), ("1000万元", WAN, "USD", "currency_against"),
    ("100万美元", WAN, "CNY", "currency_against"), ("$100", WAN, "USD", "1000000 USD"), (Styled(100, "$"), WAN, "USD", "1000000 USD"),
    (Styled(1000, "$"), None, None, "1000 USD"), (Styled(1000, "万元"), None, None, "10000000 CNY"),
    (Styled(1000, "万元"), YUAN, None, "format_unit"), (Styled(1000, ""), None, None, "no_unit"),
]
# fmt: on


def name_of(value):
    """A cell as the name of its test."""
    return f"{float(value)}{value.suffix}" if isinstance(value, Styled) else str(value)


@pytest.mark.parametrize(
    ("value", "wanted"), [pytest.param(*case, id=name_of(case[0])) for case in IN_WAN]
)
def test_a_cell_of_a_column_in_wan(value, wanted):
    assert told(value, WAN) == wanted


@pytest.mark.parametrize(("value", "unit", "currency", "wanted"), OTHERS)
def test_a_cell_of_another_column(value, unit, currency, wanted):
    assert told(value, unit, currency) == wanted


MONEY = st.decimals(Decimal("0.01"), 10**4, places=2)
MARKS = st.sampled_from(
    [
        "①",
        "②",
        "⑳",
        "⑴",
        "⒈",
        "²",
        "³",
        "¹",
        "⁴",
        "₂",
        "*",
        "**",
        "†",
        "‡",
        "[1]",
        "［2］",
        "【注3】",
        "❶",
        "㈠",
        "㊁",
        "注1",
    ]
)
UNITS = {
    "万元": 10**4,
    "亿元": 10**8,
    "万": 10**4,
    "千万元": 10**7,
    "万元人民币": 10**4,
    "百万元": 10**6,
}


@given(MONEY, MARKS, st.sampled_from(["", "万元", " "]))
def test_a_footnote_mark_never_changes_an_amount(amount, mark, between):
    found = parse_amount(f"{amount}{between}{mark}", WAN)
    assert (found.amount, found.notes) == (amount * 10_000, ("footnote",))


@given(
    MONEY,
    st.sampled_from(sorted(UNITS)),
    st.sampled_from(["{}({})", "{}（{}）", "{} [{}]", "{}{}", "{} {}", "{:,}({})"]),
)
def test_a_unit_in_brackets_counts_like_one_without(amount, unit, form):
    assert parse_amount(form.format(amount, unit), WAN).amount == amount * UNITS[unit]


@given(
    MONEY,
    st.sampled_from(["USD {}", "${}", "{} USD", "US$ {:,}", "€{}", "HK${}", "£{:,}", "{}eur"]),
    st.sampled_from([WAN, YI, YUAN, WAN_LINE]),
)
def test_a_sign_of_another_currency_is_refused(amount, form, unit):
    assert told(form.format(amount), unit) == "currency_against"


@given(MONEY, st.sampled_from(["$", "USD", "€", "港元", "元", "亿元", "亿", "人", "K", "%"]))
def test_a_format_that_says_something_else_is_refused(amount, suffix):
    with pytest.raises(CellProblem):
        parse_amount(Styled(float(amount), suffix), WAN)


def in_chinese(number, digits="零一二三四五六七八九", tens="十百千"):
    """A number below 10^12 as a bank writes it."""

    def section(value):
        text, gap = "", False
        for power in (3, 2, 1, 0):
            digit = value // 10**power % 10
            if not digit:
                gap = bool(text)
                continue
            text += (digits[0] if gap else "") + digits[digit] + (tens[power - 1] if power else "")
            gap = False
        return text

    parts = []
    for power, word in ((8, "亿"), (4, "万"), (0, "")):
        value = number // 10**power % 10_000
        if value:
            zero = digits[0] if parts and value < 1000 else ""
            parts.append(zero + section(value) + word)
    return "".join(parts)


@given(st.integers(1, 10**12 - 1), st.booleans())
def test_chinese_numerals_are_read_as_they_are_written(number, is_formal):
    digits, tens = (
        ("零壹贰叁肆伍陆柒捌玖", "拾佰仟") if is_formal else ("零一二三四五六七八九", "十百千")
    )
    text = in_chinese(number, digits, tens)
    found = chinese_int(text)
    # 一亿零五千 is written without the zero of the empty 万, too: then it is read or refused, never another number
    assert found == number or found is None
    if number < 10**8:
        assert found == number


@given(st.text(alphabet="零一二三五十百千万亿两", min_size=2, max_size=8))
def test_what_is_not_a_well_formed_numeral_is_refused(text):
    found = chinese_int(text)
    if found and found < 10**12 and not set(text) <= set("零一二三五两"):
        plain = in_chinese(found).replace("零", "").replace("一十", "十")
        assert plain == text.replace("零", "").replace("两", "二").replace("一十", "十")


@given(
    st.text(alphabet="0123456789.,①²*[]（）()万亿元美$¥% 约-", max_size=14),
    st.sampled_from([WAN, WAN_USD, None]),
)
def test_no_text_is_worth_more_than_its_digits_say(text, unit):
    """Whatever is accepted has the digits of its text, in their order: none comes from a mark, none is lost."""
    try:
        found = parse_amount(text, unit)
    except CellProblem:
        return
    if found and found.amount and "footnote" not in found.notes and "亿" not in text:
        digits = "".join(filter(str.isdigit, text)).strip("0")
        assert (
            "".join(filter(str.isdigit, f"{found.amount:f}")).strip("0") in digits
            or found.amount < 1
        )
