from odoo import fields, models

from ..base.res_company import SETTINGS


class ResCompany(models.Model):
    """In how many working days a zone clears its coordination issues, and how fast overdue ones climb."""

    _inherit = "res.company"

    kfz_issue_days = fields.Integer(
        "Coordination issues due in (working days)",
        default=5,
        help="Working days after today that a new coordination issue proposes as its deadline.",
        groups=SETTINGS,
    )
    kfz_climb_days = fields.Integer(
        "Overdue issues climb every (working days)",
        default=3,
        help="An overdue issue climbs on the first working day after its deadline, and again each time so many working days have passed.",
        groups=SETTINGS,
    )

    _kfz_issue_days_sane = models.Constraint(
        "CHECK(kfz_issue_days BETWEEN 1 AND 250)",
        "Coordination issues are due in 1 to 250 working days.",
    )
    _kfz_climb_days_sane = models.Constraint(
        "CHECK(kfz_climb_days BETWEEN 1 AND 250)",
        "Overdue issues climb every 1 to 250 working days.",
    )
