from odoo import models

from ...domain import award
from . import award_words
from .kfz_award import CONFIRMED, OPEN
from .kfz_award_guard import GROUPS


class KfzAward(models.Model):
    """A change of what an award rests on reopens it, visibly; after payment it raises the question of claiming back."""

    _inherit = "kfz.award"

    def _kfz_return(self, reason):
        """Send a confirmed award back, to be confirmed again; for verifiers and managers."""
        user = self.env.user
        role = next((role for role, group in GROUPS.items() if user.has_group(group)), "manager")
        records = self._locked_as(role)
        records._kfz_check(CONFIRMED)
        records._kfz_reopen(self._kfz_reason(reason), step="returned")
        return True

    def _kfz_reopen(self, reason, step="reopened"):
        """Take the confirmations back, and tell the users who gave them."""
        confirmed = self.filtered(lambda record: record.state in CONFIRMED)
        for record in confirmed:
            told = record.customs_user_id | record.committee_user_id
            before = award.fen(record.amount)
            record.write(
                {
                    "state": "claimable" if record._kfz_is_over() else "accruing",
                    "reason": reason,
                    "customs_user_id": False,
                    "customs_on": False,
                    "committee_user_id": False,
                    "committee_on": False,
                    "public_from": False,
                    "public_to": False,
                    "fund_source": False,
                }
            )
            record._kfz_refresh()
            record._kfz_enter(step, reason=reason, before=before)
            # what customs had confirmed is no longer kept
            record._kfz_decided("companies")
            record._kfz_follow_companies()
            record.message_post(
                body=self.env._(
                    "Reopened: %(reason)s Both confirmations are needed again. The award was %(before)s and is %(now)s now.",
                    reason=reason,
                    before=award_words.amount(self.env, before),
                    now=award_words.amount(self.env, award.fen(record.amount)),
                )
            )
            for user in told:
                record.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=self.env._("Reopened: confirm again"),
                    note=reason,
                    user_id=user.id,
                )

    def _kfz_raise_question(self, reason, by_landing=False, **content):
        """Ask the zone's managers after payment; nothing is undone.

        :param by_landing: say what the award would be with the companies that the landing names now
        :param content: more for the entry of the ledger
        """
        for record in self.filtered(lambda record: record.state == "paid"):
            [(live, _mode)] = record._kfz_calculate(by_landing).values()
            question = self.env._(
                "%(reason)s With what is known now, the award would be %(now)s; %(paid)s was paid.",
                reason=reason,
                now=award_words.amount(self.env, live.amount),
                paid=award_words.amount(self.env, award.fen(record.amount)),
            )
            record.question = question
            record._kfz_enter(
                "question", reason=reason, live_base=live.base, live_amount=live.amount, **content
            )
            record.message_post(body=question)
            record._kfz_ask_managers("paid", question)

    def _kfz_input_changed(self, reason):
        """Bring the awards in line with a change of what they rest on: refresh, reopen, or ask."""
        self._kfz_lock()
        self.filtered(lambda record: record.state in OPEN)._kfz_refresh()
        self._kfz_reopen(reason)
        self._kfz_raise_question(reason)
