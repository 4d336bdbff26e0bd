from odoo import fields, models


class ResUsers(models.Model):
    """Where the daily digest reaches a user: always in the inbox."""

    _inherit = "res.users"

    kfz_digest_channel = fields.Selection(
        [("inbox", "Inbox"), ("mail", "Inbox and e-mail")],
        "Daily digest",
        default="inbox",
        required=True,
        # oneself reads it by SELF_READABLE_FIELDS; nobody searches by it
        groups=fields.NO_ACCESS,
        help="What there is to do today comes into the inbox on each working day, and by e-mail, too, if you choose so.",
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "kfz_digest_channel"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, "kfz_digest_channel"]

    def _kfz_wants_digest_mail(self):
        """Whether a mail goes out: the user chose it and has an address, and this system can send mail."""
        self.ensure_one()
        return bool(
            self.kfz_digest_channel == "mail"
            and self.email
            and self.env["ir.mail_server"]._kfz_is_there()
        )
