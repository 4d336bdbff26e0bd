from odoo import api, fields, models

from ...domain.follow_up import ENDED


class CrmLead(models.Model):
    """Duties, pauses and the triage of a project."""

    _inherit = "crm.lead"

    duty_ids = fields.One2many("kfz.duty", "lead_id", "Contacts due", readonly=True)
    pause_ids = fields.One2many("kfz.pause", "lead_id", "Pauses", readonly=True)
    triage_ids = fields.One2many("kfz.triage", "lead_id", "Triages", readonly=True)
    is_paused = fields.Boolean("Paused", compute="_compute_is_paused")
    is_declined = fields.Boolean(
        "Declined by the triage",
        compute="_compute_is_declined",
        help="The triage in force says: decline. The project goes on until somebody marks it as lost.",
    )
    duty_text = fields.Char("My duties", compute="_compute_duty_text")

    def _kfz_whole_lists(self):
        return super()._kfz_whole_lists() | {"kfz.duty", "kfz.pause", "kfz.response", "kfz.triage"}

    @api.depends("pause_ids.date_from", "pause_ids.date_end")
    def _compute_is_paused(self):
        for lead in self:
            lead.is_paused = any(lead.pause_ids.mapped("is_running"))

    @api.depends("triage_ids.verdict")
    def _compute_is_declined(self):
        for lead in self:
            current = lead.triage_ids.sorted("id")[-1:]
            lead.is_declined = current.verdict == "decline" and lead.condition not in ENDED

    @api.depends("interaction_ids.date", "assignment_ids.official_id")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_duty_text(self):
        """What the reader is to do, in words: the next contact in a role of theirs."""
        Duty = self.env["kfz.duty"]
        mine = Duty
        if Duty.has_access("read") and self.ids:
            # with what the words need: the cards of a page ask once
            mine = Duty.search_fetch(
                [("lead_id", "in", self.ids), ("is_mine", "=", True)],
                ["company_id", "counted", "days_left", "due_on", "lead_id", "state"],
            )
        by_lead = mine.grouped("lead_id")
        for lead in self:
            duties = by_lead.get(lead._origin, Duty).filtered(lambda each: each.state != "paused")
            lead.duty_text = duties[0]._kfz_next_text() if duties else False

    def _kfz_clocks_again(self):
        """Pauses have changed: what is due follows."""
        # sudo: the clock is the system's, whoever pauses
        self.sudo().response_ids.with_env(self.env)._kfz_find_due()

    def action_pause(self):
        """The small form of a pause of this project."""
        return self._kfz_quick("kfz.pause", self.env._("Pause the clocks"))

    def action_resume_clocks(self):
        """End the pause that is running."""
        self.ensure_one()
        self.check_access("read")
        self.pause_ids.filtered("is_running").action_resume()

    def action_triage(self):
        """The form of a triage of this lead."""
        return self._kfz_quick("kfz.triage", self.env._("Triage"))

    def _merge_dependences(self, opportunities):
        if self.is_promotion:
            opportunities.pause_ids._kfz_move_to(self)
            opportunities.triage_ids._kfz_move_to(self)
            self._kfz_keep_one_clock(opportunities)
        return super()._merge_dependences(opportunities)
