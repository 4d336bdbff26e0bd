from odoo import api, fields, models
from odoo.fields import Domain

from ...domain import calendar, ladder


class KfzLadderStep(models.Model):
    """What pages say of a step and by what they search it: lateness in words, working days left, whose it is."""

    _inherit = "kfz.ladder.step"

    late_text = fields.Char("Compared with the plan", compute="_compute_texts")
    calendar_text = fields.Char("Working days left", compute="_compute_texts")
    move_count = fields.Integer("Times moved", compute="_compute_move_count")
    is_of_my_unit = fields.Boolean(
        "My unit's", compute="_compute_is_of_my_unit", search="_search_is_of_my_unit"
    )

    @api.depends("step")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for record in self:
            record.display_name = record._kfz_word("step")

    def action_open_milestones(self):
        """The page of the project, opened where its milestones are recognised."""
        action = self.action_open_project()
        return {**action, "context": {**action.get("context", {}), "kfz_tab": "milestones"}}

    @api.depends("planned_on", "done_on", "not_needed_reason", "is_green")
    @api.depends_context("lang")
    def _compute_texts(self):
        today = calendar.today()
        for record in self:
            record.late_text = record._kfz_late_text(today)
            record.calendar_text = record._kfz_calendar_text(today)

    def _kfz_late_text(self, today):
        """How a step stands to its plan, in words; empty where there is nothing to say."""
        planned, done = self.planned_on, self.done_on
        if not planned or (self.not_needed_reason and not done):
            return False
        if done and done > planned:
            return self.env._("Done %(days)s days after the plan", days=(done - planned).days)
        if not done and planned < today:
            return self.env._("Late by %(days)s days", days=(today - planned).days)
        return False

    def _kfz_calendar_text(self, today):
        """The working days that are left in the green channel, and whether they rest on a year without a notice."""
        if not self.is_green or not self.planned_on or self.done_on or self.not_needed_reason:
            return False
        days = self.env["kfz.calendar.day"]
        return days._kfz_work_days_text(today, self.planned_on, self.company_id)

    @api.depends("change_ids")
    def _compute_move_count(self):
        counts = dict(
            self.env["kfz.ladder.change"]._read_group(
                [("step_id", "in", self.ids)], ["step_id"], ["__count"]
            )
        )
        for record in self:
            record.move_count = counts.get(record._origin, 0)

    @api.model
    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = calendar.today()
        soon = fields.Date.add(today, days=ladder.SOON)
        is_open = Domain("done_on", "=", False)
        needed = is_open & Domain("not_needed_reason", "in", (False, ""))
        of_state = {
            "done": Domain("done_on", "!=", False),
            "not_needed": is_open & Domain("not_needed_reason", "not in", (False, "")),
            "undated": needed & Domain("planned_on", "=", False),
            "late": needed & Domain("planned_on", "<", today),
            "due": needed & Domain("planned_on", ">=", today) & Domain("planned_on", "<=", soon),
            "planned": needed & Domain("planned_on", ">", soon),
        }
        return Domain.OR(of_state[each] for each in value if each in of_state)

    @api.depends_context("uid")
    @api.depends("unit_id")
    def _compute_is_of_my_unit(self):
        units = self._kfz_my_units()
        for record in self:
            record.is_of_my_unit = record.unit_id.id in units

    @api.model
    def _search_is_of_my_unit(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain("unit_id", "in", self._kfz_my_units())
        return domain if True in value else ~domain

    @api.model
    def _kfz_my_units(self):
        """The ids of the units to which the user belongs as an official."""
        own = self.env["kfz.official"].search([("user_id", "=", self.env.uid)])
        return own.unit_id.ids
