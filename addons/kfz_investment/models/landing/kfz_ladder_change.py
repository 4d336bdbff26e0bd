from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar
from ..base.period_words import day_text


class KfzLadderChange(models.Model):
    """A planned date that was moved: from when to when, on which day, why, by whom. Rows are only added."""

    _name = "kfz.ladder.change"
    _description = "Moved date of a ladder"
    _inherit = ["kfz.append.only.mixin"]
    _order = "id desc"
    _rec_name = "reason"

    step_id = fields.Many2one("kfz.ladder.step", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True)
    planned_before = fields.Date("Planned before", required=True)
    planned_after = fields.Date("Planned from then on", required=True)
    moved_on = fields.Date("Moved on", required=True, help="The day in Shanghai.")
    reason = fields.Char("Why the date moved", required=True)
    user_id = fields.Many2one("res.users", "Moved by", required=True)
    was_late = fields.Boolean(
        "Moved after it had passed",
        compute="_compute_was_late",
        help="A date that is moved once it has passed counts as not kept.",
    )

    @api.depends("planned_before", "moved_on")
    def _compute_was_late(self):
        for change in self:
            change.was_late = change.planned_before < change.moved_on


class KfzLadderStep(models.Model):
    """The one act that moves a planned date."""

    _inherit = "kfz.ladder.step"

    def action_move(self):
        """The window that asks for the new date and the reason."""
        self.ensure_one()
        self._kfz_check_works()
        self._kfz_check_movable()
        action = self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_ladder_move_action")
        return {**action, "context": {"default_step_id": self.id}}

    def _kfz_move(self, planned_on, reason):
        """Move the planned date and keep the old one with the reason.

        :raises UserError: without a date or a reason, or for a step that is done or has no date yet
        :raises AccessError: for anyone who does not work on the project
        """
        self.ensure_one()
        self.check_access("write")
        self._kfz_check_works()
        self._kfz_check_movable()
        reason = self._kfz_words_given(
            reason, self.env._("Give the reason in one line; it stays with the step.")
        )
        before = self.planned_on
        self._kfz_may_set("planned_on").planned_on = planned_on
        if not self.planned_on or self.planned_on == before:
            raise UserError(self.env._("Enter another date than the one that is planned now."))
        # sudo: nobody enters the history; the user may move the date, as was checked
        self.env["kfz.ladder.change"].sudo().create(
            {
                "step_id": self.id,
                "company_id": self.company_id.id,
                "planned_before": before,
                "planned_after": self.planned_on,
                "moved_on": calendar.today(),
                "reason": reason,
                "user_id": self.env.uid,
            }
        )

    def _kfz_check_movable(self):
        words = {"step": self._kfz_word("step"), "project": self.lead_id.name}
        if self.done_on:
            raise UserError(
                self.env._(
                    "“%(step)s” of “%(project)s” is done, so its planned date stays.", **words
                )
            )
        if not self.planned_on:
            raise UserError(
                self.env._(
                    "“%(step)s” of “%(project)s” has no planned date yet. Enter the first one on the step; it needs no reason.",
                    **words,
                )
            )

    def _kfz_change_texts(self):
        """[(day on which it was moved, what happened in one line)] of each change, the newest first."""
        return [
            (
                change.moved_on,
                self.env._(
                    "moved from %(before)s to %(after)s",
                    before=day_text(self.env, change.planned_before),
                    after=day_text(self.env, change.planned_after),
                ),
                change.reason,
            )
            for change in self.change_ids
        ]
