"""What was written to the database, table by table, with ids that can be compared."""

import json
import re

from odoo.tools import SQL

from .common import KfzCase

#: tables of the page of the import, which say nothing of records; hashes follow from the ids
OWN = {"kfz_import", "kfz_import_line", "kfz_import_change", "kfz_import_column"}
#: columns that differ between any two writings; core counts whole days between two moments of the same second as 0 or 1
HASHES = {"hash", "previous_hash", "content", "write_uid", "message_id", "day_close", "day_open"}
#: what is told to browsers has ids in its text
TEXTS = {("bus_bus", "message")}
#: {word in a text: table of the id behind it}
SOURCES = {
    "agreement": "kfz_agreement",
    "milestone": "kfz_milestone",
    "landing": "kfz_milestone",
    "capital": "kfz_capital_record",
}
#: {table: {column: table of its ids, or the column that names the model}}, where no foreign key says so
LOOSE = {
    "kfz_import_trace": {"record_id": "model"},
    "kfz_ledger_seal": {"row_id": "ledger", "chain": "crm_lead"},
    "kfz_ledger_head": {"chain": "crm_lead"},
    "mail_message": {"res_id": "model"},
    "mail_followers": {"res_id": "res_model"},
    "mail_activity": {"res_id": "res_model"},
}


def _plain_source(found, places):
    word, ident = found.groups()
    return f"{word}:{places.get(SOURCES.get(word), {}).get(int(ident), ident)}"


class RowsCase(KfzCase):
    """Compares the rows of every table that two ways of doing the same thing write, ids and times aside."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tables = dict(
            cls.env.execute_query(
                SQL(
                    """SELECT t.relname, MAX(a.attname) FROM pg_class t
                      JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public'
                      LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'id'
                     WHERE t.relkind = 'r' GROUP BY t.relname"""
                )
            )
        )
        keys = cls.env.execute_query(
            SQL(
                """SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text FROM pg_constraint c
                  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] WHERE c.contype = 'f'"""
            )
        )
        cls.links = {(table, column): target for table, column, target in keys}

    def _last(self):
        return {
            table: self.env.execute_query(
                SQL("SELECT COALESCE(MAX(id), 0) FROM %s", SQL.identifier(table))
            )[0][0]
            for table, has_id in self.tables.items()
            if has_id and table not in OWN
        }

    def _links_of_relations(self, last):
        """{table without ids: its columns with those of others}."""
        found = {}
        for (table, name), target in self.links.items():
            if not self.tables.get(table, True) and target in last:
                found.setdefault(table, []).append(name)
        return found

    def _new_rows(self, last):
        """{table: its new rows}, those without ids by what they link."""
        for table, ident in last.items():
            where = SQL("id > %s ORDER BY id", ident)
            yield table, self._select(table, where)
        for table, names in self._links_of_relations(last).items():
            new = [
                SQL("%s > %s", SQL.identifier(name), last[self.links[table, name]])
                for name in names
            ]
            yield table, self._select(table, SQL(" OR ").join(new))

    def _select(self, table, where):
        return self.env.execute_query_dict(
            SQL("SELECT * FROM %s WHERE %s", SQL.identifier(table), where)
        )

    def _written(self, last):
        """{table: rows}, new ids by their place in their table."""
        rows = {table: found for table, found in self._new_rows(last) if found}
        places = {
            table: {row["id"]: f"new {place}" for place, row in enumerate(found)}
            for table, found in rows.items()
            if self.tables[table]
        }
        return {
            table: sorted(
                (self._plain(table, row, places) for row in found),
                key=lambda row: json.dumps(row, sort_keys=True, default=str),
            )
            for table, found in rows.items()
        }

    def _plain(self, table, row, places):
        return {
            name: self._plain_value(table, row, name, places)
            for name, value in row.items()
            if name != "id"
            and name not in HASHES
            and (table, name) not in TEXTS
            and not hasattr(value, "hour")
        }

    def _plain_value(self, table, row, name, places):
        value = row[name]
        if name == "source" and isinstance(value, str):
            return re.sub(r"(\w+):(\d+)", lambda found: _plain_source(found, places), value)
        target = self.links.get((table, name)) or LOOSE.get(table, {}).get(name)
        if target in row:
            target = (row[target] or "").replace(".", "_")
        known = places.get(target, {}) if target and isinstance(value, int) else {}
        return known[value] if known and value in known else value

    def _rolled_back(self, run):
        """(what a function returns, what it writes until the commit), and undo it."""
        self.env.cr.precommit.run()
        self.env.flush_all()
        last = self._last()
        with self.env.cr.savepoint() as savepoint:
            told = run()
            self.env.flush_all()
            self.env.cr.precommit.run()
            self.env.flush_all()
            written = self._written(last)
            savepoint.rollback()
        self.env.cr.precommit.clear()
        self.env.invalidate_all(flush=False)
        return told, written

    def _assert_same_rows(self, one, other):
        self.assertEqual(one[0], other[0])
        self.assertEqual(set(one[1]), set(other[1]))
        for table, rows in one[1].items():
            self.assertEqual(len(rows), len(other[1][table]), table)
            for mine, its in zip(rows, other[1][table], strict=True):
                differing = {
                    name: (mine[name], its[name]) for name in mine if mine[name] != its[name]
                }
                self.assertFalse(differing, (table, mine))
