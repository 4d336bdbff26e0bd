from odoo import api, models


class KfzSetupStep(models.Model):
    """Lead officials, who are tied to key projects."""

    _inherit = "kfz.setup.step"

    @api.model
    def _kfz_pages(self):
        return {**super()._kfz_pages(), "officials": "kfz_investment.kfz_official_action"}

    def _kfz_state_officials(self):
        return self._kfz_per_zone(
            self._kfz_counts("kfz.official", [("is_unit", "=", False)]),
            lambda count: self.env._("%(count)s officials", count=count),
            self.env._("none yet"),
        )
