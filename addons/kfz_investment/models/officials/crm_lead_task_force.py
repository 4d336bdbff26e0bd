from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...domain import calendar
from ..base.lists import comma

LEAD, MEMBER = "task_force_lead", "task_force_member"


class CrmLead(models.Model):
    """The task force of a project: one leader and any number of members at once."""

    _inherit = "crm.lead"

    task_force_names = fields.Char(
        "Task force",
        compute="_compute_task_force_names",
        help="The leader first, then the members.",
    )

    @api.depends("assignment_ids.role", "assignment_ids.official_id", "assignment_ids.date_to")
    def _compute_task_force_names(self):
        for lead in self:
            leader, members = lead._kfz_task_force()
            names = [
                self.env._("%(name)s (leader)", name=official.name) for official in leader
            ] + members.mapped("name")
            lead.task_force_names = comma(self.env).join(names) or False

    def action_task_force(self):
        """The window in which leader and members are set together.

        :raises AccessError: for whoever may not change the project
        """
        self.ensure_one()
        self.check_access("write")
        wizard = self.env["kfz.task.force"]._kfz_for(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Task force"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _kfz_task_force(self):
        """(leader, members) of today's task force, as ``kfz.official``."""
        self.ensure_one()
        current = self.assignment_ids.filtered(lambda each: each._kfz_is_current()).sorted("id")
        of_role = {
            role: current.filtered(lambda each, role=role: each.role == role).official_id
            for role in (LEAD, MEMBER)
        }
        return of_role[LEAD], of_role[MEMBER]

    def _kfz_add_members(self, officials):
        """Officials join the task forces today, beside whoever is in them; who is a member already stays as they are.

        :return: the new assignments
        """
        today = calendar.today()
        return self.env["kfz.assignment"].create(
            [
                {
                    "lead_id": lead.id,
                    "official_id": official.id,
                    "role": MEMBER,
                    "date_from": today,
                }
                for lead in self
                for official in officials
                if not official._kfz_has_role(lead, MEMBER)
            ]
        )

    def _kfz_set_task_force(self, leader, members):
        """The task force from today on: who is not in it any more ends today, who is new begins today, who stays is untouched.

        :raises ValidationError: for members without a leader
        """
        self.ensure_one()
        self.check_access("write")
        members -= leader
        if members and not leader:
            raise ValidationError(
                self.env._(
                    "A task force has a leader: choose one of “%(names)s”, or another person.",
                    names=comma(self.env).join(members.mapped("name")),
                )
            )
        (leader | members)._kfz_check_fits_all(MEMBER)
        wanted = {LEAD: leader, MEMBER: members}
        # whoever sets it at the same moment begins again, and sees this one
        self._kfz_touch()
        current = self.assignment_ids.filtered(lambda each: each._kfz_is_unended())
        for role, officials in wanted.items():
            held = current.filtered(lambda each, role=role: each.role == role)
            held.filtered(
                lambda each, officials=officials: each.official_id not in officials
            ).action_end()
        if leader and not leader._kfz_has_role(self, LEAD):
            self._kfz_hand_over(LEAD, leader)
        self._kfz_add_members(members)
