"""Values of common records as a proposal keeps them: plain, so that JSON carries them and they can be compared."""

import datetime

from odoo import fields

#: what all zones read of a common record and may propose to change; whether it is an enterprise at all is not among it
IDENTITY = (
    "name",
    "vat",
    "industry_id",
    "ownership",
    "established_date",
    "kfz_currency_id",
    "registered_capital",
    "paid_in_capital",
    "country_id",
    "state_id",
    "city",
    "street",
    "website",
    "business_scope",
    "recognition_ids",
    "is_intermediary",
    "group_id",
    "active",
)
#: amounts that differ by less are the same
CENT = 0.005


def plain(field, value):
    """A value of a field as JSON: a link as its id, several as their ids in order, a date as ISO text, no text as False.

    :param value: of a record, or as for ``write`` (x2many: a recordset or ids)
    """
    if field.type == "many2one":
        return getattr(value, "id", value) or False
    if field.type == "many2many":
        return sorted(getattr(value, "ids", value) or [])
    if field.type in ("monetary", "float"):
        return round(float(value or 0), 2)
    if isinstance(value, datetime.date):
        return fields.Date.to_string(value)
    return (value.strip() if isinstance(value, str) else value) or False


def plain_of(record, name, source=None):
    """The plain value of a record's field; ``source`` is the record's own name for it."""
    return plain(record.env["res.partner"]._fields[name], record[source or name])


def is_same(one, other):
    """Whether two plain values are the same; nothing comes back from the database as None, whatever it was."""
    if not one and not other:
        return True
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < CENT
    return one == other


def to_write(field, value):
    """A plain value as ``write`` takes it."""
    return [fields.Command.set(value or [])] if field.type == "many2many" else value or False
