from odoo import models


class KfzFigureEntry(models.Model):
    """Credited figures follow the plain ones."""

    _inherit = "kfz.figure.entry"

    def _kfz_rows_appended(self):
        super()._kfz_rows_appended()
        self.env["kfz.credit.entry"]._kfz_queue("lead_id", set(self.lead_id.ids))
