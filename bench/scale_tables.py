"""Which rows hang on the projects and enterprises of a small database: found by foreign keys and by (model, id) columns, not by a list.

They are moved to the schema `seed`, one table each, with two more columns: `pos`, the row's place, and `root`, the number of its project. A link to a
row that is moved, too, becomes the negative of its place, minus one; a link to any other row (a stage, a user) stays.
"""

import collections
import random

from psycopg2 import sql
from psycopg2.extras import execute_values

#: rows of enterprises, of which there may be fewer copies than of projects
OF_ENTERPRISES = ("res_partner", "kfz_first_contact")
#: chains of hashes and logs are not multiplied; what is appended to them later begins anew
LEFT_OUT = ("kfz_ledger_seal", "kfz_ledger_head", "kfz_guard_pass", "ir_model_data", "bus_bus")
MODEL_COLUMNS = ("res_model", "model")
FOREIGN_KEYS = """
    SELECT child.relname, pillar.attname, parent.relname
      FROM pg_constraint key
      JOIN pg_class child ON child.oid = key.conrelid
      JOIN pg_class parent ON parent.oid = key.confrelid
      JOIN pg_attribute pillar ON pillar.attrelid = key.conrelid AND pillar.attnum = key.conkey[1]
     WHERE key.contype = 'f' AND cardinality(key.conkey) = 1 AND child.relnamespace = 'public'::regnamespace"""
COLUMNS = """
    SELECT table_name, column_name, data_type FROM information_schema.columns
     WHERE table_schema = 'public' AND is_generated = 'NEVER' ORDER BY table_name, ordinal_position"""


class Seed:
    """The rows found, and how they refer to one another."""

    def __init__(self, cursor):
        self.cursor = cursor
        cursor.execute(COLUMNS)
        self.columns = collections.defaultdict(dict)
        for table, column, kind in cursor.fetchall():
            self.columns[table][column] = kind
        cursor.execute(FOREIGN_KEYS)
        self.keys = [key for key in cursor.fetchall() if key[0] not in LEFT_OUT]
        #: {table: {id, or place on disk of a row without one: number of its project}}
        self.rows = collections.defaultdict(dict)

    def find(self):
        """Projects, their enterprises and sheets, and everything that hangs on them."""
        leads = self._ask("SELECT id, partner_id FROM crm_lead ORDER BY id")
        random.Random(17).shuffle(leads)  # zones and stages mixed, as they are entered
        for root, (lead, partner) in enumerate(leads):
            self.rows["crm_lead"][lead] = root
            self.rows["res_partner"].setdefault(partner, root)
        if "kfz_shared_project" in self.columns:
            for sheet, lead in self._ask(
                "SELECT sheet.id, lead_id FROM kfz_shared_project sheet JOIN kfz_share ON sheet_uid = uid"
            ):
                self.rows["kfz_shared_project"][sheet] = self.rows["crm_lead"][lead]
        grown = True
        while grown:
            # each of them adds its rows, so none is left out once one has grown
            found = [self._follow(*key) for key in self.keys]
            found += [self._name(table) for table in self.named()]
            grown = any(found)

    def named(self):
        """{table: column of the model} of the tables whose rows name a record by its model and id."""
        return {
            table: model
            for table, columns in self.columns.items()
            for model in MODEL_COLUMNS
            if model in columns and columns.get("res_id") == "integer" and table not in LEFT_OUT
        }

    def _ask(self, statement, values=None):
        self.cursor.execute(statement, values)
        return self.cursor.fetchall()

    def _follow(self, child, column, parent):
        """Add the rows of ``child`` whose column refers to a row that is found; whether there were new ones."""
        found = self.rows.get(parent)
        if not found or not self._is_filled(child):
            return False
        rows = self._ask(
            sql.SQL("SELECT {}, {} FROM {} WHERE {} = ANY(%s)").format(
                self.key(child), *map(sql.Identifier, (column, child, column))
            ),
            (list(found),),
        )
        return self._add(child, [(row, found[linked]) for row, linked in rows])

    def _name(self, table):
        """Add the rows of ``table`` that name a record that is found."""
        rows = self._ask(
            sql.SQL("SELECT {}, {}, res_id FROM {} WHERE res_id > 0").format(
                self.key(table), sql.Identifier(self.named()[table]), sql.Identifier(table)
            )
        )
        found = [
            (row, self.rows[table_of(model)][record])
            for row, model, record in rows
            if model and record in self.rows.get(table_of(model), ())
        ]
        return self._add(table, found)

    def _add(self, table, found):
        rows = self.rows[table] if found else {}
        before = len(rows)
        for row, root in found:
            rows.setdefault(row, root)
        return len(rows) > before

    def key(self, table):
        """What tells a row from the others: its id, or its place on disk."""
        return sql.SQL("id" if "id" in self.columns[table] else "ctid::text")

    def _is_filled(self, table):
        return bool(self._ask(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table))))

    def move(self):
        """Move the rows to the schema `seed`, with places instead of links."""
        self.cursor.execute("DROP SCHEMA IF EXISTS seed CASCADE; CREATE SCHEMA seed")
        self.rows = {table: rows for table, rows in self.rows.items() if rows}
        for table, rows in self.rows.items():
            self._copy(table, sorted(rows.items(), key=lambda row: (row[1], row[0])))
        for child, column, parent in self.keys:
            if child in self.rows and parent in self.rows:
                self._place(child, column, parent)
        for table, model in self.named().items():
            for parent in self.rows if table in self.rows else ():
                self._place(table, "res_id", parent, model)
        for table in self.rows:
            self._drop(table)

    def _copy(self, table, rows):
        places = sql.Identifier("seed", f"{table}@")
        self.cursor.execute(
            sql.SQL("CREATE TABLE {} (key {}, root int, pos int)").format(
                places, sql.SQL("int" if "id" in self.columns[table] else "text")
            )
        )
        execute_values(
            self.cursor,
            sql.SQL("INSERT INTO {} VALUES %s").format(places).as_string(self.cursor),
            [(*row, place) for place, row in enumerate(rows)],
        )
        self.cursor.execute(
            sql.SQL(
                "CREATE TABLE {} AS SELECT t.*, p.root, p.pos FROM {} t JOIN {} p ON p.key = t.{} ORDER BY pos"
            ).format(sql.Identifier("seed", table), sql.Identifier(table), places, self.key(table))
        )

    def _place(self, child, column, parent, model=None):
        """A link to a row that is moved becomes the negative of its place."""
        condition = sql.SQL("")
        if model:
            condition = sql.SQL(" AND t.{} = {}").format(
                sql.Identifier(model), sql.Literal(model_of(parent))
            )
        self.cursor.execute(
            sql.SQL("UPDATE {} t SET {} = -p.pos - 1 FROM {} p WHERE p.key = t.{}{}").format(
                sql.Identifier("seed", child),
                sql.Identifier(column),
                sql.Identifier("seed", f"{parent}@"),
                sql.Identifier(column),
                condition,
            )
            if "id" in self.columns[parent]
            else sql.SQL("SELECT 1")
        )

    def _drop(self, table):
        self.cursor.execute(
            sql.SQL("DELETE FROM {} t USING {} p WHERE p.key = t.{}").format(
                sql.Identifier(table), sql.Identifier("seed", f"{table}@"), self.key(table)
            )
        )

    def links(self, table):
        """{column: the tables whose places it may hold, by model where there are several} of a table's links to rows that are moved."""
        found = {
            column: {None: parent}
            for child, column, parent in self.keys
            if child == table and parent in self.rows
        }
        if table in self.named():
            found["res_id"] = {model_of(parent): parent for parent in self.rows}
        return found


def table_of(model):
    """The table of a model."""
    return model.replace(".", "_")


def model_of(table):
    """The model of a table whose name has no underscore but those of its model's dots."""
    return table.replace("_", ".")
