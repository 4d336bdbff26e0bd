"""Phone numbers of China as core keeps them beside what was typed (E.164), for the two usual spellings.

Core reads a number, writes it out and reads it again; for a long list that is the longest step. The metadata of the
same library tells whether a number of one of these spellings is valid; any other spelling is left to core.
"""

from __future__ import annotations

import re
from functools import cache

try:
    from phonenumbers import PhoneMetadata
except ImportError:  # core then keeps what was typed
    PhoneMetadata = None

#: a mobile number without prefix; those that begin with 179 look like the code of a carrier
_MOBILE = re.compile(r"1(?!79)[3-9]\d{9}", re.ASCII)
#: a landline with its area
_LANDLINE = re.compile(r"0(10|[2-9]\d{1,2})-?(\d{7,8})", re.ASCII)


def sanitised(text: str) -> str | None:
    """The number of a phone in China, None when its spelling does not tell.

    >>> sanitised('0871-63100001')
    '+8687163100001'
    """
    if not PhoneMetadata or not text:
        return None
    if _MOBILE.fullmatch(text):
        digits, kind = text, "mobile"
    elif found := _LANDLINE.fullmatch(text):
        digits, kind = found[1] + found[2], "fixed_line"
    else:
        return None
    return f"+86{digits}" if all(each.fullmatch(digits) for each in _patterns(kind)) else None


@cache
def _patterns(kind):
    """What a valid number of a kind matches."""
    china = PhoneMetadata.metadata_for_region("CN", None)
    return [
        re.compile(description.national_number_pattern)
        for description in (china.general_desc, getattr(china, kind))
    ]
