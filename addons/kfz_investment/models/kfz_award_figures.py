import datetime
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from ..domain import award, award_trade, calendar
from . import award_words, sql_arrays
from .kfz_award import OPEN

#: what an entry of the ledger says of an award ``a``, after its id and zone; amounts in fen
ENTRY_KEYS = ('number', 'state', 'base', 'amount', 'scheme', 'landed', 'project')
ENTRY_FIGURES = SQL(
    "a.id, a.company_id, a.name, a.state, (COALESCE(a.base_amount, 0) * 100)::bigint, (COALESCE(a.amount, 0) * 100)::bigint, "
    "a.scheme_id, a.landed_on::text, a.lead_id")


class Reckoned(NamedTuple):
    """What an award comes to: by which scheme, for which area (ids); base and amount in fen; months and lines as they are kept."""
    scheme: int
    area: int
    first: datetime.date
    months: list
    base: int
    amount: int
    lines: list
    rounding_mode: str

    def statement(self):
        """What is kept of it, once it is confirmed."""
        return award.statement(self.first, self.months, self.lines, self.rounding_mode)


class KfzAward(models.Model):
    """The figures of awards: bases of any number of them with one grouped query, amounts by ``domain/award.py``."""
    _inherit = 'kfz.award'

    explanation = fields.Html("How the award is reckoned", compute='_compute_explanation', sanitize=False)
    month_table = fields.Html("Month by month", compute='_compute_explanation', sanitize=False)
    forecast = fields.Char(
        compute='_compute_explanation', help="What the award would be if nothing more were confirmed, and what is still missing.")
    first_year = fields.Char("First year", compute='_compute_first_year')
    claim_until = fields.Date("Claim until", compute='_compute_claim_until')
    #: what customs confirmed, with every step, as ``domain.award.statement`` gives it; empty before
    statement = fields.Json(compute='_compute_statement')

    @api.depends('customs_on')
    def _compute_statement(self):
        # sudo: whoever reads an award reads what was confirmed of it; the ledger keeps it where nobody can change it
        kept = self.env['kfz.award.entry'].sudo()._kfz_statements(self.filtered('customs_on'))
        for record in self:
            record.statement = kept.get(record.id or record._origin.id, False)

    @api.depends('state', 'base_amount', 'amount', 'month_first', 'month_last', 'scheme_id', 'customs_on')
    @api.depends_context('lang')
    def _compute_explanation(self):
        # sudo: months show sums of trade, which whoever reads the award may know
        figures = self.sudo()._kfz_figures()
        for record in self:
            found = figures.get(record.id or record._origin.id)
            if not found:
                record.explanation = record.month_table = record.forecast = False
                continue
            months, result, mode = found
            record.explanation = award_words.lines_table(self.env, result.lines, mode)
            record.month_table = award_words.months_table(self.env, months)
            record.forecast = record._kfz_forecast_words(months, result)

    @api.depends('month_first', 'month_last')
    def _compute_first_year(self):
        for record in self:
            record.first_year = record.month_last and f'{record.month_first:%Y-%m} – {record.month_last:%Y-%m}'

    @api.depends('month_last', 'scheme_id.claim_months')
    def _compute_claim_until(self):
        for record in self:
            record.claim_until = record.month_last and award.claim_deadline(record.month_last, record.scheme_id.claim_months)

    def _kfz_forecast_words(self, months, result):
        counted = sum(month.reason == award.COUNTED for month in months)
        amount = award_words.money(result.amount)
        if self.state not in OPEN:
            return self.env._(
                "%(amount)s yuan, fixed; %(counted)s of %(all)s months count", amount=amount, counted=counted, all=len(months))
        return self.env._(
            "%(amount)s yuan as of now; %(counted)s of %(all)s months count, %(running)s not over yet", amount=amount, counted=counted,
            all=len(months), running=sum(month.reason == award.NOT_OVER for month in months))

    # bulk

    def _kfz_reckon(self):
        """{award id: ``Reckoned``} of the awards as trade and schemes stand now; any number of them with two queries."""
        self.env['kfz.trade.record'].flush_model()
        self.flush_recordset(['company_id', 'partner_id', 'month_first', 'month_last', 'state', 'landed_on', 'scheme_id', 'area_id'])
        today, rules, elsewhere, result = calendar.today(), {}, self._kfz_months_elsewhere(), {}
        for ident, scheme, area, first, last, codes, fens in self.env.execute_query(SQL(
                """SELECT a.id, a.scheme_id, a.area_id, a.month_first, a.month_last,
                          array_agg((t.month - a.month_first) * %(shift)s + CASE
                              WHEN t.state = 'draft' THEN %(draft)s WHEN t.is_bonded IS NOT TRUE THEN %(other_mode)s
                              WHEN t.reverses_id IS NULL AND t.is_reversed IS NOT TRUE THEN %(counts)s ELSE %(reversed)s END
                              ORDER BY t.month),
                          array_agg((t.amount * 100)::bigint ORDER BY t.month)
                     FROM kfz_award a
                LEFT JOIN kfz_trade_record t ON t.company_id = a.company_id AND t.partner_id = a.partner_id
                      AND t.month BETWEEN a.month_first AND a.month_last
                    WHERE a.id = ANY(%(ids)s::int[])
                 GROUP BY a.id""",
                shift=award_trade.SHIFT, draft=award_trade.DRAFT, other_mode=award_trade.OTHER_MODE, counts=award_trade.COUNTS,
                reversed=award_trade.REVERSED, ids=sql_arrays.ids(self))):
            if scheme not in rules:
                rules[scheme] = self.env['kfz.award.scheme'].browse(scheme)._kfz_rule()
            if codes == [None]:  # no trade at all
                codes = fens = []
            base, kept = award_trade.kept_months(first, last, codes, fens, today, elsewhere.get(ident, ()))
            result[ident] = Reckoned(scheme, area, first, kept, base, *award.reckon(rules[scheme], base), rules[scheme].rounding_mode)
        return result

    def _kfz_months_elsewhere(self):
        """{award id: months} that an earlier award of the same enterprise counts; the earlier landing comes first."""
        found = {}
        for ident, first, last in self.env.execute_query(SQL(
            """SELECT a.id, GREATEST(a.month_first, b.month_first), LEAST(a.month_last, b.month_last)
                 FROM kfz_award a
                 JOIN kfz_award b ON b.company_id = a.company_id AND b.partner_id = a.partner_id AND b.id <> a.id
                  AND b.state <> 'refused' AND b.month_first <= a.month_last AND b.month_last >= a.month_first
                  AND (b.landed_on, b.id) < (a.landed_on, a.id)
                WHERE a.id = ANY(%s::int[])""", sql_arrays.ids(self))):
            found.setdefault(ident, set()).update(award.months(first, last))
        return found

    def _kfz_live(self):
        """{award id: (months, result, rounding mode)} of the awards as trade and schemes stand now."""
        return {ident: award.from_statement(found.statement(), found.amount) for ident, found in self._kfz_reckon().items()}

    def _kfz_figures(self):
        """As ``_kfz_live``; of awards that customs has confirmed, what was fixed then."""
        fixed = self.filtered('statement')
        figures = (self - fixed).filtered('id')._kfz_live()
        for record in fixed:
            figures[record.id] = award.from_statement(record.statement, award.fen(record.amount))
        return figures

    def _kfz_refresh(self):
        """Bring base and amount of the awards that are still open in line with confirmed trade; one update for all."""
        records = self.filtered(lambda record: record.state in OPEN)
        if not records:
            return
        found = records._kfz_reckon()
        now = {ident: (reckoned.base, reckoned.amount) for ident, reckoned in found.items()}
        changed = [record.id for record in records if now[record.id] != (award.fen(record.base_amount), award.fen(record.amount))]
        if changed:
            self._kfz_update(('base_amount', 'amount'), [(ident, *(fen / 100 for fen in now[ident])) for ident in changed])

    @api.model
    def _kfz_update(self, names, rows, **same):
        """Write different values to many awards with one statement: (id, value for each name), and the ``same`` to all.

        :return: what an entry of the ledger says of them now, as ``_kfz_entry_figures``
        """
        records = self.browse([row[0] for row in rows])
        records.flush_recordset()
        _ids, *columns = zip(*rows, strict=True)
        columns = dict(zip(names, columns, strict=True))
        same |= {'write_uid': self.env.uid, 'write_date': self.env.cr.now(),
                 **{name: column[0] for name, column in columns.items() if len(set(column)) == 1}}
        differs = [name for name in names if name not in same]
        figures = self._kfz_entry_figures_of(self.env.execute_query(SQL(
            "UPDATE kfz_award a SET %s FROM unnest(%s) AS new(%s) WHERE a.id = new.id RETURNING %s",
            SQL(', ').join([
                *(SQL('%s = new.%s', SQL.identifier(name), SQL.identifier(name)) for name in differs),
                *(SQL('%s = %s', SQL.identifier(name), value) for name, value in same.items())]),
            SQL(', ').join([SQL('%s::int[]', sql_arrays.ids(records)), *(
                SQL('%s::%s[]', sql_arrays.array(columns[name]), SQL(self._fields[name].column_type[1])) for name in differs)]),
            SQL(', ').join(map(SQL.identifier, ('id', *differs))), ENTRY_FIGURES)))
        records.invalidate_recordset()
        return figures
