from odoo import api, fields, models

from ...domain import calendar, duties
from ...domain.follow_up import ENDED
from ..guards.quiet import is_quiet


class CrmLead(models.Model):
    """The response clock starts when somebody enters a lead, and follows whoever manages it."""

    _inherit = "crm.lead"

    response_ids = fields.One2many("kfz.response", "lead_id", "Response", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads.filtered(lambda lead: lead._kfz_is_new_lead())._kfz_start_clock()
        return leads

    def _kfz_is_new_lead(self):
        """Whether a project that is created is a lead to answer: not one of a list that is imported, nor one of another zone."""
        return (
            self.is_promotion
            and self.stage_id.milestone == "lead"
            # one that is entered asleep or put away waits for its answer as well, or that would be a way around the clock
            and self.condition not in ENDED
            and not is_quiet(self.env)
            and not self._kfz_came_from_a_zone()
        )

    def _kfz_came_from_a_zone(self):
        """Whether another zone has handed the project over."""
        return False

    def _kfz_start_clock(self):
        """Start the clocks of leads that come in today; the clocks."""
        today, rows = calendar.today(), []
        new = self.filtered(lambda lead: not lead.response_ids)
        for zone, leads in new.grouped("company_id").items():
            # sudo: rules are the system's to read here, the clock is its to start
            rule = self.env["kfz.response.rule"]._kfz_as_system()._kfz_best(zone, today)
            workdays = self.env["kfz.calendar.day"]._kfz_workdays(zone)
            if not rule:
                continue
            due = {f"{step}_by": workdays.add(today, rule[f"{step}_days"]) for step in duties.STEPS}
            values = {
                **due,
                "rule_id": rule.id,
                "started_on": today,
                "date_due": due["acknowledge_by"],
            }
            rows += [{**values, "lead_id": lead.id} for lead in leads]
        # sudo: nobody starts a clock but the entering of a lead
        started = self.env["kfz.response"]._kfz_as_system().create(rows).with_env(self.env)
        # reminders of leads that come in as a list are made in the night: core makes activities one by one
        if len(started) == 1:
            started._kfz_watch()
        return self.response_ids

    @api.constrains("condition", "user_id", "active", "stage_id")
    def _check_response(self):
        """The clock and its reminder follow the project: a constraint sees every way in."""
        projects = self.filtered("is_promotion")
        if projects:
            # sudo: the clock is the system's, whoever changes the project
            theirs = (
                self.env["kfz.response"]
                .sudo()
                .search([("lead_id", "in", projects.ids), ("step", "!=", "done")])
            )
            leads = theirs.filtered(lambda each: each.lead_id.stage_id.milestone == "lead")
            waiting = theirs.filtered(lambda each: not each.is_closed)
            if back := leads - waiting:
                back.with_env(self.env)._kfz_go_on_again()
            gone_on = waiting - leads
            if gone_on:
                gone_on.with_env(self.env)._kfz_overtake()
            if waiting - gone_on:
                (waiting - gone_on).with_env(self.env)._kfz_watch()

    def _kfz_keep_one_clock(self, opportunities):
        """A merged project keeps its clock, else gets the first of the others; reminders of what goes go with it."""
        # sudo: the clocks are the system's, whoever merges
        theirs = opportunities.sudo().response_ids.sorted("started_on")
        kept = self.sudo().response_ids or theirs[:1]
        (theirs - kept)._kfz_made_activities()._kfz_follow_date(None)
        if kept.lead_id != self:
            kept._kfz_move_to(self)
