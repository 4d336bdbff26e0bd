from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html


class KfzLeadMessage(models.TransientModel):
    """A message on a project in three taps: to its account manager and its followers, on its chatter."""

    _name = "kfz.lead.message"
    _description = "Message on a project"

    # a number and no link, which would go on showing the project's name to whoever once opened the window
    lead_id = fields.Integer("Number of the project", required=True)
    text = fields.Text("Message", required=True)

    def action_send(self):
        """Post it in the user's own name.

        :raises UserError: without a word
        :raises AccessError: on a project that the user does not read
        """
        self.ensure_one()
        lead = self.env["crm.lead"].browse(self.lead_id)
        if not lead.search_count([("id", "=", lead.id), ("is_promotion", "=", True)]):
            raise self.env["ir.rule"]._make_access_error("read", lead)
        if not (self.text or "").strip():
            raise UserError(self.env._("Write what you want to say first."))
        manager = lead.user_id - self.env.user
        lead.message_post(
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
