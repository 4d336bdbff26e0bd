"""Databases of the server that libpq's variables name; run by the launcher with the environment's Python.

``db.py status NAME | accounts NAME | drop NAME | rename OLD NEW | clone TEMPLATE NAME | list``; answers one line of JSON.
"""

import json
import sys

import psycopg2
from psycopg2 import errors, sql

STATE = """
    SELECT (SELECT value FROM ir_config_parameter WHERE key = 'kfz.launcher.tree'),
           (SELECT state FROM ir_module_module WHERE name = 'kfz_investment'),
           EXISTS (SELECT FROM ir_module_module WHERE name = 'kfz_investment' AND demo)
"""


def connect(name="postgres"):
    """A connection outside any transaction."""
    connection = psycopg2.connect(dbname=name)
    connection.autocommit = True
    return connection


def query(name, text, *values):
    """Rows of one statement in database ``name``."""
    connection = connect(name)
    try:
        with connection.cursor() as cr:
            cr.execute(text, values)
            return cr.fetchall() if cr.description else []
    finally:
        connection.close()


def names():
    """All databases."""
    return [
        name for (name,) in query("postgres", "SELECT datname FROM pg_database ORDER BY datname")
    ]


def status(name):
    """Whether a database exists, and what the launcher left in it."""
    if name not in names():
        return {"exists": False}
    try:
        tree, state, demo = query(name, STATE)[0]
    except (errors.UndefinedTable, errors.UndefinedColumn):
        return {"exists": True, "odoo": False}
    return {"exists": True, "odoo": True, "tree": tree, "state": state, "demo": demo}


def accounts(name):
    """The users of a database with the hashes of their passwords, and the logins that starts have made (None: not known)."""
    state = status(name)
    if not state.get("odoo"):
        return {**state, "users": {}, "made": None}
    rows = query(name, "SELECT login, active, coalesce(password, '') FROM res_users")
    made = query(name, "SELECT value FROM ir_config_parameter WHERE key = 'kfz.launcher.logins'")
    return {
        **state,
        "users": {login: {"active": active, "hash": word} for login, active, word in rows},
        "made": made[0][0].split() if made else None,
    }


def drop(name):
    """Drop a database, even while programs are connected to it."""
    query(
        "postgres", sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )
    return {}


def rename(old, new):
    """Give a database another name."""
    query(
        "postgres",
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new)),
    )
    return {}


def clone(template, name):
    """Copy a database."""
    drop(name)
    query(
        "postgres",
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template)
        ),
    )
    return {}


VERBS = {
    "status": status,
    "accounts": accounts,
    "drop": drop,
    "rename": rename,
    "clone": clone,
    "list": lambda: {"names": names()},
}

if __name__ == "__main__":
    print(json.dumps(VERBS[sys.argv[1]](*sys.argv[2:])))
