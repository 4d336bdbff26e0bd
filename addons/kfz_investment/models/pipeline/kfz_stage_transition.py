from odoo import fields, models

from ..base.ledger_seal import Seal
from .crm_stage import MILESTONES


class KfzStageTransition(models.Model):
    """Every move of a project through the pipeline: when it happened and when it was recorded.

    ``effective_date`` is a Shanghai calendar date; ``create_date`` is the moment of recording, in UTC.
    """

    _name = "kfz.stage.transition"
    _description = "Stage transition"
    _inherit = ["kfz.append.only.mixin"]
    _order = "id desc"
    _rec_name = "milestone"
    _kfz_seal = Seal(
        (
            "lead_id",
            "company_id",
            "from_stage_id",
            "to_stage_id",
            "milestone",
            "effective_date",
            "create_date",
            "user_id",
            "reason",
        ),
        chain="lead_id",
    )

    lead_id = fields.Many2one("crm.lead", "Project", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True)
    from_stage_id = fields.Many2one("crm.stage", "From", ondelete="restrict")
    to_stage_id = fields.Many2one("crm.stage", "To", required=True, ondelete="restrict")
    milestone = fields.Selection(MILESTONES, required=True)
    effective_date = fields.Date("Happened on", required=True, index=True)
    create_date = fields.Datetime("Recorded on")
    user_id = fields.Many2one("res.users", "Recorded by", required=True)
    reason = fields.Char()
