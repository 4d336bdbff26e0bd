from odoo import fields, models


class ResCompany(models.Model):
    """What a zone's first-contact claims go by. Periods and limits are agreed between the zones and set by the
    administrator; the contact desk is the zone's own words and stands on the notices that other zones get."""

    _inherit = "res.company"

    kfz_first_contact_days = fields.Integer(
        "Protection period (days)",
        default=180,
        help="How many days after its last effective interaction a zone holds the first contact with an enterprise.",
    )
    kfz_first_contact_extensions = fields.Integer(
        "Extensions allowed", default=1, help="How often a manager may extend one claim."
    )
    kfz_first_contact_warn_days = fields.Integer(
        "Warn before the end (days)",
        default=14,
        help="Managers are told so many days before a claim ends.",
    )
    kfz_first_contact_daily = fields.Integer(
        "Checks by hand a day",
        default=50,
        help="How many checks the people of the zone may make by hand in one day.",
    )
    kfz_first_contact_desk = fields.Char(
        "First-contact desk",
        help="Office and telephone that other zones are given: it stands on every notice.",
    )

    _kfz_first_contact_positive = models.Constraint(
        "CHECK(kfz_first_contact_days > 0 AND kfz_first_contact_extensions >= 0 AND kfz_first_contact_warn_days >= 0 "
        "AND kfz_first_contact_daily > 0)",
        "The protection period and the checks of a day are at least 1; the other first-contact settings cannot be negative.",
    )
