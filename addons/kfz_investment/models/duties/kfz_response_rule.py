from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

#: working days for one step at most
MOST_DAYS = 120
STEP_DAYS = ("acknowledge_days", "triage_days", "answer_days")


class KfzResponseRule(models.Model):
    """Within how many working days a new lead is acknowledged, triaged and answered; a zone's own rule comes before a common one."""

    _name = "kfz.response.rule"
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

    def action_copy_for_zone(self):
        """Open a copy of a common rule that belongs to the user's zone, comes before the common one, and can be changed.

        :raises AccessError: for anyone but a manager of a zone
        """
        self.ensure_one()
        self.check_access("read")
        self.browse().check_access("create")
        if not self.env.company.zone_code:
            raise AccessError(self.env._("Choose your zone at the top of the page first."))
        own = self.copy({"company_id": self.env.company.id})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": own.id,
            "views": [(False, "form")],
        }
