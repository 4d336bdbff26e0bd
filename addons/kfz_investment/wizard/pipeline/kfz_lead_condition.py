from odoo import api, fields, models


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

    agreements_in_force = fields.Integer(
        "Agreements in force", compute="_compute_agreements_in_force"
    )
    ends_agreements = fields.Boolean(
        "End its agreements in force",
        default=True,
        help="What was signed still counts in its quarter. Untick where the agreements go on, for example for another project.",
    )

    @api.depends("lead_ids")
    def _compute_agreements_in_force(self):
        for wizard in self:
            wizard.agreements_in_force = len(wizard._kfz_agreements_in_force())

    def _kfz_agreements_in_force(self):
        return self.lead_ids.agreement_ids.filtered(lambda record: record.state == "in_force")

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
            if ended and self.ends_agreements:
                self._kfz_end_agreements()
        return {"type": "ir.actions.act_window_close"}

    def _kfz_end_agreements(self):
        """End the agreements in force by the act that keeps the reason."""
        reason = ": ".join(filter(None, (self.lost_reason_id.name, self.reason)))
        self._kfz_agreements_in_force()._kfz_terminate(reason)
