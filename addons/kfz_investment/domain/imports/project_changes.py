"""What a ledger changes in the projects that are recorded already."""

from __future__ import annotations

import re
from html import unescape

from . import again
from .directory import name_key
from .issue import WARNING
from .plan import CENT, changed
from .project_again import differences, leave, rank, said_of
from .project_values import HOLDER, of_new

_MARKUP = re.compile(r"<[^>]+>")


def compare(rows, facts):
    """Compare known projects with their rows; `ProjectExtra` remembers what has to be written."""
    if not rows:
        return
    ids = [row.record for row in rows]
    recorded = facts.recorded(ids, {role for row in rows for role in row.extra.officials})
    for row in rows:
        _compare_row(row, recorded[row.record], facts.is_manager)
    open_rows = [row for row in rows if row.action != "skip"]
    again.settle(open_rows, facts, leave, rank)
    for row in open_rows:
        _name_action(row)


def _name_action(row):
    if row.vals or row.extra.changes or row.extra.handover or row.extra.move:
        row.action = "update"
    else:
        row.action = "kept" if row.changes else "unchanged"


def _compare_row(row, project, is_manager):
    extra = row.extra
    if not project.is_open:
        row.parsed.add(WARNING, "", "ended")
        row.action = "skip"
        return
    row.vals |= _first_values(row, project)
    row.said = said_of(row)
    row.vals = changed(project.values, row.vals)
    extra.changes = _changed_children(row, project)
    extra.handover = {
        role: name for role, name in extra.officials.items() if project.officials.get(role) != name
    }
    row.vals |= _first_holder(row, project)
    _compare_stage(row, project)
    row.changes = differences(row, project, is_manager)


def _first_values(row, project):
    """Values that are given once and never replaced by a ledger: enterprise and description."""
    return _first_enterprise(row, project) | _first_description(row, project)


def _first_enterprise(row, project):
    """The enterprise of a project that has none; another one than it has is left, with a remark."""
    extra = row.extra
    enterprise = extra.enterprise or extra.new_enterprise
    if not project.values["partner_id"]:
        # one that is still to be added has no id yet: it is put in place when the row is written
        partner = extra.enterprise.id if extra.enterprise else enterprise
        return {"partner_id": partner} if partner else {}
    if enterprise and project.values["partner_id"] != enterprise.id:
        extra.new_enterprise = None
        if name_key(project.enterprise) != name_key(enterprise.name):
            row.parsed.add(
                WARNING, "", "other_enterprise", name=project.enterprise, row=enterprise.name
            )
    return {}


def _first_description(row, project):
    """The progress as the description of a project that has none; another text is left, with a remark."""
    progress, description = row.parsed.values.get("progress"), project.values["description"]
    if progress and not description:
        return {"description": progress}
    if progress and _bare(progress) != _bare(description):
        row.parsed.add(WARNING, row.parsed.heading("progress"), "progress_kept")
    return {}


def _first_holder(row, project):
    """The user of the account manager that is recorded already, of a project that nobody holds; a hand-over gives it anyway."""
    extra = row.extra
    again = "account_manager" not in extra.handover
    return {HOLDER: extra.holder} if extra.holder and again and not project.values[HOLDER] else {}


def _compare_stage(row, project):
    """Move the project on to a later stage, never back."""
    stage = row.extra.stage
    if stage.sequence < project.stage.sequence:
        row.parsed.add(
            WARNING, "", "not_moved_back", stage=stage.milestone, current=project.stage.name
        )
    else:
        row.extra.move = stage.id != project.stage.id


def _changed_children(row, project):
    """[(field, id or None, values)] of agreements, capital and milestones that differ from the row."""
    known = project.children
    formal = [record for record in known["agreement_ids"] if record["kind"] != "framework"]
    changes = _changed_one(row, "agreement_ids", formal, "several_agreements")
    changes += _changed_one(row, "capital_ids", known["capital_ids"], "several_capital")
    by_word = {record["milestone"]: record for record in known["milestone_ids"]}
    for vals in row.extra.children["milestone_ids"]:
        changes += _changed_child("milestone_ids", by_word.get(vals["milestone"]), vals)
    return changes


def _changed_one(row, name, records, several):
    """The change of an agreement or of capital, of which a ledger has one; several are left alone, with a remark when their sum differs."""
    wanted = row.extra.children[name]
    if not wanted:
        return []
    if len(records) <= 1:
        return _changed_child(name, next(iter(records), None), wanted[0])
    amount = wanted[0]["amount"]
    if amount is not None and abs(sum(record["amount"] for record in records) - amount) >= CENT:
        row.parsed.add(WARNING, "", several)
    return []


def _changed_child(name, record, wanted):
    vals = {key: value for key, value in wanted.items() if key != "company_id"}
    if not record:
        return [(name, None, of_new(vals))]
    vals = {key: value for key, value in vals.items() if value is not None}
    if record.get("state", "draft") != "draft":
        vals.pop("state", None)
    vals = changed(record, vals)
    return [(name, record["id"], vals)] if vals else []


def _bare(text):
    """A text without its markup and spaces."""
    return "".join(unescape(_MARKUP.sub("", text)).split())
