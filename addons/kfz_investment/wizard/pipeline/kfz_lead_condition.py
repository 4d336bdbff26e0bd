from odoo import fields, models


class KfzLeadCondition(models.TransientModel):
    """Mark projects as delayed, dormant, lost or terminated, with the reason that statistics need."""

    _name = "kfz.lead.condition"
    _description = "Condition of projects"

    lead_ids = fields.Many2many("crm.lead", string="Projects", required=True)
    condition = fields.Selection(
        [
            ("delayed", "Delayed"),
            ("dormant", "Dormant"),
            ("lost", "Lost before signing"),
            ("terminated", "Terminated after signing"),
        ],
        required=True,
        default="delayed",
    )
    reason = fields.Char("Why", help="One line: what holds the project up, or why it ended.")
    review_on = fields.Date("Review on")
    lost_reason_id = fields.Many2one("crm.lost.reason", "Reason", domain=[("code", "!=", False)])

    def action_apply(self):
        """Write the condition; projects lost before signing go to the archive."""
        self.ensure_one()
        leads = self.lead_ids.filtered("is_promotion")
        values = {"condition_reason": self.reason, "review_on": self.review_on}
        if self.condition == "lost":
            leads.action_set_lost(lost_reason_id=self.lost_reason_id.id, **values)
        else:
            ended = self.condition == "terminated"
            leads.write(
                {
                    **values,
                    "condition": self.condition,
                    "lost_reason_id": ended and self.lost_reason_id.id,
                }
            )
        return {"type": "ir.actions.act_window_close"}
