"""Many values as one parameter of a query. Plain functions."""

from odoo.tools import SQL

#: ids of tables are smaller
NO_ID = 1 << 31


def sql_array(values, kind):
    """An array literal: the database reads one text several times faster than thousands of constants.

    :param kind: type of its elements, as PostgreSQL names it
    """
    return SQL("%s::%s[]", "{%s}" % ",".join([_element(value) for value in values]), SQL(kind))


def sql_among(ids):
    """What follows the name of a column of ids; what is no id of a table is none of its rows."""
    return SQL("= ANY(%s)", sql_array(sorted(each for each in ids if 0 <= each < NO_ID), "int"))


def sql_ids(records):
    """The ids of records, to be compared by ``= ANY``."""
    return SQL("%s::int[]", "{%s}" % ",".join(map(str, records._ids)))


def _element(value):
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return '"%s"' % value.replace("\\", "\\\\").replace('"', '\\"')
    return str(value)
