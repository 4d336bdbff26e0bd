from odoo import fields, models


class KfzLightReasonAsk(models.TransientModel):
    """Ask why a project stood still for a month, in one line."""

    _name = "kfz.light.reason.ask"
    _description = "Reason for a month without progress, to be given"

    lead_id = fields.Many2one("crm.lead", "Project", required=True, ondelete="cascade")
    why = fields.Char("Why the light turned", related="lead_id.light_progress_why")
    reason = fields.Char("Reason in one line", required=True)

    def action_apply(self):
        """Keep the reason."""
        self.ensure_one()
        self.lead_id._kfz_give_light_reason(self.reason)
        return {"type": "ir.actions.act_window_close"}
