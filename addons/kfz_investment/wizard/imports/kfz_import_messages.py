"""The words of the workbook import, by the codes of ``domain.workbook`` and ``domain.imports``."""

from decimal import Decimal

from odoo.tools import LazyTranslate

from ...domain.money import format_wan
from ...models.base.lists import comma
from ...models.pipeline.crm_stage import MILESTONES
from .kfz_import_messages_cell import CELL
from .kfz_import_messages_columns import COLUMNS
from .kfz_import_messages_file import FILE, TABLE
from .kfz_import_messages_readers import CELL_AS_READ, ROW_AS_READ
from .kfz_import_messages_row import ROW
from .kfz_import_messages_visit import VISIT_CELL, VISIT_ROW

CELL.update(CELL_AS_READ | VISIT_CELL)
ROW.update(ROW_AS_READ | VISIT_ROW)

_lt = LazyTranslate(__name__)

_STAGES = {
    "lead": _lt("Lead"),
    "negotiation": _lt("Negotiation"),
    "review": _lt("Review"),
    "signed": _lt("Signed"),
    "landed": _lt("Landed"),
    "construction": _lt("Construction"),
    "production": _lt("Production"),
    "full_production": _lt("Full production"),
}
assert set(_STAGES) == {word for word, _label in MILESTONES}


def stage_label(env, milestone):
    """The stage's name in the user's language."""
    return env._(_STAGES[milestone])


def gate_items(env, checks):
    """What the gates ask for, in the user's language."""
    labels = dict(env["kfz.gate.rule"]._fields["check_code"]._description_selection(env))
    return comma(env).join(labels[check] for check in checks)


def sentence(env, code, params):
    """The sentence of a remark, in the user's language; a remark on a cell continues its column's name."""
    if code == "refused":
        return params["reason"]
    values = {name: _shown(env, name, value) for name, value in params.items()}
    if values.get("near") and code + "_near" in CELL:
        code += "_near"
    template = next(texts[code] for texts in (CELL, ROW, COLUMNS, TABLE, FILE) if code in texts)
    return env._(template) % values  # pylint: disable=translation-not-lazy


def _shown(env, name, value):
    """A value of a sentence as the user reads it: stages, gate items, amounts of yuan and lists of words come as plain values."""
    if name == "stage" and value in _STAGES:
        return stage_label(env, value)
    if name == "items":
        return gate_items(env, value)
    if isinstance(value, tuple):
        return comma(env).join(map(str, value))
    if isinstance(value, Decimal):
        return format_wan(value, env.lang or "en_US")
    return value
