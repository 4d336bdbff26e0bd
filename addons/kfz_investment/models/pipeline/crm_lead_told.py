from odoo import models
from odoo.fields import Domain

from .ir_rule_promotion import OFFICER


class CrmLead(models.Model):
    """Who is told about a project: its messages go to those whose role lets them open it now."""

    _inherit = "crm.lead"

    #: lead officials write messages and plan activities on projects that they only read
    _mail_post_access = "read"

    def _kfz_without_right(self, partners):
        """Colleagues who are neither officers nor assigned to each of the projects now: they get none of its messages."""
        projects = self.filtered("is_promotion")
        if not projects:
            return partners.browse()

        def is_shut_out(partner):
            users = partner.user_ids.filtered(lambda user: not user.share)
            return users and not any(map(projects._kfz_is_open_to, users))

        # sudo: who has which role and assignment decides who is told, and is not shown
        return partners.sudo().filtered(is_shut_out)

    def _kfz_is_open_to(self, user):
        """Whether a colleague's role lets them read all of these projects today, zones aside."""
        if user._is_superuser() or any(map(user.has_group, (OFFICER, "base.group_system"))):
            return True
        mine = self.env["ir.rule"]._kfz_assignments_of(user)
        # sudo: the assignments of another user
        Assignment = self.env["kfz.assignment"].sudo()
        return len(Assignment.search(Domain("lead_id", "in", self.ids) & mine).lead_id) == len(self)
