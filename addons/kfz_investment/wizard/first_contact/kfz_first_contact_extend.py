from odoo import fields, models


class KfzFirstContactExtend(models.TransientModel):
    """Extend a first-contact claim, with a reason."""

    _name = "kfz.first.contact.extend"
    _description = "Extend a first-contact claim"

    claim_id = fields.Many2one("kfz.first.contact", "Claim", required=True)
    protected_until = fields.Date(related="claim_id.protected_until")
    days = fields.Integer("Additional days", required=True, default=90)
    reason = fields.Char(required=True)

    def action_apply(self):
        """Extend the claim."""
        self.ensure_one()
        self.claim_id.action_extend(self.days, self.reason)
        return {"type": "ir.actions.act_window_close"}
