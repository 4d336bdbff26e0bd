import json

from odoo import api, fields, models
from odoo.tools import SQL

from ...domain import award
from . import award_words
from .kfz_award import CONFIRMED, OPEN


class KfzAward(models.Model):
    """A change of what an award stands on reopens it, visibly; after payment it raises the question of claiming back."""

    _inherit = "kfz.award"

    def _kfz_reopen(self, reason, step="reopened"):
        """Take the confirmations back; who gave them is told."""
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
            record.message_post(
                body=self.env._(
                    "Reopened: %(reason)s Both confirmations are needed again. The award was %(before)s yuan and is %(now)s yuan now.",
                    reason=reason,
                    before=award_words.money(before),
                    now=award_words.money(award.fen(record.amount)),
                )
            )
            for user in told:
                record.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=self.env._("Reopened: confirm again"),
                    note=reason,
                    user_id=user.id,
                )

    def _kfz_raise_question(self, reason):
        """After payment: nothing is undone, but the zone's managers are asked."""
        for record in self.filtered(lambda record: record.state == "paid"):
            [(live, _mode)] = record._kfz_calculate().values()
            question = self.env._(
                "%(reason)s By what is known now the award would be %(now)s yuan; %(paid)s yuan were paid.",
                reason=reason,
                now=award_words.money(live.amount),
                paid=award_words.money(award.fen(record.amount)),
            )
            record.question = question
            record._kfz_enter(
                "question", reason=reason, live_base=live.base, live_amount=live.amount
            )
            record.message_post(body=question)
            # sudo: the zone's managers are looked up to tell them
            managers = self.env.ref("kfz_investment.group_kfz_manager").sudo().all_user_ids
            for user in managers.filtered(
                lambda user, zone=record.company_id: zone in user.company_ids
            )[:3]:
                record.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=self.env._("Claim back or let it stand?"),
                    note=question,
                    user_id=user.id,
                )

    def _kfz_input_changed(self, reason):
        """Something that the awards stand on changed."""
        self._kfz_lock()
        self.filtered(lambda record: record.state in OPEN)._kfz_refresh()
        self._kfz_reopen(reason)
        self._kfz_raise_question(reason)

    # what may change

    @api.model
    def _kfz_trade_changed(self, records):
        """Trade records were confirmed, reversing entries included: the awards whose first year holds them follow."""
        records.flush_recordset()
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT a.id FROM kfz_trade_record t
                 JOIN kfz_award a ON a.company_id = t.company_id AND a.partner_id = t.partner_id
                  AND t.month BETWEEN a.month_first AND a.month_last
                WHERE t.id = ANY(%s) AND t.is_bonded AND a.state NOT IN ('refused', 'clawed_back')""",
                list(records._ids),
            )
        )
        awards = self.browse(row[0] for row in rows)
        if not awards:
            return
        awards.filtered(lambda record: record.state in OPEN)._kfz_refresh()
        others = awards.filtered(lambda record: record.state not in OPEN)
        for record in others:
            touched = records.filtered(
                lambda trade, of=record: (
                    trade.partner_id == of.partner_id
                    and trade.company_id == of.company_id
                    and of.month_first <= trade.month <= of.month_last
                )
            )
            record._kfz_input_changed(
                self.env._(
                    "Trade of %(months)s was confirmed or reversed after the confirmation.",
                    months="、".join(
                        sorted({f"{month:%Y-%m}" for month in touched.mapped("month")})
                    ),
                )
            )

    def _kfz_follow_landing(self):
        """The landing of the awards' projects changed: new date, withdrawn, or recognised again."""
        for record in self.filtered(lambda record: record.state not in ("refused", "clawed_back")):
            landed = record.lead_id.landed_date
            if landed == record.landed_on:
                continue
            reason = self.env._(
                "The landing on %(date)s is no longer recognised.", date=record.landed_on
            )
            if landed:
                reason = self.env._(
                    "The landing was moved from %(before)s to %(now)s.",
                    before=record.landed_on,
                    now=landed,
                )
            if record._kfz_is_known(reason):
                continue
            record._kfz_lock()
            if record.state != "paid":
                if landed:
                    record._kfz_move_window(landed)
                record._kfz_enter("landing", reason=reason)
                record.message_post(body=reason)
            record._kfz_reopen(reason)
            if record.state in OPEN:
                record.state = "claimable" if landed and record._kfz_is_over() else "accruing"
                record._kfz_refresh()
            record._kfz_raise_question(reason)

    def _kfz_is_known(self, reason):
        """Whether this very change is the last thing that the ledger tells of the award, or a question that was asked before."""
        entries = self.entry_ids.sorted("sequence")
        entries = (
            entries.filtered(lambda entry: entry.step == "question")
            if self.state == "paid"
            else entries[-1:]
        )
        return any(json.loads(entry.content).get("reason") == reason for entry in entries)

    def _kfz_move_window(self, landed_on):
        """Landing date, scheme for that date and window, as of now."""
        scheme = self.lead_id._kfz_award_scheme() or self.scheme_id
        values = self._kfz_window_vals(scheme, landed_on)
        self.flush_recordset()
        self._kfz_update(
            ("scheme_id", "landed_on", "month_first", "month_last"),
            [
                (
                    self.id,
                    *(
                        values[name]
                        for name in ("scheme_id", "landed_on", "month_first", "month_last")
                    ),
                )
            ],
        )

    def _kfz_follow_referral(self):
        """A referral that is no longer accepted takes the award's ground away."""
        lost = self.filtered(lambda record: record.referral_id.state != "accepted")
        lost.filtered(lambda record: record.state in (*CONFIRMED, "paid"))._kfz_input_changed(
            self.env._("The referral is no longer accepted.")
        )


class KfzTradeRecord(models.Model):
    """Awards follow confirmed trade."""

    _inherit = "kfz.trade.record"

    def _kfz_confirmed_changed(self):
        super()._kfz_confirmed_changed()
        # sudo: figures of awards follow from confirmed trade, whoever confirms it
        self.env["kfz.award"].sudo()._kfz_trade_changed(self)


class KfzReferral(models.Model):
    """Awards follow the decision on a referral, whenever it comes."""

    _inherit = "kfz.referral"

    award_ids = fields.One2many(
        "kfz.award", "referral_id", "Awards", groups="kfz_investment.group_kfz_officer"
    )

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            # sudo: awards are the system's; who decides on a referral was checked there
            referrals = self.sudo()
            referrals.lead_id._kfz_sync_awards()
            referrals.award_ids._kfz_follow_referral()
        return result
