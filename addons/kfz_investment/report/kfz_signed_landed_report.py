from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..domain import as_of, calendar

#: who may know which project a figure belongs to; whoever is also in the joint office may not (kfz.report.names.mixin)
NAMES = "kfz_investment.group_kfz_officer,kfz_investment.group_kfz_lead_official"
AGING = [
    ("d0_90", "0–90 days"),
    ("d91_180", "91–180 days"),
    ("d181_365", "181–365 days"),
    ("d366", "Over 365 days"),
]
ENDED = ("lost", "terminated", "transferred")
#: aggregate -> (sum above, sum below)
RATIOS = {
    "period_rate:avg": ("landed_count", "signed_count"),
    "cohort_rate:avg": ("cohort_landed_count", "signed_count"),
    "days_to_land:avg": ("landing_days", "timed_landed_count"),
}
_AS_OF = {"depends": (), "depends_context": ("kfz_as_of",)}


class KfzSignedLandedReport(models.Model):
    """Signed versus landed: one row an entry of the figures ledger, so sums are right also after corrections.

    Definitions (design §4), all as known at the as-of moment:

    * signed count and amount: signings, and amounts of agreements, on their dates; a terminated project stays in the
      quarter in which it was signed; a supplementary agreement adds its amount only;
    * landed count and amount: recognised landings and capital in place of landed projects, on their dates;
    * period rate: landed in the period ÷ signed in the period; cohort rate: of the projects signed in the period, the
      share landed since; both sum ÷ sum, nothing when nothing was signed;
    * open: signed, neither landed nor ended; aging by days since signing.

    The context key ``kfz_as_of`` (a UTC moment, or a date: the end of that day in Shanghai) hides every entry that was
    recorded later. Dimensions (function, industry, officials …) are those that the project has now.
    """

    _name = "kfz.signed.landed.report"
    _inherit = ["kfz.report.names.mixin"]
    _description = "Signed versus landed"
    _auto = False
    _order = "effective_date desc, id desc"
    _rec_name = "quarter"

    # dimensions
    lead_id = fields.Many2one("crm.lead", "Project", readonly=True, groups=NAMES)
    company_id = fields.Many2one("res.company", "Zone", readonly=True)
    area_id = fields.Many2one("kfz.area", readonly=True)
    quarter = fields.Char(readonly=True, help="Calendar quarter in Shanghai, for example 2026-Q3.")
    effective_date = fields.Date("Happened on", readonly=True)
    recorded_on = fields.Datetime("Recorded on", readonly=True)
    industry_function = fields.Selection(
        lambda self: (
            self.env["crm.lead"]._fields["industry_function"]._description_selection(self.env)
        ),
        "Function",
        readonly=True,
    )
    industry_id = fields.Many2one("res.partner.industry", readonly=True)
    source_kind = fields.Selection(
        lambda self: self.env["crm.lead"]._fields["source_kind"]._description_selection(self.env),
        "How it came to us",
        readonly=True,
    )
    official_id = fields.Many2one("kfz.official", "Lead official", readonly=True, groups=NAMES)
    user_id = fields.Many2one("res.users", "Account manager", readonly=True, groups=NAMES)
    is_major = fields.Boolean("Major project", readonly=True)
    stage_id = fields.Many2one("crm.stage", readonly=True)
    condition = fields.Selection(
        lambda self: self.env["crm.lead"]._fields["condition"]._description_selection(self.env),
        readonly=True,
        **_AS_OF,
    )
    aging = fields.Selection(
        AGING,
        "Signed, not landed for",
        readonly=True,
        **_AS_OF,
        help="Days since signing of a project that has neither landed nor ended.",
    )
    signed_date = fields.Date(
        "Signed on",
        readonly=True,
        **_AS_OF,
        help="Date of the first formal agreement, as known at the as-of moment.",
    )
    landed_date = fields.Date(
        "Landed on",
        readonly=True,
        **_AS_OF,
        help="Date of the recognised landing, as known at the as-of moment.",
    )
    currency_id = fields.Many2one("res.currency", readonly=True)

    # measures
    signed_count = fields.Integer(
        "Projects signed",
        readonly=True,
        help="Projects whose first formal agreement was signed in the period. A project counts once, and stays in the "
        "quarter in which it was signed also when it is terminated later.",
    )
    signed_amount = fields.Monetary(
        "Amount signed",
        readonly=True,
        help="Amounts of the agreements signed in the period, in yuan at the rates of their dates. A supplementary "
        "agreement counts its increase, in its own quarter.",
    )
    landed_count = fields.Integer(
        "Projects landed",
        readonly=True,
        help="Projects whose landing a manager recognised with evidence, by the recognised date.",
    )
    landed_amount = fields.Monetary(
        "Amount landed",
        readonly=True,
        help="Capital in place of landed projects, in yuan: what was there at the landing, and later receipts on their "
        "own dates.",
    )
    cohort_landed_count = fields.Integer(
        "Of those signed, landed",
        readonly=True,
        **_AS_OF,
        help="Of the projects signed in the period, those that have landed by the as-of date.",
    )
    period_rate = fields.Float(
        "Landing rate (period)",
        readonly=True,
        aggregator="avg",
        help="Projects landed in the period ÷ projects signed in the period.",
    )
    cohort_rate = fields.Float(
        "Landing rate (cohort)",
        readonly=True,
        aggregator="avg",
        help="Of the projects signed in the period, the share that has landed by the as-of date.",
    )
    days_to_land = fields.Float(
        "Days to landing",
        readonly=True,
        aggregator="avg",
        **_AS_OF,
        help="Mean days from signing to landing of the projects landed in the period.",
    )
    landing_days = fields.Integer("Days to landing, summed", readonly=True, **_AS_OF)
    timed_landed_count = fields.Integer("Landings with both dates", readonly=True, **_AS_OF)
    open_count = fields.Integer(
        "Signed, not landed",
        readonly=True,
        **_AS_OF,
        help="Projects signed in the period that have neither landed nor ended by the as-of date.",
    )
    open_amount = fields.Monetary(
        "Amount signed, not landed",
        readonly=True,
        **_AS_OF,
        help="Agreed amounts of the projects that have neither landed nor ended by the as-of date, in yuan.",
    )
    days_since_signed = fields.Integer(
        "Days since signing", readonly=True, aggregator=None, **_AS_OF
    )

    _depends = {
        "kfz.figure.entry": [
            "lead_id",
            "company_id",
            "indicator",
            "count",
            "amount",
            "effective_date",
            "create_date",
        ],
        "kfz.condition.change": ["lead_id", "condition", "create_date"],
        "crm.lead": [
            "area_id",
            "industry_function",
            "industry_id",
            "source_kind",
            "lead_official_id",
            "user_id",
            "is_major",
            "stage_id",
            "condition",
        ],
    }

    # query

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
                    "“%(value)s” is no date for a report: write for example 2026-09-30.",
                    value=value,
                )
            ) from error

    def _read_group_select(self, aggregate_spec, query):
        """Rates are sum ÷ sum over the group, never a mean of rates; nothing when there is nothing to divide by."""
        if aggregate_spec not in RATIOS:
            return super()._read_group_select(aggregate_spec, query)
        part, whole = (
            self._field_to_sql(self._table, name, query) for name in RATIOS[aggregate_spec]
        )
        return SQL("SUM(%s)::double precision / NULLIF(SUM(%s), 0)", part, whole)

    # actions

    def action_open_projects(self):
        """Open the projects behind the rows: the form of one, the list of several."""
        leads = self.lead_id
        action = self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_project_action")
        action["context"] = {"default_is_promotion": True}
        if len(leads) == 1:
            form = self.env.ref("kfz_investment.crm_lead_view_form_kfz")
            return {**action, "views": [(form.id, "form")], "view_mode": "form", "res_id": leads.id}
        views = sorted(action["views"], key=lambda view: view[1] != "list")
        return {**action, "views": views, "domain": [("id", "in", leads.ids)]}
