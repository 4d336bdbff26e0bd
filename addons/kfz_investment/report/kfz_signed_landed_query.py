from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..domain import as_of, calendar

#: conditions of a project that has ended
ENDED = ("lost", "terminated", "transferred")
#: aggregate -> (sum above, sum below)
RATIOS = {
    "period_rate:avg": ("landed_count", "signed_count"),
    "cohort_rate:avg": ("cohort_landed_count", "signed_count"),
    "days_to_land:avg": ("landing_days", "timed_landed_count"),
}


class KfzSignedLandedReport(models.Model):
    """How the rows and rates of signed versus landed come out of the figures ledger."""

    _inherit = "kfz.signed.landed.report"

    @property
    def _table_query(self) -> SQL:
        return SQL("%s %s", self._select(), self._from())

    @api.model
    def _select(self) -> SQL:
        return SQL(
            """
            SELECT entry.id, entry.lead_id, entry.company_id, lead.area_id,
                   to_char(entry.effective_date, 'YYYY-"Q"Q') AS quarter,
                   entry.effective_date, entry.create_date AS recorded_on,
                   lead.industry_function, lead.industry_id, lead.source_kind,
                   lead.lead_official_id AS official_id, lead.user_id, lead.is_major, lead.stage_id,
                   state.condition,
                   CASE WHEN entry.indicator <> 'signed' OR entry.count IS NULL OR NOT state.is_open THEN NULL
                        WHEN state.days <= 90 THEN 'd0_90'
                        WHEN state.days <= 180 THEN 'd91_180'
                        WHEN state.days <= 365 THEN 'd181_365'
                        ELSE 'd366' END AS aging,
                   project.signed_date, project.landed_date, %(currency)s AS currency_id,
                   CASE WHEN entry.indicator = 'signed' THEN COALESCE(entry.count, 0) ELSE 0 END AS signed_count,
                   CASE WHEN entry.indicator = 'signed' THEN entry.amount ELSE 0 END AS signed_amount,
                   CASE WHEN entry.indicator = 'landed' THEN COALESCE(entry.count, 0) ELSE 0 END AS landed_count,
                   CASE WHEN entry.indicator = 'landed' THEN entry.amount ELSE 0 END AS landed_amount,
                   CASE WHEN entry.indicator = 'signed' AND project.landed_date IS NOT NULL
                        THEN COALESCE(entry.count, 0) ELSE 0 END AS cohort_landed_count,
                   NULL::double precision AS period_rate, NULL::double precision AS cohort_rate,
                   CASE WHEN entry.indicator = 'landed' AND entry.count <> 0
                        THEN (project.landed_date - project.signed_date)::double precision END AS days_to_land,
                   CASE WHEN entry.indicator = 'landed'
                        THEN COALESCE((project.landed_date - project.signed_date) * entry.count, 0)
                        ELSE 0 END AS landing_days,
                   CASE WHEN entry.indicator = 'landed' AND project.landed_date - project.signed_date IS NOT NULL
                        THEN COALESCE(entry.count, 0) ELSE 0 END AS timed_landed_count,
                   CASE WHEN entry.indicator = 'signed' AND state.is_open THEN COALESCE(entry.count, 0) ELSE 0 END AS open_count,
                   CASE WHEN entry.indicator = 'signed' AND state.is_open THEN entry.amount ELSE 0 END AS open_amount,
                   CASE WHEN entry.indicator = 'signed' AND entry.count IS NOT NULL AND state.is_open
                        THEN state.days END AS days_since_signed
            """,
            currency=self.env.ref("base.CNY").id,
        )

    @api.model
    def _from(self) -> SQL:
        moment = self._kfz_as_of()
        if moment:
            past = SQL(
                """LEFT JOIN (SELECT DISTINCT ON (lead_id) lead_id, condition FROM kfz_condition_change
                               WHERE create_date < %s ORDER BY lead_id, id DESC) past ON past.lead_id = lead.id""",
                moment.before,
            )
            condition = SQL("COALESCE(past.condition, 'ongoing')")
        else:
            past, condition = SQL(), SQL("COALESCE(lead.condition, 'ongoing')")
        today = calendar.today()
        return SQL(
            """
            FROM (%(entries)s) entry
            LEFT JOIN crm_lead lead ON lead.id = entry.lead_id
            LEFT JOIN (
                SELECT lead_id,
                       MIN(effective_date) FILTER (WHERE indicator = 'signed' AND net > 0) AS signed_date,
                       MIN(effective_date) FILTER (WHERE indicator = 'landed' AND net > 0) AS landed_date
                  FROM (SELECT entry.lead_id, entry.indicator, entry.effective_date, SUM(entry.count) AS net
                          FROM kfz_figure_entry entry %(known)s
                      GROUP BY entry.lead_id, entry.indicator, entry.effective_date) per_day
              GROUP BY lead_id
            ) project ON project.lead_id = entry.lead_id
            %(past)s
            CROSS JOIN LATERAL (
                SELECT CASE WHEN lead.id IS NOT NULL THEN %(condition)s END AS condition, %(day)s - project.signed_date AS days,
                       project.signed_date IS NOT NULL AND project.landed_date IS NULL
                           AND %(condition)s NOT IN %(ended)s AS is_open
            ) state
            """,
            entries=self._entries(),
            known=self._where(),
            past=past,
            condition=condition,
            ended=ENDED,
            day=min(moment.day, today) if moment else today,
        )

    @api.model
    def _entries(self) -> SQL:
        """The rows of the report; ``count`` is NULL where a row tells of an amount that another row has counted."""
        return SQL(
            "SELECT entry.id, entry.lead_id, entry.company_id, entry.indicator, entry.effective_date, "
            "entry.create_date, entry.count, entry.amount FROM kfz_figure_entry entry %s",
            self._where(),
        )

    @api.model
    def _where(self) -> SQL:
        moment = self._kfz_as_of()
        known = SQL("AND entry.create_date < %s", moment.before) if moment else SQL()
        return SQL("WHERE entry.indicator IN ('signed', 'landed', 'capital') %s", known)

    @api.model
    def _kfz_as_of(self):
        """The as-of moment of the context, or None for now.

        :raises UserError: when the context holds something that is neither a moment nor a date
        """
        value = self.env.context.get("kfz_as_of")
        if not value:
            return None
        try:
            return as_of.parse(value)
        except (TypeError, ValueError) as error:
            raise UserError(
                self.env._(
                    "“%(value)s” is not a date for a report. Write it like 2026-09-30.",
                    value=value,
                )
            ) from error

    def _read_group_orderby(self, order, groupby_terms, query):
        """Ages come in their own order, not in that of their names: 91–180 days before 181–365."""
        terms = dict(groupby_terms)
        if "aging" in terms:
            ages = [age for age, _label in self._fields["aging"].selection]
            terms["aging"] = SQL("array_position(%s, %s::text)", ages, terms["aging"])
        result = super()._read_group_orderby(order, terms, query)
        groupby_terms.update({name: sql for name, sql in terms.items() if name != "aging"})
        return result

    def _read_group_select(self, aggregate_spec, query):
        """Rates are sum ÷ sum over the group, never a mean of rates; nothing when there is nothing to divide by."""
        if aggregate_spec not in RATIOS:
            return super()._read_group_select(aggregate_spec, query)
        part, whole = (
            self._field_to_sql(self._table, name, query) for name in RATIOS[aggregate_spec]
        )
        return SQL("SUM(%s)::double precision / NULLIF(SUM(%s), 0)", part, whole)
