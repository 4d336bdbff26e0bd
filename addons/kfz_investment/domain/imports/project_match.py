"""Which recorded project a row of a ledger means."""

from __future__ import annotations

from .issue import INFO, lookup_key


def find_projects(rows, facts):
    """The project that each row means: by its code, else by zone, enterprise and name, else by the name that an
    earlier ledger gave it. A row that means a colleague's project is refused: it makes no second one.
    """
    known = _known(rows, facts)
    by_code = {project.code: project for project in known}
    by_name = _by_name(known)
    found = {id(row): _find(row, by_code, by_name) for row in rows}
    _find_renamed([row for row in rows if not found[id(row)]], found, facts)
    for row in rows:
        _take(row, found[id(row)])


def _known(rows, facts):
    """The recorded projects that the rows may mean, by their zones, codes and names."""
    values = [row.parsed.values for row in rows]
    return facts.projects(
        {row["zone"] for row in values},
        {row["code"].upper() for row in values if "code" in row},
        {row["name"] for row in values},
    )


def _by_name(projects):
    """{(zone, enterprise, name): project}; of namesakes the one that the user may see, else the first."""
    by_name = {}
    for project in sorted(projects, key=lambda project: project.holder is not None):
        key = project.zone, project.enterprise, lookup_key(project.name)
        by_name.setdefault(key, project)
    return by_name


def _find(row, by_code, by_name):
    values, enterprise = row.parsed.values, row.extra.enterprise
    zone, name = values["zone"], lookup_key(values["name"])
    project = by_code.get(values.get("code", "").upper())
    if not project and enterprise:
        project = by_name.get((zone, enterprise.id, name))
    project = project or by_name.get((zone, None, name))
    return project if project and project.zone == zone else None


def _find_renamed(rows, found, facts):
    """A ledger of before a project was renamed means that project, unless another row of it does already.

    Only with its enterprise: a name alone is given to another project once it is free.
    """
    rows = [row for row in rows if row.extra.enterprise and "code" not in row.parsed.values]
    if not rows:
        return
    taken = {project.id for project in found.values() if project}
    by_name = _by_name(_renamed(rows, facts, taken))
    for row in rows:
        zone, name = row.parsed.values["zone"], lookup_key(row.parsed.values["name"])
        project = by_name.get((zone, row.extra.enterprise.id, name))
        if project and project.id not in taken:
            taken.add(project.id)
            found[id(row)] = project


def _renamed(rows, facts, taken):
    """The projects that once had the names of the rows, without those that other rows mean."""
    values = [row.parsed.values for row in rows]
    renamed = facts.renamed({row["zone"] for row in values}, {row["name"] for row in values})
    return [project for project in renamed if project.id not in taken]


def _take(row, project):
    code = row.parsed.values.get("code", "")
    if project and project.holder is not None:
        row.refuse(
            "colleagues_project" if project.holder else "others_project", name=project.holder
        )
    elif project:
        row.record = project.id
    elif code:
        row.parsed.add(INFO, "", "code_not_ours", code=code)
