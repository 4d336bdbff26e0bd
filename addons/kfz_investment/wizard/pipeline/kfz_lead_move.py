from odoo import api, fields, models


class KfzLeadMove(models.TransientModel):
    """Move a project back with its reason, or let it pass a gate with a manager's override."""

    _name = "kfz.lead.move"
    _description = "Move a project"

    lead_id = fields.Many2one("crm.lead", "Project", required=True)
    from_stage_id = fields.Many2one(related="lead_id.stage_id", string="Current stage")
    stage_id = fields.Many2one(
        "crm.stage",
        "Move to",
        required=True,
        domain="[('milestone', '!=', False), ('id', '!=', from_stage_id)]",
    )
    is_override = fields.Boolean(
        "Override gate", help="A manager lets the project pass although items are missing."
    )
    missing = fields.Char(related="lead_id.gate_missing_text")
    reason = fields.Char(required=True)
    valid_until = fields.Date("Due by", help="Date by which the missing items must be provided.")

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        lead = self.env["crm.lead"].browse(values.get("lead_id"))
        if lead and "stage_id" in fields_list and not values.get("stage_id"):
            stages = self.env["crm.stage"]._kfz_pipeline()
            if values.get("is_override"):
                target = lead.next_stage_id
            else:
                target = stages.filtered(lambda s: s.sequence < lead.stage_id.sequence)[-1:]
            values["stage_id"] = target.id
        return values

    def action_apply(self):
        """Write the override, if one is given, and the move, together."""
        self.ensure_one()
        if self.is_override:
            self.env["kfz.gate.override"].create(
                {
                    "lead_id": self.lead_id.id,
                    "stage_id": self.stage_id.id,
                    "covers_earlier": True,
                    "reason": self.reason,
                    "valid_until": self.valid_until,
                }
            )
        self.lead_id.write({"stage_id": self.stage_id.id, "move_reason": self.reason})
        return {"type": "ir.actions.act_window_close"}
