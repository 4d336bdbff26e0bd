from odoo import api, fields, models

#: groups that may know which project a figure belongs to, unless the user is also in the joint office (kfz.report.names.mixin)
NAMES = "kfz_investment.group_kfz_officer,kfz_investment.group_kfz_lead_official"
AGING = [
    ("d0_90", "0–90 days"),
    ("d91_180", "91–180 days"),
    ("d181_365", "181–365 days"),
    ("d366", "Over 365 days"),
]
_AS_OF = {"depends": (), "depends_context": ("kfz_as_of",)}


class KfzSignedLandedReport(models.Model):
    """Signed versus landed: one row per entry of the figures ledger, so sums stay right after corrections.

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
    _inherit = ["kfz.report.names.mixin", "kfz.report.scope.mixin"]
    _description = "Signed versus landed"
    _auto = False
    _order = "effective_date desc, id desc"
    _rec_name = "quarter"

    # dimensions
    lead_id = fields.Many2one("crm.lead", "Project", readonly=True, groups=NAMES)
    company_id = fields.Many2one("res.company", "Zone", readonly=True)
    area_id = fields.Many2one("kfz.area", readonly=True)
    quarter = fields.Selection(
        "_selection_quarter", readonly=True, help="Calendar quarter in Shanghai."
    )
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
        "Project source",
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
        "quarter in which it was signed even if it is terminated later.",
    )
    signed_amount = fields.Monetary(
        "Amount signed",
        readonly=True,
        help="Amounts of the agreements signed in the period, in CNY at the rates of their dates. A supplementary "
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
        help="Capital in place of landed projects: capital received before the landing counts on the "
        "landing date, later capital on the date of receipt.",
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
    landing_days = fields.Integer("Days to landing, total", readonly=True, **_AS_OF)
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
        help="Agreed amounts of the projects that have neither landed nor ended by the as-of date.",
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

    @api.readonly
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
