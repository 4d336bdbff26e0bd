from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import calendar


class CrmLead(models.Model):
    """The next step of a project: what its newest visit left to be done, or what somebody entered by hand since."""

    _inherit = "crm.lead"

    next_step = fields.Char(
        help="Follows the next step of the newest visit; what you enter by hand stays until a newer visit leaves another one."
    )
    next_step_date = fields.Date(
        "Next step by", compute="_compute_next_step_facts", store=True, readonly=True, copy=False
    )
    next_step_on = fields.Date(
        "Next step since", compute="_compute_next_step_facts", store=True, readonly=True, copy=False
    )

    @api.depends("next_step")
    def _compute_next_step_facts(self):
        """What is entered by hand is of today and has no date; a visit sets both."""
        today = calendar.today()
        for lead in self:
            lead.next_step_date = False
            lead.next_step_on = lead.next_step and today

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        for lead, vals in zip(leads, vals_list, strict=True):
            lead._kfz_keep_typed(vals)
        return leads

    def write(self, vals):
        projects = self.filtered("is_promotion") if "user_id" in vals else ()
        before = {lead: lead.user_id for lead in projects}
        result = super().write(vals)
        self._kfz_keep_typed(vals)
        if before:
            self._kfz_hand_over_steps(before)
        return result

    def _kfz_keep_typed(self, vals):
        """Words that are entered on the same page as a visit are meant for the project, whatever the visit says."""
        if vals.get("next_step") and vals.get("interaction_ids"):
            others = self.filtered(lambda lead: lead.next_step != vals["next_step"])
            others.next_step = vals["next_step"]

    def _kfz_watch_steps_again(self):
        """What waited when a project ended waits again, once the project goes on."""
        self.interaction_ids.filtered("next_step_date")._kfz_watch_steps()

    def _kfz_hand_over_steps(self, before):
        """What the account manager was to do goes to the next one, who alone may open the project.

        :param before: {project: its account manager before}
        """
        former = self.env["res.users"].union(*before.values())
        if not former:
            return
        # sudo: visits that colleagues recorded
        visits = self.env["kfz.interaction"]._kfz_as_system()
        for visit in visits.search(
            [
                ("lead_id", "in", [lead.id for lead in before]),
                ("next_step_user_id", "in", former.ids),
                ("next_step_date", "!=", False),
                ("next_step_done", "=", False),
                ("next_step_replaced", "=", False),
            ]
        ):
            manager = visit._kfz_step_manager()
            if manager and visit.next_step_user_id == before[visit.lead_id]:
                visit.next_step_user_id = manager

    def _kfz_follow_steps(self, visits, before=()):
        """Show the next step of the newest visit that left one, unless what the project shows is newer.

        :param visits: those that were recorded or changed just now
        :param before: the steps that were theirs, or of deleted visits
        """
        # sudo: whoever records a visit need not be one who edits the project
        leads = self._kfz_as_system()
        leads.interaction_ids._kfz_replace_steps()
        for lead in leads:
            newest = lead.interaction_ids.filtered(lambda visit: visit._kfz_has_step())
            newest = newest.sorted(lambda visit: (visit.date, visit.id))[-1:]
            since = lead.next_step and lead.next_step_on
            is_newer = newest in visits and (not since or newest.date >= since)
            if is_newer or (lead.next_step and lead.next_step in before):
                lead._kfz_show_step(newest)

    def _kfz_show_step(self, visit):
        """Show the next step of a visit, or none."""
        shown = {"next_step_date": visit.next_step_date, "next_step_on": visit.date}
        if self.next_step == visit.next_step and all(self[n] == shown[n] for n in shown):
            return
        self.next_step = visit.next_step
        # first what would be entered by hand, which the visit then overrules
        self._recompute_recordset(list(shown))
        self.write(shown)

    def action_record_visit(self):
        """Open the small form of a visit to this project; its button saves at once.

        :raises UserError: when the project has no enterprise yet
        """
        self.ensure_one()
        self.check_access("read")
        if not self.partner_id:
            raise UserError(
                self.env._(
                    "“%(project)s” has no enterprise yet, and a visit is with an enterprise. Choose the enterprise on the project first.",
                    project=self.name,
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record visit: %(project)s", project=self.name),
            "res_model": "kfz.interaction",
            "views": [(self.env.ref("kfz_investment.kfz_interaction_view_form_quick").id, "form")],
            "target": "new",
            "context": {"default_lead_id": self.id, "default_company_id": self.company_id.id},
        }
