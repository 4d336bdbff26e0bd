"""The lists of lines of a record, read together. Plain functions."""

from odoo.exceptions import AccessError
from odoo.fields import Domain, One2many
from odoo.tools import SQL

from . import json_columns


def is_plain(model, field):
    """Whether a field is a list of lines of ours that core reads with one search."""
    if not (field.type == "one2many" and field.store and field.comodel_name.startswith("kfz.")):
        return False
    inverse = model.env[field.comodel_name]._fields[field.inverse_name]
    is_cores = type(field).read is One2many.read and not field.context
    return is_cores and inverse.type == "many2one"


def read_together(records, fields, whole=()):
    """Read several plain lists of some records with one query, into the cache, as core reads each with one of its own.

    With the reader's rights: each list is the search that core makes, so the rules of the lines hold as they do there.

    :param whole: models whose lines are read with the columns that core reads with any one of them
    :return: the fields that were not read, since the reader may not read such lines at all: core says so
    """
    parts, refused, columns = {}, [], {}
    for number, field in enumerate(fields):
        columns[number] = _columns(records, field, whole)
        try:
            if (part := _select(records, field, number, columns[number])) is not None:
                parts[number] = part
        except AccessError:
            refused.append(field)
    found = {}
    if parts:
        union = SQL(" UNION ALL ").join(SQL("(%s)", part) for part in parts.values())
        for number, parent, ids, rows in records.env.execute_query(union):
            found.setdefault(number, {})[parent] = (tuple(ids), rows)
    for number, field in enumerate(fields):
        if field not in refused:
            _fill(records, field, columns[number], found.get(number, {}))
    return refused


def _columns(records, field, whole):
    """The columns that are read with the lines: at least their zones, which the rules ask for."""
    Lines = _lines(records, field)
    columns = json_columns.prefetched(Lines) if field.comodel_name in whole else ()
    return columns or [Lines._fields[name] for name in ("company_id",) if name in Lines._fields]


def _lines(records, field):
    """The model of the lines, in the context in which core searches them."""
    return records.env[field.comodel_name].with_context(active_test=False)


def _select(records, field, number, columns):
    """The ids of the lines of each record in their order, with their columns; None where there can be none."""
    Lines, inverse = _lines(records, field), field.inverse_name
    domain = field.get_comodel_domain(records) & Domain(inverse, "in", records.ids)
    query = Lines._search(domain, order=Lines._order)
    if query.is_empty():
        return None
    order, query.order = query.order, None
    parent = Lines._field_to_sql(query.table, inverse, query)
    row = json_columns.row(Lines, query.table, columns, query)
    query.groupby = parent
    listed = SQL("ORDER BY %s", order) if order else SQL()
    ident = SQL.identifier(query.table, "id")
    return query.select(
        SQL("%s::int", number),
        parent,
        SQL("array_agg(%s %s)", ident, listed),
        SQL("array_agg(%s %s)", row, listed),
    )


def _fill(records, field, columns, found):
    """The lists into the cache, and of each line its record and its columns."""
    Lines = _lines(records, field)
    for parent, (ids, rows) in found.items():
        lines = Lines.browse(ids)
        Lines._fields[field.inverse_name]._insert_cache(lines, [parent] * len(ids))
        json_columns.keep(lines, columns, rows)
    field._insert_cache(records, [found.get(ident, ((), ()))[0] for ident in records._ids])
