"""Sheets that are not the list that a file is sent for: samples, old ones, and sums by zone."""

import re

from ..cells import nfkc
from ..columns import glimpse

_ASIDE = re.compile(
    r"样例|示例|范例|样表|示范|模[板版]|说明|须知|字典|参数|下拉|选项|旧|历史|往年|备份|作废|废弃|草稿|回收|(?<![a-z])(?:sample|example|template|backup|old)(?![a-z])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:20)?(2\d)年|(?<!\d)20(2\d)(?!\d)")
#: part of the names that are zones in a sheet of sums
_MOST = 0.5


def is_aside(sheet, header, known):
    """Whether the name of a sheet says that it is a sample or an old list, or the names in it are zones."""
    return bool(_ASIDE.search(nfkc(sheet.name or ""))) or _sums_zones(sheet, header, known)


def _sums_zones(sheet, header, known):
    is_zone = known.contents.get("zone")
    place = next((column.index for column in header.columns if column.field == "name"), None)
    if is_zone is None or place is None:
        return False
    names = glimpse.cells(glimpse.body(sheet, header), place)
    return bool(names) and sum(map(bool, map(is_zone, names))) >= _MOST * len(names)


def year(name):
    """The year in the name of a sheet, 0 for none: of two lists the newer one counts."""
    found = _YEAR.search(nfkc(name or ""))
    return int(found[1] or found[2]) if found else 0
