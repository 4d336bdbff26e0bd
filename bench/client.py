"""What the web client asks the server for when it shows a view: the read specification, from the view's arch.

Written after `web/static/src/model/relational_model/utils.js` (`extractFieldsFromArchInfo`, `getFieldsSpec`).
"""

import ast
import xml.etree.ElementTree as ET

ACTIVITY = (
    "activity_exception_decoration",
    "activity_exception_icon",
    "activity_state",
    "activity_summary",
    "activity_type_icon",
    "activity_type_id",
)
#: fields that a widget reads besides its own (`fieldDependencies` in its JavaScript)
DEPENDENCIES = {
    "kanban_activity": ACTIVITY,
    "list_activity": ACTIVITY,
    "statusbar_duration": ("duration_tracking",),
    "rotting_statusbar_duration": ("duration_tracking",),
    "kfz_gate_panel": ("next_stage_id",),
}
#: fields of the linked records that a widget reads (`relatedFields`)
RELATED = {
    "many2many_tags": ("display_name",),
    "many2many_binary": ("name", "mimetype"),
}
#: how many records the client asks for if neither the view nor the action says
LIMIT = 80
ALWAYS = ("1", "True")


#: the client keeps views, so that a page opened again does not ask for them
VIEWS = {}


def view(env, name, kind):
    """(arch, read specification) of the view with this external id, for the user."""
    if (env.uid, name) not in VIEWS:
        view_id = env["ir.model.data"]._xmlid_to_res_id(name)
        model = env["ir.ui.view"].sudo().browse(view_id).model
        arch = ET.fromstring(env[model].get_view(view_id, kind)["arch"])
        VIEWS[env.uid, name] = arch, specification(env, model, arch)
    return VIEWS[env.uid, name]


def limit(arch):
    """How many records of a list, or of each column of a board, the client asks for."""
    return int(arch.get("limit") or LIMIT)


def aggregates(env, arch, model="crm.lead"):
    """The sums that the client asks for below a board's progress bars, with what it needs to show mixed currencies."""
    name = next(node.get("sum_field") for node in arch.iter("progressbar"))
    currency = env[model]._fields[name].get_currency_field(env[model])
    return [f"{name}:sum", f"{currency}:array_agg_distinct", f"{name}:sum_currency"]


def specification(env, model, arch):
    """The fields that a part of a view shows, with those of lists inside it."""
    known, result = env[model]._fields, {}
    for node in own_fields(arch):
        field = known.get(node.get("name"))
        if field is None or is_left_out(node):
            continue
        value = asked(env, field, node)
        if value.get("fields") or field.name not in result:  # shown in one place, hidden in another
            result[field.name] = value
        for name in DEPENDENCIES.get(node.get("widget"), ()):
            if name in known:
                result.setdefault(name, asked(env, known[name], ET.Element("field")))
    return result


def own_fields(node):
    """The fields of a view, without those of lists inside its fields."""
    for child in node:
        if child.tag == "field":
            yield child
        else:
            yield from own_fields(child)


def is_left_out(node):
    """Whether the client does not ask for a column until the user shows it: it is optional, hidden and lazy."""
    return node.get("optional") == "hide" and bool(options(node).get("lazy"))


def options(node):
    """The options of a field in a view."""
    return ast.literal_eval(node.get("options") or "{}")


def asked(env, field, node):
    """The specification of one field: names of linked records, fields of lists; nothing of what is never visible."""
    hidden = node.get("invisible") in ALWAYS or node.get("column_invisible") in ALWAYS
    if field.type == "many2one":
        return {"fields": {} if hidden else {"display_name": {}}}
    if field.type not in ("one2many", "many2many") or hidden:
        return {}
    inside = next((child for child in node if child.tag in ("list", "kanban")), None)
    if inside is not None:
        return {"fields": specification(env, field.comodel_name, inside)}
    names = RELATED.get(node.get("widget"), ())
    color = options(node).get("color_field") if names else None
    return {"fields": {name: {} for name in (*names, *filter(None, [color]))}}
