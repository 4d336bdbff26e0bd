from odoo import models

from .table_guard import merging


class ResPartner(models.Model):
    """Contacts that core merges: the links to them move, past the guards of what is confirmed."""

    _inherit = "res.partner"

    def _kfz_merge_links(self, kept, move):
        """Move the links to these contacts to the one that is kept. Ledgers that name contacts override it to enter the move.

        :param move: core's method that moves them, by SQL
        """
        self.env.flush_all()
        with merging(self.env.cr, self._table, self.ids, kept.id):
            move(self, kept)
