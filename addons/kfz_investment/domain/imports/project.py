"""Rows of a project ledger (项目台账)."""

import re
from dataclasses import dataclass, field

from ..gates import MILESTONES
from .directory import title_key
from .issue import ERROR, INFO, WARNING, RowReader, lookup_key
from .names import read_code, read_name, without_footnote
from .project_checks import DATES, check
from .projectnames import read_project_name
from .repeats import differs

REQUIRED = ("name",)
STAGES = MILESTONES
#: columns in which two rows of one project may not differ
COUNTED = (
    "code",
    "stage",
    "investment",
    "signed_date",
    "signed_amount",
    "landed_date",
    "capital",
    *DATES.values(),
)
_SPLIT = re.compile(r"[、,，;；/\s]+")


@dataclass(frozen=True)
class ProjectLookups:
    """What rows are compared with, by `issue.lookup_key`; `zones` maps to companies' ids, `default_zone` serves files without zones."""

    today: object
    zones: dict = field(default_factory=dict)
    stages: dict = field(default_factory=dict)
    areas: dict = field(default_factory=dict)
    functions: dict = field(default_factory=dict)
    industries: dict = field(default_factory=dict)
    entry_types: dict = field(default_factory=dict)
    default_zone: int = None
    allowed_zones: frozenset = frozenset()
    #: what remarks call the default zone
    default_zone_name: str = ""


def read_row(row, lookups):
    """The `Parsed` row: texts, zone and stage by lookup, dates, exact amounts; checked one against the other."""
    reader = RowReader(row)
    values = _read_texts(reader, lookups)
    values["zone"] = _zone(reader, lookups)
    values["area"] = _area(reader, values["zone"], lookups)
    values["function"] = reader.choice("function", lookups.functions, WARNING, "unknown_function")
    values["industry"] = reader.choice("industry", lookups.industries, WARNING, "unknown_industry")
    values["entry_type"] = reader.choice(
        "entry_type", lookups.entry_types, WARNING, "unknown_entry_type"
    )
    for name in ("signed_date", "landed_date", *DATES.values()):
        values[name] = reader.date(name, lookups.today)
    for name in ("investment", "signed_amount", "capital"):
        values[name] = reader.amount(name)
    values["stage"] = _stage(reader, values, lookups)
    check(reader, values)
    reader.parsed.values = {key: value for key, value in values.items() if value is not None}
    return reader.parsed


def _read_texts(reader, lookups):
    others = lookups.zones, lookups.stages
    return {
        "name": read_project_name(reader, others),
        "code": without_footnote(reader, "code", reader.text("code", 64)),
        "enterprise": read_name(reader, "enterprise", False, (*others, lookups.industries)),
        "uscc": read_code(reader, "uscc"),
        "lead_official": _person(reader, "lead_official"),
        "responsible_unit": reader.text("responsible_unit", 64, WARNING),
        "account_manager": _person(reader, "account_manager"),
        "site_need": reader.text("site_need", 500, WARNING),
        "agreement_number": reader.text("agreement_number", 64, WARNING),
        "contact": reader.text("contact", 64, WARNING),
        "phone": reader.phone("phone"),
        "progress": reader.notes("progress"),
    }


def _person(reader, name):
    """One official; when a cell names several the first counts and the others are reported."""
    text = reader.text(name, 64, WARNING)
    if not text:
        return None
    people = [part for part in _SPLIT.split(text) if part]
    if len(people) > 1 and all(re.fullmatch(r"[一-鿿·]{2,6}\d*", part) for part in people):
        reader.add(WARNING, name, "several_people", text=text, first=people[0])
        return people[0]
    return text


def _zone(reader, lookups):
    if not reader.heading("zone"):
        reader.parsed.defaults |= {"zone"}
        return lookups.default_zone
    before = len(reader.parsed.issues)
    zone = reader.choice("zone", lookups.zones, ERROR, "unknown_zone")
    if zone is None and len(reader.parsed.issues) == before:
        reader.add(ERROR, "zone", "missing")
    if zone is not None and lookups.allowed_zones and zone not in lookups.allowed_zones:
        reader.add(ERROR, "zone", "other_zone", text=reader.text("zone"))
        return None
    return zone


def _area(reader, zone, lookups):
    known = {key: ident for (company, key), ident in lookups.areas.items() if company == zone}
    return reader.choice("area", known, WARNING, "unknown_area")


def _stage(reader, values, lookups):
    before = len(reader.parsed.issues)
    stage = reader.choice("stage", lookups.stages, ERROR, "unknown_stage")
    if stage or len(reader.parsed.issues) > before:
        return stage
    stage = "landed" if values["landed_date"] else "signed" if values["signed_date"] else "lead"
    reader.parsed.defaults |= {"stage"}
    if reader.heading("stage"):
        reader.add(WARNING, "stage", "stage_assumed", stage=stage)
    return stage


def mark_repeats(parsed_rows):
    """Compare the rows of one file: the second of two projects of the same code, or zone, name and enterprise, is skipped."""
    by_code, by_key = {}, {}
    for parsed in parsed_rows:
        if not parsed.ok:
            continue
        code, key = _code_key(parsed), _key(parsed.values)
        earlier = (by_code.get(code) if code else None) or by_key.get(key)
        if earlier and _mark_repeat(parsed, earlier):
            continue
        by_key.setdefault(key, parsed)
        if code:
            by_code[code] = parsed


def _code_key(parsed):
    return lookup_key(parsed.values.get("code", ""))


def _key(values):
    """What tells the projects of one file apart where they have no code."""
    return (
        values.get("zone"),
        title_key(values["name"]),
        values.get("uscc") or lookup_key(values.get("enterprise", "")),
    )


def _mark_repeat(parsed, earlier):
    """Refuse or skip a row that repeats an earlier one; False when their codes say that they are two projects."""
    values, code = parsed.values, _code_key(parsed)
    if code and title_key(earlier.values["name"]) != title_key(values["name"]):
        parsed.add(
            ERROR,
            "",
            "same_project_code",
            row=earlier.number,
            code=values["code"],
            name=earlier.values["name"],
        )
        return True
    if code and earlier.values.get("code") and code != _code_key(earlier):
        return False
    if differs(parsed, earlier, COUNTED):
        return True
    parsed.add(WARNING, "", "repeated_project", row=earlier.number, name=values["name"])
    parsed.skip = True
    return True


def goes_beyond_negotiation(parsed_rows):
    """Whether a file is a past ledger: some row is beyond negotiation and has a signing or landing date."""
    return any(
        parsed.values.get("stage") in STAGES[2:]
        and (parsed.values.get("signed_date") or parsed.values.get("landed_date"))
        for parsed in parsed_rows
    )


__all__ = [
    "INFO",
    "REQUIRED",
    "STAGES",
    "ProjectLookups",
    "goes_beyond_negotiation",
    "mark_repeats",
    "read_row",
]
