from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...domain import calendar, policies
from ..base.period_words import day_text

STATES = [
    ("draft", "Draft"),
    ("upcoming", "Not yet in force"),
    ("in_force", "In force"),
    ("expired", "Expired"),
    ("withdrawn", "Repealed"),
]


class KfzPolicyMixin(models.AbstractModel):
    """The content of a policy, on the zone's own document and on the sheet that the other zones read."""

    _name = "kfz.policy.mixin"
    _description = "Policy document"
    _order = "valid_from desc, id desc"
    _rec_names_search = ["name", "number"]

    name = fields.Char("Title", required=True)
    number = fields.Char(
        "Document number", help="As printed on the document, e.g. 昆政发〔2020〕24 号."
    )
    authority = fields.Char("Issuing authority")
    level = fields.Selection(
        [
            ("national", "National"),
            ("provincial", "Provincial"),
            ("municipal", "Municipal"),
            ("zone", "Zone level"),
        ],
        required=True,
        default="zone",
    )
    area_id = fields.Many2one(
        "kfz.area", "Area", index="btree_not_null", help="Leave empty for the whole zone."
    )
    valid_from = fields.Date(
        "In force from", help="First day in force. Leave empty if the source does not state it."
    )
    valid_to = fields.Date(
        "In force until", help="Last day in force. Leave empty if there is none."
    )
    source = fields.Text(help="Document, section and page, so that the text can be looked up.")
    source_url = fields.Char("Link to the source")
    version = fields.Integer(default=1, readonly=True, copy=False)
    state = fields.Selection(STATES, compute="_compute_state", search="_search_state")
    search_text = fields.Char("Text", compute="_compute_search_text", search="_search_text")
    clause_count = fields.Integer("Number of clauses", compute="_compute_clause_count")

    @api.constrains("valid_from", "valid_to")
    def _check_validity(self):
        for policy in self:
            if policy.valid_from and policy.valid_to and policy.valid_to < policy.valid_from:
                raise ValidationError(
                    self.env._(
                        "“%(title)s” would end on %(end)s, before it begins on %(start)s.",
                        title=policy.name,
                        end=day_text(self.env, policy.valid_to),
                        start=day_text(self.env, policy.valid_from),
                    )
                )

    @api.constrains("source_url")
    def _check_source_url(self):
        for policy in self:
            if policy.source_url and not policy.source_url.lower().startswith(
                ("http://", "https://")
            ):
                raise ValidationError(
                    self.env._(
                        "The link to the source of “%(title)s” must begin with http:// or https://.",
                        title=policy.name,
                    )
                )

    @api.depends("valid_from", "valid_to")
    def _compute_state(self):
        today = calendar.today()
        for policy in self:
            policy.state = policies.state(today, policy.valid_from, policy.valid_to)

    @api.model
    def _kfz_state_domain(self, state):
        """The domain of policies that are in a state today."""
        return validity_domain(state, calendar.today())

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._kfz_state_domain(state) for state in value if state)

    def _compute_search_text(self):
        self.search_text = False

    def _search_text(self, operator, value):
        """All words must occur, each anywhere in the document or in one of its clauses."""
        if operator != "ilike":
            return NotImplemented
        return Domain.AND(
            Domain.OR(
                Domain(name, "ilike", word)
                for name in (
                    "name",
                    "number",
                    "authority",
                    "source",
                    "clause_ids.name",
                    "clause_ids.audience",
                    "clause_ids.benefit",
                )
            )
            for word in policies.words(value)
        )

    @api.depends("clause_ids")
    def _compute_clause_count(self):
        Clause = self.env[self._fields["clause_ids"].comodel_name]
        counts = dict(
            Clause._read_group([("policy_id", "in", self.ids)], ["policy_id"], ["__count"])
        )
        for policy in self:
            policy.clause_count = counts.get(policy._origin, 0)


class KfzPolicyClauseMixin(models.AbstractModel):
    """The content of a clause, on the zone's own document and on the sheet that the other zones read."""

    _name = "kfz.policy.clause.mixin"
    _description = "Clause of a policy"
    _order = "policy_id, sequence, id"
    _rec_names_search = ["name", "number", "benefit"]

    sequence = fields.Integer(default=10)
    number = fields.Char("Article", help="As numbered in the document, e.g. 第八条.")
    name = fields.Char("Heading", required=True)
    topic_id = fields.Many2one(
        "kfz.policy.topic", "Topic", required=True, index=True, ondelete="restrict"
    )
    audience = fields.Text("Applies to", help="Eligible enterprises and conditions.")
    benefit = fields.Text(required=True, help="The benefit granted, in the words of the document.")
    currency_id = fields.Many2one(
        "res.currency", readonly=True, default=lambda self: self.env["kfz.money.mixin"]._kfz_cny()
    )
    amount_cap = fields.Monetary(
        "Ceiling",
        aggregator=None,
        help="If the document states a ceiling; otherwise 0.",
    )
    rate_from = fields.Float(
        "Rate (%)", digits=(6, 2), help="In percent, if the document states a rate; otherwise 0."
    )
    rate_to = fields.Float(
        "Rate up to (%)", digits=(6, 2), help="In percent, if the document states a range."
    )

    _rates = models.Constraint(
        "CHECK(rate_from >= 0 AND rate_to >= 0 AND (rate_to = 0 OR rate_to >= rate_from) AND amount_cap >= 0)",
        "A ceiling or rate cannot be negative, and the upper rate cannot be below the lower one.",
    )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for clause in self:
            clause.display_name = " ".join(filter(None, (clause.number, clause.name)))


def validity_domain(state, day):
    """The domain of records that are ``upcoming``, ``in_force`` or ``expired`` on a day."""
    if state == "upcoming":
        return Domain("valid_from", ">", day)
    begun = Domain("valid_from", "=", False) | Domain("valid_from", "<=", day)
    if state == "expired":
        return begun & Domain("valid_to", "<", day)
    if state == "in_force":
        return begun & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", day))
    return Domain.FALSE
