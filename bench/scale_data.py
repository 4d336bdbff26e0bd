"""Databases of 1,000 to a million projects: a small one made by the ORM (`scale_seed.py`), multiplied by SQL. See README.md, *scale*.

`scale_data.py DATABASE PROJECTS` multiplies in a copy of a seed that has the words; `make()` does all of it.
"""

import concurrent.futures
import sys
import time

import harness
import scale_columns
import scale_tables
import scale_words

SEED = 500
ENTERPRISES = 100_000
#: copies of a table's rows that one statement inserts
STEP = 40
WORKERS = 2
COUNTER = "kfz_project_counter"
MODULES = {"stock": "crm", "ours": "kfz_investment"}
SETTINGS = (
    "SET session_replication_role = replica; SET synchronous_commit = off; SET jit = off;"
    "SET work_mem = '256MB'; SET maintenance_work_mem = '768MB'"
)


def size(rows):
    """A number of projects in a database's name: 10k, 1m."""
    return f"{rows // 1_000_000}m" if rows % 1_000_000 == 0 else f"{rows // 1000}k"


def make(prefix, side, rows, base=None):
    """The database ``<prefix>_<side>_<size>`` with ``rows`` projects, unless it is there; its name.

    The seed stays as ``<prefix>_seed_<side>``, made from ``base`` where that is given.
    """
    name, seed = f"{prefix}_{side}_{size(rows)}", f"{prefix}_seed_{side}"
    if harness.exists(name):
        return name
    if not harness.exists(seed):
        unfinished = f"{seed}_unfinished"
        harness.drop(unfinished)
        harness.template(unfinished, MODULES[side], base)
        harness.run("scale_seed.py", unfinished, side, SEED)  # one enterprise each
        harness.rename(unfinished, seed)
    scale_words.make(seed, min(rows, ENTERPRISES))
    unfinished = f"{name}_unfinished"
    harness.clone(seed, unfinished)
    harness.run("scale_data.py", unfinished, rows)
    harness.rename(unfinished, name)
    return name


def multiply(database, rows):
    """Turn the seed in ``database`` into ``rows`` projects."""
    copies = max(rows // SEED, 1)
    with harness.connect(database) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(SETTINGS)
        say("rows")
        seed = scale_tables.Seed(cursor)
        seed.find()
        seed.move()
        for table in scale_tables.LEFT_OUT[:2]:
            if table in seed.columns:
                cursor.execute(f"DELETE FROM {table} WHERE chain <> 0")
        plan = Plan(seed, copies)
        plan.check()
    indexes = drop_indexes(database, plan.counts)
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        say(f"{len(plan.counts)} tables, {copies} copies")
        list(pool.map(lambda table: insert(database, plan, table), plan.by_size()))
        say(f"{len(indexes)} indexes")
        list(pool.map(lambda index: harness.with_connection(database, index), indexes))
    number(database, plan, rows)
    say("people, and what is kept")
    side = "ours" if COUNTER in plan.seed.columns else "stock"
    harness.run("scale_settle.py", database, side)
    say("vacuum")
    harness.with_connection(database, "VACUUM (ANALYZE, PARALLEL 2)")
    say("done")


class Plan:
    """Where the copies of each table begin, and the statement that inserts them."""

    def __init__(self, seed, copies):
        self.seed, self.copies = seed, copies
        self.cursor = seed.cursor
        self.counts = {table: len(rows) for table, rows in seed.rows.items()}
        self.enterprise_copies = min(copies, ENTERPRISES // self.counts["res_partner"])
        self.first = {
            table: self._highest(table) + 1 for table in self.counts if "id" in seed.columns[table]
        }
        self.statements = {table: self._statement(table) for table in self.counts}

    def _highest(self, table):
        self.cursor.execute(f"SELECT COALESCE(max(id), 0) FROM {table}")
        return self.cursor.fetchone()[0]

    def by_size(self):
        """The tables, the largest first."""
        return sorted(self.counts, key=self.counts.get, reverse=True)

    def copies_of(self, table):
        """How many copies of a table's rows there are."""
        is_few = table in scale_tables.OF_ENTERPRISES
        return self.enterprise_copies if is_few else self.copies

    def _statement(self, table):
        columns = self.seed.columns[table]
        links = self.seed.links(table)
        values = [self._value(table, *column, links) for column in columns.items()]
        enterprise = scale_columns.ENTERPRISE.get(table)
        return (
            f'INSERT INTO public."{table}" ({", ".join(f"{name!r}" for name in columns)})'.replace(
                "'", '"'
            )
            + f' SELECT {", ".join(values)} FROM generate_series(%s, %s) k CROSS JOIN seed."{table}" s'
            + (
                f" JOIN words.enterprise n ON n.number = {self._copy('res_partner')} * "
                f"{self.counts['res_partner']} + ({enterprise})"
                if enterprise
                else ""
            )
            + " ORDER BY k, s.pos"
        )

    def _copy(self, table):
        """The copy of a table's rows that the k-th copy of a project refers to."""
        return f"mod(k, {self.enterprise_copies})" if table in scale_tables.OF_ENTERPRISES else "k"

    def _value(self, table, column, kind, links):
        if column == "id":
            return f"{self.first[table]} + k * {self.counts[table]} + s.pos"
        if column in links:
            return self._link(table, column, links[column])
        if (table, column) in scale_columns.CHANGED:
            created = scale_columns.shifted("create_date", "timestamp", self.copies_of(table))
            return scale_columns.CHANGED[table, column].format(
                created=created, number=f"(k * {self.counts[table]} + s.pos + 1)"
            )
        if column in scale_columns.UNIQUE_TEXT and kind.startswith("character"):
            return scale_columns.UNIQUE_TEXT[column]
        return scale_columns.shifted(column, kind, self.copies_of(table)) or f's."{column}"'

    def _link(self, table, column, parents):
        """A link to a row that is multiplied follows the copy; one to any other row stays."""
        places = {
            model: f"{self.first[parent]} + {self._copy(parent)} * {self.counts[parent]}"
            for model, parent in parents.items()
            if parent in self.first
        }
        if None in places:
            start = places[None]
        else:
            cases = " ".join(f"WHEN '{model}' THEN {place}" for model, place in places.items())
            start = f'CASE s."{self.seed.named()[table]}" {cases} END'
        return f'CASE WHEN s."{column}" < 0 THEN {start} - s."{column}" - 1 ELSE s."{column}" END'

    def check(self):
        """:raises SystemExit: where copies would break a unique index"""
        self.cursor.execute(
            """SELECT t.relname, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), array_agg(a.attname::text)
                 FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
                 JOIN pg_depend d ON d.objid = i.indexrelid AND d.refobjid = t.oid AND d.classid = 'pg_class'::regclass
                 JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
                WHERE i.indisunique AND NOT i.indisprimary AND t.relname = ANY(%s) GROUP BY 1, 2, 3""",
            (list(self.counts),),
        )
        for table, index, definition, columns in self.cursor.fetchall():
            links = self.seed.links(table)
            if not any(
                column in links
                or (table, column) in scale_columns.CHANGED
                or column in scale_columns.UNIQUE_TEXT
                for column in columns
            ):
                raise SystemExit(f"The copies would break {index}: {definition}")


def insert(database, plan, table):
    """Insert all copies of a table's rows."""
    connection = harness.connect(database)
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        last = plan.copies_of(table) - 1
        for start in range(0, last + 1, STEP):
            cursor.execute(plan.statements[table], (start, min(start + STEP - 1, last)))
    connection.close()


def drop_indexes(database, tables):
    """Drop the tables' indexes, except those of constraints, and give the statements that make them again."""
    found = harness.with_connection(
        database,
        """SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
            WHERE t.relname = ANY(%s) AND t.relnamespace = 'public'::regnamespace
              AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY t.relname""",
        (list(tables),),
    )
    for name, _definition in found:
        harness.with_connection(database, f"DROP INDEX {name}")
    return [definition for _name, definition in found]


def number(database, plan, rows):
    """Sequences and counters go on behind the copies; the schemas of the seed go."""
    for table in plan.first:
        harness.with_connection(
            database,
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))",
        )
    if COUNTER in plan.seed.columns:
        harness.with_connection(
            database,
            """INSERT INTO kfz_project_counter (company_id, year, last)
               SELECT DISTINCT company_id, extract(year FROM create_date)::int, %s FROM crm_lead
               ON CONFLICT (company_id, year) DO UPDATE SET last = excluded.last""",
            (rows + SEED,),
        )
    harness.with_connection(database, "DROP SCHEMA seed, words CASCADE")


STARTED = time.monotonic()


def say(what):
    """Print what is done now, with the seconds since the start."""
    print(f"    {time.monotonic() - STARTED:6.0f} s  {what}", flush=True)


if __name__ == "__main__":
    multiply(sys.argv[1], int(sys.argv[2]))
