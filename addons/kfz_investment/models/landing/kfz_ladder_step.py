from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...domain import calendar, ladder
from ..base.documents import Documents
from ..base.period_words import day_text
from ..guards.base_grants import may_set
from .ladder_words import STATES, STEPS


class KfzLadderStep(models.Model):
    """One step of a project's ladder: when it is planned, when it was done, and by whom it is brought about.

    Dates are Shanghai calendar dates. The actual dates of registration, construction, production and full production are
    those of the recognised milestones, and go when these are reversed; the others are entered. A planned date is entered
    once; from then on it moves by :meth:`action_move` alone, which keeps the old date with a reason.
    """

    _name = "kfz.ladder.step"
    _description = "Ladder step"
    _inherit = ["kfz.evidence.mixin"]
    _order = "lead_id, sequence, id"
    _rec_name = "step"

    step = fields.Selection(STEPS, required=True)
    sequence = fields.Integer(
        "Place in the ladder", compute="_compute_sequence", store=True, precompute=True
    )
    partner_id = fields.Many2one(
        related="lead_id.partner_id", string="Enterprise", help="The enterprise of the project."
    )
    planned_on = fields.Date(
        "Planned date",
        index="btree_not_null",
        help="Entered once. From then on “Move date” changes it, with a reason.",
    )
    done_on = fields.Date(
        "Date done",
        compute="_compute_done_on",
        store=True,
        readonly=False,
        copy=False,
        help="Of registration, construction, production and full production: the date of the recognised milestone.",
    )
    follows_milestone = fields.Boolean(
        "Follows a milestone", compute="_compute_sequence", store=True, precompute=True
    )
    unit_id = fields.Many2one(
        "kfz.official",
        "Unit in charge",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        domain="[('is_unit', '=', True), ('company_id', '=', company_id)]",
    )
    official_id = fields.Many2one(
        "kfz.official",
        "Person in charge",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        domain="[('is_unit', '=', False), ('company_id', '=', company_id)]",
    )
    contact_id = fields.Many2one(
        "res.partner",
        "Enterprise's contact",
        index="btree_not_null",
        check_company=True,
        ondelete="set null",
        domain="[('parent_id', '=', partner_id), ('parent_id', '!=', False)]",
        help="Who at the enterprise sees to this step.",
    )
    note = fields.Char()
    not_needed_reason = fields.Char(
        "Not needed because", help="A step that the project does not need, and why."
    )
    is_green = fields.Boolean(
        "Green channel",
        readonly=True,
        help="Of a major project: the date was set in working days.",
    )
    work_days = fields.Integer(
        "Working days allowed", readonly=True, help="Working days after the step before."
    )
    attachment_ids = Documents(
        "ir.attachment", "kfz_ladder_step_attachment_rel", "step_id", "attachment_id", "Evidence"
    )
    change_ids = fields.One2many("kfz.ladder.change", "step_id", "Moved dates")
    state = fields.Selection(
        STATES, "Status of the step", compute="_compute_state", search="_search_state"
    )

    _once = models.UniqueIndex(
        "(lead_id, step)", "The project has this step on its ladder already."
    )

    @api.depends("step")
    def _compute_sequence(self):
        for record in self:
            record.sequence = ladder.STEPS.index(record.step) if record.step else 0
            record.follows_milestone = record.step in ladder.FOLLOWS

    @api.depends(
        "step",
        "lead_id.milestone_ids.state",
        "lead_id.milestone_ids.milestone",
        "lead_id.milestone_ids.effective_date",
        "lead_id.milestone_ids.registered_on",
    )
    def _compute_done_on(self):
        for record in self:
            follows = record.step in ladder.FOLLOWS
            record.done_on = record._kfz_milestone_date() if follows else record.done_on

    def _kfz_milestone_date(self):
        """The date that the recognised milestone gives to a step that follows one."""
        milestone, name = ladder.FOLLOWS[self.step]
        recognised = self.lead_id.milestone_ids.filtered(
            lambda each: each.milestone == milestone and each.state == "recognised"
        )
        return recognised[:1][name]

    @api.depends("planned_on", "done_on", "not_needed_reason")
    def _compute_state(self):
        today = calendar.today()
        for record in self:
            record.state = ladder.state(
                record.planned_on, record.done_on, not record.not_needed_reason, today
            )

    @api.constrains("done_on", "step")
    def _check_done_on(self):
        today = calendar.today()
        for record in self.filtered("done_on"):
            words = {"step": record._kfz_word("step"), "date": day_text(self.env, record.done_on)}
            if record.follows_milestone:
                record._kfz_check_follows(words)
            elif record.done_on > today:
                raise ValidationError(
                    self.env._(
                        "“%(step)s” cannot be done on %(date)s, which is in the future. Enter the planned date instead.",
                        **words,
                    )
                )
            elif record.done_on < (first := record._kfz_first_day()):
                raise ValidationError(
                    self.env._(
                        "“%(step)s” cannot be done on %(date)s: the first record of the project is of %(first)s.",
                        first=day_text(self.env, first),
                        **words,
                    )
                )

    def _kfz_check_follows(self, words):
        if self.done_on != self._kfz_milestone_date():
            raise ValidationError(
                self.env._(
                    "“%(step)s” is done when its milestone is recognised, on the date of that milestone, so %(date)s cannot "
                    "be entered here. Recognise the milestone on the page of the project, under “Landing and progress”.",
                    **words,
                )
            )

    def _kfz_first_day(self):
        """The day of the first record of the project: entered, met or signed."""
        lead = self.lead_id
        days = [lead.signed_date, *lead.interaction_ids.mapped("date")]
        return min([calendar.shanghai_date(lead.create_date), *filter(None, days)])

    @api.constrains("planned_on")
    def _check_planned_on(self):
        for record in self.filtered("planned_on"):
            if record.planned_on.year not in calendar.MEANT_YEARS:
                raise ValidationError(
                    self.env._(
                        "“%(step)s” cannot be planned for the year %(year)s. Correct the year.",
                        step=record._kfz_word("step"),
                        year=record.planned_on.year,
                    )
                )

    @api.constrains("unit_id", "official_id")
    def _check_unit_or_person(self):
        for record in self:
            if record.unit_id and not record.unit_id.is_unit:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is a person. Enter a department or office as the unit in charge.",
                        name=record.unit_id.name,
                    )
                )
            if record.official_id.is_unit:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is a unit. Enter an official as the person in charge.",
                        name=record.official_id.name,
                    )
                )

    @api.constrains("contact_id")
    def _check_contact_id(self):
        for record in self.filtered("contact_id"):
            if record.contact_id.parent_id != record.partner_id:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is not a contact of “%(enterprise)s”. Choose one of its contacts, or add the person there first.",
                        name=record.contact_id.name,
                        enterprise=record.partner_id.name or "–",
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps._kfz_check_works()
        return steps

    def write(self, vals):
        """
        :raises UserError: when a step is to become another, or a planned date is overwritten; it moves by :meth:`action_move`
        :raises AccessError: for anyone who does not work on the project
        """
        self._kfz_check_works()
        if "step" in vals:
            self._kfz_check_step(vals["step"])
        keeps = "planned_on" in vals and not may_set(self, "planned_on")
        before = {each: (each.planned_on, each.not_needed_reason, each.done_on) for each in self}
        result = super().write(vals)
        # compared afterwards: there are many ways to write a date
        for step, (planned, reason, done) in before.items():
            if keeps and planned and step.planned_on != planned:
                step._kfz_refuse_move()
            step._kfz_note_changes(reason, done)
        return result

    def _kfz_note_changes(self, reason, done):
        """What changes whether a step counts as late is said in the project's chatter.

        :param reason: why it was not needed before
        :param done: the day on which it was said to be done before; milestones say theirs themselves
        """
        if self.not_needed_reason != reason:
            self._kfz_note_not_needed(reason)
        if done and self.done_on != done and not self.follows_milestone:
            self.lead_id._kfz_note(
                self.env._(
                    "“%(step)s” was done on %(new)s, not on %(old)s.",
                    step=self._kfz_word("step"),
                    new=day_text(self.env, self.done_on) or "–",
                    old=day_text(self.env, done),
                )
            )

    def _kfz_check_step(self, word):
        if any(each.step != word for each in self):
            raise UserError(
                self.env._(
                    "A step does not become another one: its dates and its history are its own. Add the other step to the ladder."
                )
            )

    def _kfz_note_not_needed(self, before):
        """A step that is left out, or taken in again, is said in the project's chatter: it changes what counts as late."""
        if self.not_needed_reason:
            text = self.env._(
                "“%(step)s” is not needed: %(reason)s",
                step=self._kfz_word("step"),
                reason=self.not_needed_reason,
            )
        else:
            text = self.env._(
                "“%(step)s” is needed again. It was left out: %(reason)s",
                step=self._kfz_word("step"),
                reason=before,
            )
        self.lead_id._kfz_note(text)

    def _kfz_refuse_move(self):
        raise UserError(
            self.env._(
                "“%(step)s” of “%(project)s” has a planned date, which is not overwritten. Use “Move date” on the step: it asks for the new date and the reason.",
                step=self._kfz_word("step"),
                project=self.lead_id.name,
            )
        )

    def _kfz_check_works(self):
        """:raises AccessError: unless the user works on the projects of the steps"""
        if not self.env.su:
            self.lead_id.check_access("write")
