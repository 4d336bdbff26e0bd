"""What the registry and the tables of a database are made of, as plain values that two trees can be compared by."""

import re

MODULE = "kfz_investment"
#: where an object is in memory says nothing of the tree
ADDRESS = re.compile(r" at 0x[0-9a-f]+")
FIELD_FACTS = ("type", "store", "required", "readonly", "copy", "index", "translate", "groups")
FIELD_WORDS = ("comodel_name", "inverse_name", "ondelete", "string", "help")
RECORDS = {
    "access": ("ir.model.access", "name model_id group_id perm_read perm_write perm_create perm_unlink active"),
    "rules": ("ir.rule", "name model_id groups domain_force perm_read perm_write perm_create perm_unlink active"),
    "views": ("ir.ui.view", "name model type priority inherit_id mode arch_db active"),
    "menus": ("ir.ui.menu", "name parent_id sequence action group_ids active"),
    "actions": ("ir.actions.act_window", "name res_model view_mode domain context help group_ids"),
    "server actions": ("ir.actions.server", "name model_name state code group_ids"),
    "jobs": ("ir.cron", "cron_name interval_number interval_type active"),
}  # fmt: skip
TABLES = {
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
                       WHERE contype <> 'n'""",
    "columns": """SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
                   WHERE table_schema = 'public'""",
}


def facts(env):
    """{part: what there is of it}."""
    return {
        "models": {name: model_facts(env, name) for name in sorted(env.registry)},
        "external ids": external_ids(env),
        **{part: record_facts(env, *what) for part, what in RECORDS.items()},
        **{part: rows(env, query) for part, query in TABLES.items()},
    }


def plain(value):
    """A value as text, the same in every process."""
    return ADDRESS.sub("", str(value))


def model_facts(env, name):
    """Fields, methods, constraints and table of a model."""
    model, cls = env[name], env.registry[name]
    return {
        "abstract": cls._abstract,
        "transient": cls._transient,
        "table": cls._table,
        "order": cls._order,
        "fields": {
            field.name: field_facts(model, field) for field in sorted(cls._fields.values(), key=str)
        },
        "methods": sorted(
            method
            for method in dir(cls)
            if not method.startswith("__") and callable(getattr(cls, method, None))
        ),
        "constrains": sorted(method.__name__ for method in model._constraint_methods),
        "table objects": sorted(getattr(cls, "_table_objects", {})),
    }


def field_facts(model, field):
    """What a field is declared as."""
    computed = field.get_depends(model)[0] if field.compute else ()
    return {
        **{name: plain(getattr(field, name)) for name in FIELD_FACTS},
        **{name: plain(getattr(field, name, "")) for name in FIELD_WORDS},
        "depends": sorted(map(plain, computed)),
    }


def external_ids(env):
    """{external id: model} of our records."""
    query = "SELECT module || '.' || name, model FROM ir_model_data WHERE module = %s"
    env.cr.execute(query, [MODULE])
    return dict(env.cr.fetchall())


def record_facts(env, model, names):
    """{external id: values} of our records of a model."""
    records = env[model].with_context(active_test=False).search([])
    return {
        xml_id: {name: value_facts(record[name]) for name in names.split()}
        for record in records
        if (xml_id := record.get_external_id()[record.id]).startswith(f"{MODULE}.")
    }


def value_facts(value):
    """A record's value; other records by their external ids."""
    if hasattr(value, "get_external_id"):
        return sorted(value.get_external_id().values())
    return plain(value)


def rows(env, query):
    """The rows of a statement, in an order of their own."""
    env.cr.execute(query)
    return sorted(map(list, env.cr.fetchall()))
