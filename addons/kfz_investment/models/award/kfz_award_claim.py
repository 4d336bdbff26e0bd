from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...domain import award, calendar
from ..base.period_words import day_text, month_text
from ..base.sql_arrays import sql_ids
from .kfz_award_rules import READY


class KfzAward(models.Model):
    """The way to the claim: the first year ends, the award becomes claimable, a manager claims it."""

    _inherit = "kfz.award"

    def action_claimable(self):
        """Let the award be claimed: its first year is over, or all its months are confirmed already."""
        records = self._kfz_as_manager("accruing", rules=(READY,))
        live = records._kfz_live()
        for record in records:
            missing = [month for month in live[record.id][0] if month.reason != award.COUNTED]
            if missing and not record._kfz_is_over():
                raise UserError(
                    self.env._(
                        "%(award)s: the first year ends on %(date)s, and %(count)s of its months are not confirmed yet, the first of them "
                        "%(month)s.",
                        award=record.name,
                        date=day_text(self.env, award.window_end(record.month_last)),
                        count=len(missing),
                        month=month_text(self.env, missing[0].month),
                    )
                )
        records._kfz_to_claimable()
        return True

    def action_request(self):
        """Claim the award, in time and with its evidence."""
        records = self._kfz_as_manager("claimable")
        for record in records:
            if problem := record._claim_problem():
                raise UserError(problem)
        records.write({"claimed_on": fields.Datetime.now(), "claimed_by_id": self.env.uid})
        records._kfz_decided("claim")
        records._kfz_enter("claimed")
        records._kfz_ask(
            "group_kfz_customs", self.env._("Confirm this referral award for customs.")
        )
        return True

    def _claim_problem(self):
        """Why the award cannot be claimed now, in one sentence; None when it can."""
        if self.claimed_on:
            return self.env._("%(award)s has been claimed already.", award=self.name)
        late = self.claim_until and calendar.today() > self.claim_until
        # claimed in time: only the companies were changed since
        if late and not self._kfz_was_claimed():
            return self.env._(
                "%(award)s could be claimed until %(date)s; that is past. Refuse it with this reason.",
                award=self.name,
                date=day_text(self.env, self.claim_until),
            )
        if self.scheme_id.required_evidence and not self.attachment_ids:
            return self.env._(
                "%(award)s: the scheme asks for evidence. Attach it first:\n%(list)s",
                award=self.name,
                list=self.scheme_id.required_evidence,
            )
        return None

    def _kfz_was_claimed(self):
        """Whether the award was claimed before, though the claim may no longer hold."""
        return "claimed" in self.entry_ids.mapped("step")

    def _kfz_to_claimable(self):
        """Make the awards claimable, and enter it into the ledger."""
        if self:
            self._kfz_update(("state",), [(record.id, "claimable") for record in self])
            self._kfz_refresh()
            self._kfz_enter("claimable")

    def _kfz_ripen(self):
        """Make awards claimable whose first year is over, without waiting for the nightly job."""
        self.flush_recordset()
        accruing = self.browse(
            row[0]
            for row in self.env.execute_query(
                SQL(
                    "SELECT id FROM kfz_award WHERE id = ANY(%s) AND state = 'accruing'",
                    sql_ids(self),
                )
            )
        )
        accruing.filtered(lambda record: record._kfz_is_ripe())._kfz_to_claimable()

    def _kfz_is_over(self):
        """Whether the first year is over."""
        return calendar.today() > award.window_end(self.month_last)

    def _kfz_is_ripe(self):
        """Whether the award can be claimed at once: the first year is over, landing and referral still hold."""
        return (
            self._kfz_is_over()
            and self.lead_id.landed_date == self.landed_on
            and self.referral_id.state == "accepted"
        )
