from odoo import fields, models


class KfzFirstContactAnswer(models.TransientModel):
    """Answer a zone that asks to promote together."""

    _name = "kfz.first.contact.answer"
    _description = "Answer a request to promote together"

    request_id = fields.Many2one("kfz.first.contact.request", "Request", required=True)
    answer = fields.Selection(
        [("accept", "Promote together"), ("decline", "Decline")], required=True, default="accept"
    )
    note = fields.Text(
        "Message", help="Read by the zone that asks. If you accept, your contact desk goes along."
    )

    def action_apply(self):
        """Send the answer."""
        self.ensure_one()
        if self.answer == "accept":
            self.request_id.action_accept(self.note)
        else:
            self.request_id.action_decline(self.note)
        return {"type": "ir.actions.act_window_close"}
