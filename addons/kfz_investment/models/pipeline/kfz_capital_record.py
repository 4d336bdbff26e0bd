from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import calendar
from ..base.documents import Documents


class KfzCapitalRecord(models.Model):
    """Capital in place: money that an investor paid in, on a date, with its proof."""

    _name = "kfz.capital.record"
    _description = "Capital in place"
    _inherit = ["kfz.evidence.mixin", "kfz.money.mixin"]
    _order = "received_on, id"
    _rec_name = "received_on"
    _money_date = "received_on"

    received_on = fields.Date("Received on", required=True, default=lambda self: calendar.today())
    amount = fields.Monetary(help="A refund is entered as a negative amount.")
    attachment_ids = Documents(
        "ir.attachment", "kfz_capital_record_attachment_rel", "record_id", "attachment_id", "Proof"
    )
    note = fields.Char()

    @api.constrains("received_on")
    def _check_received_on(self):
        today = calendar.today()
        for record in self:
            if record.received_on > today:
                raise ValidationError(
                    self.env._(
                        "Capital cannot be in place on a future date (%(date)s).",
                        date=record.received_on,
                    )
                )
