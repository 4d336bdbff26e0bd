from odoo import fields, models

from ..base.res_company import SETTINGS


class ResCompany(models.Model):
    """What may stand in messages that leave the system."""

    _inherit = "res.company"

    kfz_names_in_messages = fields.Boolean(
        "Names in messages",
        help="Whether mails of the daily digest and messages of robots name projects and what is overdue. Without it, they say how many there are. Amounts are never in them.",
        groups=SETTINGS,
    )
