"""Shapes: columns and signs of currencies."""

from decimal import Decimal

from import_books import Num
from import_content import AMOUNTS, ANY_CURRENCY, WAN, Money
from import_drafts import BOOKS, REFUSED, Column, either
from import_shapes import CELLS, FIRST, shape
from import_shapes_units import CNY, OWN, above

_WORDS = (
    ("人民币", "CNY"),
    ("CNY", "CNY"),
    ("RMB", "CNY"),
    ("美元", "USD"),
    ("USD", "USD"),
    ("港币", "HKD"),
    ("欧元", "EUR"),
    ("HKD", "HKD"),
)
_HEADINGS = ("币种", "货币", "币别", "投资币种", "currency")


@shape("currency: column", FIRST, claims=OWN)
def currency_column(draft):
    """A column 币种 right of its amounts, whose unit is in the line above; words that nobody knows are refused."""
    rng, part = draft.rng, draft.first
    owners = part.having((*ANY_CURRENCY, "amount"))
    if not owners:
        return False
    draft.bare(WAN)
    owner = rng.choice(owners)
    for column in part.having(AMOUNTS):
        column.shows = "" if column is owner else "{}（{}）"
    above(draft, "单位：万元")
    words = {}
    part.columns.insert(
        part.columns.index(owner) + 1, Column(None, rng.choice(_HEADINGS), fill=words.get)
    )
    for index, name in part.filled([owner.field]):
        word, currency = rng.choice(_WORDS)
        value = Money(part.records[index][name].amount, currency)
        want = either(value) if currency == "CNY" or draft.kind != "trade" else REFUSED
        if rng.random() < 0.1:
            word, want = rng.choice(("示例币", "待定币种", "USD/CNY")), REFUSED
        elif rng.random() < 0.2 and currency == "USD":
            word = "万美元"
        words[index] = word
        part.put(index, name, part.plain(owner, index), want)
    return True


@shape("currency: column against heading", FIRST, claims=OWN)
def currency_against(draft):
    """币种 美元 beside a heading （万元）."""
    rng, part = draft.rng, draft.first
    owners = part.having((*ANY_CURRENCY, "amount"))
    if not owners:
        return False
    owner, words = rng.choice(owners), {}
    part.set_unit(owner, rng.choice(CNY), "{}（{}）")
    part.columns.insert(
        part.columns.index(owner) + 1, Column(None, rng.choice(_HEADINGS), fill=words.get)
    )
    for index, name in part.filled([owner.field]):
        words[index] = rng.choice(("美元", "USD", "欧元", "港币"))
        part.put(index, name, part.plain(owner, index), REFUSED)
    return True


@shape("currency: against the column's unit", CELLS)
def currency_in_cell(draft):
    """USD 1,000,000, or a format with $, in a column （万元）."""
    rng, part = draft.rng, draft.first
    cells = [
        (index, name)
        for index, name in part.filled(AMOUNTS)
        if part.column(name).unit.currency == "CNY" and "元" in part.column(name).text
    ]
    if not cells:
        return False
    index, name = rng.choice(cells)
    amount = rng.randint(1, 999) * 1000
    texts = [
        f"USD {amount:,}",
        f"${amount:,}",
        f"US$ {amount}",
        f"{amount}美元",
        f"€{amount}",
        f"HK${amount:,}",
    ]
    if draft.writers & BOOKS and rng.random() < 0.5:
        draft.writers &= BOOKS
        codes = ('"$"#,##0', "[$$-409]#,##0.00", "[$USD] #,##0", "[$€-407] #,##0.00")
        part.put(index, name, Num(amount, rng.choice(codes)), REFUSED)
    else:
        cell = rng.choice(texts)
        want = REFUSED if cell.startswith(("USD", "$")) else either(_said(cell, amount))
        part.put(index, name, cell, want)
    return True


def _said(cell, amount):
    """What a cell says that spells its currency out."""
    currency = next(
        code
        for sign, code in (("US$", "USD"), ("HK$", "HKD"), ("€", "EUR"), ("美元", "USD"))
        if sign in cell
    )
    return Money(Decimal(amount), currency)
