"""Planning the rows of a project ledger, checked against the gates before anything is written.

An opening import takes a past ledger as it is: agreements in force, landings recognised, stages as given, and what the
gates still ask for as owed. Any other import obeys the gates, and its agreements and landings are drafts until their
documents are there.
"""

from __future__ import annotations

from collections.abc import Iterable

from .. import gate_facts, gates, owed
from .directory import EnterpriseIndex, name_key
from .issue import INFO, WARNING, Parsed
from .plan import PlanRow, begin, remaining
from .project_changes import compare
from .project_facts import NewEnterprise, ProjectExtra, ProjectFacts
from .project_match import find_projects
from .project_values import MILESTONES, ROLES, children, fields


def plan(parsed_rows: Iterable[Parsed], facts: ProjectFacts) -> list[PlanRow]:
    """The `PlanRow` of each row. Good rows have a `ProjectExtra`."""
    rows = begin(parsed_rows)
    for row in remaining(rows):
        row.extra = ProjectExtra()
    _find_enterprises(remaining(rows), facts)
    find_projects(remaining(rows), facts)
    for row in remaining(rows):
        _fill(row, facts)
    good = remaining(rows)
    _find_holders(good, facts)
    compare([row for row in good if row.record], facts)
    _judge(good, facts)
    _keep_from_colleagues(remaining(rows), facts)
    # last: a row that is refused adds none
    _tell_new_enterprises(good)
    return rows


# enterprises


def _find_enterprises(rows, facts):
    """The enterprise of each row: found in its zone's own or the common directory, else to be added to the zone's own."""
    index = _index(rows, facts)
    codes = _codes_by_name(rows)
    added = {}
    for row in rows:
        _find_enterprise(row, index, codes, added)


def _index(rows, facts):
    values = [row.parsed.values for row in rows]
    return EnterpriseIndex(
        facts.enterprises(
            {row["zone"] for row in values},
            {row["uscc"] for row in values if "uscc" in row},
            {row["enterprise"] for row in values if "enterprise" in row},
        )
    )


def _codes_by_name(rows):
    """{(zone, name): code}: a code given in one row serves the others of the same enterprise."""
    codes = {}
    for row in rows:
        values = row.parsed.values
        if "uscc" in values and "enterprise" in values:
            codes.setdefault((values["zone"], name_key(values["enterprise"])), values["uscc"])
    return codes


def _find_enterprise(row, index, codes, added):
    values = row.parsed.values
    zone, name = values["zone"], values.get("enterprise")
    code = values.get("uscc") or codes.get((zone, name_key(name)))
    if not code and not name:
        return
    found = index.find(zone, code, name)
    if found:
        _take_enterprise(row, found, name)
    elif not name:
        row.refuse("missing_enterprise")
    else:
        index.tell_namesake(row.parsed, zone, name)
        _add_enterprise(row, NewEnterprise(name, code, zone), added)


def _take_enterprise(row, found, name):
    enterprise = found[0]
    if len(found) > 1:
        row.refuse("two_enterprises", name=name)
        return
    if not enterprise.active:
        row.refuse("archived_enterprise", name=enterprise.name)
        return
    row.extra.enterprise = enterprise
    if name and name_key(enterprise.name) != name_key(name):
        row.parsed.add(
            WARNING,
            "",
            "other_name_in_directory",
            code=enterprise.code or "",
            name=enterprise.name,
        )


def _add_enterprise(row, new, added):
    """Rows of one new enterprise share it."""
    key = new.zone, new.code or name_key(new.name)
    row.extra.new_enterprise = added.setdefault(key, new)


def _tell_new_enterprises(rows):
    """The first row for which a new enterprise is added says so."""
    told = set()
    for row in rows:
        new = row.extra.new_enterprise
        if new and id(new) not in told and row.action != "refused" and adds_enterprise(row):
            told.add(id(new))
            row.parsed.add(INFO, "", "enterprise_created", name=new.name)


def adds_enterprise(row: PlanRow) -> bool:
    """Whether the enterprise that a row names first is added when the row is written."""
    new = row.extra.new_enterprise
    return new is not None and (not row.record or row.vals.get("partner_id") is new)


# projects


def _fill(row, facts):
    """The values of the project and of what hangs on it."""
    values, extra = row.parsed.values, row.extra
    row.vals = fields(values)
    _check_currencies(row, facts)
    extra.stage = facts.stages[values["stage"]]
    extra.milestones = {word: values.get(column) for word, column in MILESTONES.items()}
    extra.officials = {role: values[role] for role in ROLES if role in values}
    is_new = row.action == "create" and not row.record
    if is_new and not facts.is_manager and "landed_date" in values:
        row.refuse("landing_by_manager")
    if row.action == "create":
        extra.children = children(values, facts.is_opening, facts.currencies)


def _find_holders(rows, facts):
    """The users behind the account managers."""
    named = {
        (row.parsed.values["zone"], row.extra.officials["account_manager"])
        for row in rows
        if "account_manager" in row.extra.officials
    }
    holders = facts.holders(named) if named else {}
    for row in rows:
        name = row.extra.officials.get("account_manager")
        key = row.parsed.values["zone"], name
        row.extra.holder = holders.get(key)
        if key in holders and not row.extra.holder:
            row.parsed.add(WARNING, row.parsed.heading("account_manager"), "two_logins", name=name)


def _keep_from_colleagues(rows, facts):
    """New projects that the list gives to a colleague stay with a user who may make none for others; the row says so."""
    for row in rows:
        row.extra.stays = bool(facts.only_own and row.extra.holder) and (
            row.extra.holder != facts.only_own
        )
        if row.extra.stays:
            row.extra.holder = None
            name = row.extra.officials["account_manager"]
            row.parsed.add(WARNING, "", "stays_with_you", name=name)


def _check_currencies(row, facts):
    for column in ("signed_amount", "capital"):
        amount = row.parsed.values.get(column)
        currency = amount.currency if amount else "CNY"
        if currency not in facts.currencies:
            row.refuse("unknown_currency", row.parsed.heading(column), currency=currency)
        elif currency != "CNY" and facts.currencies[currency] not in facts.rated:
            row.refuse("no_rate", row.parsed.heading(column), currency=currency)


# gates


def _judge(rows, facts):
    """Ask the gates about new projects and about moves: an opening import owes what is missing, any other is refused."""
    fresh = [row for row in rows if not row.record]
    moved = [row for row in rows if row.extra.move]
    zones = facts.zones({row.parsed.values["zone"] for row in (*fresh, *moved)})
    states = facts.gate_states([row.record for row in moved])
    for row in rows:
        zone = row.parsed.values["zone"]
        if not row.record:
            known, passage = gate_facts.Facts(), gates.Passage(zone, facts.today)
        elif row.extra.move:
            known, passage = states[row.record]
        else:
            continue
        together = gate_facts.union(known, _gate_facts(row, zones[zone], facts.is_opening))
        stage = row.extra.stage
        missing = owed.missing_to_enter(facts.rules, together, passage, stage.id, stage.sequence)
        _settle(row, missing, facts.is_opening)


def _settle(row, missing, is_opening):
    if missing and is_opening:
        row.extra.owed = True
    elif missing:
        checks = tuple(item.check for item in missing)
        row.refuse("gates", stage=row.extra.stage.milestone, items=checks)


def _gate_facts(row, zone, is_opening):
    """What a row adds to its project, as the gates will see it."""
    vals, extra = row.vals, row.extra
    investment = vals.get("expected_revenue", 0)
    enterprise = extra.enterprise or extra.new_enterprise
    return gate_facts.facts_of(
        {
            **vals,
            "partner_id": enterprise,
            "industry_id": vals.get("industry_id")
            or (extra.enterprise and extra.enterprise.industry),
            "is_major": zone.major_threshold and investment >= zone.major_threshold,
            "roles": extra.officials,
            "zone_areas": zone.has_areas,
            "formal_agreements": is_opening and "signed_date" in row.parsed.values,
            "milestones": [word for word, day in extra.milestones.items() if is_opening and day],
        }
    )
