import json

from odoo import api, fields, models
from odoo.tools import SQL

from ..base.lists import comma
from ..base.period_words import month_text
from .kfz_award import CONFIRMED, OPEN


class KfzAward(models.Model):
    """Awards follow what they rest on: confirmed trade, the landing, the referral."""

    _inherit = "kfz.award"

    @api.model
    def _kfz_trade_changed(self, records):
        """Bring the awards in line whose first year holds the trade records that were just confirmed, reversing entries included."""
        records.flush_recordset()
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT a.id FROM kfz_trade_record t
                 JOIN kfz_award_company_rel c ON c.partner_id = t.partner_id
                 JOIN kfz_award a ON a.id = c.award_id AND a.company_id = t.company_id
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
                    trade.partner_id in of.trade_partner_ids
                    and trade.company_id == of.company_id
                    and of.month_first <= trade.month <= of.month_last
                )
            )
            record._kfz_input_changed(
                self.env._(
                    "Trade of %(months)s was confirmed or reversed after the confirmation.",
                    months=comma(self.env).join(
                        month_text(self.env, month)
                        for month in sorted(set(touched.mapped("month")))
                    ),
                )
            )

    def _kfz_follow_landing(self):
        """Bring the awards in line with a changed landing: new date, withdrawn, or recognised again."""
        for record in self.filtered(lambda record: record.state not in ("refused", "clawed_back")):
            landed = record.lead_id.landed_date
            if landed == record.landed_on:
                continue
            reason = record._landing_words(landed)
            if record._kfz_is_known(reason):
                continue
            record._kfz_lock()
            if record.state != "paid":
                if landed:
                    record._kfz_move_window(landed)
                record._kfz_follow_window(landed)
                record._kfz_enter("landing", reason=reason)
                record.message_post(body=reason)
            record._kfz_reopen(reason)
            if record._kfz_follow_window(landed):
                record._kfz_enter("landing", reason=reason)
            record._kfz_raise_question(reason)

    def _kfz_follow_window(self, landed):
        """State and figures of an open award by its new first year; whether the state changed."""
        before = self.state
        if before in OPEN:
            self.state = "claimable" if landed and self._kfz_is_over() else "accruing"
            self._kfz_refresh()
        return self.state != before

    def _landing_words(self, landed):
        """How the landing of the award changed."""
        if not landed:
            return self.env._(
                "The landing on %(date)s is no longer recognised.", date=self.landed_on
            )
        return self.env._(
            "The landing was moved from %(before)s to %(now)s.", before=self.landed_on, now=landed
        )

    def _kfz_is_known(self, reason):
        """Whether the last entry of the ledger on the award tells of this very change, or a question asked it before."""
        entries = self.entry_ids.sorted("sequence")
        entries = (
            entries.filtered(lambda entry: entry.step == "question")
            if self.state == "paid"
            else entries[-1:]
        )
        return any(json.loads(entry.content).get("reason") == reason for entry in entries)

    def _kfz_move_window(self, landed_on):
        """Write a new landing date, the scheme for that date, and the window."""
        scheme = self.lead_id._kfz_award_scheme() or self.scheme_id
        values = self._kfz_window_vals(scheme, landed_on)
        names = ("scheme_id", "landed_on", "month_first", "month_last")
        self.flush_recordset()
        self._kfz_update(
            names,
            [(self.id, *(values[name] for name in names))],
        )

    def _kfz_follow_referral(self):
        """Reopen or question awards whose referral is no longer accepted."""
        lost = self.filtered(lambda record: record.referral_id.state != "accepted")
        lost.filtered(lambda record: record.state in (*CONFIRMED, "paid"))._kfz_input_changed(
            self.env._("The referral is no longer accepted.")
        )


class CrmLead(models.Model):
    """Awards open and follow with the landing and the referral of their project."""

    _inherit = "crm.lead"

    def write(self, vals):
        result = super().write(vals)
        if "referral_id" in vals:
            # sudo: an award follows from landing and referral, whichever user links them
            self.sudo()._kfz_sync_awards()
        return result

    def _kfz_sync_figures(self):
        super()._kfz_sync_figures()
        # sudo: an award follows from landing and referral, whichever user recognises the landing
        self.sudo()._kfz_sync_awards()

    def _kfz_project_companies_changed(self):
        super()._kfz_project_companies_changed()
        # sudo: an award follows from the landing, whichever user changes its companies
        leads = self.sudo()
        leads._kfz_sync_awards()
        reason = self.env._(
            "A landing of another project that names the same company was changed after the confirmation."
        )
        leads.env["kfz.award"]._kfz_follow_shared_companies(leads, reason)

    def _kfz_sync_awards(self):
        """Open the awards that are due, and let those that exist follow a changed landing."""
        leads = self.filtered("is_promotion")
        if not leads:
            return
        Award = self.env["kfz.award"]
        existing = Award.search([("lead_id", "in", leads.ids)])
        existing._kfz_follow_landing()
        existing._kfz_follow_companies()
        for lead in leads - existing.lead_id:
            referral = lead.referral_id
            if (
                referral
                and lead.landed_date
                and not lead._kfz_award_problem(referral, lead._kfz_award_scheme())
            ):
                Award.create({"lead_id": lead.id})


class KfzTradeRecord(models.Model):
    """Awards follow confirmed trade."""

    _inherit = "kfz.trade.record"

    def _kfz_confirmed_changed(self):
        super()._kfz_confirmed_changed()
        # sudo: figures of awards follow from confirmed trade, whichever user confirms it
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
            # sudo: awards are the system's; the right to decide on the referral was checked there
            referrals = self.sudo()
            referrals.lead_id._kfz_sync_awards()
            referrals.award_ids._kfz_follow_referral()
        return result
