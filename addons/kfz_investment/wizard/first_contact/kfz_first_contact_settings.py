from odoo import api, fields, models
from odoo.exceptions import AccessError

#: related fields would take the groups of those that they show
MANAGER = "kfz_investment.group_kfz_manager"


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
    days = fields.Integer(related="company_id.kfz_first_contact_days", groups=MANAGER)
    extensions = fields.Integer(related="company_id.kfz_first_contact_extensions", groups=MANAGER)
    daily = fields.Integer(related="company_id.kfz_first_contact_daily", groups=MANAGER)

    @api.depends("company_id")
    def _compute_values(self):
        for wizard in self:
            # runs as superuser, and for a form that is not saved yet
            zone = (wizard.company_id & self.env.user.company_ids)._kfz_settings()
            wizard.desk = zone.kfz_first_contact_desk
            wizard.warn_days = zone.kfz_first_contact_warn_days

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards._check_manager()
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self._check_manager()
        return result

    def _check_manager(self):
        """The values are read as superuser: the wizard opens for the user's own zones only.

        :raise AccessError: for a zone in which the user is not a manager
        """
        # every company of the user counts, whichever are switched on; none that a client names
        if not self.env.user.has_group(MANAGER) or self.company_id - self.env.user.company_ids:
            raise AccessError(
                self.env._(
                    "Only a promotion manager of the zone can see or change its first-contact settings."
                )
            )

    def action_save(self):
        """Save the settings of the user's zone."""
        self.ensure_one()
        self._check_manager()
        # sudo: companies are the administrator's; these two values are the zone's own, and its manager has just been checked
        self.company_id.sudo().write(
            {"kfz_first_contact_desk": self.desk, "kfz_first_contact_warn_days": self.warn_days}
        )
        return {"type": "ir.actions.act_window_close"}
