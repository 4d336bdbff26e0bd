from odoo import api, fields, models


class KfzZoneSettings(models.TransientModel):
    """How many working days a zone gives its coordination issues, and how fast overdue ones climb."""

    _inherit = "kfz.zone.settings"

    issue_days = fields.Integer(
        "Coordination issues due in (working days)",
        help="Working days after today that a new coordination issue proposes as its deadline.",
    )
    climb_days = fields.Integer(
        "Overdue issues climb every (working days)",
        help="An overdue issue climbs on the first working day after its deadline, and again each time so many working days have passed.",
    )

    @api.model
    def _kfz_value_names(self):
        return (*super()._kfz_value_names(), "issue_days", "climb_days")
