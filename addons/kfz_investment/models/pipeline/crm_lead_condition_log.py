from odoo import api, fields, models

from ...domain import calendar
from ...domain.follow_up import ENDED


class CrmLead(models.Model):
    """The history of a project's condition, and the age of a signing that has not landed."""

    _inherit = "crm.lead"

    condition_change_ids = fields.One2many("kfz.condition.change", "lead_id", "Condition history")
    days_since_signed = fields.Integer(
        "Days since signing",
        compute="_compute_days_since_signed",
        help="Days since the first formal agreement, for a project that has neither landed nor ended.",
    )

    @api.depends("signed_date", "landed_date", "condition")
    def _compute_days_since_signed(self):
        today = calendar.today()
        for lead in self:
            waiting = lead.signed_date and not lead.landed_date and lead.condition not in ENDED
            lead.days_since_signed = (today - lead.signed_date).days if waiting else 0

    @api.constrains("condition")
    def _check_condition_logged(self):
        """Append changed conditions to the history: a constraint sees every way in. A project that goes on again has its
        next steps again."""
        projects = self.filtered("is_promotion")
        # sudo: the ledger is written by the pipeline, never by a user
        Change = self.env["kfz.condition.change"].sudo()
        last = {
            change.lead_id.id: change.condition
            for change in Change.search([("lead_id", "in", projects.ids)], order="id")
        }
        Change.create(
            [
                {
                    "lead_id": lead.id,
                    "company_id": lead.company_id.id,
                    "condition": lead.condition,
                    "user_id": self.env.uid,
                    "reason": lead.condition_reason,
                }
                for lead in projects
                if lead.condition and lead.condition != last.get(lead.id, "ongoing")
            ]
        )
        projects.filtered(
            lambda lead: last.get(lead.id) in ENDED and lead.condition not in ENDED
        )._kfz_watch_steps_again()
