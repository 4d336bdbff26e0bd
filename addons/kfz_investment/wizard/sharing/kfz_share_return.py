from odoo import fields, models


class KfzShareReturn(models.TransientModel):
    """The receiving zone answers when a transferred project is asked back."""

    _name = "kfz.share.return"
    _description = "Answer on a return"

    sheet_id = fields.Many2one("kfz.shared.project", "Shared project", required=True)
    answer = fields.Selection(
        [("accept", "Return the project"), ("refuse", "Keep it, with a date")],
        required=True,
        default="accept",
    )
    reason = fields.Char(required=True, help="Read by both zones, on the sheet.")
    date = fields.Date("Progress promised by")

    def action_apply(self):
        """Give the answer."""
        self.ensure_one()
        if self.answer == "accept":
            self.sheet_id.action_accept_return(self.reason)
        else:
            self.sheet_id.action_refuse_return(self.reason, self.date)
        return {"type": "ir.actions.act_window_close"}
