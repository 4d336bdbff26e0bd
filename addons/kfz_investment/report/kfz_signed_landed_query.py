from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..domain import as_of, calendar
from ..models.figures.kfz_figure_entry_first import first_dates

#: conditions of a project that has ended
ENDED = ("lost", "terminated", "transferred")
#: ids of rows that come from the figures ledger are smaller
_FIGURES_END = 1 << 40
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
            currency=self.env["ir.model.data"]._xmlid_to_res_id("base.CNY"),
        )

    @api.model
    def _from(self) -> SQL:
        moment = self._kfz_as_of()
        if moment:
            past, condition = (
                self._kfz_past_conditions(moment),
                SQL("COALESCE(past.condition, 'ongoing')"),
            )
        else:
            past, condition = SQL(), SQL("COALESCE(lead.condition, 'ongoing')")
        today = calendar.today()
        return SQL(
            """
            FROM (%(entries)s) entry
            LEFT JOIN crm_lead lead ON lead.id = entry.lead_id
            %(project)s
            %(past)s
            CROSS JOIN LATERAL (
                SELECT CASE WHEN lead.id IS NOT NULL THEN %(condition)s END AS condition, %(day)s - project.signed_date AS days,
                       project.signed_date IS NOT NULL AND project.landed_date IS NULL
                           AND %(condition)s NOT IN %(ended)s AS is_open
            ) state
            """,
            entries=self._entries(),
            project=self._kfz_first_dates(moment),
            past=past,
            condition=condition,
            ended=ENDED,
            day=min(moment.day, today) if moment else today,
        )

    @api.model
    def _kfz_first_dates(self, moment) -> SQL:
        """The join ``project``: when a project was first signed and landed, kept for now, found beside what is ``kept`` for a past moment.

        A project of which nothing was recorded since that moment was then what it is now.
        """
        if not moment:
            return SQL("LEFT JOIN kfz_figure_first project ON project.lead_id = entry.lead_id")
        kept = SQL("LEFT JOIN kfz_figure_first kept ON kept.lead_id = entry.lead_id")
        if self._kfz_narrow().is_few:
            return SQL(
                "%s LEFT JOIN LATERAL (%s) project ON TRUE",
                kept,
                first_dates(
                    SQL("known.lead_id = entry.lead_id AND known.create_date < %s", moment.before)
                ),
            )
        since = SQL(
            """known.lead_id IN (SELECT later.lead_id FROM kfz_figure_entry later WHERE later.create_date >= %s AND %s)
               AND %s""",
            moment.before,
            self._kfz_of_zones(SQL("later.company_id")),
            self._kfz_of_zones(SQL("known.company_id")),
        )
        return SQL(
            """%s LEFT JOIN (%s) changed ON changed.lead_id = entry.lead_id
               CROSS JOIN LATERAL (
                   SELECT CASE WHEN changed.lead_id IS NULL THEN kept.signed_date ELSE changed.signed_date END AS signed_date,
                          CASE WHEN changed.lead_id IS NULL THEN kept.landed_date ELSE changed.landed_date END AS landed_date
               ) project""",
            kept,
            first_dates(since, SQL("known.create_date < %s", moment.before)),
        )

    @api.model
    def _kfz_past_conditions(self, moment) -> SQL:
        """The join ``past``: the condition of a project as it was known then."""
        if self._kfz_narrow().is_few:
            return SQL(
                """LEFT JOIN LATERAL (SELECT change.condition FROM kfz_condition_change change
                    WHERE change.lead_id = lead.id AND change.create_date < %s ORDER BY change.id DESC LIMIT 1) past ON TRUE""",
                moment.before,
            )
        return SQL(
            """LEFT JOIN (SELECT DISTINCT ON (change.lead_id) change.lead_id, change.condition FROM kfz_condition_change change
                           WHERE change.create_date < %s AND %s
                        ORDER BY change.lead_id, change.id DESC) past ON past.lead_id = lead.id""",
            moment.before,
            self._kfz_of_zones(SQL("change.company_id")),
        )

    @api.model
    def _entries(self) -> SQL:
        """The rows of the report; ``count`` is NULL where a row tells of an amount that another row has counted."""
        return SQL(" UNION ALL ").join(self._kfz_parts())

    @api.model
    def _kfz_parts(self) -> list[SQL]:
        """The queries whose rows are those of the report; each leaves out what the question has no use for."""
        rows = SQL(
            "SELECT entry.id::bigint AS id, entry.lead_id, entry.company_id, entry.indicator, entry.effective_date, "
            "entry.create_date, entry.count, entry.amount FROM kfz_figure_entry entry WHERE %s AND %s AND %s AND %s AND %s",
            self._kfz_known(SQL("entry.create_date")),
            self._kfz_of_indicators(),
            self._kfz_of_open(),
            self._kfz_conditions("entry.company_id"),
            self._kfz_ids_from(0, _FIGURES_END),
        )
        return self._kfz_rows(rows, "entry.company_id")

    @api.model
    def _kfz_known(self, column) -> SQL:
        """The condition that what was recorded at the moment of a column is known."""
        moment = self._kfz_as_of()
        return SQL("%s < %s", column, moment.before) if moment else SQL("TRUE")

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
        """Rates are sum ÷ sum over the group, never a mean of rates; nothing when there is nothing to divide by.

        All rows are in one currency: neither is it collected from them, nor is each amount converted by itself.
        """
        if aggregate_spec == "currency_id:array_agg_distinct":
            currency = self._field_to_sql(self._table, "currency_id", query)
            return SQL("CASE WHEN COUNT(*) > 0 THEN ARRAY[MIN(%s)] END", currency)
        name, _, function = aggregate_spec.partition(":")
        if function == "sum_currency":
            super()._read_group_select(aggregate_spec, query)
            rate = SQL.identifier(query.make_alias(self._table, "currency_id__rates"), "rate")
            amount = self._field_to_sql(self._table, name, query)
            return SQL("SUM(%s) / COALESCE(MIN(%s), 1.0)", amount, rate)
        if aggregate_spec not in RATIOS:
            return super()._read_group_select(aggregate_spec, query)
        part, whole = (
            self._field_to_sql(self._table, name, query) for name in RATIOS[aggregate_spec]
        )
        return SQL("SUM(%s)::double precision / NULLIF(SUM(%s), 0)", part, whole)
