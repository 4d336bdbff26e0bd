from odoo import api, fields, models, tools

from ...domain import gates

MILESTONES = [
    ("lead", "Lead"),
    ("negotiation", "Negotiation"),
    ("review", "Review"),
    ("signed", "Signed"),
    ("landed", "Landed"),
    ("construction", "Construction"),
    ("production", "Production"),
    ("full_production", "Full production"),
]


class CrmStage(models.Model):
    """A stage with a milestone belongs to the promotion pipeline; other stages are unchanged."""

    _name = "crm.stage"
    _inherit = ["crm.stage", "kfz.cached.rows.mixin"]

    milestone = fields.Selection(
        MILESTONES,
        index="btree_not_null",
        help="The step of the promotion pipeline that this stage represents; empty for a stage of other pipelines.",
    )
    phase = fields.Selection(
        [("promotion", "Promotion"), ("integration", "Integration"), ("landing", "Landing")],
        compute="_compute_phase",
    )
    gate_rule_ids = fields.One2many("kfz.gate.rule", "stage_id", "Gate")

    _milestone_unique = models.UniqueIndex(
        "(milestone) WHERE milestone IS NOT NULL",
        "Another stage already has this milestone.",
    )

    @api.depends("milestone")
    def _compute_phase(self):
        for stage in self:
            stage.phase = gates.PHASES.get(stage.milestone, False)

    @api.model
    def _kfz_pipeline(self):
        """The stages of the promotion pipeline, in order."""
        return self.browse(self._kfz_pipeline_ids())

    @api.model
    @tools.ormcache()
    def _kfz_pipeline_ids(self):
        # sudo: which stages there are is the same for everybody who reads stages
        return self.sudo().search([("milestone", "!=", False)], order="sequence, id")._ids
