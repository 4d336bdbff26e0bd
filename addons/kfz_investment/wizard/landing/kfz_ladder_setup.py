from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from ...models.base.lists import comma
from ...models.landing.ladder_words import STEPS


class KfzLadderSetup(models.TransientModel):
    """Set up the ladder of a project by a template: the dates are shown and can be changed before they are entered.

    Steps that the ladder has already stay as they are.
    """

    _name = "kfz.ladder.setup"
    _description = "Set up a ladder"

    lead_id = fields.Many2one("crm.lead", "Project", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="lead_id.company_id")
    start_on = fields.Date(
        "Count from",
        compute="_compute_start_on",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help="The signing; of a project that is not signed yet, its expected signing.",
    )
    template_id = fields.Many2one(
        "kfz.ladder.template",
        compute="_compute_template_id",
        store=True,
        precompute=True,
        readonly=False,
        domain="[('company_id', 'in', (False, company_id))]",
    )
    note = fields.Text(related="template_id.note")
    line_ids = fields.One2many(
        "kfz.ladder.setup.line",
        "setup_id",
        "Steps",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    there_text = fields.Char("Already on the ladder", compute="_compute_there_text")

    @api.depends("lead_id")
    def _compute_start_on(self):
        for setup in self:
            lead = setup.lead_id
            setup.start_on = lead.signed_date or lead.date_deadline or calendar.today()

    @api.depends("lead_id", "start_on")
    def _compute_template_id(self):
        Template = self.env["kfz.ladder.template"]
        for setup in self:
            day = max(setup.start_on or calendar.today(), calendar.today())
            setup.template_id = setup.template_id or Template._kfz_best(setup.lead_id, day)

    @api.depends("template_id", "start_on")
    def _compute_line_ids(self):
        for setup in self:
            setup.line_ids = [(5,), *((0, 0, values) for values in setup._kfz_values())]

    @api.depends("lead_id")
    @api.depends_context("lang")
    def _compute_there_text(self):
        for setup in self:
            there = setup.lead_id.ladder_step_ids.sorted("sequence")
            setup.there_text = comma(self.env).join(step._kfz_word("step") for step in there)

    def _kfz_values(self):
        """The values of the steps that the template brings and the ladder lacks."""
        if not self.template_id or not self.start_on:
            return []
        there = set(self.lead_id.ladder_step_ids.mapped("step"))
        people, nobody = self.lead_id._kfz_ladder_people(), self.env["kfz.official"]
        values = []
        zone = self.lead_id.company_id
        for step, (line, planned) in self.template_id._kfz_plan(self.start_on, zone).items():
            unit, person = people.get(line.role) or (self.lead_id.responsible_unit_id, nobody)
            if step not in there:
                values.append(
                    {
                        "step": step,
                        "planned_on": planned.day,
                        "is_provisional": planned.is_provisional,
                        "work_days": line.number if line.counted == "work_days" else 0,
                        "unit_id": unit.id,
                        "official_id": person.id,
                    }
                )
        return values

    def action_apply(self):
        """Enter the steps that are shown.

        :raises UserError: when none are, or when the project has ended
        :raises AccessError: for anyone who does not work on the project
        """
        self.ensure_one()
        self.lead_id.check_access("write")
        self.lead_id._kfz_check_ladder()
        there = set(self.lead_id.ladder_step_ids.mapped("step"))
        lines = self.line_ids.filtered(lambda line: line.step not in there)
        if not lines:
            raise UserError(
                self.env._(
                    "There is no step to enter: choose a template with steps that the ladder lacks."
                )
            )
        steps = self.env["kfz.ladder.step"]._kfz_may_set("is_green", "work_days")
        is_green = self.template_id.is_green
        steps.create(
            [
                {
                    "lead_id": self.lead_id.id,
                    "step": line.step,
                    "planned_on": line.planned_on,
                    "unit_id": line.unit_id.id,
                    "official_id": line.official_id.id,
                    "work_days": line.work_days,
                    "is_green": is_green and bool(line.work_days),
                }
                for line in lines
            ]
        )
        return {"type": "ir.actions.client", "tag": "soft_reload"}


class KfzLadderSetupLine(models.TransientModel):
    """One step before it is entered."""

    _name = "kfz.ladder.setup.line"
    _description = "Step of a ladder to set up"

    setup_id = fields.Many2one("kfz.ladder.setup", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="setup_id.company_id")
    step = fields.Selection(STEPS, required=True)
    planned_on = fields.Date("Planned date")
    is_provisional = fields.Boolean(
        "Provisional",
        help="Counted by weekends from the first year on whose holidays are not announced yet.",
    )
    work_days = fields.Integer("Working days allowed")
    unit_id = fields.Many2one(
        "kfz.official",
        "Unit in charge",
        domain="[('is_unit', '=', True), ('company_id', '=', company_id)]",
    )
    official_id = fields.Many2one(
        "kfz.official",
        "Person in charge",
        domain="[('is_unit', '=', False), ('company_id', '=', company_id)]",
    )
