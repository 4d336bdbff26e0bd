"""What a ledger says of a project, and what it would change of it, key by key.

Keys are ``expected_revenue`` for a field of the project, ``agreement_ids.amount`` or ``milestone_ids.landed.state`` for one
of a record that hangs on it, ``agreement_ids`` for such a record that would be added, ``official.<role>`` and ``stage``; ``user_id`` is the user behind the account manager.
"""

from __future__ import annotations

from .again import STAGE, Change, plain
from .plan import PlanRow
from .project import STAGES
from .project_facts import NewEnterprise, RecordedProject
from .project_values import HOLDER

#: {field of the project: those of its records' that managers alone change once the record counts}
_OF_MANAGERS = {
    "agreement_ids": ("kind", "signed_on", "amount", "currency_id"),
    "milestone_ids": ("effective_date",),
}
#: what managers alone change of a signed project
_OF_SIGNED = ("partner_id", "area_id")
#: a record that would be added, and that managers alone add
_LANDING = "milestone_ids.landed"
#: fields of a child that do not describe it
_OF_PARENT = ("company_id",)


def rank(word: str) -> int:
    """Place of a stage in the pipeline."""
    return STAGES.index(word) if word in STAGES else -1


def prefix(name: str, vals) -> str:
    """Key of an agreement, of capital or of a milestone; of milestones a project has one of each word."""
    return f"{name}.{vals['milestone']}" if name == "milestone_ids" else name


def said_of(row: PlanRow) -> dict:
    """What the row says of its project, by key, as JSON keeps it."""
    extra = row.extra
    said = {name: _named(value) for name, value in row.vals.items()}
    for name, children in extra.children.items():
        for vals in children:
            key = prefix(name, vals)
            said[key] = True
            said |= {
                f"{key}.{each}": plain(value)
                for each, value in vals.items()
                if each not in _OF_PARENT and value is not None
            }
    said |= {f"official.{role}": name for role, name in extra.officials.items()}
    if extra.holder:
        said[HOLDER] = extra.holder
    if extra.stage:
        said[STAGE] = extra.stage.milestone
    return said


def _named(value):
    return value.name if isinstance(value, NewEnterprise) else plain(value)


def differences(row: PlanRow, project: RecordedProject, is_manager: bool) -> list[Change]:
    """What the row would change, in the order in which people read it.

    :param is_manager: whether the user may make all of these changes
    """
    extra = row.extra
    changes = []
    if extra.move:
        changes.append(Change(STAGE, project.stage.milestone, extra.stage.milestone))
    fixed = _OF_SIGNED if project.is_signed and not is_manager else ()
    changes += [
        Change(name, project.values[name], _shown(value), reserved=name in fixed)
        for name, value in row.vals.items()
    ]
    changes += _of_children(extra, project, is_manager)
    changes += [
        Change(f"official.{role}", project.officials.get(role), name)
        for role, name in extra.handover.items()
    ]
    return changes


def _shown(value):
    return value.name if isinstance(value, NewEnterprise) else value


def _of_children(extra, project, is_manager):
    """The changes of the records that hang on the project; the row remembers their keys."""
    changes = []
    for name, ident, vals in extra.changes:
        record = next((each for each in project.children[name] if each["id"] == ident), None)
        key = prefix(name, record or vals)
        if record:
            extra.keys[name, ident] = key
        changes += _of_child(key, record, vals, () if is_manager else _OF_MANAGERS.get(name, ()))
    return changes


def _of_child(key, record, vals, managers):
    """The changes of a record that hangs on the project, None for one that would be added.

    :param managers: fields that the user may not change once the record counts
    """
    if not record:
        return [Change(key, None, vals, reserved=bool(managers) and key == _LANDING)]
    counts = record.get("state", "draft") != "draft"
    before = record.get("currency_id")
    currencies = before, vals.get("currency_id", before)
    return [
        Change(
            f"{key}.{name}",
            record[name],
            value,
            together=f"{key}.amount" if name == "currency_id" else "",
            reserved=counts and name in managers,
            currencies=currencies if name == "amount" else None,
        )
        for name, value in vals.items()
    ]


def leave(row: PlanRow, kept: set) -> None:
    """Take changes out of what the row writes."""
    extra = row.extra
    row.vals = {name: value for name, value in row.vals.items() if name not in kept}
    changes = [_without(kept, extra, *change) for change in extra.changes]
    extra.changes = [change for change in changes if change[2]]
    extra.handover = {
        role: name for role, name in extra.handover.items() if f"official.{role}" not in kept
    }
    extra.move = extra.move and STAGE not in kept


def _without(kept, extra, name, ident, vals):
    """The change of a record that hangs on the project, without what is kept; without values, when nothing is left."""
    key = extra.keys[name, ident] if ident else prefix(name, vals)
    if key in kept:
        return name, ident, {}
    return name, ident, {each: value for each, value in vals.items() if f"{key}.{each}" not in kept}
