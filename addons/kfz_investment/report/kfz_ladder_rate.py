from odoo import api, fields, models
from odoo.tools import SQL

from ..domain import calendar, ladder

#: groups that may know which project a figure belongs to; users who are also in the joint office may not (kfz.report.names.mixin)
NAMES = "kfz_investment.group_kfz_officer"
#: aggregate -> (sum above, sum below)
RATIOS = {
    "start_rate:avg": ("started_count", "signed_count"),
    "capital_rate:avg": ("capital_amount", "agreed_amount"),
    "kept_rate:avg": ("kept_count", "promised_count"),
}


class KfzLadderRate(models.Model):
    """Construction, capital and kept rates: one row per signed project, as of today; ``domain/ladder.py`` defines each.

    Projects count in the quarter in which they were signed, terminated ones included. Amounts are in CNY, those of the ledger
    of figures. Rates of a group are sum ÷ sum, nothing where there is nothing to divide by.
    """

    _name = "kfz.ladder.rate"
    _inherit = ["kfz.report.names.mixin", "kfz.report.scope.mixin"]
    _description = "Rates of the ladder"
    _auto = False
    _order = "signed_date desc, id desc"
    _rec_name = "quarter"

    lead_id = fields.Many2one("crm.lead", "Project", readonly=True, groups=NAMES)
    company_id = fields.Many2one("res.company", "Zone", readonly=True)
    area_id = fields.Many2one("kfz.area", readonly=True)
    quarter = fields.Selection(
        "_selection_quarter", "Quarter of signing", readonly=True, help="Calendar quarter."
    )
    signed_date = fields.Date("Signed on", readonly=True)
    industry_function = fields.Selection(
        lambda self: (
            self.env["crm.lead"]._fields["industry_function"]._description_selection(self.env)
        ),
        "Function",
        readonly=True,
    )
    is_major = fields.Boolean("Major project", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    signed_count = fields.Integer(
        "Projects signed", readonly=True, help="Projects by the date of their first agreement."
    )
    started_count = fields.Integer(
        "Of those, construction started",
        readonly=True,
        help="Construction, production or full production is recognised with a date until today.",
    )
    agreed_amount = fields.Monetary(
        "Agreed amount", readonly=True, help="Agreements of these projects that were in force."
    )
    capital_amount = fields.Monetary(
        "Capital in place", readonly=True, help="Capital of these projects received until today."
    )
    promised_count = fields.Integer(
        "Projects with a step due",
        readonly=True,
        help="A step of the ladder is due once its planned date has passed, or once it is done on or after it.",
    )
    kept_count = fields.Integer(
        "Of those, every step kept",
        readonly=True,
        help="Every step that was due was done on its planned date or before. A date that was moved after it had passed "
        "counts as not kept; one that was moved in time counts by its new date.",
    )
    start_rate = fields.Float(
        "Construction rate",
        readonly=True,
        aggregator="avg",
        help="Projects signed in the period that have started construction by today ÷ projects signed in the period.",
    )
    capital_rate = fields.Float(
        "Capital rate",
        readonly=True,
        aggregator="avg",
        help="Capital in place of the projects signed in the period ÷ their agreed amount, both summed, in CNY.",
    )
    kept_rate = fields.Float(
        "Kept rate",
        readonly=True,
        aggregator="avg",
        help="Of the projects signed in the period that had a step of their ladder due until today, the share that kept every one.",
    )

    _depends = {
        "crm.lead": [
            "company_id",
            "area_id",
            "signed_date",
            "industry_function",
            "is_major",
            "is_promotion",
        ],
        "kfz.figure.entry": ["lead_id", "indicator", "amount", "effective_date"],
        "kfz.milestone": ["lead_id", "milestone", "state", "effective_date"],
        "kfz.ladder.step": ["lead_id", "planned_on", "done_on", "not_needed_reason"],
        "kfz.ladder.change": ["step_id", "planned_before", "moved_on"],
    }

    @property
    def _table_query(self) -> SQL:
        return SQL("%s %s", self._select(), self._from(calendar.today()))

    @api.model
    def _select(self) -> SQL:
        return SQL(
            """
            SELECT lead.id, lead.id AS lead_id, lead.company_id, lead.area_id, lead.signed_date,
                   to_char(lead.signed_date, 'YYYY-"Q"Q') AS quarter, lead.industry_function, lead.is_major,
                   %s AS currency_id, 1 AS signed_count, (started.lead_id IS NOT NULL)::int AS started_count,
                   COALESCE(booked.agreed, 0) AS agreed_amount, COALESCE(booked.capital, 0) AS capital_amount,
                   (promised.kept IS NOT NULL)::int AS promised_count, COALESCE(promised.kept, FALSE)::int AS kept_count,
                   NULL::double precision AS start_rate, NULL::double precision AS capital_rate,
                   NULL::double precision AS kept_rate
            """,
            self.env["ir.model.data"]._xmlid_to_res_id("base.CNY"),
        )

    @api.model
    def _from(self, day) -> SQL:
        return SQL(
            """
            FROM crm_lead lead
            LEFT JOIN (SELECT lead_id, SUM(amount) FILTER (WHERE indicator = 'signed') AS agreed,
                              SUM(amount) FILTER (WHERE indicator = 'capital') AS capital
                         FROM kfz_figure_entry WHERE effective_date <= %(day)s GROUP BY lead_id) booked ON booked.lead_id = lead.id
            LEFT JOIN (SELECT DISTINCT lead_id FROM kfz_milestone
                        WHERE state = 'recognised' AND milestone IN %(started)s AND effective_date <= %(day)s) started
                   ON started.lead_id = lead.id
            LEFT JOIN (%(promises)s) promised ON promised.lead_id = lead.id
            WHERE lead.is_promotion AND lead.signed_date <= %(day)s
            """,
            day=day,
            started=ladder.STARTED,
            promises=self._promises(day),
        )

    @api.model
    def _promises(self, day) -> SQL:
        """Per project, whether every step that was due was kept, as ``ladder.promise`` has it."""
        return SQL(
            """
            SELECT lead_id, bool_and(kept) AS kept FROM (
                SELECT step.lead_id,
                       CASE WHEN step.done_on IS NULL AND COALESCE(step.not_needed_reason, '') <> '' THEN NULL
                            WHEN EXISTS (SELECT FROM kfz_ladder_change change WHERE change.step_id = step.id
                                            AND change.planned_before < change.moved_on AND change.moved_on <= %(day)s) THEN FALSE
                            WHEN step.done_on <= %(day)s AND step.planned_on <= %(day)s THEN step.done_on <= step.planned_on
                            WHEN step.planned_on < %(day)s THEN FALSE END AS kept
                  FROM kfz_ladder_step step
            ) due WHERE kept IS NOT NULL GROUP BY lead_id
            """,
            day=day,
        )

    def _read_group_select(self, aggregate_spec, query):
        """Rates are sum ÷ sum over the group, never a mean of rates; nothing when there is nothing to divide by."""
        if aggregate_spec not in RATIOS:
            return super()._read_group_select(aggregate_spec, query)
        part, whole = (
            self._field_to_sql(self._table, name, query) for name in RATIOS[aggregate_spec]
        )
        return SQL("SUM(%s)::double precision / NULLIF(SUM(%s), 0)", part, whole)

    @api.model
    def _kfz_scope_counted(self, shown):
        return [
            *super()._kfz_scope_counted(shown),
            self.env._(
                "projects by the quarter of their signing, terminated ones included; construction rate: started ÷ signed; "
                "capital rate: capital in place ÷ agreed amount; kept rate: projects that kept every step due ÷ projects with a step due"
            ),
        ]
