from odoo import fields, models

from ...domain import portal


class MailMail(models.Model):
    """A mail that tells people of an intermediary of a bank account, and could not be sent, is the managers' to make up for."""

    _inherit = "mail.mail"

    # stays empty for every other mail
    kfz_account_id = fields.Many2one(
        "kfz.intermediary.account", "Bank account", index="btree_not_null", ondelete="cascade"
    )

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        # sudo: accounts are the managers'; mails are sent by the system
        accounts = self.sudo().kfz_account_id if failure_type else self.kfz_account_id.browse()
        accounts._kfz_tell_mail_failed()
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason=failure_reason, failure_type=failure_type
        )


class KfzIntermediaryAccount(models.Model):
    """Telling the managers that nobody could be warned."""

    _inherit = "kfz.intermediary.account"

    def _kfz_tell_mail_failed(self):
        """Tell the managers whom to call, once an account even if several mails fail together."""
        for account in self:
            account._kfz_tell_managers(
                lambda env: env._("Bank account: warning not sent"),
                lambda env, account=account: env._(
                    "The e-mail that warns %(intermediary)s of a new bank account ending in %(number)s could not be sent. Call them at a number that you know, and ask whether the account is theirs, before you confirm it.",
                    intermediary=account.partner_id.name,
                    number=portal.masked(account.account_number),
                ),
            )
