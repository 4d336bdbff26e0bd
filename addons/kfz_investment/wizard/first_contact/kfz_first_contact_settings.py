from odoo import api, fields, models
from odoo.exceptions import AccessError


class KfzFirstContactSettings(models.TransientModel):
    """The first-contact settings of a zone's manager; periods and limits, agreed between the zones, are only shown."""

    _name = "kfz.first.contact.settings"
    _description = "First-contact settings of a zone"

    company_id = fields.Many2one(
        "res.company", "Zone", required=True, readonly=True, default=lambda self: self.env.company
    )
    desk = fields.Char(
        "First-contact desk",
        compute="_compute_values",
        store=True,
        readonly=False,
        help="Office and telephone number shown to other zones on every notice.",
    )
    warn_days = fields.Integer(
        "Warn before expiry (days)", compute="_compute_values", store=True, readonly=False
    )
    days = fields.Integer(related="company_id.kfz_first_contact_days")
    extensions = fields.Integer(related="company_id.kfz_first_contact_extensions")
    daily = fields.Integer(related="company_id.kfz_first_contact_daily")

    @api.depends("company_id")
    def _compute_values(self):
        for wizard in self:
            wizard.desk = wizard.company_id.kfz_first_contact_desk
            wizard.warn_days = wizard.company_id.kfz_first_contact_warn_days

    def action_save(self):
        """Save the settings of the user's zone."""
        self.ensure_one()
        if (
            not self.env.user.has_group("kfz_investment.group_kfz_manager")
            or self.company_id not in self.env.companies
        ):
            raise AccessError(
                self.env._(
                    "Only a promotion manager of the zone can change its first-contact settings."
                )
            )
        # sudo: companies are the administrator's; these two values are the zone's own, and its manager has just been checked
        self.company_id.sudo().write(
            {"kfz_first_contact_desk": self.desk, "kfz_first_contact_warn_days": self.warn_days}
        )
        return {"type": "ir.actions.act_window_close"}
