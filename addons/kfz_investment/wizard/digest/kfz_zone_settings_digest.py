from odoo import api, fields, models


class KfzZoneSettings(models.TransientModel):
    """What may stand in messages that leave the system."""

    _inherit = "kfz.zone.settings"

    names_in_messages = fields.Boolean(
        "Names in messages",
        help="Whether mails of the daily digest and messages of robots name projects and what is overdue. Without it, they say how many there are. Amounts are never in them.",
    )

    @api.model
    def _kfz_value_names(self):
        return (*super()._kfz_value_names(), "names_in_messages")
