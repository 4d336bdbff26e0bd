from odoo import api, models
from odoo.tools import SQL

from . import table_guard


class KfzLedgerSeal(models.Model):
    """Whether the guards of the database are there, switched on, and what they were when they were installed."""

    _inherit = "kfz.ledger.seal"

    @api.model
    def _kfz_verify_guards(self):
        """Tables whose guards are missing or switched off, and a function behind them that was replaced; in sentences."""
        self.env.cr.execute(SQL("SELECT prosrc FROM pg_proc WHERE proname = %s", "kfz_table_guard"))
        bodies = [body for [body] in self.env.cr.fetchall()]
        findings = []
        if bodies != [table_guard.FUNCTION.split("$guard$")[1]]:
            findings.append(
                self.env._(
                    "The function behind the guards of the database is not the one that was installed: what it keeps could "
                    "be changed. Ask the operator of the database, and update the addon to install it anew."
                )
            )
        active = self._kfz_active_guards()
        for name in sorted(self.pool):
            model = self.env[name]
            guards = () if model._abstract or not model._auto else model._kfz_table_guards
            wanted = {f"kfz_guard_{number}" for number, _guard in enumerate(guards, 1)}
            if guards and not wanted | {"kfz_guard_table"} <= active.get(model._table, set()):
                findings.append(
                    self.env._(
                        "A guard of the database on “%(ledger)s” is missing or switched off. Ask the operator of the database, "
                        "and update the addon to install it anew.",
                        ledger=self.env["ir.model"]._get(name).name,
                    )
                )
        return findings

    @api.model
    def _kfz_active_guards(self):
        """{table: names of its guards that are switched on}."""
        self.env.cr.execute(
            r"""SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                 WHERE t.tgname LIKE 'kfz\_guard\_%' AND t.tgenabled IN ('O', 'A')
                   AND c.relnamespace = current_schema::regnamespace"""
        )
        active = {}
        for table, name in self.env.cr.fetchall():
            active.setdefault(table, set()).add(name)
        return active
