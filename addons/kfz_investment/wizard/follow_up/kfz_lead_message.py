from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html


class KfzLeadMessage(models.TransientModel):
    """A message on a project in three taps: to its account manager and its followers, on its chatter."""

    _name = "kfz.lead.message"
    _description = "Message on a project"

    lead_id = fields.Many2one("crm.lead", "Project", required=True)
    text = fields.Text("Message", required=True)

    def action_send(self):
        """Post it in the user's own name.

        :raises UserError: without a word
        :raises AccessError: on a project that the user does not read
        """
        self.ensure_one()
        self.lead_id.check_access("read")
        if not (self.text or "").strip():
            raise UserError(self.env._("Write what you want to say first."))
        manager = self.lead_id.user_id - self.env.user
        self.lead_id.message_post(
            body=plaintext2html(self.text),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=manager.partner_id.ids,
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The message stands on the project."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
