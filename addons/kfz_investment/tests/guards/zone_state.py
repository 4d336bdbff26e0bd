"""All rows of the database, and to which zone each belongs: what a call changed, and whether it may."""

import json

from odoo.tools import SQL

#: tables that change by themselves or hold only what is the user's own; nothing else is left out
OWN_ONLY = frozenset(
    {
        "bus_bus",
        "bus_presence",
        "mail_presence",
        "ir_default",
        "ir_logging",
        "ir_sequence",
        "res_device_log",
        "res_users_log",
        "res_users_settings",
        "res_users_settings_volumes",
        "kfz_share_mark",
    }
)
#: descriptions of the software, which no call changes; too large to compare
SOFTWARE = ("ir_model", "ir_ui_", "ir_act_", "ir_module", "ir_asset", "res_lang", "res_country")
ZONES = ("company_id", "kfz_zone_id", "zone_id")
DEPTH = 4


class ZoneState:
    """The rows as they are before any probe; each probe is rolled back, so they are read once.

    :param cr: cursor
    :param zone: the zone whose rows nobody else may change
    :param users: ids of the users who work in that zone
    :param transient: names of tables of wizards
    """

    def __init__(self, cr, zone, users, transient):
        self.cr, self.zone, self.users = cr, zone.id, frozenset(users)
        cr.flush()
        self.links = self._links()
        self.tables = {
            table: self._rows(table)
            for table in self._names()
            if table not in OWN_ONLY | transient and not table.startswith(SOFTWARE)
        }
        self.counted = self._counters()

    @classmethod
    def of_case(cls, case):
        """The state of zone A of a case of ``GuardsCase``."""
        env = case.env
        people = case.zone_a.user_ids.filtered(lambda user: user.company_id == case.zone_a)
        transient = {env[name]._table for name, model in env.registry.items() if model._transient}
        return cls(case.cr, case.zone_a, people.ids, transient)

    def _names(self):
        self.cr.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return sorted(row[0] for row in self.cr.fetchall())

    def _links(self):
        """{(table, column): table to which it leads}."""
        self.cr.execute("""
            SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text
              FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
             WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 1
        """)
        found = {}
        for table, column, target in self.cr.fetchall():
            if target not in ("res_users", "res_company", "res_currency"):
                found.setdefault(table, {})[column] = target
        return found

    def _rows(self, table):
        """{key: row as JSON}; the key is the id, or the row itself where there is none."""
        self.cr.execute(SQL("SELECT to_jsonb(t)::text FROM %s t", SQL.identifier(table)))
        rows = [row[0] for row in self.cr.fetchall()]
        return {json.loads(row).get("id", row): row for row in rows}

    def _counters(self):
        self.cr.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
        )
        return dict(self.cr.fetchall())

    def differences(self):
        """(table, row before or None, row after or None) of what changed since the last call, in this transaction."""
        now = self._counters()
        touched = [
            table for table in self.tables if now.get(table, 0) != self.counted.get(table, 0)
        ]
        self.counted = now
        for table in touched:
            before, after = self.tables[table], self._rows(table)
            for key in before.keys() | after.keys():
                if before.get(key) != after.get(key):
                    yield (
                        table,
                        *(
                            json.loads(rows[key]) if key in rows else None
                            for rows in (before, after)
                        ),
                    )

    def belongs(self, table, row, depth=DEPTH):
        """Whether a row is the zone's: by its zone, by the record to which it belongs, or by who made it."""
        for column in ZONES:
            if row.get(column):
                return row[column] == self.zone
        if depth and (parents := list(self._parents(table, row))):
            owned = [self.belongs(*parent, depth - 1) for parent in parents]
            return any(owned)
        return row.get("create_uid") in self.users

    def _parents(self, table, row):
        """(table, row) of the records to which a row leads."""
        for column, target in self.links.get(table, {}).items():
            # a person or an enterprise says nothing of who may change what is said about it
            if row.get(column) and target not in ("res_partner", table):
                if found := self.tables.get(target, {}).get(row[column]):
                    yield target, json.loads(found)
        model = row.get("res_model") or row.get("model")
        if model and row.get("res_id"):
            target = model.replace(".", "_")
            if found := self.tables.get(target, {}).get(row["res_id"]):
                yield target, json.loads(found)

    def forbidden(self, allowed=lambda table, before, after: False):
        """What changed of the zone's rows, as words; also counts the tables that were compared."""
        found = []
        for table, before, after in self.differences():
            own = any(self.belongs(table, row) for row in (before, after) if row)
            if own and not allowed(table, before, after):
                found.append(self._words(table, before, after))
        return found

    @staticmethod
    def _words(table, before, after):
        if not before or not after:
            row = before or after
            verb = "deleted" if before else "added"
            return (
                f"{table} {row.get('id', '')} {verb}: {json.dumps(row, ensure_ascii=False)[:160]}"
            )
        changed = {
            name: (before.get(name), after[name])
            for name in after
            if before.get(name) != after[name]
        }
        return f"{table} {after.get('id', '')} changed: {str(changed)[:200]}"
