"""Many values as one parameter of a query. Plain functions."""

from odoo.tools import SQL


def sql_array(values, kind):
    """An array literal: the database reads one text several times faster than thousands of constants.

    :param kind: type of its elements, as PostgreSQL names it
    """
    return SQL("%s::%s[]", "{%s}" % ",".join([_element(value) for value in values]), SQL(kind))


def sql_ids(records):
    """The ids of records, to be compared by ``= ANY``."""
    return SQL("%s::int[]", "{%s}" % ",".join(map(str, records._ids)))


def _element(value):
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return '"%s"' % value.replace("\\", "\\\\").replace('"', '\\"')
    return str(value)
