from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

#: working days for one step at most
MOST_DAYS = 120
STEP_DAYS = ("acknowledge_days", "triage_days", "answer_days")


class KfzResponseRule(models.Model):
    """Within how many working days a new lead is acknowledged, triaged and answered; a zone's own rule comes before a common one."""

    _name = "kfz.response.rule"
    _inherit = ["kfz.common.or.own.mixin"]
    _description = "Response times"
    _order = "company_id, valid_from desc, id desc"

    name = fields.Char("Response times", required=True, translate=True)
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
        help="Empty: common to all zones.",
    )
    acknowledge_days = fields.Integer(
        "Acknowledge within", required=True, default=1, help="Working days after the lead came in."
    )
    triage_days = fields.Integer(
        "Triage within", required=True, default=5, help="Working days after the lead came in."
    )
    answer_days = fields.Integer(
        "Answer within", required=True, default=10, help="Working days after the lead came in."
    )
    valid_from = fields.Date("Valid from")
    valid_to = fields.Date("Valid until")
    note = fields.Text("Where it comes from", translate=True)
    active = fields.Boolean(default=True)

    _dates_ordered = models.Constraint(
        "CHECK(valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)",
        "A rule cannot end before it begins.",
    )

    @api.constrains(*STEP_DAYS)
    def _check_days(self):
        for rule in self:
            days = [rule[name] for name in STEP_DAYS]
            if days[0] < 1 or days != sorted(days) or days[-1] > MOST_DAYS:
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: a lead is acknowledged first, then triaged, then answered, within 1 to %(most)s working days. Correct the days.",
                        name=rule.name,
                        most=MOST_DAYS,
                    )
                )

    @api.model
    def _kfz_best(self, zone, day):
        """The rule of a zone on a day; none where there is none."""
        found = self.search(
            Domain("company_id", "in", (False, zone.id))
            & (Domain("valid_from", "=", False) | Domain("valid_from", "<=", day))
            & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", day))
        )
        return found.sorted(lambda rule: (not rule.company_id, -rule.id))[:1]
