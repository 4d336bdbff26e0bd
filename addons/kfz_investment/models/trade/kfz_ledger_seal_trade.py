from odoo import api, models
from odoo.tools import SQL


class KfzLedgerSeal(models.Model):
    """A trade record is reversed when a confirmed entry reverses it, and only then."""

    _inherit = "kfz.ledger.seal"

    @api.model
    def _kfz_verify_facts(self, zone, trade_only=False):
        rows = self.env.execute_query(
            SQL(
                """SELECT t.number FROM kfz_trade_record t
                WHERE t.company_id = %s AND COALESCE(t.is_reversed, FALSE) <> EXISTS (
                      SELECT FROM kfz_trade_record r WHERE r.reverses_id = t.id AND r.state = 'confirmed')
             ORDER BY t.id""",
                zone.id,
            )
        )
        findings = super()._kfz_verify_facts(zone, trade_only) + self._kfz_verify_reversals(zone)
        return findings + [
            self.env._(
                "%(number)s: whether it is reversed is not what its reversing entries say.",
                number=number,
            )
            for [number] in rows
        ]

    @api.model
    def _kfz_verify_reversals(self, zone):
        """Entries that were confirmed before the record that they reverse."""
        rows = self.env.execute_query(
            SQL(
                """SELECT r.number FROM kfz_trade_record r JOIN kfz_trade_record t ON t.id = r.reverses_id
                    WHERE r.company_id = %s AND r.state = 'confirmed' AND r.confirmed_on < t.confirmed_on
                 ORDER BY r.id""",
                zone.id,
            )
        )
        return [
            self.env._(
                "%(number)s is dated before the record that it reverses.",
                number=number,
            )
            for [number] in rows
        ]
