"""Which recorded project a row of a ledger means."""

from __future__ import annotations

from .directory import title_key
from .issue import INFO, WARNING


def find_projects(rows, facts):
    """The project that each row means: by its code, else by zone, enterprise and name, else by the name that an
    earlier ledger gave it. A row that means a colleague's project is refused: it makes no second one.
    """
    known = _known(rows, facts)
    by_code = {project.code: project for project in known}
    by_name = _by_name(known)
    found = {id(row): _find(row, by_code, by_name) for row in rows}
    _find_renamed([row for row in rows if not found[id(row)]], found, facts)
    taken, namesakes = {}, {}
    for project in known:
        namesakes.setdefault((project.zone, title_key(project.name)), []).append(project)
    for row in rows:
        _take(row, found[id(row)], taken)
        if not row.record:
            _tell_namesakes(row, namesakes)


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
        key = project.zone, project.enterprise, title_key(project.name)
        by_name.setdefault(key, project)
    return by_name


def _find(row, by_code, by_name):
    values, enterprise = row.parsed.values, row.extra.enterprise
    zone, name = values["zone"], title_key(values["name"])
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
        zone, name = row.parsed.values["zone"], title_key(row.parsed.values["name"])
        project = by_name.get((zone, row.extra.enterprise.id, name))
        if project and project.id not in taken:
            taken.add(project.id)
            found[id(row)] = project


def _renamed(rows, facts, taken):
    """The projects that once had the names of the rows, without those that other rows mean."""
    values = [row.parsed.values for row in rows]
    renamed = facts.renamed({row["zone"] for row in values}, {row["name"] for row in values})
    return [project for project in renamed if project.id not in taken]


def _take(row, project, taken):
    code = row.parsed.values.get("code", "")
    if project and project.holder is not None:
        row.refuse(
            "colleagues_project" if project.holder else "others_project", name=project.holder
        )
    elif project and project.id in taken:
        row.refuse("same_project", row=taken[project.id], name=project.name)
    elif project:
        row.record = project.id
        taken[project.id] = row.number
    elif code:
        row.parsed.add(INFO, "", "code_not_ours", code=code)


def _tell_namesakes(row, namesakes):
    """A project of this name with another enterprise is recorded: the row may mean it. Without an enterprise nobody can tell."""
    values = row.parsed.values
    key = values["zone"], title_key(values["name"])
    found = [
        project
        for project in namesakes.get(key, ())
        if project.holder is None and project.enterprise
    ]
    if row.action == "refused" or not found:
        return
    told = {"name": found[0].name, "project": found[0].code or ""}
    if row.extra.enterprise or row.extra.new_enterprise or "code" in values:
        row.parsed.add(WARNING, "", "namesake", **told)
    else:
        row.refuse("namesake_unclear", **told)
