from odoo import api, fields, models

from ...models.officials.kfz_assignment import ROLES, UNIT_ROLE


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
        compute="_compute_official_id",
        store=True,
        precompute=True,
        readonly=False,
        domain=f"[('company_id', '=', company_id), ('is_unit', '=', role == '{UNIT_ROLE}')]",
        help="A department or office where the role is that of the responsible unit, else a person.",
    )

    def _compute_company_id(self):
        for wizard in self:
            wizard.company_id = wizard.lead_ids.company_id[:1]

    @api.depends("role")
    def _compute_official_id(self):
        """Another role leaves a choice that does not fit it."""
        for wizard in self:
            if wizard.official_id.is_unit != (wizard.role == UNIT_ROLE):
                wizard.official_id = False

    def action_apply(self):
        """Close the current assignments of the role and open the new ones, in one step.

        :raises ValidationError: for a person in the role of a unit, and the other way round
        """
        self.ensure_one()
        leads = self.lead_ids.filtered("is_promotion")
        self.official_id._kfz_check_fits(self.role)
        leads._kfz_hand_over(self.role, self.official_id)
        after = {"type": "ir.actions.act_window_close"}
        if leads - leads._filtered_access("read"):
            # the page of a project that has gone to a colleague cannot be shown again
            action = self.env["ir.actions.actions"]._for_xml_id("kfz_investment.kfz_project_action")
            after = {**action, "target": "main"}
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._(
                    "Projects assigned to “%(official)s”: %(count)s.",
                    official=self.official_id.name,
                    count=len(leads),
                ),
                "type": "success",
                "next": after,
            },
        }
