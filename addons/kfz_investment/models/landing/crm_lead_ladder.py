from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar, ladder
from ...domain.follow_up import ENDED
from ..base.period_words import day_text


class CrmLead(models.Model):
    """The ladder of a project: its steps, how many are done and late, and what the page draws."""

    _inherit = "crm.lead"

    ladder_step_ids = fields.One2many("kfz.ladder.step", "lead_id", "Ladder")
    ladder_text = fields.Char("Steps of the ladder", compute="_compute_ladder_text")

    @api.depends("ladder_step_ids.done_on", "ladder_step_ids.planned_on")
    @api.depends_context("uid", "lang")
    def _compute_ladder_text(self):
        for lead in self:
            lead.ladder_text = lead._kfz_ladder_text() if lead.is_promotion else False

    def _kfz_ladder_text(self):
        """“2 of 8 done, 1 late”; empty without a ladder."""
        states = [each.state for each in self._kfz_readable("ladder_step_ids")]
        counted = [state for state in states if state != "not_needed"]
        if not counted:
            return False
        words = {"done": counted.count("done"), "all": len(counted), "late": counted.count("late")}
        if words["late"]:
            return self.env._("%(done)s of %(all)s done, %(late)s late", **words)
        return self.env._("%(done)s of %(all)s done", **words)

    @api.model
    def _kfz_whole_lists(self):
        # the button on the page counts the steps
        return super()._kfz_whole_lists() | {"kfz.ladder.step"}

    def action_open_ladder(self):
        """The steps of the project as a list."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_ladder_action")
        return {
            **action,
            "domain": [("lead_id", "=", self.id)],
            "context": {"default_lead_id": self.id, "kfz_of_project": True},
        }

    def action_set_up_ladder(self):
        """The window that shows the dates of a template before they are entered.

        :raises UserError: for a project that has ended or is not near its signing
        :raises AccessError: for anyone who does not work on the project
        """
        self.ensure_one()
        self.check_access("write")
        self._kfz_check_ladder()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "kfz_investment.kfz_ladder_setup_action"
        )
        return {**action, "context": {"default_lead_id": self.id}}

    def _kfz_check_ladder(self):
        """:raises UserError: unless the project is signed or in review, and goes on"""
        if self.condition in ENDED:
            raise UserError(
                self.env._("“%(project)s” has ended, so it needs no ladder.", project=self.name)
            )
        if not self.is_promotion or self.milestone in (False, "lead", "negotiation"):
            raise UserError(
                self.env._(
                    "The ladder is set up once the project is in review or signed. Move “%(project)s” on first.",
                    project=self.name,
                )
            )

    @api.readonly
    def action_ladder(self):
        """What the page draws: {today, rows, is_early: whether it is not set up yet, may_edit and set_up: whether the user may edit it, or set it up}.

        :raises AccessError: when the user may not read the project
        """
        self.ensure_one()
        self.check_access("read")
        steps = self._kfz_readable("ladder_step_ids").sorted("sequence")
        steps.change_ids.fetch(["moved_on", "planned_before"])
        goes_on = self.milestone not in (False, "lead", "negotiation")
        may = steps.has_access("create") and self.has_access("write")
        return {
            "today": fields.Date.to_string(calendar.today()),
            "today_text": day_text(self.env, calendar.today()),
            "rows": [step._kfz_drawn() for step in steps],
            "is_early": self.condition not in ENDED and not goes_on,
            "may_edit": bool(may),
            "set_up": bool(
                may and goes_on and self.condition not in ENDED and len(steps) < len(ladder.STEPS)
            ),
        }

    def _kfz_ladder_people(self):
        """{role: (unit, person)} of those who are assigned to the project now."""
        Officials = self.env["kfz.official"]
        people = {"responsible_unit": (self.responsible_unit_id, Officials)}
        if manager := self._kfz_account_manager():
            unit = manager.unit_id or self.responsible_unit_id
            people["account_manager"] = (unit, manager)
        for each in self.assignment_ids.filtered("is_active"):
            if each.role not in people:
                unit = each.official_id.unit_id or self.responsible_unit_id
                people[each.role] = (unit, each.official_id)
        return people

    def _merge_dependences(self, opportunities):
        """Steps of the merged projects move to the one that stays, but for those that its ladder has already."""
        if self.is_promotion:
            there = set(self.ladder_step_ids.mapped("step"))
            for step in opportunities.ladder_step_ids:
                if step.step not in there:
                    step._kfz_move_to(self)
                    there.add(step.step)
        return super()._merge_dependences(opportunities)


class KfzLadderStep(models.Model):
    """What a page draws of a step."""

    _inherit = "kfz.ladder.step"

    def _kfz_drawn(self):
        """The step in plain values: dates for the axis, words for the reader."""
        date, text = fields.Date.to_string, day_text
        who = [self._kfz_name("unit_id"), self._kfz_name("official_id")]
        return {
            "id": self.id,
            "label": self._kfz_word("step"),
            "planned": date(self.planned_on) or False,
            "planned_text": text(self.env, self.planned_on),
            "done": date(self.done_on) or False,
            "done_text": text(self.env, self.done_on),
            "state": self.state,
            "state_text": self._kfz_word("state"),
            "late": self.late_text or "",
            "calendar": self.calendar_text or "",
            "green": self.is_green,
            "who": " · ".join(filter(None, who)),
            "reason": self.not_needed_reason or "",
            "moves": [
                {"date": date(change.planned_before), "text": f"{words}: {reason}"}
                for change, (_day, words, reason) in zip(
                    self.change_ids, self._kfz_change_texts(), strict=True
                )
            ],
        }
