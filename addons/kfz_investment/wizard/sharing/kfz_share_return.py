from odoo import fields, models


class KfzShareReturn(models.TransientModel):
    """The receiving zone's answer to a request to return a transferred project."""

    _name = "kfz.share.return"
    _description = "Answer to a return request"

    sheet_id = fields.Many2one("kfz.shared.project", "Shared project", required=True)
    answer = fields.Selection(
        [("accept", "Return the project"), ("refuse", "Keep the project and promise progress")],
        required=True,
        default="accept",
    )
    reason = fields.Char(required=True, help="Shown on the sheet, visible to both zones.")
    date = fields.Date("Progress promised by")

    def action_apply(self):
        """Give the answer."""
        self.ensure_one()
        if self.answer == "accept":
            self.sheet_id.action_accept_return(self.reason)
        else:
            self.sheet_id.action_refuse_return(self.reason, self.date)
        return {"type": "ir.actions.act_window_close"}
