"""Unified social credit codes (统一社会信用代码, GB 32100-2015), offline.

The check itself is python-stdnum's; this module adds what offices' tables need: it cleans what was typed or pasted,
and tells apart the ways in which a code arrives broken. Problems are codes with parameters; the caller turns them
into a sentence.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from stdnum import cn, numdb
from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength

LENGTH = 18
NATIONAL_OFFICE = "100000"
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

#: What offices write when there is no code.
_EMPTY = {"/", "无", "暂无", "没有", "N/A", "NA", "NONE", "NULL", "待办", "办理中"}
_SEPARATORS = re.compile(r"[\s\-‐-―−_·'’‘`\u200b-\u200f\u2060\ufeff]+")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+")
_DECIMAL = re.compile(r"\d{15,}\.\d+")
_NAME_PERIOD = re.compile(r"^\[(\d*)-(\d*)\]")


class Problem(NamedTuple):
    """Why a code is not accepted.

    ``code`` is one of ``damaged`` (a spreadsheet turned it into a number), ``registration_number`` (the 15-digit number
    used before 2015), ``length``, ``characters``, ``check_digit``.
    """

    code: str
    params: dict


def normalise(value) -> str:
    """The code as it is stored: NFKC, no spaces, hyphens or quotes, upper case; '' for "none" in office words."""
    if value is None or value is False:
        return ""
    text = unicodedata.normalize("NFKC", str(value)).strip().upper()
    if text in _EMPTY:
        return ""
    return _SEPARATORS.sub("", text)


def is_damaged(value) -> bool:
    """Whether a spreadsheet turned the code into a number and lost its last digits (9.15301E+17, …000, 9153….0)."""
    text = normalise(value)
    if _SCIENTIFIC.fullmatch(text) or _DECIMAL.fullmatch(text):
        return True
    return (
        len(text) == LENGTH and text.isdigit() and text.endswith("000") and not uscc.is_valid(text)
    )


def find_problem(value) -> Problem | None:
    """What is wrong with a non-empty code, or None when it is valid."""
    if isinstance(value, float):
        return Problem("damaged", {"value": normalise(value)})
    return _find_problem(str(value or ""))


# a list's codes are checked as they are read, as they are saved and as regions are derived from them
@lru_cache(maxsize=32_768)
def _find_problem(value: str) -> Problem | None:
    text = normalise(value)
    if is_damaged(value):
        return Problem("damaged", {"value": text})
    try:
        uscc.validate(text)
    except InvalidLength:
        return _length_problem(text)
    except InvalidFormat:
        return Problem("characters", {"value": text, "characters": _wrong_characters(text)})
    except InvalidChecksum:
        return Problem("check_digit", {"value": text})
    return None


def _length_problem(text: str) -> Problem:
    if len(text) == 15 and text.isdigit():
        return Problem("registration_number", {"value": text})
    return Problem("length", {"value": text, "length": len(text)})


def _wrong_characters(text: str) -> str:
    """The characters that a code cannot have: eight digits come first, then digits and most letters."""
    wrong = [char for char in text[:8] if not char.isdigit()]
    wrong += [char for char in text[8:] if char not in _ALPHABET]
    return " ".join(dict.fromkeys(wrong))


def is_valid(value) -> bool:
    """Whether the value is a code with a right check digit, once normalised."""
    return bool(normalise(value)) and find_problem(value) is None


def address_code(value) -> str:
    """The six digits of the registering office's region (positions 3 to 8), '' when the code is not valid."""
    return normalise(value)[2:8] if is_valid(value) else ""


@lru_cache(maxsize=4096)
def region_name(code: str) -> str:
    """The region of an address code, in the standard's own words (云南省昆明市官渡区), as precisely as it is known.

    Names come from python-stdnum's table of GB/T 2260 with its history; of a renamed district the latest name holds.
    """
    if not code or len(code) != 6 or not code.isdigit():
        return ""
    if code == NATIONAL_OFFICE:
        return "国家市场监督管理总局"
    province, _county = _lookup(code[:2] + "0000")
    parts = [province, _lookup(code[:4] + "00")[1], _lookup(code)[1]]
    names = [part for part in parts if part and part not in ("市辖区", "县", "市区")]
    return "".join(dict.fromkeys(names))


def _lookup(code: str) -> tuple[str, str]:
    info = {}
    for _digits, properties in _regions().info(code):
        info.update(properties)
    county = info.get("county", "").split(",")[-1]
    return info.get("province", ""), _NAME_PERIOD.sub("", county)


@lru_cache(maxsize=1)
def _regions():
    # not numdb.get(): Odoo's import hook hides the package's data files from importlib.resources
    with Path(cn.__file__).with_name("loc.dat").open(encoding="utf-8") as table:
        return numdb.read(table)
