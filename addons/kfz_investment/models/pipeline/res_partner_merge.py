from odoo import models


class ResPartner(models.Model):
    """Projects and visits follow the enterprise that is kept."""

    _inherit = "res.partner"

    def _kfz_merge_moves(self):
        return [
            (self.env._("Projects"), self._kfz_count_links("crm.lead", "partner_id")),
            (
                self.env._("Visits and meetings"),
                self._kfz_count_links("kfz.interaction", "partner_id"),
            ),
            *super()._kfz_merge_moves(),
        ]

    def _kfz_merge_links(self, kept, move):
        # sudo: the projects follow the enterprise, whoever merges it; the right to merge was checked
        Lead = self.env["crm.lead"].sudo().with_context(active_test=False)
        leads = Lead.search([("partner_id", "in", self.ids), ("is_promotion", "=", True)])
        super()._kfz_merge_links(kept, move)
        # SQL moved them: what follows from the enterprise, gates and sheets of the pool among it, hears of it here
        leads.invalidate_recordset()
        leads.modified(["partner_id"])
        leads._validate_fields(["partner_id"])
