from odoo import api, models
from odoo.exceptions import UserError


class MailActivity(models.Model):
    """An activity is read by everyone who reads its record: on a common enterprise that is every zone."""

    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        activities._kfz_check_not_on_common()
        return activities

    def write(self, vals):
        result = super().write(vals)
        if {"res_model", "res_model_id", "res_id"} & vals.keys():
            self._kfz_check_not_on_common()
        return result

    def _kfz_check_not_on_common(self):
        """:raises UserError: for a user's activities on a record that all zones read"""
        if self.env.su:
            return
        partners = self.env["res.partner"].browse(
            activity.res_id for activity in self if activity.res_model == "res.partner"
        )
        for partner in partners:
            if partner._kfz_is_in_directory():
                raise UserError(
                    self.env._(
                        "%(name)s is in the common directory and all zones would read this activity. "
                        "Plan it on your project or on a contact of your zone instead.",
                        name=partner.name,
                    )
                )
