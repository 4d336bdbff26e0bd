from odoo import api, models
from odoo.exceptions import UserError


class MailActivity(models.Model):
    """An activity is read by everyone who reads its record: on a common enterprise that is every zone."""

    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        partners = self.env["res.partner"].browse(
            activity.res_id for activity in activities if activity.res_model == "res.partner"
        )
        for partner in partners:
            if not self.env.su and partner._kfz_is_common():
                raise UserError(
                    self.env._(
                        "%(name)s is in the common directory and all zones would read this activity. "
                        "Plan it on your project or on a contact of your zone instead.",
                        name=partner.name,
                    )
                )
        return activities
