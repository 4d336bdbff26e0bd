from odoo import api, fields, models


class KfzTradeReverse(models.TransientModel):
    """Correct a confirmed trade record: why, and the right value where there is one."""

    _name = "kfz.trade.reverse"
    _description = "Reverse a trade record"

    record_id = fields.Many2one("kfz.trade.record", "Trade record", required=True)
    partner_id = fields.Many2one(related="record_id.partner_id")
    month = fields.Date(related="record_id.month")
    direction = fields.Selection(related="record_id.direction")
    mode = fields.Selection(related="record_id.mode")
    amount = fields.Monetary("Confirmed value", related="record_id.amount")
    currency_id = fields.Many2one(related="record_id.currency_id")
    reason = fields.Char(required=True)
    is_replaced = fields.Boolean(
        "Enter the correct value",
        default=True,
        help="Creates a draft with the correct value next to the reversing entry.",
    )
    new_amount = fields.Monetary("Correct value")

    @api.onchange("record_id")
    def _onchange_record_id(self):
        self.new_amount = self.amount

    def action_apply(self):
        """Make the drafts, and open them."""
        self.ensure_one()
        drafts = self.record_id._kfz_reverse(self.reason, self.is_replaced and self.new_amount)
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_trade_record_action"
        )
        return {
            **action,
            "domain": [("id", "in", drafts.ids)],
            "context": {},
            "name": self.env._("Waiting for confirmation"),
        }
