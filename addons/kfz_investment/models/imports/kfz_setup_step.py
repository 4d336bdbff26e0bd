from odoo import api, models


class KfzSetupStep(models.Model):
    """The first ledger of a zone."""

    _inherit = "kfz.setup.step"

    @api.model
    def _kfz_pages(self):
        return {**super()._kfz_pages(), "import": "kfz_investment.kfz_import_project_action"}

    def _kfz_state_import(self):
        return self._kfz_per_zone(
            self._kfz_counts("crm.lead", [("is_promotion", "=", True)]),
            lambda count: self.env._("%(count)s projects", count=count),
            self.env._("no project yet"),
        )
