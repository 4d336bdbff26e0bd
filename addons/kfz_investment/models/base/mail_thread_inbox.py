from odoo import models


class MailThread(models.AbstractModel):
    """No notice to a colleague of a zone depends on an e-mail that cannot be sent."""

    _inherit = "mail.thread"

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Colleagues of zones without an e-mail address get in their inbox what would have been sent."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        lost = [
            data
            for data in recipients
            if data["notif"] == "email"
            and data["uid"]
            and not data["ushare"]
            and not data["email_normalized"]
        ]
        if not lost:
            return recipients
        # sudo: where a colleague works, to reach that person
        users = self.env["res.users"].sudo().browse([data["uid"] for data in lost])
        reached = users.filtered(lambda user: user.company_ids.filtered("zone_code"))._ids
        return [
            {**data, "notif": "inbox"} if data["uid"] in reached and data in lost else data
            for data in recipients
        ]
