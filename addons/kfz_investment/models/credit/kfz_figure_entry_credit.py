from odoo import api, models


class KfzFigureEntry(models.Model):
    """Credited figures follow the plain ones."""

    _inherit = "kfz.figure.entry"

    @api.model_create_multi
    def create(self, vals_list):
        entries = super().create(vals_list)
        self.env["kfz.credit.entry"]._kfz_queue("lead_id", {vals["lead_id"] for vals in vals_list})
        return entries
