from odoo import fields, models

from ..base.res_company import SETTINGS


class ResCompany(models.Model):
    """A zone's first-contact settings. Periods and limits are agreed between the zones and set by the administrator; the
    zone writes its own contact desk, which appears on the notices that other zones get."""

    _inherit = "res.company"

    kfz_first_contact_days = fields.Integer(
        "Protection period (days)",
        default=180,
        help="Number of days for which a zone holds first contact with an enterprise after its last effective interaction.",
        groups=SETTINGS,
    )
    kfz_first_contact_extensions = fields.Integer(
        "Extensions allowed",
        default=1,
        help="Number of times that a manager may extend a claim.",
        groups=SETTINGS,
    )
    kfz_first_contact_warn_days = fields.Integer(
        "Warn before expiry (days)",
        default=14,
        help="Managers are notified this many days before a claim ends; 0 for its last day.",
        groups=SETTINGS,
    )
    kfz_first_contact_daily = fields.Integer(
        "Manual checks per day",
        default=50,
        help="Number of manual checks that the zone's users may make per day.",
        groups=SETTINGS,
    )
    kfz_first_contact_desk = fields.Char(
        "First-contact desk",
        help="Office and telephone number shown to other zones on every notice.",
        groups=SETTINGS,
    )

    _kfz_first_contact_positive = models.Constraint(
        "CHECK(kfz_first_contact_days > 0 AND kfz_first_contact_extensions >= 0 AND kfz_first_contact_warn_days >= 0 "
        "AND kfz_first_contact_daily > 0)",
        "The protection period and the manual checks per day must be at least 1; the other first-contact settings cannot be negative.",
    )

    def _kfz_contact_desk(self):
        return self._kfz_settings().kfz_first_contact_desk or super()._kfz_contact_desk()
