"""Project companies that were entered as a text: one or several names, with or without their codes."""

import re
import unicodedata
from typing import NamedTuple

from . import uscc

#: what separates companies: a list sign, or a comma between two that end like companies
_LIST = re.compile(r"[;；、\n]+|(?<=公司)[,，](?=\S)")
_CODE = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{18}", re.IGNORECASE)
#: what is left around a code that is taken out: 「示例公司（统一社会信用代码：…）」
_AROUND = re.compile(
    r"[(（\[【]?\s*(?:统一社会信用代码|信用代码|USCC)?\s*[:：]?\s*$", re.IGNORECASE
)
_COMPANY = re.compile(r"(?:公司|中心|集团|厂|合伙企业(?:[(（].*[)）])?)$")


class Named(NamedTuple):
    """A company as a text names it; the name or the code may be ''."""

    name: str
    code: str


def read(text: str) -> list[Named]:
    """The companies that a text names, in its order. A list is one only when each of its parts ends like a company."""
    whole = " ".join((text or "").split(" ")).strip()
    parts = [part.strip() for part in _LIST.split(whole) if part.strip()]
    named = [_read_one(part) for part in parts]
    if len(named) > 1 and all(one.code or _COMPANY.search(one.name) for one in named):
        return named
    return [_read_one(whole)] if whole else []


def _read_one(part):
    """A name with the valid code that is in it; anything else is part of the name."""
    found = _CODE.search(unicodedata.normalize("NFKC", part))
    if not found or not uscc.is_valid(found[0]):
        return Named(part, "")
    plain = unicodedata.normalize("NFKC", part)
    before = _AROUND.sub("", plain[: found.start()])
    after = plain[found.end() :].strip().lstrip(")]】").strip()
    return Named(f"{before}{after}".strip(), uscc.normalise(found[0]))
