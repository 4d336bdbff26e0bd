import datetime

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import award, calendar

#: what may still change once an award uses the scheme
FREE = {"date_to", "active", "simulated_base"}


class KfzAwardScheme(models.Model):
    """How a zone calculates referral awards, for landings between two dates (plan P1, annex 6, article 8; design §8.2).

    The plan gives no rates: they are the zone's. A scheme that an award uses is never edited: a new version follows it.
    """

    _name = "kfz.award.scheme"
    _description = "Award scheme"
    _inherit = ["kfz.zone.mixin", "mail.thread"]
    _order = "company_id, date_from desc, id desc"

    name = fields.Char("Scheme", required=True, tracking=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        required=True,
        index=True,
        domain=[("zone_code", "!=", False)],
        default=lambda self: (self.env.company | self.env.companies).filtered("zone_code")[:1],
    )
    document = fields.Char(
        "Policy document", help="Name and number of the document that sets these rules."
    )
    date_from = fields.Date(
        "Landings from",
        required=True,
        tracking=True,
        default=lambda self: calendar.today(),
        help="The scheme applies to projects whose recognised landing lies between the two dates, both included.",
    )
    date_to = fields.Date(
        "Landings until", tracking=True, help="Empty: until a new version follows."
    )
    # rule
    first_year_basis = fields.Selection(
        [
            ("twelve_months", "Twelve months from landing"),
            ("calendar_year", "Calendar year of landing"),
        ],
        "First year",
        required=True,
        default="twelve_months",
    )
    window_words = fields.Char("Months that count", compute="_compute_window_words")
    tier_mode = fields.Selection(
        [
            ("marginal", "Each part of the base at its own rate"),
            ("whole", "All of the base at the rate that it reaches"),
        ],
        "Tiers",
        required=True,
        default="marginal",
    )
    tier_ids = fields.One2many("kfz.award.tier", "scheme_id", "Rates", copy=True)
    cap = fields.Monetary("Cap", help="An award is never more than this; 0: no cap.")
    min_base = fields.Monetary(
        "Minimum base", help="With less bonded trade in the first year there is no award."
    )
    min_amount = fields.Monetary(
        "Minimum award", help="An award that is due is at least this; 0: no minimum."
    )
    rounding_unit = fields.Selection(
        [("fen", "0.01 yuan"), ("yuan", "1 yuan"), ("hundred", "100 yuan")],
        "Rounded to",
        required=True,
        default="fen",
    )
    rounding_mode = fields.Selection(
        [("half_up", "Half up"), ("half_down", "Half down"), ("down", "Always down")],
        "Rounding",
        required=True,
        default="half_up",
        help="Rounded once, after all tiers are added.",
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        readonly=True,
        default=lambda self: self.env["kfz.money.mixin"]._kfz_cny(),
    )
    # procedure
    fund_ids = fields.One2many("kfz.award.fund", "scheme_id", "Fund sources", copy=True)
    required_evidence = fields.Text(
        "Required evidence", help="One per line. If filled in, a claim needs documents."
    )
    stacking = fields.Selection(
        [
            ("enterprise_once", "One award per enterprise"),
            ("trade_once", "Several projects, each month's trade counts once"),
        ],
        "Stacking",
        required=True,
        default="enterprise_once",
        help="Applies when an enterprise has several projects in the zone. An award never stacks with others of the same kind.",
    )
    claim_months = fields.Integer(
        "Claim within (months)",
        help="After the last month of the first year; 0: no claim is needed, the award is confirmed ex officio.",
    )
    publicity_days = fields.Integer(
        "Publicity (days)", help="Between the committee's confirmation and payment; 0: none."
    )
    persons_allowed = fields.Boolean(
        "Natural persons",
        help="Whether a natural person may receive the award. The plan names enterprises and social organisations.",
    )
    note = fields.Text()
    # use
    # simulation

    _dates = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)", "A scheme ends before it begins."
    )
    _figures = models.Constraint(
        "CHECK(cap >= 0 AND min_base >= 0 AND min_amount >= 0 AND claim_months >= 0 AND publicity_days >= 0)",
        "The figures of a scheme cannot be negative.",
    )
    _cap_above_minimum = models.Constraint(
        "CHECK(COALESCE(cap, 0) = 0 OR COALESCE(min_amount, 0) <= cap)",
        "The minimum award is above the cap.",
    )

    # computes

    @api.depends("first_year_basis")
    @api.depends_context("lang")
    def _compute_window_words(self):
        words = {
            "twelve_months": self.env._(
                "Twelve whole months; the month of landing is the first, whatever its day."
            ),
            "calendar_year": self.env._(
                "January to December of the year of landing, including the months before the landing."
            ),
        }
        for scheme in self:
            scheme.window_words = words.get(scheme.first_year_basis)

    # constrains

    @api.constrains("company_id", "date_from", "date_to", "active")
    def _check_overlap(self):
        for scheme in self.filtered("active"):
            other = self.search(
                [
                    ("company_id", "=", scheme.company_id.id),
                    ("id", "!=", scheme.id),
                    ("date_from", "<=", scheme.date_to or datetime.date.max),
                    "|",
                    ("date_to", "=", False),
                    ("date_to", ">=", scheme.date_from),
                ],
                limit=1,
            )
            if other:
                raise ValidationError(
                    self.env._(
                        "“%(scheme)s” (%(from)s to %(to)s) overlaps with “%(other)s” (%(other_from)s to %(other_to)s): a landing would "
                        "have two schemes. End one before the other begins.",
                        scheme=scheme.name,
                        other=other.name,
                        **{
                            "from": scheme.date_from,
                            "to": scheme.date_to or "…",
                            "other_from": other.date_from,
                            "other_to": other.date_to or "…",
                        },
                    )
                )

    @api.constrains("company_id")
    def _check_zone(self):
        if strange := self.company_id.filtered(lambda company: not company.zone_code):
            raise ValidationError(
                self.env._(
                    "“%(company)s” is not a zone: a scheme belongs to a zone.",
                    company=strange[0].name,
                )
            )

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        zones = {
            vals.get("company_id") or self.default_get(["company_id"]).get("company_id")
            for vals in vals_list
        }
        if not self.env.su and zones - set(self.env.companies.ids):
            # before a constraint could tell of another zone's schemes
            raise self.env["ir.rule"]._make_access_error("create", self.browse())
        return super().create(vals_list)

    def copy_data(self, default=None):
        return [
            dict(
                vals,
                name=self.env._("%(name)s (copy)", name=scheme.name)
                if not (default or {}).get("name")
                else vals["name"],
            )
            for scheme, vals in zip(self, super().copy_data(default), strict=True)
        ]

    # actions

    # business

    @api.model
    def _kfz_for(self, company, landed_on):
        """The scheme of a zone for a landing date, or none."""
        return self.search(
            [
                ("company_id", "=", company.id),
                ("date_from", "<=", landed_on),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", landed_on),
            ],
            limit=1,
        )

    def _kfz_rule(self):
        """The scheme as the arithmetic takes it."""
        self.ensure_one()
        return award.Scheme(
            tuple(
                sorted((tier._kfz_tier() for tier in self.tier_ids), key=lambda tier: tier.start)
            ),
            self.tier_mode,
            award.fen(self.cap),
            award.fen(self.min_base),
            award.fen(self.min_amount),
            self.rounding_unit,
            self.rounding_mode,
        )

    def _kfz_fund(self, area):
        """The fund source for projects of an area: the scheme's line, else what the area itself says."""
        self.ensure_one()
        lines = self.fund_ids
        line = lines.filtered(lambda fund: fund.area_id == area) or lines.filtered(
            lambda fund: not fund.area_id
        )
        return line[:1].source or area.fund_source or False
