"""Planning the rows of a trade statement: a row that is recorded already changes nothing, a draft with another value is
changed, a confirmed record is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from ..trade import exact
from . import again
from .directory import Enterprise, EnterpriseIndex
from .issue import ERROR, WARNING, Parsed
from .plan import PlanRow
from .trade import mark_repeats

#: Keys that are looked up at once.
CHUNK = 10_000


class TradeFacts(Protocol):
    """What planning trade needs to know. No look-up is asked once per row."""

    #: id of the zone whose trade the statement tells
    zone: int
    #: name of the file, for rows that name no statement
    source: str
    #: what the user has decided about changes of drafts, None before that
    choices: again.Choices | None

    def said(self, ids) -> Mapping[int, list[Mapping]] | None:
        """{trade record: what each import said of it, the oldest first}."""

    def enterprises(self, zones, codes, names) -> Iterable[Enterprise]:
        """Enterprises with one of the codes or names, of these zones and the common directory, archived ones included."""

    def trades(self, keys) -> Mapping[tuple, list[tuple]]:
        """{(zone, enterprise, month, direction, mode): [(id, number, state, amount, has a reversing entry)]}, drafts first."""


class _Named(NamedTuple):
    """What a row's code and name lead to: an enterprise's id, or a remark, or both."""

    enterprise: int | None = None
    level: str = ""
    code: str = ""
    params: Mapping = {}


def origin(parsed: Parsed, source: str) -> str:
    """The statement's number, else file and row."""
    return parsed.values.get("origin") or f"{source} · {parsed.number}"


def plan(parsed_rows: Iterable[Parsed], facts: TradeFacts) -> list[PlanRow]:
    """The `PlanRow` of each row; ``extra`` is the key of its trade.

    A statement is long: what is created is made of a row and its key batch by batch, so ``vals`` stays empty.
    """
    rows = [PlanRow(parsed, vals=None) for parsed in parsed_rows]
    _find_enterprises(rows, facts)
    found = [row for row in rows if row.extra and row.parsed.ok]
    mark_repeats([(row.extra, row.parsed) for row in found])
    for start in range(0, len(found), CHUNK):
        _compare(found[start : start + CHUNK], facts)
    again.settle(found, facts, _leave)
    for row in rows:
        if not row.parsed.ok:
            row.action = "skip" if row.parsed.skip else "refused"
    return rows


def _find_enterprises(rows, facts):
    """Find the enterprise of each good row, by code, then by name, and with it the key of the row's trade."""
    good = [row for row in rows if row.parsed.ok]
    values = [row.parsed.values for row in good]
    index = EnterpriseIndex(
        facts.enterprises(
            [facts.zone],
            {row["uscc"] for row in values if "uscc" in row},
            {row["name"] for row in values if "name" in row},
        )
    )
    known = {}
    for row in good:
        pair = row.parsed.values.get("uscc"), row.parsed.values.get("name")
        if pair not in known:
            known[pair] = _named(index.find(facts.zone, *pair), *pair)
        _take(row, facts.zone, known[pair])


def _named(found, code, name):
    if not found:
        return _Named(None, ERROR, "unknown_trade_enterprise", {"name": name or code})
    if len(found) > 1:
        return _Named(None, ERROR, "two_enterprises", {"name": name})
    enterprise = found[0]
    if not enterprise.active:
        return _Named(None, ERROR, "archived_enterprise", {"name": enterprise.name})
    if name and code and enterprise.code == code and enterprise.name != name:
        return _Named(
            enterprise.id,
            WARNING,
            "other_name_in_directory",
            {"code": code, "name": enterprise.name},
        )
    return _Named(enterprise.id)


def _take(row, zone, named):
    parsed, values = row.parsed, row.parsed.values
    if named.code:
        column = ""
        if named.code == "unknown_trade_enterprise":
            column = parsed.heading("name" if "name" in values else "uscc")
        parsed.add(named.level, column, named.code, **named.params)
    if named.enterprise:
        row.extra = zone, named.enterprise, values["month"], values["direction"], values["mode"]


def _compare(rows, facts):
    """Compare rows with what is recorded of the same trade; one look-up for all."""
    known = facts.trades([row.extra for row in rows])
    for row in rows if known else ():
        if row.parsed.ok and row.extra in known:
            _compare_row(row, known[row.extra], facts)


def _compare_row(row, records, facts):
    amount = row.parsed.values["amount"].amount
    valid = next((record for record in records if not record[4]), None)
    if valid:
        _compare_with_valid(row, amount, valid, facts)
        return
    reversed_one = next((record for record in records if exact(record[3]) == amount), None)
    if reversed_one:
        row.parsed.add(WARNING, "", "trade_reversed", number=reversed_one[1])
        row.parsed.skip = True


def _compare_with_valid(row, amount, record, facts):
    ident, number, state, recorded, _reversed = record
    row.record = ident if state == "draft" else None
    if exact(recorded) == amount:
        row.action = "unchanged"
    elif state == "confirmed":
        row.refuse("trade_confirmed", number=number, amount=exact(recorded))
    else:
        row.action = "update"
        row.vals = {"amount": float(amount), "origin": origin(row.parsed, facts.source)}
        row.said = said_of(row)
        row.changes = [again.Change("amount", float(recorded), float(amount))]


def said_of(row: PlanRow) -> dict:
    """What the row says of its trade."""
    return {"amount": again.plain(float(row.parsed.values["amount"].amount))}


def _leave(row, _kept):
    row.vals, row.action = {}, "kept"
