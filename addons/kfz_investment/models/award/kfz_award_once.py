import json

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...domain import award, award_calculation
from ..base.lists import comma
from ..base.period_words import month_text
from ..base.sql_arrays import sql_ids
from .kfz_award import CONFIRMED


class KfzAward(models.Model):
    """Trade for which an award was paid counts for no other one, whichever landed first, until the whole award is clawed back."""

    _inherit = "kfz.award"

    def _kfz_days_elsewhere(self, companies):
        return super()._kfz_days_elsewhere(companies) | self._kfz_days_paid(companies)

    def _kfz_days_paid(self, companies):
        """The same of months that another award was paid for; of awards that are not paid themselves."""
        rows = self.env.execute_query(
            SQL(
                """SELECT a.id, c.partner_id, a.month_first, a.month_last, b.id
                     FROM kfz_award a JOIN %s c ON c.award_id = a.id
                     JOIN kfz_award_company_rel d ON d.partner_id = c.partner_id AND d.award_id <> a.id
                     JOIN kfz_award b ON b.id = d.award_id AND b.company_id = a.company_id
                      AND b.month_first <= a.month_last AND b.month_last >= a.month_first
                      AND (b.state = 'paid' OR b.state = 'clawed_back' AND b.clawed_amount < b.amount)
                    WHERE a.id = ANY(%s) AND a.state NOT IN ('paid', 'clawed_back')""",
                companies,
                sql_ids(self),
            )
        )
        paid = self._kfz_paid_months({row[4] for row in rows})
        return {
            (ident, company, (month - first).days)
            for ident, company, first, last, other in rows
            for month in paid.get(other, {}).get(company, paid.get(other, {}).get(None, ()))
            if first <= month <= last
        }

    def _kfz_paid_months(self, idents):
        """{award id: {company id: the months that customs confirmed of it}}, by the ledger; under None those of all companies."""
        if not idents:
            return {}
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (award_id) award_id, content FROM kfz_award_entry
                    WHERE award_id = ANY(%s) AND step = 'customs_confirmed' ORDER BY award_id, sequence DESC""",
                sorted(idents),
            )
        )
        found = {}
        for ident, text in rows:
            content = json.loads(text)
            kept = content["statement"]
            months, _award, _mode = award_calculation.from_statement(kept, content["amount"])
            each = award_calculation.companies_of_statement(kept)
            # both in the order of the companies' ids; an entry of before they were records names none
            named = [company[0] for company in content.get("trade_of", {}).get("companies", ())]
            by_company = zip(named, each, strict=True) if len(named) == len(each) else ()
            found[ident] = {key: _counted(own) for key, (_name, _code, own) in by_company}
            # of a company that was merged since
            found[ident][None] = _counted(months)
        return found

    def _kfz_twice(self):
        """(award, other award, first month) of trade that counts for these and was confirmed for another one that stands."""
        rows = self.env.execute_query(
            SQL(
                """SELECT a.id, b.id, c.partner_id
                     FROM kfz_award a JOIN kfz_award_company_rel c ON c.award_id = a.id
                     JOIN kfz_award_company_rel d ON d.partner_id = c.partner_id AND d.award_id <> a.id
                     JOIN kfz_award b ON b.id = d.award_id AND b.company_id = a.company_id
                      AND b.month_first <= a.month_last AND b.month_last >= a.month_first
                      AND (b.state IN %s OR b.state = 'clawed_back' AND b.clawed_amount < b.amount)
                    WHERE a.id = ANY(%s) ORDER BY 1, 2, 3""",
                (*CONFIRMED, "paid"),
                sql_ids(self),
            )
        )
        if not rows:
            return
        counted = self._kfz_paid_months({row[1] for row in rows})
        mine = self.browse({row[0] for row in rows})
        fixed = mine.filtered("customs_on")
        own = {**(mine - fixed)._kfz_counted_live(), **self._kfz_paid_months(set(fixed.ids))}
        for ident, other, company in rows:
            both = [
                set(found.get(company, found.get(None, ())))
                for found in (own.get(ident, {}), counted.get(other, {}))
            ]
            if months := sorted(both[0] & both[1]):
                yield self.browse(ident), self.browse(other), months[0]

    def _kfz_counted_live(self):
        """{award id: {company id: the months that count now}}."""
        return {
            ident: {
                company: _counted(award_calculation.open_months(found.first, rows))
                for company, rows in found.companies
            }
            for ident, (found, _mode) in (self._kfz_calculate() if self else {}).items()
        }

    def _kfz_check_once(self):
        """:raises UserError: when trade that counts was confirmed for another award"""
        for record, other, month in self._kfz_twice():
            raise UserError(record._kfz_twice_words(other, month))

    def _kfz_twice_words(self, other, month):
        return self.env._(
            "%(award)s counts trade of %(month)s that was confirmed for %(other)s already. Return, refuse or claw back one of the two.",
            award=self.name,
            other=other.name,
            month=month_text(self.env, month),
        )

    def _kfz_refuse(self, reason):
        result = super()._kfz_refuse(reason)
        self._kfz_free_trade()
        return result

    def _kfz_claw_back(self, reason, amount):
        result = super()._kfz_claw_back(reason, amount)
        self._kfz_free_trade()
        return result

    def _kfz_free_trade(self):
        """Let the trade of awards that have ended count for others."""
        # sudo: figures of awards follow, whoever ends one; the right to it was checked
        awards = self.sudo()
        reason = self.env._(
            "%(awards)s, which had counted trade of the same company, was refused or clawed back after the confirmation.",
            awards=comma(self.env).join(awards.mapped("name")),
        )
        awards._kfz_follow_shared_companies(awards.lead_id, reason)


class KfzAwardEntry(models.Model):
    """The check of the ledger finds trade that was confirmed for two awards."""

    _inherit = "kfz.award.entry"

    @api.model
    def _kfz_compare_awards(self, zone, rows):
        findings = super()._kfz_compare_awards(zone, rows)
        # sudo: awards of the zone, which the reader of its ledger may check
        awards = self.env["kfz.award"].sudo()
        fixed = awards.search([("company_id", "=", zone.id), ("state", "in", (*CONFIRMED, "paid"))])
        told = {}
        for record, other, month in fixed._kfz_twice():
            told.setdefault(frozenset((record.id, other.id)), (record, other, month))
        return findings + [
            record._kfz_twice_words(other, month) for record, other, month in told.values()
        ]


def _counted(months):
    return [month.month for month in months if month.reason == award.COUNTED]
