from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from ..base.nightly import nightly
from ..base.period_words import day_text
from .kfz_award_rules import PAID_BY_ANOTHER, READY, SAME_COMPANIES


class KfzAward(models.Model):
    """From the confirmations to the payment: publicity, payable, paid."""

    _inherit = "kfz.award"

    def action_publish(self):
        """Publish a confirmed award for the days that its scheme says; objections are heard until then."""
        records = self._kfz_as_manager("committee_confirmed", rules=(READY, SAME_COMPANIES))
        for record in records:
            days = record.scheme_id.publicity_days
            if not days:
                raise UserError(
                    self.env._(
                        "%(award)s: its scheme has no publicity. It can be paid.", award=record.name
                    )
                )
            start = calendar.today()
            record.write(
                {
                    "state": "publicity",
                    "public_from": start,
                    "public_to": fields.Date.add(start, days=days),
                }
            )
        records._kfz_enter("publicity")
        return True

    def action_payable(self):
        """Let the award be paid: publicity is over, and each objection is answered."""
        records = self._kfz_as_manager("publicity", rules=(SAME_COMPANIES,))
        for record in records:
            if problem := record._kfz_publicity_problem():
                raise UserError(problem)
            record._kfz_check_objections()
        records._kfz_to_payable()
        return True

    def action_mark_paid(self, reference=None, paid_on=None):
        """Enter the payment, once.

        :param reference: of the payment; can also be given later with the same step in the window
        :param paid_on: Shanghai date, today by default
        :raises UserError: when it is not payable or paid already, or the user confirmed it
        """
        records = self._kfz_as_manager(
            "payable", "committee_confirmed", rules=(READY, SAME_COMPANIES, PAID_BY_ANOTHER)
        )
        reference = self._kfz_entered_line(reference)
        records._kfz_check_once()
        day = self._kfz_payment_day(paid_on)
        if day > calendar.today():
            raise UserError(
                self.env._(
                    "A payment on %(date)s has not happened yet.", date=day_text(self.env, day)
                )
            )
        for record in records:
            if problem := record._payment_problem():
                raise UserError(problem)
        for record in records:
            # sudo: the account was found with the manager's rights; the field is guarded from hand
            record.sudo().paid_account_id = record._kfz_pay_account()
        records.write(
            {
                "state": "paid",
                "paid_on": day,
                "paid_by_id": self.env.uid,
                "payment_reference": reference or False,
            }
        )
        records._kfz_enter("paid", reference=reference, paid_on=day.isoformat())
        return True

    def _kfz_payment_day(self, paid_on):
        """:raises UserError: when it is no date"""
        try:
            return fields.Date.to_date(paid_on) or calendar.today()
        except (TypeError, ValueError) as error:
            raise UserError(
                self.env._("“%(date)s” is not a date. Write it like 2026-09-30.", date=paid_on)
            ) from error

    def _payment_problem(self):
        """Why the award cannot be paid now, in one sentence; None when it can."""
        if self.state == "committee_confirmed" and self.scheme_id.publicity_days:
            return self.env._(
                "%(award)s is paid after its publicity of %(days)s days. Publish it first.",
                award=self.name,
                days=self.scheme_id.publicity_days,
            )
        if not self.amount:
            return self.env._(
                "%(award)s comes to nothing: there is nothing to pay. Refuse it with this reason.",
                award=self.name,
            )
        # by a clock that was ahead it became payable too early
        return self._kfz_publicity_problem() or self._kfz_account_problem()

    def _kfz_publicity_problem(self):
        """Why an award that was made public waits; None when its last day has passed, or there is none."""
        if not self.public_to or calendar.today() > self.public_to:
            return None
        return self.env._(
            "%(award)s is public until %(date)s; wait for that day to pass.",
            award=self.name,
            date=day_text(self.env, self.public_to),
        )

    def _kfz_to_payable(self):
        """Make the awards payable, and enter it into the ledger."""
        self.write({"state": "payable"})
        self._kfz_enter("payable")

    @api.model
    @nightly
    def _cron_advance(self):
        """Make awards claimable whose first year is over, and payable whose publicity is over; nightly."""
        today = calendar.today()
        self.search([("state", "=", "accruing"), ("month_last", "<", today)])._kfz_ripen()
        for record in self.search([("state", "=", "publicity"), ("public_to", "<", today)]):
            try:
                record._kfz_check_objections()
                record._kfz_check(("publicity",), SAME_COMPANIES)
            except UserError:
                continue
            record._kfz_to_payable()
