from odoo import api, fields, models

from ..base.kfz_zone_settings import MANAGER


class KfzZoneSettings(models.TransientModel):
    """The first-contact settings of a zone; periods and limits, agreed between the zones, are only shown."""

    _inherit = "kfz.zone.settings"

    first_contact_desk = fields.Char(
        "First-contact desk",
        help="Office and telephone number shown to other zones on every notice.",
    )
    first_contact_warn_days = fields.Integer(
        "Warn before expiry (days)",
        help="Managers are notified this many days before a claim ends; 0 for its last day.",
    )
    # related fields would take the groups of those that they show
    days = fields.Integer(related="company_id.kfz_first_contact_days", groups=MANAGER)
    extensions = fields.Integer(related="company_id.kfz_first_contact_extensions", groups=MANAGER)
    daily = fields.Integer(related="company_id.kfz_first_contact_daily", groups=MANAGER)

    @api.model
    def _kfz_value_names(self):
        return (*super()._kfz_value_names(), "first_contact_desk", "first_contact_warn_days")
