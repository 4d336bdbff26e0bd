import json

from odoo import models
from odoo.tools import SQL

from ...domain import award, award_calculation
from ..base.sql_arrays import sql_ids


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

    def _kfz_claw_back(self, reason, amount):
        """The trade may count for another award now."""
        result = super()._kfz_claw_back(reason, amount)
        # sudo: figures of awards follow, whoever claims back; the right to it was checked
        awards = self.sudo()
        awards._kfz_follow_shared_companies(awards.lead_id)
        return result


def _counted(months):
    return [month.month for month in months if month.reason == award.COUNTED]
