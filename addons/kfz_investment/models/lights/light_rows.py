"""Rows of plain values as a table of a statement: one argument, however many rows. Plain function."""

from odoo.tools import SQL
from psycopg2.extras import Json


def recordset(rows, columns):
    """SQL of a table ``new`` with these rows.

    :param columns: {column: its type in the database}, names of our code
    """
    plain = [
        {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in row.items()
        }
        for row in rows
    ]
    return SQL(
        "jsonb_to_recordset(%s) AS new(%s)",
        Json(plain),
        SQL(", ").join(
            SQL("%s %s", SQL.identifier(name), SQL(kind)) for name, kind in columns.items()
        ),
    )
