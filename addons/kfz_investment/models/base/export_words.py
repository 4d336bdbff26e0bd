"""A domain in the words of the screen: what was looked for, as the log of exports tells it.

The words are those of the model, and the names of records those that the model's environment reads: what a client calls a
column or a record is its own invention.
"""

from odoo.fields import Domain

from .lists import comma

#: longer texts are cut
LONGEST = 1000
LONGEST_COLUMNS = 4000
#: a text that is a value of one of these was not typed
CHOICES = ("selection", "date", "datetime", "boolean")
_SIGNS = {
    "=": ":", "in": ":", "!=": "≠", "not in": "≠", "<": "<", ">": ">", "<=": "≤", ">=": "≥",
    "any": ":", "child_of": ":", "parent_of": ":",
}  # fmt: skip


class Unseen(Exception):
    """A domain names a record that the environment of its words does not read."""


def domain_words(model, domain):
    """One line of text about a domain; empty for all records.

    :raises Unseen: when it names a record that the model's environment does not read
    """
    domain = Domain(domain)
    if domain.is_true():
        return ""
    items = iter(list(domain))
    return _part(model, items)[:LONGEST]


def has_typed_words(model, domain):
    """Whether a domain looks for words that a person typed, in a text or in the name of a record."""
    for condition in Domain(domain).iter_conditions():
        field, target = _field(model, condition.field_expr)
        value = condition.value
        values = list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
        if condition.operator in ("any", "not any", "any!", "not any!"):
            if has_typed_words(target, value):
                return True
        elif any(isinstance(each, str) for each in values):
            if field is None or field.type not in CHOICES:
                return True
    return False


def columns_words(model, names):
    """The columns with their names in the model, in one line."""
    found = [_column(model, name) for name in names]
    return comma(model.env).join(found)[:LONGEST_COLUMNS]


def _column(model, name):
    label = _label(model, name)
    return label if label == name else f"{label} [{name}]"


def _part(model, items):
    """The words of the next term in Polish notation."""
    item = next(items, None)
    env = model.env
    if item in ("&", "|"):
        one, other = _part(model, items), _part(model, items)
        if item == "&":
            return env._("%(one)s; %(other)s", one=one, other=other)
        return env._("(%(one)s or %(other)s)", one=one, other=other)
    if item == "!":
        return env._("not (%(condition)s)", condition=_part(model, items))
    return _condition(model, item)


def _condition(model, item):
    name, operator, value = item
    if not isinstance(name, str):
        return str(item)
    field, target = _field(model, name)
    sign = _SIGNS.get(operator)
    if sign is None:
        sign = model.env._("does not contain" if operator.startswith("not") else "contains")
    return f"{_label(model, name)} {sign} {_value(model, field, target, value)}"


def _field(model, path):
    """(last field, model that it leads to) of a dotted path or one of an exported column."""
    field = None
    for name in path.replace("/", ".").split("."):
        field = model._fields.get(name)
        if field is None:
            break
        if field.relational:
            model = model.env[field.comodel_name]
    return field, model


def _label(model, path):
    labels = []
    for name in path.replace("/", ".").split("."):
        field = model._fields.get(name)
        if field is None:
            return path
        labels.append(field._description_string(model.env) or name)
        if field.relational:
            model = model.env[field.comodel_name]
    return "/".join(labels)


def _value(model, field, target, value):
    """A value as the screen shows it; names of records that the user can read."""
    values = list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
    if isinstance(value, Domain) or (values and isinstance(values[0], list | tuple)):
        return f"({domain_words(target, value)})"
    names = _names(field, target, values)
    is_flag = field is not None and field.type == "boolean"
    return comma(model.env).join(_shown(model.env, names, each, is_flag) for each in values)


def _names(field, target, values):
    """{value: what the screen shows for it} of a link or selection."""
    if field is None:
        return {}
    if field.type == "selection":
        return dict(field._description_selection(target.env))
    if not (field.relational or field.name == "id"):
        return {}
    ids = {each for each in values if isinstance(each, int) and not isinstance(each, bool)}
    return {each.id: each.display_name for each in _all_of(target, ids)}


def _all_of(target, ids):
    """The records of some ids.

    :raises Unseen: when one of them is not read
    """
    found = target.browse()
    if ids and target.has_access("read"):
        found = target.with_context(active_test=False).search([("id", "in", list(ids))])
    if ids - set(found.ids):
        raise Unseen
    return found


def _shown(env, names, value, is_flag):
    if isinstance(value, bool):
        return env._("yes") if value else env._("no") if is_flag else env._("not set")
    return str(names.get(value, value))
