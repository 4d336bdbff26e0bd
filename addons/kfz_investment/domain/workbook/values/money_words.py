"""Words for currencies and for multiples, as offices write them in units, headings and cells."""

import re
from decimal import Decimal

# fmt: off
FACTORS = {
    "十亿": Decimal(10) ** 9, "百亿": Decimal(10) ** 10, "千亿": Decimal(10) ** 11, "万亿": Decimal(10) ** 12,
    "亿": Decimal(10) ** 8, "千万": Decimal(10) ** 7, "百万": Decimal(10) ** 6, "十万": Decimal(10) ** 5,
    "万": Decimal(10) ** 4, "千": Decimal(1000), "百": Decimal(100),
    "billion": Decimal(10) ** 9, "million": Decimal(10) ** 6, "thousand": Decimal(1000),
}
#: what counts only beside a currency: US$1.2m, RMB mn
SHORT_FACTORS = {
    "m": Decimal(10) ** 6, "mn": Decimal(10) ** 6, "mln": Decimal(10) ** 6, "mio": Decimal(10) ** 6,
    "millions": Decimal(10) ** 6, "bn": Decimal(10) ** 9, "billions": Decimal(10) ** 9,
    "k": Decimal(1000), "thousands": Decimal(1000), "tenthousand": Decimal(10) ** 4,
}
CURRENCIES = {
    "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "cnh": "CNY", "¥": "CNY", "圆": "CNY", "元": "CNY", "yuan": "CNY",
    "美元": "USD", "美金": "USD", "us$": "USD", "usd": "USD", "$": "USD", "dollars": "USD",
    "欧元": "EUR", "eur": "EUR", "€": "EUR",
    "港元": "HKD", "港币": "HKD", "hk$": "HKD", "hkd": "HKD",
    "日元": "JPY", "日圆": "JPY", "jpy": "JPY", "円": "JPY",
    "英镑": "GBP", "gbp": "GBP", "£": "GBP",
    "泰铢": "THB", "thb": "THB", "฿": "THB", "baht": "THB", "基普": "LAK", "lak": "LAK", "₭": "LAK", "kip": "LAK",
    "新加坡元": "SGD", "新元": "SGD", "sgd": "SGD",
    "韩元": "KRW", "krw": "KRW", "₩": "KRW", "越南盾": "VND", "vnd": "VND", "₫": "VND",
    "新台币": "TWD", "台币": "TWD", "twd": "TWD", "澳门元": "MOP", "mop": "MOP",
    "澳元": "AUD", "aud": "AUD", "加元": "CAD", "cad": "CAD", "瑞士法郎": "CHF", "chf": "CHF",
    "卢布": "RUB", "林吉特": "MYR", "myr": "MYR", "缅元": "MMK", "缅币": "MMK",
}
#: numbers of currencies in the customs' list, and in ISO 4217
CUSTOMS_NUMBERS = {
    "110": "HKD", "116": "JPY", "121": "MOP", "132": "SGD", "133": "KRW", "136": "THB", "142": "CNY", "143": "TWD",
    "300": "EUR", "303": "GBP", "331": "CHF", "344": "RUB", "501": "CAD", "502": "USD", "601": "AUD",
}
ISO_NUMBERS = {
    "036": "AUD", "104": "MMK", "116": "KHR", "124": "CAD", "132": "CVE", "136": "KYD", "156": "CNY", "344": "HKD",
    "392": "JPY", "410": "KRW", "418": "LAK", "446": "MOP", "458": "MYR", "643": "RUB", "702": "SGD", "704": "VND",
    "756": "CHF", "764": "THB", "826": "GBP", "840": "USD", "901": "TWD", "978": "EUR",
}
# fmt: on


def currencies_of_number(text):
    """The currencies that a number of three digits stands for in either list, as a set: two where the lists collide."""
    return {numbers[text] for numbers in (CUSTOMS_NUMBERS, ISO_NUMBERS) if text in numbers}


#: how units are written in Traditional characters, and in forms that nobody can change by a stroke
_SIMPLIFIED = str.maketrans("萬億佰仟圓幣單種計額歐", "万亿百千圆币单种计额欧")


def simplified(text):
    """A text about units in the characters of the words above."""
    return text if text.isascii() else text.translate(_SIMPLIFIED)


_BY_LENGTH = sorted(CURRENCIES, key=len, reverse=True)
CURRENCY = re.compile("|".join(map(re.escape, _BY_LENGTH)), re.IGNORECASE)
FACTOR = re.compile("|".join(sorted(FACTORS, key=len, reverse=True)), re.IGNORECASE)
_RENMINBI = re.compile("人民币|rmb|cny|cnh|¥", re.IGNORECASE)


def currency_of(text):
    """The currencies named in `text`, as a set of codes; 元 counts only where no other currency is named."""
    found = {CURRENCIES[match[0].lower()] for match in CURRENCY.finditer(text)}
    return found - {"CNY"} if len(found) > 1 and not names_renminbi(text) else found


def names_renminbi(text):
    """Whether `text` names the renminbi by more than 元, which some write after any currency."""
    return bool(_RENMINBI.search(text))


def names_currency(text):
    """Whether `text` names a currency by more than 元."""
    return names_renminbi(text) or bool(currency_of(text) - {"CNY"})
