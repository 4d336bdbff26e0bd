from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from ...domain import award, award_calculation, calendar
from ..base.period_words import month_text
from ..base.sql_arrays import sql_ids
from . import award_words
from .kfz_award import OPEN
from .kfz_award_rules import named_companies


class Figures(NamedTuple):
    """What an award is made of: the months of all companies together, the award with its lines, how it was rounded, and
    (name, credit code, months) of each company."""

    months: list
    award: award.Award
    rounding_mode: str
    companies: list


class KfzAward(models.Model):
    """The figures of awards: bases of any number of them with one grouped query, amounts by ``domain/award.py``."""

    _inherit = "kfz.award"

    explanation = fields.Html(
        "How the award is calculated", compute="_compute_explanation", sanitize=False
    )
    month_table = fields.Html("Month by month", compute="_compute_explanation", sanitize=False)
    forecast = fields.Char(
        compute="_compute_explanation",
        help="The award if nothing more were confirmed, and the months that are still missing.",
    )
    first_year = fields.Char("First year", compute="_compute_first_year")
    claim_until = fields.Date("Claim until", compute="_compute_claim_until")
    #: what customs confirmed, with every step, as ``award_calculation.statement`` gives it; empty before
    statement = fields.Json(compute="_compute_statement")

    @api.depends("customs_on")
    def _compute_statement(self):
        # sudo: a reader of the award may read what was confirmed of it; the ledger keeps it unchanged
        kept = self.env["kfz.award.entry"].sudo()._kfz_statements(self.filtered("customs_on"))
        for record in self:
            record.statement = kept.get(record.id or record._origin.id, False)

    @api.depends(
        "state",
        "base_amount",
        "amount",
        "month_first",
        "month_last",
        "scheme_id",
        "customs_on",
        "trade_partner_ids",
    )
    @api.depends_context("lang")
    def _compute_explanation(self):
        # sudo: months show sums of trade, which a reader of the award may know
        figures = self.sudo()._kfz_figures()
        for record in self:
            found = figures.get(record.id or record._origin.id)
            if not found:
                record.explanation = record.month_table = record.forecast = False
                continue
            record.explanation = award_words.lines_table(
                self.env, found.award.lines, found.rounding_mode, found.companies
            )
            record.month_table = award_words.months_tables(self.env, found.months, found.companies)
            record.forecast = record._kfz_forecast_words(found.months, found.award)

    @api.depends("month_first", "month_last")
    @api.depends_context("lang")
    def _compute_first_year(self):
        for record in self:
            months = (month_text(self.env, day) for day in (record.month_first, record.month_last))
            record.first_year = record.month_last and " – ".join(months)

    @api.depends("month_last", "scheme_id.claim_months")
    def _compute_claim_until(self):
        for record in self:
            record.claim_until = record.month_last and award.claim_deadline(
                record.month_last, record.scheme_id.claim_months
            )

    def _kfz_forecast_words(self, months, result):
        counted = sum(month.reason == award.COUNTED for month in months)
        amount = award_words.amount(self.env, result.amount)
        if self.state not in OPEN:
            return self.env._(
                "%(amount)s, fixed; %(counted)s of %(all)s months count",
                amount=amount,
                counted=counted,
                all=len(months),
            )
        return self.env._(
            "%(amount)s as of now; %(counted)s of %(all)s months count, %(running)s not over yet",
            amount=amount,
            counted=counted,
            all=len(months),
            running=sum(month.reason == award.NOT_OVER for month in months),
        )

    # bulk

    def _kfz_windows(self, by_landing=False):
        """{award id: (scheme id, first month, last month, {company id: ``award_calculation.Trade``})}; any number of awards
        with two queries.

        :param by_landing: of the companies that the landings name now, or else of the investors, instead of those that the
            awards count
        """
        for model in ("kfz.trade.record", "kfz.milestone"):
            self.env[model].flush_model()
        self.flush_recordset()
        windows = {}
        companies = named_companies() if by_landing else SQL("kfz_award_company_rel")
        for ident, scheme, first, last, company, *lists in self.env.execute_query(
            SQL(
                """SELECT a.id, a.scheme_id, a.month_first, a.month_last, c.partner_id, array_agg(t.month - a.month_first),
                      array_agg(CASE WHEN t.state = 'confirmed' AND t.is_bonded THEN (t.amount * 100)::bigint ELSE 0 END),
                      array_agg(CASE WHEN t.state = 'draft' THEN %s WHEN t.is_bonded IS NOT TRUE THEN %s
                                     WHEN t.reverses_id IS NULL AND t.is_reversed IS NOT TRUE THEN %s ELSE 0 END)
                 FROM kfz_award a
            LEFT JOIN %s c ON c.award_id = a.id
            LEFT JOIN kfz_trade_record t ON t.company_id = a.company_id AND t.partner_id = c.partner_id
                  AND t.month BETWEEN a.month_first AND a.month_last
                WHERE a.id = ANY(%s)
             GROUP BY a.id, c.partner_id""",
                award_calculation.HAS_DRAFT,
                award_calculation.HAS_OTHER_MODE,
                award_calculation.HAS_CONFIRMED,
                companies,
                sql_ids(self),
            )
        ):
            trades = windows.setdefault(ident, (scheme, first, last, {}))[3]
            trades[company] = award_calculation.Trade.of_records(*lists)
        for ident, company, days in self._kfz_days_elsewhere(companies):
            windows[ident][3][company].mark(days, award_calculation.IS_ELSEWHERE)
        return windows

    def _kfz_days_elsewhere(self, companies):
        """{(award id, company id, days after the award's first month)} of months that count elsewhere.

        Trade counts for one award only, the one with the earlier landing; and a company that two landings of the zone name is
        the earlier one's, all of its trade, whether that project has an award or not.

        :param companies: the relation of awards and companies
        """
        found = set()
        for ident, company, start, first, last in self.env.execute_query(
            SQL(
                """WITH mine AS (SELECT a.*, c.partner_id AS trades FROM kfz_award a JOIN %s c ON c.award_id = a.id
                                  WHERE a.id = ANY(%s))
               SELECT a.id, a.trades, a.month_first, GREATEST(a.month_first, b.month_first), LEAST(a.month_last, b.month_last)
                 FROM mine a
                 JOIN kfz_award_company_rel d ON d.partner_id = a.trades AND d.award_id <> a.id
                 JOIN kfz_award b ON b.id = d.award_id AND b.company_id = a.company_id AND b.state <> 'refused'
                  AND b.month_first <= a.month_last AND b.month_last >= a.month_first
                  AND (b.landed_on, b.lead_id) < (a.landed_on, a.lead_id)
                UNION
               SELECT a.id, a.trades, a.month_first, a.month_first, a.month_last
                 FROM mine a
                 JOIN kfz_milestone_company_rel l ON l.partner_id = a.trades
                 JOIN kfz_milestone m ON m.id = l.milestone_id AND m.company_id = a.company_id AND m.lead_id <> a.lead_id
                  AND m.milestone = 'landed' AND m.state = 'recognised'
                  AND (m.effective_date, m.lead_id) < (a.landed_on, a.lead_id)""",
                companies,
                sql_ids(self),
            )
        ):
            found.update(
                (ident, company, (month - start).days) for month in award.months(first, last)
            )
        return found

    def _kfz_calculate(self, by_landing=False):
        """{award id: (``award_calculation.Calculation``, rounding mode)} of the awards by the trade and schemes of now."""
        today, rules, live = calendar.today(), {}, {}
        for ident, (scheme, first, last, trades) in self._kfz_windows(by_landing).items():
            if scheme not in rules:
                record = self.env["kfz.award.scheme"].browse(scheme)
                rules[scheme] = record._kfz_rule(), record.rounding_mode
            rule, mode = rules[scheme]
            live[ident] = award_calculation.calculate_of(rule, first, last, trades, today), mode
        return live

    def _kfz_live(self):
        """{award id: ``Figures``} of the awards by the trade and schemes of now, each value spelled out."""
        names = self._kfz_company_names()
        return {
            ident: Figures(
                *calculation.open(),
                mode,
                [
                    (*names.get(key, ("", None)), months)
                    for key, months in calculation.open_companies()
                ],
            )
            for ident, (calculation, mode) in self._kfz_calculate().items()
        }

    def _kfz_company_names(self):
        """{company id: (name, credit code)} of those whose trade the awards count."""
        return {
            company.id: (company.name, company.vat or None) for company in self.trade_partner_ids
        }

    def _kfz_figures(self):
        """As ``_kfz_live``; of awards that customs has confirmed, what was fixed then."""
        fixed = self.filtered("statement")
        figures = (self - fixed).filtered("id")._kfz_live()
        for record in fixed:
            found = award_calculation.from_statement(record.statement, award.fen(record.amount))
            companies = award_calculation.companies_of_statement(record.statement) or [
                # confirmed before companies were named
                (record.partner_id.name, record.partner_id.vat or None, found[0])
            ]
            figures[record.id] = Figures(*found, companies)
        return figures

    def _kfz_refresh(self):
        """Bring base and amount of the awards that are still open in line with confirmed trade; one update for all."""
        records = self.filtered(lambda record: record.state in OPEN)
        if not records:
            return
        live = records._kfz_calculate()
        changed = [
            (record.id, found.base, found.amount)
            for record in records
            if ((found := live[record.id][0]).base, found.amount)
            != (award.fen(record.base_amount), award.fen(record.amount))
        ]
        if changed:
            self._kfz_update(
                ("base_amount", "amount"),
                [(ident, base / 100, amount / 100) for ident, base, amount in changed],
            )
