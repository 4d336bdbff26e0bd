from odoo import api, fields, models


class KfzShareDefault(models.Model):
    """The level that a zone offers by default for projects of a stage; it applies until a later stage sets another."""

    _name = "kfz.share.default"
    _inherit = ["kfz.zone.mixin"]
    _description = "Default share level of a stage"
    _order = "company_id, stage_sequence, id"
    _rec_name = "stage_id"

    company_id = fields.Many2one(
        "res.company", "Zone", required=True, index=True, default=lambda self: self.env.company
    )
    stage_id = fields.Many2one(
        "crm.stage",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("milestone", "!=", False)],
    )
    stage_sequence = fields.Integer("Stage order", related="stage_id.sequence", store=True)
    level_id = fields.Many2one(
        "kfz.share.level", "Share level", required=True, index=True, ondelete="cascade"
    )

    _once = models.Constraint(
        "UNIQUE(company_id, stage_id)", "This zone already has a default level for this stage."
    )

    @api.model
    def _kfz_level(self, leads):
        """The default level for projects: that of the project at the earliest stage, so that no more is offered than each may show."""
        lead = leads.sorted(lambda lead: lead.stage_id.sequence)[:1]
        row = self.search(
            [
                ("company_id", "=", lead.company_id.id),
                ("stage_sequence", "<=", lead.stage_id.sequence),
            ],
            order="stage_sequence desc",
            limit=1,
        )
        return row.level_id or self.env["kfz.share.level"]._kfz_summary()
