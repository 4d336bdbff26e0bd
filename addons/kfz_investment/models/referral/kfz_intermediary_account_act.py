import datetime

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...domain import calendar


class KfzIntermediaryAccount(models.Model):
    """Deciding on an account: confirmed by a second person, refused, stopped by an objection."""

    _inherit = "kfz.intermediary.account"

    def action_confirm(self):
        """Confirm accounts that wait, after comparing them with the agreement; awards are paid to them after the zone's days of waiting.

        :raises AccessError: when the user is not a manager of the zone
        :raises UserError: when the user entered it, or it does not wait
        """
        self._kfz_check_manager()
        for account in self:
            account._kfz_check_state("waiting")
            if account.user_id == self.env.user:
                raise UserError(
                    self.env._(
                        "You entered the account %(number)s, so another manager of the zone confirms it.",
                        number=account.account_number,
                    )
                )
            days = account.company_id._kfz_settings().kfz_account_wait_days
            # sudo: the state is guarded from hand; role, zone and state have been checked
            account.sudo().write(
                {
                    "state": "confirmed",
                    "confirmed_by_id": self.env.uid,
                    "confirmed_on": fields.Datetime.now(),
                    "usable_from": calendar.today() + datetime.timedelta(days=days),
                }
            )
        return True

    def action_refuse(self, reason=None):
        """Refuse accounts, also confirmed ones that turned out to be wrong; nothing is paid to them any more.

        :param str reason: the intermediary can read it
        :raises AccessError: when the user is not a manager of the zone
        :raises UserError: without a reason, or when it was refused or stopped already
        """
        self._kfz_check_manager()
        reason = self._kfz_entered(reason)
        if not reason:
            raise UserError(
                self.env._("Say why the account is refused: the intermediary can read the reason.")
            )
        for account in self:
            account._kfz_check_state("waiting", "confirmed")
        # sudo: the state is guarded from hand; role, zone and state have been checked
        self.sudo().write({"state": "refused", "reason": reason, "refused_by_id": self.env.uid})
        return True

    def _kfz_check_manager(self):
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_manager"):
            raise AccessError(
                self.env._(
                    "Only a promotion manager of the zone decides on an intermediary's bank account."
                )
            )
        self.check_access("read")

    def _kfz_check_state(self, *states):
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "The account %(number)s is “%(state)s” already. Enter the account anew if it is to be used.",
                    number=self.account_number,
                    state=labels[self.state],
                )
            )

    def _kfz_object(self, reason):
        """Stop accounts for a person who acts for the intermediary; the caller has checked that."""
        # sudo: the state is guarded from hand
        self.sudo().write(
            {
                "state": "stopped",
                "reason": reason,
                "objected_by_id": self.env.uid,
                "objected_on": fields.Datetime.now(),
            }
        )
