from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import calendar
from ..base.documents import Documents
from ..base.period_words import day_text

ROLES = [
    ("lead_official", "Lead official"),
    ("responsible_unit", "Responsible unit"),
    ("account_manager", "Account manager"),
    ("task_force_lead", "Task force lead"),
    ("task_force_member", "Task force member"),
]
#: the one role of a department or office; the others are those of persons
UNIT_ROLE = "responsible_unit"
#: roles that one official has at a time
SINGLE = ("lead_official", "task_force_lead")


class KfzAssignment(models.Model):
    """An official assigned to a project in a role, from a date to a date. Past assignments stay (design §6)."""

    _name = "kfz.assignment"
    _description = "Assignment"
    _inherit = ["kfz.evidence.mixin"]
    _order = "date_to desc nulls first, date_from desc, id desc"
    _rec_name = "official_id"

    official_id = fields.Many2one(
        "kfz.official", required=True, index=True, ondelete="restrict", check_company=True
    )
    role = fields.Selection(ROLES, required=True, default="lead_official")
    date_from = fields.Date("From", required=True, default=lambda self: calendar.today())
    date_to = fields.Date("To")
    is_active = fields.Boolean(
        "Active",
        compute="_compute_is_active",
        search="_search_is_active",
        help="From the first to the last day of the assignment, in Shanghai: for so long the official has its rights.",
    )
    attachment_ids = Documents(
        "ir.attachment",
        "kfz_assignment_attachment_rel",
        "assignment_id",
        "attachment_id",
        "Documents",
    )

    # the guarantees of "one lead official" and "not twice at once"; checks below say it in words
    _one_lead_official = models.UniqueIndex(
        "(lead_id) WHERE role = 'lead_official' AND date_to IS NULL",
        "The project already has a lead official. Hand over instead of adding another.",
    )
    _not_twice = models.UniqueIndex(
        "(lead_id, official_id, role) WHERE date_to IS NULL",
        "The official already has this role in the project.",
    )
    _dates_ordered = models.Constraint(
        "CHECK(date_to IS NULL OR date_from <= date_to)",
        "An assignment cannot end before it begins.",
    )

    @api.depends("date_from", "date_to")
    def _compute_is_active(self):
        today = calendar.today()
        for assignment in self:
            assignment.is_active = (
                bool(assignment.date_from)
                and assignment.date_from <= today
                and (not assignment.date_to or assignment.date_to >= today)
            )

    def _search_is_active(self, operator, value):
        """Rules ask by this field, so that the day is that of the question and not of a cached rule."""
        if operator != "in":
            return NotImplemented
        today = calendar.today()
        domain = fields.Domain("date_from", "<=", today) & (
            fields.Domain("date_to", "=", False) | fields.Domain("date_to", ">=", today)
        )
        return domain if True in value else ~domain

    @api.constrains("official_id", "role")
    def _check_unit_or_person(self):
        """A unit is responsible, a person does the rest; rows from before this rule stay until they are changed."""
        for assignment in self:
            assignment.official_id._kfz_check_fits(assignment.role)

    @api.constrains("lead_id", "official_id", "role", "date_from", "date_to")
    def _check_overlap(self):
        others = self.search([("lead_id", "in", self.lead_id.ids)])
        by_lead = others.grouped("lead_id")
        for assignment in self:
            for other in by_lead.get(assignment.lead_id, self.browse()) - assignment:
                same_role = other.role == assignment.role and (
                    other.official_id == assignment.official_id or other.role in SINGLE
                )
                if same_role and other._kfz_overlaps(assignment):
                    raise ValidationError(
                        self.env._(
                            "%(official)s is already “%(role)s” of “%(project)s” since %(since)s. "
                            "End that assignment first, or hand it over.",
                            official=other.official_id.name,
                            project=assignment.lead_id.name,
                            role=dict(self._fields["role"]._description_selection(self.env))[
                                other.role
                            ],
                            since=day_text(self.env, other.date_from),
                        )
                    )

    def _kfz_overlaps(self, other):
        """Whether two assignments share more than a hand-over day."""
        return (not self.date_to or self.date_to > other.date_from) and (
            not other.date_to or other.date_to > self.date_from
        )
