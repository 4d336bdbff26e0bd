from odoo import api, models

ACTION = "kfz_investment.kfz_activity_action"


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """The web client opens our page of projects with activities, for whoever reads the words of promotion."""
        info = super().session_info()
        if self.env.user._kfz_has_promotion_words():
            info["kfz_activity_action"] = ACTION
        return info


class ResUsers(models.Model):
    """“My activities” calls projects what they are, and leaves out the icon of sales."""

    _inherit = "res.users"

    @api.model
    def _get_activity_groups(self):
        groups = super()._get_activity_groups()
        if self.env.user._kfz_has_promotion_words():
            for group in groups:
                if group["model"] == "crm.lead":
                    group["name"] = self.env._("Projects")
                    group["icon"] = "/kfz_investment/static/description/icon.png"
        return groups
