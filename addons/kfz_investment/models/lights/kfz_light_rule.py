from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import calendar, light_rules
from ..landing.ladder_words import STEPS
from .light_words import FROM, KINDS, UNITS

#: the highest threshold in percent or points
PERCENT = 100
#: characters of a name
MOST_NAME = 100
#: the highest number of any kind
MOST = 10_000


class KfzLightRule(models.Model):
    """A rule that colours a light of projects: data over the closed vocabulary of ``domain/light_rules.py``.

    A rule is common to all zones, or a zone's own. A zone's own rule that replaces a common one takes its place in that zone,
    switched on or off. A change of any rule lets the projects be looked at anew in the background.
    """

    _name = "kfz.light.rule"
    _description = "Light rule"
    _inherit = ["kfz.cached.rows.mixin", "kfz.common.or.own.mixin"]
    _order = "kind, sequence, id"

    name = fields.Char("Name of the rule", required=True, translate=True)
    sequence = fields.Integer("Order", default=10)
    active = fields.Boolean("Switched on", default=True)
    kind = fields.Selection(
        KINDS,
        "Light",
        required=True,
        compute="_compute_kind",
        store=True,
        readonly=False,
        precompute=True,
    )
    check_code = fields.Selection(
        [
            ("milestone_late", "Step of the ladder late"),
            ("not_started", "Signed, construction not started"),
            ("no_funds", "No capital in place"),
            ("funds_share", "Share of capital in place"),
            ("behind_plan", "Steps behind plan"),
            ("funds_behind", "Capital behind the time that has passed"),
            ("issue_overdue", "Coordination issue overdue"),
            ("signed_not_landed", "Signed, not landed"),
            ("signing_passed", "Expected signing passed"),
            ("stale", "No contact and no edit"),
            ("no_contact_official", "No contact by the lead official"),
            ("evidence_owed", "Evidence owed past its date"),
        ],
        "What it looks at",
        required=True,
    )
    has_amber = fields.Boolean("Turns amber", default=True)
    amber = fields.Integer(
        "Amber",
        help="Spans of time: amber once more than this has passed. Shares: amber below this percentage. Behind plan: amber from "
        "this many percentage points on.",
    )
    has_red = fields.Boolean("Turns red", default=True)
    red = fields.Integer(
        "Red",
        default=30,
        help="Spans of time: red once more than this has passed. Shares: red below this percentage. Behind plan: red for more "
        "than this many percentage points.",
    )
    unit = fields.Selection(UNITS, "Counted in", required=True, default="days")
    after = fields.Integer(
        "Asked after", help="How long after the reference the share is asked for."
    )
    reference = fields.Selection(
        [("signing", "Signing"), ("construction", "Start of construction")],
        "Counted from",
        required=True,
        default="signing",
    )
    base = fields.Selection(
        [("signed", "Signed amount"), ("planned", "Planned investment")],
        "Share of",
        required=True,
        default="signed",
    )
    step = fields.Selection(STEPS, "Only this step", help="Empty: every step of the ladder.")
    keeps_month = fields.Boolean(
        "Amber for the rest of the month",
        default=True,
        help="A missed step that is made good stays amber until the end of its month.",
    )
    stage_ids = fields.Many2many(
        "crm.stage",
        string="Only these stages",
        domain=[("milestone", "!=", False)],
        help="Empty: every stage.",
    )
    size = fields.Selection(
        [("all", "All projects"), ("major", "Major projects"), ("other", "Other projects")],
        "Class of projects",
        required=True,
        default="all",
    )
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        index=True,
        default=lambda self: self.env.company,
        help="Empty: common to all zones.",
    )
    replaces_id = fields.Many2one(
        "kfz.light.rule",
        "In place of",
        index="btree_not_null",
        ondelete="restrict",
        domain=[("company_id", "=", False)],
        help="The common rule that does not count in the zone any more, also while this one is off.",
    )
    date_from = fields.Date("In force from")
    date_to = fields.Date("In force until")
    enforce_from = fields.Date(
        "Enforced from",
        default=lambda self: calendar.today(),
        help="What broke the rule before this day never colours, so switching a rule on turns nothing old red.",
    )
    escalate_months = fields.Integer(
        "Months of amber that become red", help="0: amber alone never becomes red."
    )
    tells_account_manager = fields.Selection(
        FROM, "Tells the account manager", required=True, default="amber"
    )
    tells_lead_official = fields.Selection(
        FROM, "Tells the lead official and the responsible unit", required=True, default="red"
    )
    tells_managers = fields.Selection(
        FROM, "Tells the promotion managers", required=True, default="red"
    )
    source = fields.Text("Where the rule comes from", translate=True)

    _dates_ordered = models.Constraint(
        "CHECK(date_from IS NULL OR date_to IS NULL OR date_from <= date_to)",
        "A rule cannot end before it begins.",
    )
    _replaced_once = models.UniqueIndex(
        "(company_id, replaces_id) WHERE replaces_id IS NOT NULL",
        "The zone already has a rule in place of this common one. Change that one.",
    )

    @api.depends("check_code")
    def _compute_kind(self):
        for rule in self:
            rule.kind = light_rules.CHECKS.get(rule.check_code, "progress")

    @api.constrains(
        "has_amber", "has_red", "amber", "red", "after", "escalate_months", "check_code"
    )
    def _check_thresholds(self):
        for rule in self:
            if problem := rule._kfz_problem():
                raise ValidationError(problem)

    def _kfz_problem(self):
        """What is wrong with the numbers, in a sentence; None when they are right."""
        thresholds = [self.amber] * self.has_amber + [self.red] * self.has_red
        if not thresholds:
            return self.env._(
                "“%(rule)s” turns nothing amber or red. Enter at least one threshold.",
                rule=self.name,
            )
        numbers = [self.after, self.escalate_months, *thresholds]
        if min(numbers) < 0 or max(numbers) > MOST:
            return self.env._("The numbers of “%(rule)s” lie between 0 and 10,000.", rule=self.name)
        if self._kfz_counts_percent() and max(thresholds) > PERCENT:
            return self.env._(
                "“%(rule)s” counts in percent, so its thresholds are at most 100.", rule=self.name
            )
        if len(thresholds) == 2 and self._kfz_never_amber():
            return self.env._(
                "“%(rule)s” would never be amber: red comes after amber. Correct its thresholds.",
                rule=self.name,
            )
        return None

    def _kfz_counts_percent(self):
        return self.check_code in (*light_rules.SHARES, *light_rules.POINTS)

    def _kfz_never_amber(self):
        """Whether red begins where amber would: of points, amber holds from its threshold on and red above its own."""
        if self.check_code in light_rules.SHARES:
            return self.red >= self.amber
        if self.check_code in light_rules.POINTS:
            return self.red < self.amber
        return self.red <= self.amber

    @api.constrains("name")
    def _check_name(self):
        for rule in self:
            if not (rule.name or "").strip() or len(rule.name) > MOST_NAME:
                raise ValidationError(
                    self.env._(
                        "Give the rule a name of 1 to %(most)s characters; it stands beside each light that it decides.",
                        most=MOST_NAME,
                    )
                )

    @api.constrains("replaces_id", "company_id", "check_code")
    def _check_replaces(self):
        for rule in self.filtered("replaces_id"):
            if rule.replaces_id.check_code != rule.check_code:
                raise ValidationError(
                    self.env._(
                        "“%(rule)s” looks at something else than “%(common)s”, so it cannot take its place. Copy the common rule for your zone.",
                        rule=rule.name,
                        common=rule.replaces_id.name,
                    )
                )
            if rule.replaces_id.company_id or not rule.company_id:
                raise ValidationError(
                    self.env._(
                        "“%(rule)s” can only take the place of a common rule, in one zone.",
                        rule=rule.name,
                    )
                )

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        rules._kfz_look_again(rules.company_id, any(not rule.company_id for rule in rules))
        return rules

    def write(self, vals):
        before = self.company_id, any(not rule.company_id for rule in self)
        result = super().write(vals)
        zones, common = (
            self.company_id | before[0],
            before[1] or any(not rule.company_id for rule in self),
        )
        self._kfz_look_again(zones, common)
        return result

    def unlink(self):
        zones, common = self.company_id, any(not rule.company_id for rule in self)
        result = super().unlink()
        self._kfz_look_again(zones, common)
        return result

    def _kfz_copy_for(self, zone):
        """The zone's rule that counts in place of this one: the one that is there, or a copy."""
        found = self.with_context(active_test=False).search(
            [("company_id", "=", zone.id), ("replaces_id", "=", self.id)], limit=1
        )
        kept = {"name": self.name, "active": self.active, "replaces_id": self.id}
        return found or self.copy({"company_id": zone.id, **kept})
