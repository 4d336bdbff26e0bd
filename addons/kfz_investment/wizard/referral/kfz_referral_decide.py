from odoo import api, fields, models


class KfzReferralDecide(models.TransientModel):
    """Decide on a referral with a reason; in a conflict, with the other claims side by side."""

    _name = "kfz.referral.decide"
    _description = "Decide on a referral"

    referral_id = fields.Many2one("kfz.referral", "Referral", required=True)
    decision = fields.Selection(
        [("accept", "Accept"), ("refuse", "Refuse")], required=True, default="accept"
    )
    reason = fields.Text(help="The intermediary can read it: do not name another intermediary.")
    claim_ids = fields.Many2many(
        "kfz.referral", string="Claims to this enterprise", compute="_compute_claim_ids"
    )
    has_conflict = fields.Boolean(related="referral_id.has_conflict")
    blocking_text = fields.Text(related="referral_id.blocking_text")
    warning_text = fields.Text(related="referral_id.warning_text")

    @api.depends("referral_id")
    def _compute_claim_ids(self):
        for wizard in self:
            claims = wizard.referral_id | wizard.referral_id.conflict_ids
            wizard.claim_ids = claims.sorted(lambda claim: (claim.registered_on, claim.id))

    def action_apply(self):
        """Carry out the decision; accepting in a conflict refuses the others with the same reason."""
        self.ensure_one()
        if self.decision == "refuse":
            self.referral_id.action_refuse(self.reason)
        elif self.has_conflict:
            self.referral_id.action_rule(self.reason)
        else:
            self.referral_id.action_accept(self.reason)
        return {"type": "ir.actions.act_window_close"}
