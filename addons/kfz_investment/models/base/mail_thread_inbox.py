from odoo import models


class MailThread(models.AbstractModel):
    """No notice to a colleague of a zone depends on an e-mail that cannot be sent."""

    _inherit = "mail.thread"

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Colleagues of zones without an e-mail address get in their inbox what would have been sent."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        lost = [data["uid"] for data in recipients if _is_lost(data)]
        if not lost:
            return recipients
        # sudo: where a colleague works, to reach that person
        users = self.env["res.users"].sudo().browse(lost)
        reached = users.filtered(lambda user: user.company_ids.filtered("zone_code"))._ids
        return [
            {**data, "notif": "inbox"} if data["uid"] in reached else data for data in recipients
        ]


def _is_lost(data):
    """Whether a notice to a colleague would be a mail without an address."""
    is_colleague = data["uid"] and not data["ushare"]
    return is_colleague and data["notif"] == "email" and not data["email_normalized"]
