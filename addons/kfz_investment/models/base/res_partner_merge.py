from odoo import models
from odoo.exceptions import UserError

from .table_guard import merging


class ResPartner(models.Model):
    """Contacts that core merges: the links to them move, past the guards of what is confirmed."""

    _inherit = "res.partner"

    def _kfz_merge_conflicts(self, kept):
        """Sentences that say where one party would be on both sides, whoever merges; rooms that know sides override it."""
        return []

    def _kfz_merge_links(self, kept, move):
        """Move the links to these contacts to the one that is kept. Ledgers that name contacts override it to enter the move.

        :param move: core's method that moves them, by SQL
        :raises UserError: when the merge would put one party on both sides of a record
        """
        if conflicts := self._kfz_merge_conflicts(kept):
            raise UserError("\n".join(conflicts))
        self.env.flush_all()
        with merging(self.env.cr, self._table, self.ids, kept.id):
            move(self, kept)
