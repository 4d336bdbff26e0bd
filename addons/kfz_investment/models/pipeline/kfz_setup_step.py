from odoo import api, models

#: persons who lead a project or are not on any yet: ledgers bring account managers and members of task forces, too
LEADING = [
    ("is_unit", "=", False),
    "|",
    ("assignment_ids", "=", False),
    ("assignment_ids.role", "=", "lead_official"),
]


class KfzSetupStep(models.Model):
    """Lead officials, who are tied to key projects."""

    _inherit = "kfz.setup.step"

    @api.model
    def _kfz_pages(self):
        return {**super()._kfz_pages(), "officials": "kfz_investment.kfz_official_action"}

    @api.model
    def _kfz_pages_of_zones(self):
        return {*super()._kfz_pages_of_zones(), "officials"}

    def _kfz_state_officials(self):
        return self._kfz_per_zone(
            self._kfz_counts("kfz.official", LEADING),
            lambda count: self.env._("%(count)s lead officials", count=count),
            self.env._("none yet"),
        )
