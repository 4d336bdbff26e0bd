from odoo import api, fields, models
from odoo.tools import SQL

from ...domain import calendar, trade


class KfzTradeTarget(models.Model):
    """A year's trade of a zone: the target of its plan, what a document states, and what is confirmed here so far.

    Amounts are in yuan. ``achieved`` sums the confirmed records whose supervision mode counts for targets now, reversals set
    off; it is a figure of the zone without an enterprise, so that every reader of the target may read it.
    """

    _name = "kfz.trade.target"
    _description = "Yearly trade target"
    _inherit = ["kfz.zone.mixin", "kfz.report.scope.mixin"]
    _order = "year desc, company_id"
    _rec_name = "year"

    company_id = fields.Many2one(
        "res.company",
        "Zone",
        required=True,
        index=True,
        domain="[('zone_code', '!=', False)]",
        default=lambda self: self.env["kfz.trade.record"]._kfz_default_zone(),
    )
    year = fields.Integer(
        required=True, default=lambda self: calendar.today().year, aggregator=None
    )
    amount = fields.Monetary("Target", help="Empty for a year without a target.")
    stated_amount = fields.Monetary(
        "Stated total",
        help="The total that a document states for the year, for years without records here.",
    )
    source = fields.Char(help="The document that gives the target or the total.")
    achieved = fields.Monetary(
        "Confirmed",
        compute="_compute_achieved",
        help="Confirmed trade of the year under the supervision modes that count for yearly targets.",
    )
    waiting = fields.Monetary(
        "Not confirmed yet",
        compute="_compute_achieved",
        help="Drafts of the year under the supervision modes that count for yearly targets.",
    )
    missing = fields.Monetary(
        "Still missing",
        compute="_compute_achieved",
        help="The amount still missing to the target.",
    )
    percent = fields.Float(
        "Achieved (%)",
        compute="_compute_achieved",
        help="Confirmed trade in percent of the target.",
    )
    elapsed = fields.Float(
        "Year elapsed (%)",
        compute="_compute_achieved",
        help="Months of the year that are over, in percent: where steady trade would be.",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")

    _year_once = models.UniqueIndex(
        "(company_id, year)", "The zone has a target of this year already."
    )
    _year_plausible = models.Constraint(
        "CHECK(year BETWEEN 2000 AND 2100)",
        "The year of a trade target lies between 2000 and 2100.",
    )
    _amounts_positive = models.Constraint(
        "CHECK(COALESCE(amount, 0) >= 0 AND COALESCE(stated_amount, 0) >= 0)",
        "A target and a stated total cannot be negative.",
    )

    @api.depends("year", "company_id.display_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for target in self:
            target.display_name = f"{target.company_id.display_name or ''} {target.year}"

    def _compute_currency_id(self):
        self.currency_id = self.env["kfz.trade.record"]._kfz_cny()

    @api.depends("year", "company_id", "amount")
    def _compute_achieved(self):
        sums = self._kfz_sums()
        month = trade.month_of(calendar.today())
        for target in self:
            confirmed, waiting = sums.get((target.company_id.id, target.year), (0, 0))
            target.achieved, target.waiting = (
                float(trade.exact(confirmed)),
                float(trade.exact(waiting)),
            )
            target.missing = float(max(trade.exact(target.amount) - trade.exact(confirmed), 0))
            target.percent = trade.percent(confirmed, target.amount) or 0
            target.elapsed = (
                min(max((month.year - target.year) * 12 + month.month - 1, 0), 12) / 12 * 100
            )

    def _kfz_sums(self):
        """{(zone, year): (confirmed, drafts)} of the targets' zones, by one query: totals without an enterprise. Of the user's own
        zones, or of all for the joint office: a form sends any zone before its target is saved and checked."""
        zones = self.company_id
        if not self.env.su and not self.env.user.has_group("kfz_investment.group_kfz_joint_office"):
            zones &= self.env.companies
        self.env["kfz.trade.record"].flush_model()
        self.env["kfz.trade.mode"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT t.company_id, EXTRACT(year FROM t.month)::int, SUM(t.amount) FILTER (WHERE t.state = 'confirmed'),
                      SUM(t.amount) FILTER (WHERE t.state = 'draft')
                 FROM kfz_trade_record t LEFT JOIN kfz_trade_mode m ON m.code = t.mode
                WHERE t.company_id = ANY(%s) AND m.counts_for_target IS NOT FALSE GROUP BY 1, 2""",
                zones.ids,
            )
        )
        return {
            (company, year): (confirmed or 0, waiting or 0)
            for company, year, confirmed, waiting in rows
        }

    @api.model
    def _kfz_scope_counted(self, shown):
        return [
            *super()._kfz_scope_counted(shown),
            self.env._("confirmed trade under the supervision modes that count for yearly targets"),
        ]

    def action_open_records(self):
        """The records of the year."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_trade_report_action"
        )
        return {
            **action,
            "domain": [
                ("company_id", "=", self.company_id.id),
                ("year", "=", str(self.year)),
                ("counts_for_target", "=", True),
            ],
            "context": {},
        }
