from odoo import models
from odoo.exceptions import UserError


class CrmLead(models.Model):
    """Merging promotion projects: within one zone, never a signed one into another, and nothing is deleted."""

    _inherit = "crm.lead"

    def _merge_opportunity(self, user_id=False, team_id=False, auto_unlink=True, max_length=5):
        projects = self.filtered("is_promotion")
        if not projects:
            return super()._merge_opportunity(user_id, team_id, auto_unlink, max_length)
        if projects != self or len(self.company_id) > 1:
            raise UserError(self.env._("Only promotion projects of the same zone can be merged."))
        if team_id and not self.env["crm.team"].browse(team_id).is_promotion:
            raise UserError(
                self.env._("A promotion project can only be given to a promotion team of its zone.")
            )
        # a project that is merged away keeps its stage history: archive it with a reason instead of deleting it
        head = super()._merge_opportunity(
            user_id, team_id, auto_unlink=False, max_length=max_length
        )
        tail = (self - head).filtered("active")
        tail.action_set_lost(
            lost_reason_id=self.env.ref("kfz_investment.lost_reason_merged").id,
            condition_reason=self.env._("Merged into %(code)s", code=head.project_code),
        )
        return head

    def _merge_dependences(self, opportunities):
        """Records of the merged projects move to the project that stays."""
        if self.is_promotion:
            for name in ("interaction_ids", "agreement_ids", "capital_ids", "milestone_ids"):
                opportunities[name]._kfz_move_to(self)
            self._kfz_merge_assignments(opportunities.assignment_ids)
        return super()._merge_dependences(opportunities)

    def _kfz_merge_assignments(self, assignments):
        """Assignments move over unless the project that stays already has that role or official."""
        for assignment in assignments:
            clash = self.assignment_ids.filtered(
                lambda a, new=assignment: (
                    a.role == new.role
                    and (a.official_id == new.official_id or a.role == "lead_official")
                )
            )
            if not clash:
                assignment._kfz_move_to(self)
