from odoo import fields, models


class KfzAward(models.Model):
    """The account to which an award is paid: a confirmed one, past the zone's days of waiting."""

    _inherit = "kfz.award"

    paid_account_id = fields.Many2one(
        "kfz.intermediary.account",
        "Paid to account",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        groups="kfz_investment.group_kfz_manager",
    )

    def _kfz_pay_account(self):
        """The payee's usable account in the zone, or else the intermediary's; empty when there is none."""
        Account = self.env["kfz.intermediary.account"]
        return Account._kfz_usable(self.payee_id, self.company_id) or Account._kfz_usable(
            self.intermediary_id, self.company_id
        )

    def _kfz_account_problem(self):
        """Why there is no account to pay to, in one sentence; None when there is one."""
        if self._kfz_pay_account():
            return None
        # the payee first: the first of the two with an account that waits is the one to look after
        return self.env["kfz.intermediary.account"]._kfz_unusable_message(
            self.payee_id | self.intermediary_id, self.company_id
        )
