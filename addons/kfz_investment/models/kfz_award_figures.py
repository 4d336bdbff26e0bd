from odoo import api, fields, models
from odoo.tools import SQL

from ..domain import award, calendar
from . import award_words
from .kfz_award import OPEN

#: what an entry of the ledger says of an award ``a``, after its id and zone; amounts in fen
ENTRY_KEYS = ('number', 'state', 'base', 'amount', 'scheme', 'landed', 'project')
ENTRY_FIGURES = SQL(
    "a.id, a.company_id, a.name, a.state, (COALESCE(a.base_amount, 0) * 100)::bigint, (COALESCE(a.amount, 0) * 100)::bigint, "
    "a.scheme_id, a.landed_on::text, a.lead_id")


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

    def _kfz_trade(self):
        """{award id: {month: what is known of it}}; any number of awards with two queries."""
        self.env['kfz.trade.record'].flush_model()
        self.flush_recordset(['company_id', 'partner_id', 'month_first', 'month_last', 'state', 'landed_on', 'scheme_id'])
        trade, kinds = {ident: {} for ident in self._ids}, {}
        for ident, month, bonded, kind in self.env.execute_query(SQL(
            """SELECT a.id, t.month,
                      COALESCE(SUM(t.amount) FILTER (WHERE t.state = 'confirmed' AND t.is_bonded) * 100, 0)::bigint,
                      BIT_OR(CASE WHEN t.state = 'draft' THEN 4 WHEN t.is_bonded IS NOT TRUE THEN 2
                                  WHEN t.reverses_id IS NULL AND t.is_reversed IS NOT TRUE THEN 1 ELSE 0 END)
                 FROM kfz_award a
                 JOIN kfz_trade_record t ON t.company_id = a.company_id AND t.partner_id = a.partner_id
                  AND t.month BETWEEN a.month_first AND a.month_last
                WHERE a.id = ANY(%s)
             GROUP BY a.id, t.month""", list(self._ids))):
            if kind not in kinds:
                kinds[kind] = bool(kind & 1), bool(kind & 2), bool(kind & 4)
            is_confirmed, has_other_mode, has_draft = kinds[kind]
            trade[ident][month] = award.MonthTrade(bonded, is_confirmed or bonded != 0, has_other_mode, has_draft)
        for ident, month in self._kfz_months_elsewhere():
            if month in trade[ident]:
                trade[ident][month] = trade[ident][month]._replace(elsewhere=True)
        return trade

    def _kfz_months_elsewhere(self):
        """{(award id, month)} of months that an earlier award of the same enterprise counts; the earlier landing comes first."""
        found = set()
        for ident, first, last in self.env.execute_query(SQL(
            """SELECT a.id, GREATEST(a.month_first, b.month_first), LEAST(a.month_last, b.month_last)
                 FROM kfz_award a
                 JOIN kfz_award b ON b.company_id = a.company_id AND b.partner_id = a.partner_id AND b.id <> a.id
                  AND b.state <> 'refused' AND b.month_first <= a.month_last AND b.month_last >= a.month_first
                  AND (b.landed_on, b.id) < (a.landed_on, a.id)
                WHERE a.id = ANY(%s)""", list(self._ids))):
            found.update((ident, month) for month in award.months(first, last))
        return found

    def _kfz_live(self):
        """{award id: (months, result, rounding mode)} of the awards as trade and schemes stand now."""
        trade, today, rules, live = self._kfz_trade(), calendar.today(), {}, {}
        for ident, scheme, first, last in self.env.execute_query(SQL(
                "SELECT id, scheme_id, month_first, month_last FROM kfz_award WHERE id = ANY(%s)", list(self._ids))):
            if scheme not in rules:
                record = self.env['kfz.award.scheme'].browse(scheme)
                rules[scheme] = record._kfz_rule(), record.rounding_mode
            rule, mode = rules[scheme]
            months = award.explain_months(first, last, trade[ident], today)
            live[ident] = months, award.compute(rule, sum([month.amount for month in months])), mode
        return live

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
        live = records._kfz_live()
        changed = [(record.id, *found) for record in records if (found := _sums(live[record.id])) != (
            award.fen(record.base_amount), award.fen(record.amount))]
        if changed:
            self._kfz_update(('base_amount', 'amount'), [(ident, base / 100, amount / 100) for ident, base, amount in changed])

    @api.model
    def _kfz_update(self, names, rows, **same):
        """Write different values to many awards with one statement: (id, value for each name), and the ``same`` to all.

        :return: what an entry of the ledger says of them now, as ``_kfz_entry_figures``
        """
        records = self.browse([row[0] for row in rows])
        records.flush_recordset()
        same |= {'write_uid': self.env.uid, 'write_date': self.env.cr.now()}
        _ids, *columns = map(list, zip(*rows, strict=True))
        values = [SQL('%s::int[]', list(records._ids)), *(
            SQL('%s::%s[]', column, SQL(self._fields[name].column_type[1])) for name, column in zip(names, columns, strict=True))]
        figures = self._kfz_entry_figures_of(self.env.execute_query(SQL(
            "UPDATE kfz_award a SET %s FROM unnest(%s) AS new(id, %s) WHERE a.id = new.id RETURNING %s",
            SQL(', ').join([
                *(SQL('%s = new.%s', SQL.identifier(name), SQL.identifier(name)) for name in names),
                *(SQL('%s = %s', SQL.identifier(name), value) for name, value in same.items())]),
            SQL(', ').join(values), SQL(', ').join(map(SQL.identifier, names)),
            ENTRY_FIGURES)))
        records.invalidate_recordset()
        return figures


def _sums(found):
    """(base, amount) in fen of what ``_kfz_live`` gives."""
    months, result, _mode = found
    return sum(month.amount for month in months), result.amount
