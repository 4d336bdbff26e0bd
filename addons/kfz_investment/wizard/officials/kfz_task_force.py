from odoo import api, fields, models
from odoo.exceptions import UserError


class KfzTaskForce(models.TransientModel):
    """The task force of a project as one list: leader and members, set in one step."""

    _name = "kfz.task.force"
    _description = "Task force"

    lead_id = fields.Many2one("crm.lead", "Project", required=True, readonly=True)
    company_id = fields.Many2one(related="lead_id.company_id")
    leader_id = fields.Many2one(
        "kfz.official",
        "Leader",
        domain="[('company_id', '=', company_id), ('is_unit', '=', False)]",
    )
    member_ids = fields.Many2many(
        "kfz.official",
        string="Members",
        domain="[('company_id', '=', company_id), ('is_unit', '=', False), ('id', '!=', leader_id)]",
    )
    login_gaps = fields.Text("Without a way in", compute="_compute_login_gaps")

    @api.depends("leader_id", "member_ids")
    def _compute_login_gaps(self):
        for wizard in self:
            people = (wizard.leader_id | wizard.member_ids)._origin
            wizard.login_gaps = "\n".join(people._kfz_login_gaps()) or False

    @api.model
    def _kfz_for(self, lead):
        """The window of a project, filled with its task force as it is."""
        leader, members = lead._kfz_task_force()
        return self._kfz_may_set("lead_id").create(
            {
                "lead_id": lead.id,
                "leader_id": leader[:1].id,
                "member_ids": [(6, 0, members.ids)],
            }
        )

    def action_apply(self):
        """Set the task force.

        :raises UserError: for people of another zone
        """
        self.ensure_one()
        people = self.leader_id | self.member_ids
        if people.company_id - self.lead_id.company_id:
            raise UserError(
                self.env._(
                    "The people of a task force are of the zone of the project. Choose others."
                )
            )
        self.lead_id._kfz_set_task_force(self.leader_id, self.member_ids)
        return {"type": "ir.actions.act_window_close"}
