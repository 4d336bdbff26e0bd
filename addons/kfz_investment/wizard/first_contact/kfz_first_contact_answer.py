from odoo import fields, models


class KfzFirstContactAnswer(models.TransientModel):
    """Answer a zone that asks for joint promotion."""

    _name = "kfz.first.contact.answer"
    _description = "Answer a joint promotion request"

    request_id = fields.Many2one("kfz.first.contact.request", "Request", required=True)
    answer = fields.Selection(
        [("accept", "Promote together"), ("decline", "Decline")], required=True, default="accept"
    )
    note = fields.Text(
        "Message",
        help="Visible to the requesting zone. If you accept, your contact desk is included.",
    )

    def action_apply(self):
        """Send the answer."""
        self.ensure_one()
        if self.answer == "accept":
            self.request_id.action_accept(self.note)
        else:
            self.request_id.action_decline(self.note)
        return {"type": "ir.actions.act_window_close"}
