"""Units of amounts: 万元, 亿元, 万美元, and what several of them mean together."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import ClassVar

from ..cells import nfkc
from ..memo import kept
from .money_words import CURRENCY, FACTORS, SHORT_FACTORS, currency_of, simplified

_LABEL = re.compile(
    r"^(?:(?:计量|金额|货币|计价|数据)?单位|币种|币别|units?|currency)(?::|均?为)?|^(?:折合|折算|约合|等值|合|约)(?:成|为)?"
    r"|^in(?=[a-z$¥]{2})"
)
_POWER = re.compile(r"10+(?:,?000)*|1(?:,000)+")
_ZEROS = re.compile(r"['’‘`](0{3,6})s?")
_BRACKET_SIGNS = re.compile(r"[()\[\]【】〔〕{}<>《》]")
BRACKETS = re.compile(r"[(\[【〔{<《]([^()\[\]【】〔〕{}<>《》]*)[)\]】〕}>》]")
_SHOWN = {
    "CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元", "GBP": "英镑",
}  # fmt: skip


#: where a unit is said twice: see `UnitConflict`
KINDS = ("heading_line", "heading_row", "row_line", "heading", "line", "above")


@dataclass(frozen=True)
class Unit:
    """How much one is worth, in the currency's own unit; `currency` None when only a factor is named."""

    factor: Decimal
    currency: str = None
    #: as written
    text: str = field(default="", compare=False)
    #: whether only a currency is named: 人民币, 美元. The factor 1 then gives way to the one of the line above
    bare: bool = field(default=False, compare=False)
    #: whether the column itself names the factor, and the currency; a line above the table says both for all columns
    own_factor: bool = field(default=True, compare=False)
    own_currency: bool = field(default=True, compare=False)
    #: whether only an example of a cell names it: 如：1.2亿元
    sample: bool = field(default=False, compare=False)

    @property
    def shown(self):
        """The unit as messages name it: as written, else in Chinese."""
        word = next((word for word, factor in FACTORS.items() if factor == self.factor), "")
        return self.text or word + _SHOWN.get(self.currency or "CNY", self.currency)


@dataclass(frozen=True)
class UnitConflict:
    """What a column's amounts mean is said twice and differently: `texts` are the two places as written.

    `kind` is one of `KINDS` and names the places, above being several lines; at heading or line one place names several `units`, of which a
    currency column or a cell's sign may pick one.
    """

    texts: tuple
    kind: str = "heading_line"
    units: tuple = field(default=(), compare=False)
    factor: ClassVar = None
    currency: ClassVar = None

    def pick(self, currency):
        """The one unit of `currency` among several, None when there is none or more than one."""
        found = {unit for unit in self.units if unit.currency == currency}
        return found.pop() if len(found) == 1 else None


@kept
def parse_unit(text):
    """The `Unit` that `text` names and nothing else: 万元, （人民币万元）, 亿元人民币, 万美元, RMB'0000; else None."""
    return parse(text)


def parse(text, numbers=False):
    """As `parse_unit`; with `numbers` RMB 10,000 is a unit, too, which in a cell would be an amount."""
    bare = _BRACKET_SIGNS.sub("", _LABEL.sub("", _unbracketed(simplified(nfkc(text).lower()))))
    if not bare or len(bare) > 24 or re.search(r"(?<!\d),", bare):
        return None
    currencies, rest = currency_of(bare), CURRENCY.sub("", bare).strip(":-")
    factor = _factor(rest, bool(currencies), numbers)
    if len(currencies) > 1 or factor is False or not (currencies or factor):
        return None
    return Unit(
        factor or Decimal(1),
        next(iter(currencies), None),
        text=bare,
        bare=factor is None and not re.search("(?<![美欧港日韩加坡澳门新缅])[元圆]|yuan", bare),
    )


def _unbracketed(text):
    inner = BRACKETS.fullmatch(text)
    return inner[1] if inner else text


def _factor(word, is_money, numbers):
    """The factor of a word, None for no word, False for a word that is none."""
    if not word:
        return None
    zeros = _ZEROS.fullmatch(word)
    if zeros and is_money:
        return Decimal(10) ** len(zeros[1])
    if numbers and is_money and _POWER.fullmatch(word):
        return Decimal(word.replace(",", ""))
    return FACTORS.get(word) or (is_money and SHORT_FACTORS.get(word)) or False


def together(units, kind):
    """The one `Unit` that several names in one place make, a `UnitConflict` when they do not agree, None for none."""
    units = list(dict.fromkeys(units))
    if len(units) < 2:
        return units[0] if units else None
    whole = [unit for unit in units if not unit.bare]
    currencies = {unit.currency for unit in units if unit.bare}
    if len(whole) == len(currencies) == 1 and whole[0].currency in (None, *currencies):
        return replace(whole[0], currency=currencies.pop())
    return UnitConflict(tuple(unit.text for unit in units[:2]), kind, tuple(units))
