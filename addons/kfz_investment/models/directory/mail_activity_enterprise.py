from odoo import api, models
from odoo.exceptions import UserError


class MailActivity(models.Model):
    """An activity is read by everyone who reads its record: on a common enterprise that is every zone."""

    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        # first where a value says so plainly: core lets the responsible person follow the record before it is done
        kind = self.env["ir.model"]._get_id("res.partner")
        self._kfz_refuse_common_partners(
            vals.get("res_id")
            for vals in vals_list
            if vals.get("res_model") == "res.partner" or vals.get("res_model_id") == kind
        )
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
        self._kfz_refuse_common_partners(
            activity.res_id for activity in self if activity.res_model == "res.partner"
        )

    @api.model
    def _kfz_refuse_common_partners(self, ids):
        if self.env.su:
            return
        # a hidden or missing record is core's to refuse
        partners = self.env["res.partner"].browse(ident for ident in ids if type(ident) is int)
        for partner in partners.exists()._filtered_access("read"):
            if partner._kfz_is_in_directory():
                raise UserError(
                    self.env._(
                        "%(name)s is in the common directory and all zones would read this activity. "
                        "Plan it on your project or on a contact of your zone instead.",
                        name=partner.name,
                    )
                )
