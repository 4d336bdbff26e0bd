"""Rows of plain values as a table of a statement: one argument, however many rows. Plain function."""

import json
from functools import partial
from operator import methodcaller

from odoo.tools import SQL
from psycopg2.extras import Json

_dumps = partial(json.dumps, default=methodcaller("isoformat"))


def recordset(rows, columns):
    """SQL of a table ``new`` with these rows; dates are written as ISO 8601 has them.

    :param columns: {column: its type in the database}, names of our code
    """
    return SQL(
        "jsonb_to_recordset(%s) AS new(%s)",
        Json(rows, _dumps),
        SQL(", ").join(
            SQL("%s %s", SQL.identifier(name), SQL(kind)) for name, kind in columns.items()
        ),
    )
