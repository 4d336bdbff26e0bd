"""Amounts as offices write them: 万元 and 亿元, or CNY million and billion; the same rules as static/src/amount.

A figure is exact to 100 yuan below one 亿 and to one 万 from there on (in English exact to one 万 throughout, or to
the yuan below a million); the pages show the exact yuan beside it. Amounts are in yuan.
"""

from decimal import ROUND_HALF_UP, Decimal

#: ten trillion: beyond it, an amount is a mistake in the unit, and no longer exact
LARGEST = 10**13
#: (size of the unit, decimals, word) from the largest; the last one is the currency itself.
_ZH_UNITS = ((Decimal(10) ** 8, 4, "亿"), (Decimal(10) ** 4, 2, "万"), (Decimal(1), 2, ""))
_EN_UNITS = (
    (Decimal(10) ** 9, 5, " billion"),
    (Decimal(10) ** 6, 2, " million"),
    (Decimal(1), 2, ""),
)
_ZH_CURRENCIES = {
    "CNY": "元",
    "USD": "美元",
    "EUR": "欧元",
    "HKD": "港元",
    "JPY": "日元",
    "GBP": "英镑",
    "SGD": "新加坡元",
    "THB": "泰铢",
    "LAK": "基普",
    "MMK": "缅元",
    "VND": "越南盾",
    "TWD": "新台币",
    "MOP": "澳门元",
    "KRW": "韩元",
}


def format_wan(amount: Decimal | float | None, lang: str = "zh_CN", currency: str = "CNY") -> str:
    """An amount in the unit that fits it: ``1,234.56万元``, ``12.3亿元``; in English ``CNY 12.35 million``.

    :param amount: in the currency's own unit (yuan); None counts as zero
    :param lang: Odoo or browser code of the reader's language; all that is not Chinese reads English
    :param currency: ISO code
    """
    value = Decimal(str(amount or 0))
    chinese = lang.lower().startswith("zh")
    figure, word = _in_unit(value, _ZH_UNITS if chinese else _EN_UNITS)
    if not chinese:
        return f"{currency} {figure}{word}"
    name = _ZH_CURRENCIES.get(currency)
    return f"{figure}{word}{name}" if name else f"{figure}{word} {currency}"


def format_exact(amount: Decimal | float, lang: str = "zh_CN", currency: str = "CNY") -> str:
    """An amount to the cent: ``7,060,000.00元``, ``CNY 7,060,000.00``; for what is kept word for word."""
    figure = f"{amount:,.2f}"
    if not lang.lower().startswith("zh"):
        return f"{currency} {figure}"
    name = _ZH_CURRENCIES.get(currency)
    return f"{figure}{name}" if name else f"{figure} {currency}"


def _in_unit(value: Decimal, units) -> tuple[str, str]:
    """The figure and the unit's word; 99,999,999 yuan rounds up to 1亿, not to 10,000万."""
    index = len(units) - 1
    rounded = _rounded(value, *units[index][:2])
    while index and abs(rounded) * units[index][0] >= units[index - 1][0]:
        index -= 1
        rounded = _rounded(value, *units[index][:2])
    text = f"{rounded:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text, units[index][2]


def _rounded(value: Decimal, size: Decimal, decimals: int) -> Decimal:
    return (value / size).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def list_unit(lang: str = "zh_CN", currency: str = "CNY", exact: bool = False) -> tuple[int, str]:
    """The unit of a whole column of amounts, as its heading names it: ``(10000, "（万元）")``, ``(1000000, " (CNY million)")``.

    One unit for all rows, so that a program for tables can add them up; :func:`format_wan` chooses by row. Imports read
    both headings back.

    :param exact: in the currency's own unit, ``（元）`` or `` (CNY)``: money that is owed to the fen
    """
    if not lang.lower().startswith("zh"):
        return (1, f" ({currency})") if exact else (10**6, f" ({currency} million)")
    name = _ZH_CURRENCIES.get(currency, currency)
    return (1, f"（{name}）") if exact else (10**4, f"（万{name}）")


def in_list_unit(amount: float, factor: int) -> float:
    """An amount in the unit of its column, with all its decimals: nothing is rounded."""
    return float(Decimal(repr(amount)) / factor)
