from odoo import fields, models

from ...models.pipeline.kfz_assignment import ROLES


class KfzLeadAssign(models.TransientModel):
    """Assign an official to projects in a role, or hand the role over; earlier assignments stay in the history."""

    _name = "kfz.lead.assign"
    _description = "Assign projects"

    lead_ids = fields.Many2many("crm.lead", string="Projects", required=True)
    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    role = fields.Selection(ROLES, required=True, default="lead_official")
    official_id = fields.Many2one(
        "kfz.official",
        "Official or unit",
        required=True,
        domain="[('company_id', '=', company_id)]",
    )

    def _compute_company_id(self):
        for wizard in self:
            wizard.company_id = wizard.lead_ids.company_id[:1]

    def action_apply(self):
        """Close the current assignments of the role and open the new ones, in one step."""
        self.ensure_one()
        leads = self.lead_ids.filtered("is_promotion")
        leads._kfz_hand_over(self.role, self.official_id)
        if leads - leads._filtered_access("read"):
            # the page of a project that has gone to a colleague cannot be shown again
            action = self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_project_action")
            return {**action, "target": "main"}
        return {"type": "ir.actions.act_window_close"}
