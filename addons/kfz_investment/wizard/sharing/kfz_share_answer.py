from odoo import fields, models

from ...models.sharing.kfz_share_response import KINDS


class KfzShareAnswer(models.TransientModel):
    """Answer a sheet of the joint pool."""

    _name = "kfz.share.answer"
    _description = "Answer a shared project"

    sheet_id = fields.Many2one("kfz.shared.project", "Shared project", required=True)
    kind = fields.Selection(KINDS, "Answer", required=True, default="interested")
    note = fields.Char(help="Visible to the sharing zone only.")

    def action_apply(self):
        """Send the answer."""
        self.ensure_one()
        self.sheet_id.action_respond(self.kind, self.note)
        return {"type": "ir.actions.act_window_close"}
