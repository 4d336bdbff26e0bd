from odoo import fields, models

from ...domain import calendar


class KfzLightReason(models.Model):
    """Why a project stood still for a month, in one line: who gave the reason, on which day. Rows are only added."""

    _name = "kfz.light.reason"
    _description = "Reason for a month without progress"
    _inherit = ["kfz.append.only.mixin"]
    _order = "given_on desc, id desc"

    lead_id = fields.Many2one("crm.lead", "Project", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True)
    name = fields.Char("Reason in one line", required=True)
    month = fields.Date(
        "Month", required=True, help="The first day of the month for which it was given."
    )
    given_on = fields.Date("Given on", required=True, default=lambda self: calendar.today())
    user_id = fields.Many2one(
        "res.users", "Reason given by", required=True, default=lambda self: self.env.user
    )

    _once_a_month = models.UniqueIndex(
        "(lead_id, month)", "The reason for this month has been given already."
    )
