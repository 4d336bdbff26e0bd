"""A file taken in as the page takes it in, without Odoo: bytes, sheets, table, rows. What the case files and the oracle ask."""

import dataclasses
import datetime
import importlib
from dataclasses import dataclass, field

from domain.imports import enterprise, project, trade
from domain.imports.issue import lookup_key
from domain.workbook.columns.known import Known
from domain.workbook.lists.table import find_table
from domain.workbook.readers.reader import read
from workbook_helpers import aliases, values

TODAY = datetime.date(2026, 11, 23)
MODULES = {"enterprise": enterprise, "project": project, "trade": trade}
ZONES = {"KCBZ": 1, "KMFTZ": 2, "KMETDZ": 3, "MHMD": 4}
AMOUNTS = {
    "enterprise": frozenset({"registered_capital", "paid_in_capital"}),
    "project": frozenset({"investment", "signed_amount", "capital"}),
    "trade": frozenset({"amount"}),
}
#: what a list without such a column gets by default, or loses
DEFAULTED = {
    "enterprise": frozenset({"registered_capital", "paid_in_capital", "currency", "uscc"}),
    "project": frozenset(
        {"zone", "stage", "investment", "signed_amount", "capital", "currency"}
        | {"signed_date", "landed_date", "enterprise", "uscc"}
    ),
    "trade": frozenset({"month", "direction", "mode", "amount", "name", "uscc", "currency"}),
}
_KEPT = {}


def lookups_of(kind):
    """The words of a zone KCBZ (id 1) that rows are compared with; made once a kind, but for what one file remembers."""
    if kind == "trade":
        directions = _KEPT.setdefault("directions", values("trade", "direction"))
        modes = _KEPT.setdefault("modes", values("trade", "mode"))
        codes = frozenset({"0110", "1210", "1239", "5014", "9610", "9710", "9810"})
        return trade.TradeLookups(TODAY, directions=directions, modes=modes, codes=codes)
    if kind not in _KEPT:
        _KEPT[kind] = _enterprise_lookups() if kind == "enterprise" else _project_lookups()
    return _KEPT[kind]


def _enterprise_lookups():
    industries = ("批发业", "零售业", "食品制造业", "装卸搬运和仓储业")
    return enterprise.EnterpriseLookups(
        TODAY,
        industries={lookup_key(word): index for index, word in enumerate(industries, 1)},
        ownerships=values("enterprise", "ownership"),
        countries={"中国": 1, "老挝": 2, "泰国": 3},
    )


def _project_lookups():
    return project.ProjectLookups(
        TODAY,
        zones={key: ZONES[code] for key, code in values("project", "zone").items()},
        stages=values("project", "stage"),
        functions=values("project", "function"),
        areas={(1, "空港片区"): 11, (1, "经开片区"): 12},
        industries={"批发业": 1, "零售业": 2},
        default_zone=1,
        allowed_zones=frozenset(ZONES.values()),
    )


def known_of(kind, lookups, **given):
    """What the page knows of the columns of this kind before it reads a file, as far as there is a place for it."""
    if ("known", kind) not in _KEPT:
        places = {place.name for place in dataclasses.fields(Known)}
        facts = {
            "amounts": AMOUNTS[kind],
            "defaulted": DEFAULTED[kind],
            **_knowledge(kind, lookups),
        }
        facts = {name: fact for name, fact in facts.items() if name in places}
        _KEPT["known", kind] = Known(aliases(kind), MODULES[kind].REQUIRED, **facts)
    return dataclasses.replace(_KEPT["known", kind], **given)


def _knowledge(kind, lookups):
    """What `domain.imports.contents` tells, none as long as it is not there."""
    try:
        contents = importlib.import_module("domain.imports.contents")
    except ModuleNotFoundError:
        return {}
    if hasattr(contents, "knowledge"):
        return contents.knowledge(kind, lookups)
    return {"contents": contents.contents(kind, lookups)}


@dataclass
class Taken:
    """What became of a file: its table, and what was understood of each row."""

    table: object
    rows: list = field(default_factory=list)

    @property
    def left_out(self):
        """Numbers of the rows that were left out and counted."""
        return {number for numbers in self.table.skipped.values() for number in numbers}

    def said(self):
        """All that the table says of itself, as one text: columns, blocks, rows left out."""
        parts = dict(vars(self.table), rows=None, header=None)
        columns = [
            (column.index, column.heading, column.field, column.repeats)
            for block in self.table.blocks
            for column in block.header.columns
        ]
        firsts = [block.header.first for block in self.table.blocks]
        return f"{parts} {columns} {self.table.unknown_headings} headings in rows {firsts}"


def take_in(kind, content, **given):
    """The `Taken` of a file.

    Raises WorkbookError where the whole file is refused.
    """
    lookups = lookups_of(kind)
    table = find_table(read(content), known_of(kind, lookups, **given))
    module = MODULES[kind]
    parsed = [module.read_row(row, lookups) for row in table.rows]
    if kind != "trade":
        module.mark_repeats(parsed)
    return Taken(table, parsed)
