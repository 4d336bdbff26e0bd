"""Planning the rows of a list of visits: one that is recorded already changes nothing, one whose text differs is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from ..workbook.cells import nfkc
from .directory import Enterprise, EnterpriseIndex, title_key
from .issue import ERROR, WARNING, Parsed
from .plan import PlanRow, begin, remaining
from .project_facts import Project


class Place(NamedTuple):
    """Which visit a row tells of, but for its text; two visits of a day can share it."""

    zone: int
    enterprise: int
    project: int | None
    day: object
    kind: str


class Official(NamedTuple):
    """An official as rows name them."""

    id: int
    is_principal: bool = False


class InteractionFacts(Protocol):
    """What planning visits needs to know. No look-up is asked once per row."""

    #: id of the zone whose visits the list tells
    zone: int

    def enterprises(self, zones, codes, names) -> Iterable[Enterprise]:
        """Enterprises with one of the codes or names, of these zones and the common directory, archived ones included."""

    def projects(self, zones, codes, names) -> Iterable[Project]:
        """Projects of these zones with one of the codes or names; those of colleagues with their holder."""

    def officials(self, names) -> Mapping[str, Official]:
        """{name: the official or unit of the zone}."""

    def visits(self, places) -> Mapping[Place, list[tuple]]:
        """{place: [(id, text, result or None)] of what is recorded there}."""


class ProjectIndex:
    """Projects of a zone by code and by name."""

    def __init__(self, projects: Iterable[Project]):
        self.by_code, self.by_name = {}, {}
        for project in projects:
            if project.code:
                self.by_code[project.code] = project
            self.by_name.setdefault(title_key(project.name), {})[project.id] = project

    def find(self, named: str, enterprise: Enterprise | None) -> list[Project]:
        """The projects that a text can mean, by code, else by name; of namesakes those of the enterprise."""
        if named.upper() in self.by_code:
            return [self.by_code[named.upper()]]
        found = list(self.by_name.get(title_key(named), {}).values())
        theirs = [each for each in found if enterprise and each.enterprise == enterprise.id]
        return theirs or found


class Meant(NamedTuple):
    """What a row means: `PlanRow.extra`."""

    place: Place
    officials: tuple = ()
    is_leader_led: bool = False
    #: names of our participants who are not among the officials
    others: str = ""


def plan(parsed_rows: Iterable[Parsed], facts: InteractionFacts) -> list[PlanRow]:
    """The `PlanRow` of each row; ``extra`` says which visit it tells of."""
    rows = begin(parsed_rows)
    _find(remaining(rows), facts)
    _mark_repeats(remaining(rows))
    _compare(remaining(rows), facts)
    _mark_seconds(rows)
    return rows


def _find(rows, facts):
    """Enterprise, project and participants of each row; one look-up each for all."""
    given = _given(rows)
    enterprises = EnterpriseIndex(facts.enterprises([facts.zone], given["uscc"], given["name"]))
    codes, names = {code.upper() for code in given["code"]}, given["project"]
    codes |= {name.upper() for name in names}
    projects = ProjectIndex(facts.projects([facts.zone], codes, names) if codes else ())
    officials = facts.officials({name for names in given["participants"] for name in names})
    for row in rows:
        _take(row, facts.zone, enterprises, projects, officials)


def _given(rows):
    """{column: the different values that rows give}."""
    given = {name: set() for name in ("uscc", "name", "code", "project", "participants")}
    for row in rows:
        for name in given.keys() & row.parsed.values.keys():
            given[name].add(row.parsed.values[name])
    return given


def _take(row, zone, enterprises, projects, officials):
    values = row.parsed.values
    enterprise = _enterprise(row, enterprises, zone)
    if row.action == "refused":
        return
    column = next((name for name in ("code", "project") if name in values), None)
    project = _project(row, column, projects, enterprise) if column else None
    if row.action == "refused":
        return
    partner = enterprise.id if enterprise else project.enterprise
    values.setdefault("name", enterprise.name if enterprise else project.name)
    place = Place(zone, partner, project.id if project else None, values["date"], values["kind"])
    row.extra = _with_people(row, place, officials)


def _enterprise(row, index, zone):
    """The enterprise that a row names, None where its project says which; refuses the row otherwise."""
    values = row.parsed.values
    code, name = values.get("uscc"), values.get("name")
    if not code and not name:
        return None
    found = index.find(zone, code, name)
    if not found:
        heading = row.parsed.heading("name" if name else "uscc")
        row.refuse("unknown_visit_enterprise", heading, name=name or code)
    elif len(found) > 1:
        row.refuse("two_enterprises", name=name)
    elif not found[0].active:
        row.refuse("archived_enterprise", name=found[0].name)
    else:
        return found[0]
    return None


def _project(row, column, index, enterprise):
    """The project that a row names, by its code or its name; refuses the row when it cannot be told which."""
    named, heading = row.parsed.values[column], row.parsed.heading(column)
    found = index.find(named, enterprise)
    if not found:
        row.refuse("unknown_visit_project", heading, name=named)
    elif len(found) > 1:
        row.refuse("two_visit_projects", heading, name=named)
    elif found[0].holder is not None:
        row.refuse("visit_of_colleague", heading, name=named)
    elif not found[0].enterprise:
        row.refuse("visit_project_without_enterprise", heading, name=named)
    elif enterprise and found[0].enterprise != enterprise.id:
        row.refuse("visit_project_of_other", heading, name=named, enterprise=enterprise.name)
    else:
        return found[0]
    return None


def _with_people(row, place, officials):
    names = row.parsed.values.get("participants", ())
    found = [officials[name] for name in names if name in officials]
    others = tuple(name for name in names if name not in officials)
    if others:
        row.parsed.add(
            WARNING, row.parsed.heading("participants"), "unknown_participants", names=others
        )
    led = row.parsed.values.get("leader")
    if led is None:
        led = any(official.is_principal for official in found)
    row.parsed.values["leader"] = led
    ids = tuple(dict.fromkeys(official.id for official in found))
    return Meant(place, ids, led, "、".join(others))


def text_key(text: str | None) -> str:
    """What two spellings of a visit's text share: without spaces and line breaks, letters of any width and case."""
    return nfkc(text or "").lower()


def _mark_repeats(rows):
    """The same visit twice in a file is recorded once."""
    first = {}
    for row in rows:
        key = row.extra.place, text_key(row.parsed.values["summary"])
        earlier = first.setdefault(key, row)
        if earlier is not row:
            row.parsed.add(WARNING, "", "repeated_visit", row=earlier.number)
            row.parsed.skip, row.action = True, "skip"


def _mark_seconds(rows):
    """A new visit at the place of another row, with another text, may be the same one written twice."""
    first = {}
    for row in rows:
        if row.action not in ("create", "unchanged"):
            continue
        earlier = first.setdefault(row.extra.place, row)
        if earlier is not row and row.action == "create":
            row.parsed.add(WARNING, "", "second_visit", row=earlier.number)


def _compare(rows, facts):
    """Compare rows with what is recorded: the same visit stays as it is; another text at its place is nobody's to guess."""
    known = facts.visits({row.extra.place for row in rows}) if rows else {}
    at_place = {}
    for row in rows:
        if row.extra.place in known:
            at_place.setdefault(row.extra.place, []).append(row)
    for place, theirs in at_place.items():
        _compare_place(
            theirs, {text_key(text): (ident, result) for ident, text, result in known[place]}
        )


def _compare_place(rows, recorded):
    new = []
    for row in rows:
        values = row.parsed.values
        same = recorded.pop(text_key(values["summary"]), None)
        if same:
            row.record, row.action = same[0], "unchanged"
            if values.get("result", same[1]) != same[1]:
                row.parsed.add(WARNING, row.parsed.heading("result"), "visit_result_kept")
        else:
            new.append(row)
    # what is recorded with a text of its own may be the visit that these rows tell of
    for row in new if recorded else ():
        row.parsed.add(ERROR, row.parsed.heading("summary"), "visit_with_other_text")
        row.action = "refused"


def said_of(row: PlanRow) -> dict:
    """What the row says of its visit."""
    values = row.parsed.values
    return {
        "date": values["date"].isoformat(),
        "kind": values["kind"],
        "summary": values["summary"],
    }
