"""Which enterprise of the directory a row means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..workbook.cells import nfkc
from ..workbook.memo import kept
from .issue import WARNING, Parsed


@dataclass(frozen=True, slots=True)
class Enterprise:
    """An enterprise of the directory; one without a zone is common."""

    id: int
    name: str
    code: str | None = None
    zone: int | None = None
    active: bool = True
    industry: int | None = None


def name_key(name: str | None) -> str:
    """What two spellings of an enterprise's name share: letters and brackets of any width, without spaces and case."""
    return nfkc(name or "").lower()


#: signs of a title that writers leave out or exchange, and those that stand for one another
_DECORATION = re.compile(r"[\s“”\"'‘’《》「」『』]+|[。.]$")
_DASHES = re.compile(r"[‐-―－﹣−]+|--+")


@kept
def title_key(title: str) -> str:
    """What spellings of a project's name share: letters, brackets and dashes of any width, without spaces, quotation marks and
    case. Signs that tell two projects apart stay: 2.5万吨 and 25万吨, 3-5号 and 35号.
    """
    return _DECORATION.sub("", _DASHES.sub("-", nfkc(title).lower()))


class EnterpriseIndex:
    """Enterprises by zone and code, and by zone and name; the zone's own come before the common ones."""

    def __init__(self, enterprises: Iterable[Enterprise]):
        self.by_code, self.by_name = {}, {}
        for enterprise in enterprises:
            if enterprise.code:
                self.by_code.setdefault((enterprise.zone, enterprise.code), enterprise)
            key = enterprise.zone, name_key(enterprise.name)
            self.by_name.setdefault(key, []).append(enterprise)

    def find(self, zone: int, code: str | None, name: str | None) -> list[Enterprise]:
        """The enterprises that a row of this zone can mean: one, none, or several of the same name.

        By code first; by name only where one side has no code.
        """
        return self._by_code(zone, code) or self._by_name(zone, code, name)

    def tell_namesake(self, parsed: Parsed, zone: int, name: str | None) -> None:
        """Say that the directory has an enterprise of this name under another code, so that the row adds a second one."""
        key = name_key(name)
        namesakes = self.by_name.get((zone, key)) or self.by_name.get((None, key)) if key else None
        if namesakes:
            told = {"name": namesakes[0].name, "code": namesakes[0].code or ""}
            parsed.add(WARNING, "", "other_code_in_directory", **told)

    def _by_code(self, zone, code):
        if not code:
            return []
        found = self.by_code.get((zone, code)) or self.by_code.get((None, code))
        return [found] if found else []

    def _by_name(self, zone, code, name):
        for owner in (zone, None) if name else ():
            found = [
                enterprise
                for enterprise in self.by_name.get((owner, name_key(name)), ())
                if not code or not enterprise.code
            ]
            if found:
                return [enterprise for enterprise in found if enterprise.active] or found
        return []
