"""What will be done with the rows of a list. Every kind plans in the same way, without a database:

``<kind>_plan.plan(parsed_rows, facts)`` gives a `PlanRow` per row. ``facts`` is what the kind's ``…Facts`` protocol says:
values that hold for the whole file, and look-ups that answer for all rows at once. The wizard answers them
from the database, a test from a few dicts; a plan holds ids and plain values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .issue import ERROR, Parsed

#: Two amounts that differ by less are the same.
CENT = 0.005


@dataclass(slots=True)
class PlanRow:
    """What will be done with a row: create, update, propose, unchanged, kept, skip or refused.

    Of a row that is kept, all that it would change stays as it is (`domain.imports.again`).

    A row that updates what is the zone's own may propose, too: ``proposal`` says what.
    """

    parsed: Parsed
    action: str = "create"
    #: id of the record that the row means, once there is one
    record: int | None = None
    #: values to write on the record, by field
    vals: dict | None = field(default_factory=dict)
    #: what else the row's kind remembers
    extra: object = None
    #: values that differ from a common record, by field: they are proposed, not written
    proposal: dict | None = None
    #: what would change of a record that is there (`again.Change`), made or not
    changes: list = ()
    #: what the row says of its record, by key, as the next import will find it
    said: dict | None = None

    @property
    def number(self) -> int:
        """Row in the user's sheet."""
        return self.parsed.number

    def refuse(self, code: str, column: str = "", **params) -> None:
        """Do not import the row, and say why."""
        self.parsed.add(ERROR, column, code, **params)
        self.action = "refused"

    @property
    def proposes(self) -> bool:
        """Whether the row proposes a change of a common record."""
        return bool(self.proposal) and self.action != "refused"


def begin(parsed_rows: Iterable[Parsed]) -> list[PlanRow]:
    """Every row, to be created unless its cells already forbid it."""
    return [
        PlanRow(parsed, "skip" if parsed.skip else "create" if parsed.ok else "refused")
        for parsed in parsed_rows
    ]


def remaining(rows: Iterable[PlanRow]) -> list[PlanRow]:
    """The rows about which nothing else has been decided yet."""
    return [row for row in rows if row.action == "create"]


def changed(current: Mapping, wanted: Mapping) -> dict:
    """The wanted values that differ from the current ones; both by field, a relation as its id. Amounts are floats."""
    return {name: value for name, value in wanted.items() if not _same(current[name], value)}


def _same(current, value) -> bool:
    if isinstance(value, float):
        return abs((current or 0) - value) < CENT
    return (current or False) == (value or False)
