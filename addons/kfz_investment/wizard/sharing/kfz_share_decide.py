from odoo import fields, models


class KfzShareDecide(models.TransientModel):
    """Accept or decline the answer “promote together”."""

    _name = "kfz.share.decide"
    _description = "Decide on an answer"

    response_id = fields.Many2one("kfz.share.response", "Answer", required=True)
    asked_by_id = fields.Many2one(related="response_id.company_id", string="Zone that answered")
    asked = fields.Char(related="response_id.note", string="Its message")
    decision = fields.Selection(
        [("accept", "Promote together"), ("decline", "Decline")], required=True, default="accept"
    )
    note = fields.Char("Message", help="Visible to the zone that answered.")

    def action_apply(self):
        """Send the decision; an accepted answer opens the joint promotion."""
        self.ensure_one()
        if self.decision == "decline":
            self.response_id.action_decline_together(self.note)
            return {"type": "ir.actions.act_window_close"}
        promotion = self.response_id.action_accept_together(self.note)
        Promotion = self.env["kfz.joint.promotion"]
        return Promotion._kfz_show(Promotion.browse(promotion))
