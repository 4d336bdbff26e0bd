from odoo import fields, models


class KfzPortalReason(models.TransientModel):
    """Ask for the reason with which an access ends or a bank account is refused."""

    _name = "kfz.portal.reason"
    _description = "Reason for an end or a refusal"

    access_id = fields.Many2one("kfz.portal.access", "Portal access")
    account_id = fields.Many2one("kfz.intermediary.account", "Bank account")
    reason = fields.Text(help="The intermediary can read why a bank account is refused.")

    def action_apply(self):
        """End the access, or refuse the account, with the reason; one of the two is given."""
        self.ensure_one()
        if self.access_id:
            self.access_id.action_end(self.reason)
        if self.account_id:
            self.account_id.action_refuse(self.reason)
        return {"type": "ir.actions.act_window_close"}
