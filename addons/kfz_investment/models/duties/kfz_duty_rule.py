from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import calendar

#: who has a duty of contact
ROLES = [
    ("lead_official", "Lead official"),
    ("account_manager", "Account manager"),
    ("responsible_unit", "Responsible unit"),
]
COUNTED = [("days", "Calendar days"), ("working", "Working days")]
#: days within which a contact may be asked for
MOST_DAYS = 366


class KfzDutyRule(models.Model):
    """At least one contact every so many days, by role, class of project and phase; of a zone or common to all.

    For a role of a project one rule counts: a zone's own before a common one, one of the project's class before one of all, one
    of its phase before one of all, then the one with fewer days. It counts from the day on which it is switched on, so
    that nothing old is overdue then.
    """

    _name = "kfz.duty.rule"
    _inherit = ["kfz.common.or.own.mixin"]
    _description = "Duty of contact"
    _order = "company_id, role, project_class, phase, number, id"

    name = fields.Char("Duty", required=True, translate=True)
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
        help="Empty: common to all zones.",
    )
    role = fields.Selection(ROLES, "Whose duty", required=True, default="lead_official")
    project_class = fields.Selection(
        [("any", "All projects"), ("major", "Major projects"), ("ordinary", "Other projects")],
        "Class of projects",
        required=True,
        default="any",
    )
    phase = fields.Selection(
        [
            ("any", "All phases"),
            ("before", "Before signing"),
            ("signed", "Signed, not landed"),
            ("landed", "Landed"),
        ],
        required=True,
        default="any",
    )
    number = fields.Integer(
        "At least every",
        required=True,
        default=30,
        help="Days from one contact to the next, in the unit beside it.",
    )
    counted = fields.Selection(
        COUNTED,
        "Counted in",
        required=True,
        default="days",
    )
    enforce_from = fields.Date(
        "Counts from",
        required=True,
        default=lambda self: calendar.today(),
        help="Days before it do not count: a rule that is switched on makes nothing old overdue.",
    )
    valid_to = fields.Date("Valid until")
    note = fields.Text("Where it comes from", translate=True)
    active = fields.Boolean(default=True)

    _dates_ordered = models.Constraint(
        "CHECK(valid_to IS NULL OR enforce_from <= valid_to)",
        "A duty cannot end before it begins.",
    )

    @api.constrains("number")
    def _check_number(self):
        for rule in self:
            if not 1 <= rule.number <= MOST_DAYS:
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: %(number)s days are not meant. Enter 1 to %(most)s.",
                        name=rule.name,
                        number=rule.number,
                        most=MOST_DAYS,
                    )
                )

    @api.constrains("enforce_from")
    def _check_enforce_from(self):
        today = calendar.today()
        for rule in self:
            if rule.enforce_from < today:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” would count from a day that has passed, and make old projects overdue at once. Enter today or a later day.",
                        name=rule.name,
                    )
                )

    def write(self, vals):
        """What is switched on again counts from today."""
        if vals.get("active") and not vals.get("enforce_from"):
            today = calendar.today()
            if old := self.filtered(lambda rule: not rule.active and rule.enforce_from < today):
                super(KfzDutyRule, old).write({**vals, "enforce_from": today})
                return super(KfzDutyRule, self - old).write(vals)
        return super().write(vals)

    def copy_data(self, default=None):
        return [{**vals, "enforce_from": calendar.today()} for vals in super().copy_data(default)]
