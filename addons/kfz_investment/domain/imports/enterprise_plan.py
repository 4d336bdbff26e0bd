"""Planning the rows of an enterprise list: they go to the zone's own directory; changes of common enterprises are proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from . import again
from .directory import Enterprise, EnterpriseIndex
from .issue import INFO, WARNING, Parsed
from .plan import PlanRow, begin, changed, remaining

#: {column: field of ``res.partner``} of the values that are taken over as they are
FIELDS = {
    "name": "name",
    "uscc": "vat",
    "established": "established_date",
    "industry": "industry_id",
    "ownership": "ownership",
    "country": "country_id",
    "address": "street",
    "phone": "phone",
    "email": "email",
    "website": "website",
    "scope": "business_scope",
}
AMOUNTS = ("registered_capital", "paid_in_capital")
#: what a zone knows for itself: never in the common directory
PRIVATE = frozenset({"phone", "email"})


class EnterpriseFacts(Protocol):
    """What planning enterprises needs to know. No look-up is asked once per row."""

    #: id of the zone whose directory the list goes to
    zone: int
    #: {code: id} of the active currencies
    currencies: Mapping[str, int]

    def enterprises(self, zones, codes, names) -> Iterable[Enterprise]:
        """Enterprises with one of the codes or names, of these zones and the common directory, archived ones included."""

    #: what the user has decided about changes of known enterprises, None before that
    choices: again.Choices | None

    def said(self, ids) -> Mapping[int, list[Mapping]] | None:
        """{enterprise: what each import said of it, the oldest first}."""

    def current(self, ids, names) -> Mapping[int, Mapping]:
        """{enterprise's id: {field: value}}."""

    def proposed(self, ids) -> Mapping[int, list[Mapping]]:
        """{enterprise's id: [{field: value}]} of what the zone has proposed for common ones and nobody has decided."""

    def contacts(self, ids) -> set[tuple[int, str]]:
        """(enterprise's id, name) of its contact persons."""

    def notes(self, ids) -> set[tuple[int, str]]:
        """(enterprise's id, text) of the zone's notes."""


@dataclass(slots=True)
class EnterpriseExtra:
    """What the zone keeps for itself beside the enterprise."""

    zone: int
    contact: str | None = None
    phone: str | None = None
    notes: str | None = None


def plan(parsed_rows: Iterable[Parsed], facts: EnterpriseFacts) -> list[PlanRow]:
    """The `PlanRow` of each row. Good rows have an `EnterpriseExtra`."""
    rows = begin(parsed_rows)
    good = remaining(rows)
    index = _index(good, facts)
    matches, taken = {}, {}
    for row in good:
        match = _match(row, facts, index, taken)
        if match:
            matches[match.id] = match
    known = [row for row in good if row.record]
    _compare(known, matches, facts)
    _settle([row for row in known if matches[row.record].zone], facts)
    _leave_out_known_contacts(known, facts)
    return rows


def _index(rows, facts):
    values = [row.parsed.values for row in rows]
    return EnterpriseIndex(
        facts.enterprises(
            [facts.zone],
            {row["uscc"] for row in values if "uscc" in row},
            {row["name"] for row in values},
        )
    )


def _match(row, facts, index, taken):
    """Find the enterprise that the row means and fill the row's values; the `Enterprise` when it can be updated."""
    values = row.parsed.values
    found = index.find(facts.zone, values.get("uscc"), values["name"])
    if len(found) > 1:
        row.refuse("two_enterprises", name=values["name"])
        return None
    enterprise = found[0] if found else None
    if enterprise and not enterprise.active:
        row.refuse("archived_enterprise", name=enterprise.name)
        return None
    row.vals = _vals(row, facts.currencies)
    row.extra = EnterpriseExtra(
        facts.zone, values.get("contact"), values.get("phone"), values.get("notes")
    )
    if row.action == "refused" or not enterprise:
        row.vals |= {"company_id": facts.zone, "is_enterprise": True, "is_company": True}
        if not enterprise:
            index.tell_namesake(row.parsed, facts.zone, values["name"])
        return None
    if enterprise.id in taken:
        row.refuse("same_enterprise", row=taken[enterprise.id], name=enterprise.name)
        return None
    taken[enterprise.id] = row.number
    row.record, row.action = enterprise.id, "unchanged"
    return enterprise


def _vals(row, currencies):
    values = row.parsed.values
    vals = {name: values[column] for column, name in FIELDS.items() if column in values}
    for column in AMOUNTS:
        amount = values.get(column)
        if amount is None:
            continue
        if amount.currency not in currencies:
            row.refuse("unknown_currency", row.parsed.heading(column), currency=amount.currency)
            continue
        vals[column] = float(amount.amount)
        vals["kfz_currency_id"] = currencies[amount.currency]
    return vals


def _compare(rows, matches, facts):
    """Keep what differs: from the zone's own enterprises to change it, from common ones to propose it."""
    if not rows:
        return
    names = {name for row in rows for name in row.vals}
    names |= set(AMOUNTS) if "kfz_currency_id" in names else set()
    current = facts.current(list(matches), names)
    common = [match.id for match in matches.values() if not match.zone]
    proposed = facts.proposed(common) if common else {}
    for row in rows:
        _compare_row(row, matches[row.record], current[row.record], proposed)


def _compare_row(row, enterprise, current, proposed):
    _keep_name(row, enterprise)
    if "website" in row.vals:
        # as the directory stores it; else each import would change it again
        row.vals["website"] = _with_scheme(row.vals["website"])
    row.said = said_of(row) if enterprise.zone else None
    row.vals = changed(current, row.vals)
    if not _changes_other_capital(row, current):
        _change(row, enterprise, current, proposed)


def _with_scheme(website):
    return website if "://" in website else f"http://{website}"


def _change(row, enterprise, current, proposed):
    """Change the zone's own enterprise, propose changes of a common one."""
    if enterprise.zone:
        row.changes = _differences(row.vals, current)
    else:
        _propose(row, enterprise, proposed.get(enterprise.id, ()))


def _changes_other_capital(row, current):
    """Refuse a row whose currency would become that of a capital which the row does not give."""
    if "kfz_currency_id" not in row.vals:
        return False
    given = [column for column in AMOUNTS if column in row.parsed.values]
    if not any(current[column] for column in AMOUNTS if column not in given):
        return False
    column = row.parsed.heading(given[0])
    row.refuse("capital_kept", column, currency=row.parsed.values[given[0]].currency)
    return True


def said_of(row: PlanRow) -> dict:
    """What the row says of the zone's own enterprise, by field, as JSON keeps it."""
    said = {
        name: again.plain(value)
        for name, value in row.vals.items()
        if name not in ("company_id", "is_enterprise", "is_company")
    }
    if said.get("website"):
        said["website"] = _with_scheme(said["website"])
    return said


def _differences(vals, current):
    """The changes of a row; a currency says nothing without its amounts."""
    amount = next((name for name in AMOUNTS if name in vals), "")
    before = current.get("kfz_currency_id")
    currencies = before, vals.get("kfz_currency_id", before)
    return [
        again.Change(
            name,
            current[name],
            value,
            together=amount if name == "kfz_currency_id" else "",
            currencies=currencies if name in AMOUNTS else None,
        )
        for name, value in vals.items()
    ]


def _settle(rows, facts):
    again.settle(rows, facts, _leave)
    for row in rows:
        if row.changes:
            row.action = "update" if row.vals else "kept"


def _leave(row, kept):
    row.vals = {name: value for name, value in row.vals.items() if name not in kept}


def _propose(row, enterprise, waiting):
    """Make the values a proposal, unless the zone waits for a decision on the same."""
    values = {name: value for name, value in row.vals.items() if name not in PRIVATE}
    row.vals = {}
    if not values:
        code = "common_enterprise"
    elif any(set(each) == set(values) and not changed(each, values) for each in waiting):
        code = "already_proposed"
    else:
        code, row.proposal, row.action = "proposed", values, "propose"
    row.parsed.add(INFO, "", code, name=enterprise.name, changes=list(values))


def _keep_name(row, enterprise):
    """The directory's name stays, whatever the list calls the enterprise."""
    values = row.parsed.values
    if enterprise.name == values["name"]:
        return
    if enterprise.code and enterprise.code == values.get("uscc"):
        row.parsed.add(
            WARNING,
            "",
            "other_name_in_directory" if enterprise.zone else "other_name_in_common",
            code=enterprise.code,
            name=enterprise.name,
        )
    row.vals.pop("name")


def _leave_out_known_contacts(rows, facts):
    """Known enterprises get only the contact persons and notes that the zone does not have yet."""
    if not rows:
        return
    ids = [row.record for row in rows]
    contacts, notes = facts.contacts(ids), facts.notes(ids)
    for row in rows:
        if (row.record, row.extra.contact) in contacts:
            row.extra.contact = None
        if (row.record, row.extra.notes) in notes:
            row.extra.notes = None
        if row.action in ("unchanged", "kept", "propose") and (
            row.extra.contact or row.extra.notes
        ):
            row.action = "update"
