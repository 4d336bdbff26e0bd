from odoo import models


class ResPartner(models.Model):
    """Awards name contacts: when these are merged, the ledger says so."""

    _inherit = "res.partner"

    def _kfz_merge_links(self, kept, move):
        names = ("partner_id", "intermediary_id", "payee_id", "trade_partner_ids")
        # sudo: awards of all zones follow the contact, whoever merges it
        awards = self.env["kfz.award"].sudo()
        for name in names:
            awards |= awards.search([(name, "in", self.ids)])
        super()._kfz_merge_links(kept, move)
        awards.invalidate_recordset()
        awards._kfz_enter("merged", merged=self.ids, kept=kept.id)
