from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...domain import ladder
from ..officials.kfz_assignment import ROLES
from .ladder_words import STEPS


class KfzLadderTemplate(models.Model):
    """When the steps of a ladder are due, for a group of entry types and a class of projects; of a zone or common to all.

    Templates are starting points: a zone's own comes before a common one, one of the project's class before one of all,
    and one of the entry type's group before one of all.
    """

    _name = "kfz.ladder.template"
    _inherit = ["kfz.common.or.own.mixin"]
    _description = "Ladder template"
    _order = "company_id, family, project_class, name"
    _check_company_auto = True

    name = fields.Char("Template", required=True, translate=True)
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        index=True,
        default=lambda self: self.env.company,
        help="Empty: common to all zones.",
    )
    family = fields.Selection(
        lambda self: self.env["kfz.entry.type"]._fields["family"]._description_selection(self.env),
        "Group of entry types",
        help="Empty: all groups.",
    )
    project_class = fields.Selection(
        [("any", "All projects"), ("major", "Major projects"), ("ordinary", "Other projects")],
        "Class of projects",
        required=True,
        default="any",
    )
    is_green = fields.Boolean(
        "Green channel", help="The steps of a major project as tasks with working days."
    )
    valid_from = fields.Date("Valid from")
    valid_to = fields.Date("Valid until")
    note = fields.Text("Where the days come from", translate=True)
    line_ids = fields.One2many("kfz.ladder.template.line", "template_id", "Steps", copy=True)
    active = fields.Boolean(default=True)

    _dates_ordered = models.Constraint(
        "CHECK(valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)",
        "A template cannot end before it begins.",
    )
    _green_is_major = models.Constraint(
        "CHECK(is_green IS NOT TRUE OR project_class = 'major')",
        "The green channel is for major projects: choose that class.",
    )

    @api.model
    def _kfz_best(self, lead, day):
        """The template that fits a project best on a day; none where none fits."""
        found = self.search(self._kfz_fitting(lead, day))
        return found.sorted(
            lambda each: (
                bool(each.company_id),
                each.project_class != "any",
                bool(each.family),
                each.id,
            ),
            reverse=True,
        )[:1]

    @api.model
    def _kfz_fitting(self, lead, day):
        """The domain of the templates that fit a project on a day."""
        return (
            Domain("company_id", "in", (False, lead.company_id.id))
            & Domain("family", "in", (False, lead.entry_type_id.family))
            & Domain("project_class", "in", ("any", "major" if lead.is_major else "ordinary"))
            & (Domain("valid_from", "=", False) | Domain("valid_from", "<=", day))
            & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", day))
        )

    def _kfz_plan(self, start, zone):
        """{step: (line, its ``ladder.Planned``)} from a day on, in working days of a zone."""
        self.ensure_one()
        lines = {line.step: line for line in self.line_ids}
        workdays = self.env["kfz.calendar.day"]._kfz_workdays(zone)
        planned = ladder.plan([line._kfz_line() for line in lines.values()], start, workdays)
        return {each.step: (lines[each.step], each) for each in planned}


class KfzLadderTemplateLine(models.Model):
    """One step of a template: when it is due, and whose it is."""

    _name = "kfz.ladder.template.line"
    _description = "Step of a ladder template"
    _order = "template_id, sequence, id"
    _rec_name = "step"

    template_id = fields.Many2one(
        "kfz.ladder.template", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="template_id.company_id", store=True, index=True)
    step = fields.Selection(STEPS, required=True)
    sequence = fields.Integer(
        compute="_compute_sequence", store=True, precompute=True, export_string_translation=False
    )
    number = fields.Integer("Number of days", required=True, default=30)
    counted = fields.Selection(
        [
            ("days", "Calendar days after the start"),
            ("work_days", "Working days after the step before"),
        ],
        "Counted as",
        required=True,
        default="days",
    )
    role = fields.Selection(
        ROLES,
        "Whose step",
        default="account_manager",
        help="The unit or person that has this role in the project when the ladder is set up.",
    )

    _once = models.UniqueIndex("(template_id, step)", "The template has this step already.")

    @api.depends("step")
    def _compute_sequence(self):
        for line in self:
            line.sequence = ladder.STEPS.index(line.step) if line.step else 0

    @api.constrains("number")
    def _check_number(self):
        for line in self:
            if not 0 <= line.number <= 3650:
                raise ValidationError(
                    self.env._(
                        "“%(step)s”: %(number)s days are not meant. Enter 0 to 3,650.",
                        step=line._kfz_word("step"),
                        number=line.number,
                    )
                )

    def _kfz_line(self):
        return ladder.Line(
            self.step,
            **{self.counted: self.number},
        )
