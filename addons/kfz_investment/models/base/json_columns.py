"""Columns of records of several models in one query, as JSON, and back into the cache as core would have read them. Plain functions."""

import datetime

from odoo import fields
from odoo.tools import SQL

#: how a value in JSON becomes what core's cursor gives; fields of other types are not read this way
FROM_JSON = {
    "boolean": None,
    "char": None,
    "date": fields.Date.to_date,
    "datetime": datetime.datetime.fromisoformat,
    "float": float,
    "integer": None,
    "many2one": None,
    "monetary": float,
    "reference": None,
    "selection": None,
    "text": None,
}
#: PostgreSQL passes no more arguments to a function
MOST = 90


def is_column(field):
    """Whether a field is a plain column that can be read here."""
    return bool(
        field.store
        and field.column_type
        and field.type in FROM_JSON
        and not field.company_dependent
    )


def prefetched(model):
    """The columns that core reads with any one of them, as far as the user may; None if they are too many for one row here."""
    found = [
        field
        for field in model._fields.values()
        if field.prefetch is True
        and field.name != "id"
        and is_column(field)
        and model._has_field_access(field, "read")
    ]
    return found if len(found) <= MOST else None


def row(model, table, columns, query=None):
    """SQL of a JSON array of these columns of a table."""
    terms = (model._field_to_sql(table, field.name, query) for field in columns)
    return SQL("jsonb_build_array(%s)", SQL(", ").join(terms))


def select(model, columns, ids):
    """SQL of the id and the row of some records, after SELECT; ``ids`` is a tuple or a query of them."""
    ident, table = SQL.identifier(model._table, "id"), SQL.identifier(model._table)
    among = ids if isinstance(ids, tuple) else SQL("(%s)", ids)
    return SQL(
        "%s, %s FROM %s WHERE %s IN %s",
        ident,
        row(model, model._table, columns),
        table,
        ident,
        among,
    )


def keep(records, columns, rows):
    """Rows of JSON into the cache; what is there already stays, as when core fetches."""
    for field, values in zip(columns, zip(*rows, strict=True), strict=True):
        convert = FROM_JSON[field.type]
        if convert:
            values = [value if value is None else convert(value) for value in values]
        field._insert_cache(records, values)
