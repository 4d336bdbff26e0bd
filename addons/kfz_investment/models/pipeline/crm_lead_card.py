from collections import defaultdict

from odoo import api, fields, models

from ...domain import calendar, gates
from ...domain.follow_up import ENDED
from ..base.lists import comma


class CrmLead(models.Model):
    """Shown on the card and the project page: days in stage, the next stage and its missing requirements."""

    _inherit = "crm.lead"

    milestone = fields.Selection(related="stage_id.milestone", string="Milestone")
    days_in_stage = fields.Integer("Days in stage", compute="_compute_days_in_stage")
    next_stage_id = fields.Many2one("crm.stage", "Next stage", compute="_compute_gate")
    gate_missing = fields.Json("Still missing", compute="_compute_gate")
    gate_missing_count = fields.Integer("Items missing", compute="_compute_gate")
    gate_missing_text = fields.Char("Missing for the next stage", compute="_compute_gate")

    def _read_format(self, fnames, load="_classic_read"):
        if "next_stage_id" in fnames and any(lead.is_promotion for lead in self):
            # the gates ask for all stages: before anything on the page asks for its own one alone
            self.env["crm.stage"]._kfz_pipeline().fetch()
        return super()._read_format(fnames, load)

    @api.depends("date_last_stage_update")
    def _compute_days_in_stage(self):
        today = calendar.today()
        for lead in self:
            since = lead.date_last_stage_update
            lead.days_in_stage = (today - calendar.shanghai_date(since)).days if since else 0

    @api.depends(
        *gates.GATE_FIELDS,
        *gates.GATE_PATHS,
    )
    @api.depends_context("lang")
    def _compute_gate(self):
        projects = self.filtered("is_promotion")
        (self - projects).update(
            {
                "next_stage_id": False,
                "gate_missing": False,
                "gate_missing_count": 0,
                "gate_missing_text": False,
            }
        )
        if not projects:
            return
        stages = self.env["crm.stage"]._kfz_pipeline()
        passages, facts = projects._kfz_passages(stages), projects._kfz_facts_together()
        rules = self.env["kfz.gate.rule"]._kfz_rules()
        following_of = {
            at: stages.filtered(lambda s, at=at: s.sequence > at.sequence)[:1]
            for at in (*projects.stage_id, stages.browse())
        }
        alike = defaultdict(list)
        for lead in projects:
            following = following_of[lead.stage_id]
            ended = lead.condition in ENDED
            up_to = (following or lead.stage_id).sequence
            missing = [] if ended else gates.missing(rules, facts[lead], passages[lead][1], up_to)
            alike[following.browse() if ended else following, tuple(missing)].append(lead)
        # most cards lack the same: their words are set together
        labels = self._kfz_check_labels()
        for (following, missing), leads in alike.items():
            self.browse().concat(*leads).update(
                {"next_stage_id": following, **self._kfz_gate_words(missing, labels)}
            )

    def _kfz_gate_words(self, missing, labels):
        """What the pages say of missing requirements."""
        return {
            "gate_missing": [
                {
                    "check": item.check,
                    "label": labels[item.check],
                    "field": item.field,
                    "page": item.page,
                }
                for item in missing
            ],
            "gate_missing_count": len(missing),
            "gate_missing_text": comma(self.env).join(labels[item.check] for item in missing),
        }
