"""Values for the probes of guarded fields: what a client that means well would send, and what none may set."""

import datetime

#: nobody enters these
NUMBER, WORD, DAY = 987_654_321, "哨兵987654321", "2019-01-01"
TEXTS, NUMBERS = ("char", "text", "html"), ("integer", "float", "monetary")
PLAIN = {
    **dict.fromkeys(TEXTS, WORD),
    **dict.fromkeys(NUMBERS, NUMBER),
    "date": DAY,
    "datetime": f"{DAY} 00:00:00",
    "json": {"forged": NUMBER},
}
#: set by core for each record; core drops them from what a client sends
MAGIC = frozenset({"id", "display_name", "create_uid", "create_date", "write_uid", "write_date"})


def guarded_fields(model):
    """Names of the fields of a model that are read-only in Python and stored, or lists of records; ours only, on core models."""
    return sorted(
        name
        for name, field in model._fields.items()
        if field.readonly
        and (field.store or (field.type == "one2many" and not field.compute))
        and name not in MAGIC
        and (model._name.startswith("kfz.") or "kfz_investment" in field._modules)
    )


def guarded_models(env):
    """{model: its guarded fields} of all models that have a table."""
    found = {
        name: guarded_fields(env[name])
        for name, cls in env.registry.items()
        if not cls._abstract and cls._auto
    }
    return {name: names for name, names in sorted(found.items()) if names}


def forged(record, name, current):
    """A value for a field that differs from the present one, as a client would send it; None if there is none.

    :param record: of the model, as the user who sends it
    :param current: as :func:`stored` gives it
    """
    field = record._fields[name]
    if field.type in PLAIN:
        return PLAIN[field.type]
    if field.type == "boolean":
        return not current
    if field.type in ("one2many", "many2many"):
        return forged_lines(record, field, current)
    # the last state is the one that is worth a forgery
    return next(iter(reversed(_choices(record, field, current))), None)


def _choices(record, field, current):
    """The values of a selection or a link, except the present one."""
    if field.type == "selection":
        return [key for key in field.get_values(record.env) if key != current]
    return _others(record, field.comodel_name, current) if field.type == "many2one" else []


def forged_lines(record, field, current):
    """Commands that take another record's lines away, or delete one's own."""
    others = _others(record, field.comodel_name, current)
    return [[4, others[-1]]] if others else [[2, current[-1]]] if current else None


def _others(record, model, current):
    """Ids of records that the user may read, other than the present ones."""
    if not record.env[model].has_access("read"):
        return []
    found = record.env[model].search([], limit=20, order="id").ids
    taken = current if isinstance(current, tuple) else (current,)
    return [identifier for identifier in found if identifier not in taken]


def stored(record, name):
    """The value of a field as the database holds it, in the form in which a client sends it."""
    # sudo: the harness reads what is stored, whoever may see it
    record = record.sudo()
    field = record._fields[name]
    value = record[name]
    if field.type == "many2one":
        return value.id
    if field.type in ("one2many", "many2many"):
        return tuple(value.ids)
    if isinstance(value, datetime.date):
        return field.to_string(value)
    return str(value) if field.type in TEXTS and value else value


def is_forged(field, before, after, value):
    """Whether a stored value is now what the client sent."""
    if field.type in ("one2many", "many2many"):
        verb, identifier = value[0]
        return (identifier in after) == (verb == 4)
    if field.type in TEXTS:
        return WORD in (after or "")
    if field.type in ("float", "monetary"):
        return abs((after or 0) - NUMBER) < 1
    return after == value and after != before


def plausible(model, fields):
    """Values with which a user creates a record: the defaults, and something for each field that must have a value.

    :param model: as the user
    :param fields: as by ``fields_get``
    """
    values = {}
    defaults = model.default_get(list(fields))
    for name, field in fields.items():
        if field.get("required") and not field.get("readonly") and not defaults.get(name):
            if (value := _plausible(model, name, field)) is not None:
                values[name] = value
    return values


def _plausible(model, name, field):
    kind = field["type"]
    if kind in TEXTS:
        return "试探"
    if kind in NUMBERS:
        return 1
    if kind in ("date", "datetime"):
        return "2026-01-05"
    if kind == "selection":
        return field["selection"][0][0] if field["selection"] else None
    if kind == "many2one" and model.env[field["relation"]].has_access("read"):
        found = model.env[field["relation"]].search([], limit=1, order="id desc")
        return found.id or None
    return None


def as_cells(fields, values):
    """(columns, cells) of an import that holds the values, or None where a file cannot."""
    columns, cells = [], []
    for name, value in values.items():
        kind = fields[name]["type"]
        if kind == "many2one":
            name = f"{name}/.id"
        elif kind in ("one2many", "many2many"):
            ids = [part for command in value for part in _linked(command)]
            if kind == "one2many" or not ids:
                return None
            name, value = f"{name}/.id", ",".join(map(str, ids))
        columns.append(name)
        cells.append(
            value if isinstance(value, str) else str(int(value) if value is True else value)
        )
    return columns, cells


def _linked(command):
    return command[2] if command[0] == 6 else [command[1]] if command[0] == 4 else []
