from odoo import fields, models

from ...models.first_contact.kfz_first_contact_dispute import RULINGS


class KfzFirstContactRule(models.TransientModel):
    """Rule on a dispute, as the joint office."""

    _name = "kfz.first.contact.rule"
    _description = "Rule on a first-contact dispute"

    dispute_id = fields.Many2one("kfz.first.contact.dispute", "Dispute", required=True)
    holder_id = fields.Many2one(related="dispute_id.holder_id")
    ruling = fields.Selection(RULINGS, required=True)
    reason = fields.Text("Reasons", required=True)

    def action_apply(self):
        """Close the dispute with this ruling."""
        self.ensure_one()
        self.dispute_id.action_rule(self.ruling, self.reason)
        return {"type": "ir.actions.act_window_close"}
