"""Guards in the database: what an UPDATE, DELETE or TRUNCATE may do to a table, whoever sends it.

A model declares ``_kfz_table_guards``; ``base_table_guard.py`` installs them when the addon is installed or updated. What passes
all the same (an update of the addon, core's merge of contacts) passes by a setting of the transaction, and the trigger
itself enters it in ``kfz_guard_pass``: there is no way past without a row there, short of switching triggers off, which the
check of the ledgers finds.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import psycopg2
from odoo.tools import SQL, mute_logger

#: by whom the columns change that every record has
NOBODY = {
    "write_uid": "the system, with each write",
    "write_date": "the system, with each write",
    "message_main_attachment_id": "the chatter, with each document",
}
#: the one function behind all triggers. Arguments: free columns, columns that a deletion elsewhere may empty, links (table.column)
FUNCTION = """
CREATE OR REPLACE FUNCTION kfz_table_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$
DECLARE
    why text := current_setting('kfz.guard_pass', true);
    merged text := current_setting('kfz.guard_merge', true);
    before jsonb; after jsonb; link text; name text;
BEGIN
    IF TG_TABLE_NAME IN ('kfz_guard_pass', 'kfz_ledger_seal') THEN
        -- what was let past, and what was sealed, stays entered
        why := '';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        before := to_jsonb(OLD) - TG_ARGV[0]::text[];
        after := to_jsonb(NEW) - TG_ARGV[0]::text[];
        FOREACH name IN ARRAY TG_ARGV[1]::text[] LOOP
            IF after -> name = 'null'::jsonb THEN
                before := before - name; after := after - name;
            END IF;
        END LOOP;
        IF before = after THEN
            RETURN NEW;
        END IF;
        IF merged <> '' THEN
            FOREACH link IN ARRAY TG_ARGV[2]::text[] LOOP
                name := split_part(link, '.', 2);
                IF split_part(link, '.', 1) = split_part(merged, ':', 1)
                   AND before ->> name = ANY (string_to_array(split_part(split_part(merged, ':', 2), '>', 1), ','))
                   AND after ->> name = split_part(merged, '>', 2) THEN
                    before := before - name; after := after - name;
                END IF;
            END LOOP;
            IF before = after THEN
                why := 'merge ' || merged;
            END IF;
        END IF;
    END IF;
    IF COALESCE(why, '') = '' THEN
        RAISE EXCEPTION 'kfz guard: % of %', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    INSERT INTO kfz_guard_pass (reason, table_name, operation, count, moment, transaction)
         VALUES (why, TG_TABLE_NAME, TG_OP, 1, now() AT TIME ZONE 'UTC', pg_current_xact_id()::text)
    ON CONFLICT (transaction, table_name, operation, reason) DO UPDATE SET count = kfz_guard_pass.count + 1;
    RETURN COALESCE(NEW, OLD);
END $guard$
"""


@dataclass(frozen=True)
class TableGuard:
    """What is fixed in a table.

    :param when: SQL on ``OLD`` (with ``on="UPDATE"`` on ``NEW``, too): the rows that are fixed
    :param may_change: the columns that still change, and by whom
    :param may_empty: links that the deletion of their target may empty
    :param on: the operations that are guarded
    """

    when: str = "TRUE"
    may_change: Mapping[str, str] = field(default_factory=dict)
    may_empty: tuple = ("create_uid", "write_uid")
    on: str = "UPDATE OR DELETE"


def install(cr, table, guards, links):
    """Put a table's guards in place of those that are there.

    :param links: (table, column) of the columns that a merge in that table moves
    """
    cr.execute(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgname LIKE 'kfz\\_guard\\_%%'",
        [table],
    )
    for [name] in cr.fetchall():
        cr.execute(SQL("DROP TRIGGER %s ON %s", SQL.identifier(name), SQL.identifier(table)))
    moved = _array(f"{target}.{column}" for target, column in links)
    for number, guard in enumerate(guards, 1):
        arguments = (_array({**NOBODY, **guard.may_change}), _array(guard.may_empty), moved)
        cr.execute(_trigger(table, f"kfz_guard_{number}", guard, arguments))
    cr.execute(
        SQL(
            "CREATE TRIGGER kfz_guard_table BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION kfz_table_guard('{}', '{}', '{}')",
            SQL.identifier(table),
        )
    )


def _trigger(table, name, guard, arguments):
    """The statement of one guard. Condition and operations are those of a declaration in our code."""
    # pylint: disable=sql-injection
    return SQL(
        f"CREATE TRIGGER %s BEFORE {guard.on} ON %s FOR EACH ROW WHEN ({guard.when}) EXECUTE FUNCTION kfz_table_guard(%s, %s, %s)",
        SQL.identifier(name),
        SQL.identifier(table),
        *arguments,
    )


def _array(names):
    """The text of an array of column names."""
    return "{%s}" % ",".join(names)


def open_pass(cr, reason):
    """Let this transaction past all guards until it ends, for updates and migrations; each change is entered with the reason."""
    cr.execute("SELECT set_config('kfz.guard_pass', %s, true)", [reason])


@contextlib.contextmanager
def passing(cr, reason):
    """Let what is written inside past all guards; each change is entered with the reason."""
    with _setting(cr, "kfz.guard_pass", reason):
        yield


@contextlib.contextmanager
def merging(cr, table, gone, kept):
    """Let links to the rows ``gone`` of a table be moved to the row ``kept``, and nothing else; entered as a merge."""
    merged = f"{table}:{','.join(map(str, sorted(gone)))}>{kept}"
    with _setting(cr, "kfz.guard_merge", merged):
        yield


@contextlib.contextmanager
def _setting(cr, name, value):
    cr.execute("SELECT set_config(%s, %s, true)", [name, value])
    try:
        yield
    finally:
        # a failed transaction refuses this, and forgets the setting anyway
        with contextlib.suppress(psycopg2.Error), mute_logger("odoo.sql_db"):
            cr.execute("SELECT set_config(%s, '', true)", [name])
