"""What the cells of a column show: one test per kind of value, cheap enough to ask each of the first rows of a list."""

from __future__ import annotations

import datetime
import re

from .. import uscc
from ..workbook import cells
from ..workbook.errors import CellProblem
from ..workbook.memo import kept
from ..workbook.sheet import Styled
from ..workbook.values import dates
from ..workbook.values.money_words import CURRENCY, FACTOR
from ..workbook.values.unit import parse_unit
from .issue import lookup_key

_SHORT = 30
_COMPANY = re.compile(
    r"(?:公司|集团|厂|中心|合作社|事务所|银行|商行|经营部|研究院|研究所|门市部|商店|联合社"
    r"|ltd\.?|limited|inc\.?|llc|corp\.?|corporation|gmbh|plc|company|株式会社)(?:[（(][^（）()]*[）)])?$",
    re.IGNORECASE,
)
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
SITE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:\+?86-?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\(?0\d{2,3}\)?-?[2-9]\d{6,7}(?:-\d{1,5})?|400-?\d{3,4}-?\d{3,4}"
)
_ABOUT = r"(?:大?约|近|将近|超过?|逾|不[低少]于|[≥>~≈¥$€£]+)?"
_NUMBER = re.compile(_ABOUT + r"\d[\d,，]*(?:\.\d+)?(?:左右|以上|余|多|[*①-⑳†])?")
_MONEY = re.compile(
    _ABOUT
    + r"(?:(?:%(c)s)?\d[\d,]*(?:\.\d+)?[(（]?(?:%(f)s)?(?:%(c)s)?[)）]?)(?:左右|以上)?"
    % {"c": CURRENCY.pattern, "f": FACTOR.pattern},
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\d{2,4}[年./\-]\d{1,2}(?:[月./\-]\d{1,2}[日号]?|月份?)?|(?:19|20)\d{6}$|二[〇零○]\S{2,3}年\S+月\S*"
)
_CODE = re.compile(r"[0-9A-Z]{15,20}")


def in_words(known):
    """Whether a text is one of these words, by `lookup_key`."""
    return lambda cell: isinstance(cell, str) and len(cell) <= 60 and lookup_key(cell) in known


def matches(pattern):
    """Whether the whole text matches."""
    return lambda cell: isinstance(cell, str) and bool(pattern.fullmatch(cells.nfkc(cell)))


def is_number(cell):
    """A number that can be an amount: no telephone number."""
    if isinstance(cell, str):
        return bool(_NUMBER.fullmatch(cells.nfkc(cell))) or is_money(cell)
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return False
    return 0 <= cell < 1e12


def is_money(cell):
    """An amount that names its unit or currency itself."""
    if isinstance(cell, Styled):
        return bool(parse_unit(cell.suffix) or CURRENCY.search(cell.suffix))
    return isinstance(cell, str) and len(cell) <= _SHORT and _is_money_text(cell)


@kept
def _is_money_text(text):
    text = cells.nfkc(text)
    return bool(_MONEY.fullmatch(text) and (CURRENCY.search(text) or FACTOR.search(text)))


def is_day(cell):
    """A date that is written as one."""
    if isinstance(cell, datetime.datetime):
        return True
    if isinstance(cell, (int, float)) and 19_000_101 <= cell <= 21_001_231:
        cell = cells.raw_text(cell)
    return isinstance(cell, str) and len(cell) <= _SHORT and _is_day_text(cell)


@kept
def _is_day_text(text):
    if not _DAY.match(cells.nfkc(text)):
        return False
    try:
        return dates.parse_date(text) is not None
    except CellProblem as problem:
        return problem.code in ("no_such_date", "date_ambiguous", "two_dates", "year_implausible")


def can_be_day(cell):
    """A date, a plan of one, or a number that dates are kept as."""
    if is_day(cell):
        return True
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return 18_000 <= cell < 80_000 or 19_000_101 <= cell <= 21_001_231 or 1990 <= cell <= 2100
    return isinstance(cell, str) and bool(re.search(r"\d", cell)) and len(cell) <= _SHORT


def is_month(cell):
    """A month or a day in it."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return 200_001 <= cell <= 210_012 and 1 <= cell % 100 <= 12
    return is_day(cell) or (
        isinstance(cell, str) and bool(re.fullmatch(r"20\d\d(?:0[1-9]|1[0-2])", cells.nfkc(cell)))
    )


def can_be_month(cell):
    """A month, or what can be a date in it."""
    return is_month(cell) or can_be_day(cell)


def is_code(cell):
    """A unified social credit code, with a wrong check character, too."""
    if not isinstance(cell, str) or not 15 <= len(cell) <= 40:
        return False
    code = uscc.normalise(cell)
    return len(code) == uscc.LENGTH and bool(_CODE.fullmatch(code)) and code[0] in "1359ANY"


def can_be_code(cell):
    """As `is_code`, damaged and shortened ones, too."""
    if isinstance(cell, (int, float)):
        return abs(cell) >= 1e13
    return isinstance(cell, str) and bool(_CODE.fullmatch(uscc.normalise(cell)))


def is_company(cell):
    """A name that ends as names of enterprises do."""
    if not isinstance(cell, str) or not 4 <= len(cell) <= 80:
        return False
    return bool(_COMPANY.search(cells.clean(cell).rstrip("①②③④⑤*. ")))


def is_text(cell):
    """Words, no number, code or date."""
    return isinstance(cell, str) and 2 <= len(cell) <= 120 and not _bare(cell)


@kept
def _bare(text):
    return bool(re.fullmatch(r"[\d.,:/\-年月日\s%]+", cells.nfkc(text))) or is_day(text)


def is_title(cell):
    """Words that can be the name of a project: no person's name, no single word."""
    return is_text(cell) and 4 <= len(cell) <= 100 and "。" not in cell


def is_phone(cell):
    """A telephone number of China."""
    if isinstance(cell, bool):
        return False
    if isinstance(cell, (int, float)):
        return float(cell).is_integer() and 13_000_000_000 <= cell < 20_000_000_000
    return isinstance(cell, str) and bool(_PHONE.fullmatch(cells.nfkc(cell)))


def can_be_phone(cell):
    """Something with the digits of a telephone number."""
    return sum(char.isdigit() for char in cells.raw_text(cell)) >= 7


def is_currency(cell):
    """A currency or a unit of money, and no number."""
    return isinstance(cell, str) and len(cell) <= 12 and parse_unit(cell) is not None
