"""Checks for seeded bugs of the guards: each says whether something comes through. See ``seeded_guards.py``."""

import psycopg2
from odoo.tools import SQL, mute_logger

from .field_probes import FieldProbes
from .method_probes import MethodProbes
from .seeded_common import CommonChecks


class GuardChecks(CommonChecks, FieldProbes, MethodProbes):
    """Mixin of :class:`GuardsCase`: one check per class of attack."""

    def _odd(self, user, model, field, operation, shape):
        """An id in an odd shape shows something. The prober is made before any bug: what is hidden must be known."""
        return bool(self.odd_probers[user].reveals(model, field, operation, shape))

    def _forges(self, user, model, field, way):
        """A forged value is stored: by ``write``, as ``default of create``, as ``user default`` …"""
        return bool(self._comes_through(user, model, field, way))

    def _forges_with(self, user, context, model, field, way):
        """A forged value is stored while the context holds some key."""
        return bool(self._comes_through(user, model, field, way, **context))

    def _calls(self, user, model, method, given=(), context=None):
        """A method changes rows of zone A for a user who has no business there."""
        target = self.targets[model]
        return bool(self._changed_by(user, model, method, [target], list(given), **(context or {})))

    def _sql(self, _user, query):
        """A change by SQL, which no session of the application makes, goes through."""
        cr = self.env.cr
        try:
            with mute_logger("odoo.sql_db"), cr.savepoint():
                cr.execute(query)
                return bool(cr.rowcount)
        except psycopg2.errors.RestrictViolation:
            return False

    def _unnoticed(self, _user, query):
        """A change past the guards in the database is no finding of the check."""
        cr, seals = self.env.cr, self.env["kfz.ledger.seal"]
        for model, _seal in seals._kfz_sealed_models():
            # as before a commit
            missing = (
                "NOT EXISTS (SELECT FROM kfz_ledger_seal s WHERE s.ledger = %s AND s.row_id = t.id)"
            )
            seals._kfz_seal_rows(model, SQL(missing, model))
        cr.execute("SELECT set_config('kfz.guard_pass', 'test', true)")
        cr.execute(query)
        self.assertTrue(cr.rowcount)
        self.env.invalidate_all()
        zones = self.env["res.company"].search([("zone_code", "!=", False)])
        verify = self.env["kfz.award.entry"]._kfz_verify_all
        return not any(verify(zone) for zone in zones)
