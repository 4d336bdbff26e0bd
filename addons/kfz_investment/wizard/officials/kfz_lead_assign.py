from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.base.lists import comma
from ...models.officials.crm_lead_task_force import LEAD, MEMBER
from ...models.officials.kfz_assignment import ROLES, UNIT_ROLE

#: the roles of a task force, whose people need a way to its projects
FORCE_ROLES = (LEAD, MEMBER)


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
        compute="_compute_official_id",
        store=True,
        precompute=True,
        readonly=False,
        domain=f"[('company_id', '=', company_id), ('is_unit', '=', role == '{UNIT_ROLE}')]",
        help="A department or office where the role is that of the responsible unit, else a person.",
    )
    official_ids = fields.Many2many(
        "kfz.official",
        string="New members",
        domain="[('company_id', '=', company_id), ('is_unit', '=', False)]",
        help="They join the task force beside whoever is in it; nobody's assignment ends.",
    )
    login_gaps = fields.Text("Without a way in", compute="_compute_login_gaps")

    def _compute_company_id(self):
        for wizard in self:
            wizard.company_id = wizard.lead_ids.company_id[:1]

    @api.depends("role")
    def _compute_official_id(self):
        """Another role leaves a choice that does not fit it."""
        for wizard in self:
            if wizard.official_id.is_unit != (wizard.role == UNIT_ROLE):
                wizard.official_id = False

    @api.depends("role", "official_id", "official_ids")
    def _compute_login_gaps(self):
        for wizard in self:
            is_force = wizard.role in FORCE_ROLES
            gaps = wizard._kfz_chosen()._kfz_login_gaps() if is_force else ()
            wizard.login_gaps = "\n".join(gaps) or False

    def _kfz_chosen(self):
        """Who is assigned: one official, or the new members of a task force."""
        if self.role == MEMBER:
            return self.official_ids | self.official_id
        return self.official_id

    def action_apply(self):
        """Close the current assignments of the role and open the new ones, in one step; members only join.

        :raises ValidationError: for a person in the role of a unit, and the other way round
        """
        self.ensure_one()
        leads, officials = self.lead_ids.filtered("is_promotion"), self._kfz_chosen()
        if not officials:
            raise UserError(
                self.env._("Choose who is assigned first: nobody has been entered yet.")
            )
        officials._kfz_check_fits_all(self.role)
        leads._kfz_hand_over(self.role, officials)
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
                    official=comma(self.env).join(officials.mapped("name")),
                    count=len(leads),
                ),
                "type": "success",
                "next": after,
            },
        }
