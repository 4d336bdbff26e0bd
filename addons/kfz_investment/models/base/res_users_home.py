from odoo import models

from .kfz_setup_step import MANAGER, SYSTEM

#: where each role lands after signing in, the first role that a user has and the first of its actions that exists;
#: a home action that the administrator set for a user comes first
HOME_ACTIONS = (
    ("kfz_investment.group_kfz_manager", ("kfz_investment.kfz_project_action",)),
    ("kfz_investment.group_kfz_officer", ("kfz_investment.kfz_officer_board_action",)),
    ("kfz_investment.group_kfz_joint_office", ("kfz_investment.kfz_zone_comparison_action",)),
    ("kfz_investment.group_kfz_lead_official", ("kfz_investment.kfz_my_project_action",)),
    ("kfz_investment.group_kfz_task_force", ("kfz_investment.kfz_my_project_action",)),
    (
        "kfz_investment.group_kfz_customs",
        (
            "kfz_investment.kfz_trade_record_action_to_confirm",
            "kfz_investment.kfz_shared_policy_action",
        ),
    ),
    (
        "kfz_investment.group_kfz_committee",
        ("kfz_investment.kfz_award_action_to_confirm", "kfz_investment.kfz_shared_policy_action"),
    ),
)


class ResUsers(models.Model):
    """Each role starts on the page it works with all day."""

    _inherit = "res.users"

    def _kfz_home_action(self):
        """The id of the action after signing in: what the administrator set, else the set-up while an administrator has not finished it, else that of the first role, else none."""
        self.ensure_one()
        if self.action_id:
            return self.action_id.id
        lookup = self.env["ir.model.data"]._xmlid_to_res_id
        if self._kfz_sets_up() and self.env["kfz.setup.step"]._kfz_opens_at_start():
            return lookup("kfz_investment.kfz_setup_step_action")
        for group, actions in HOME_ACTIONS:
            if self.has_group(group):
                return next(
                    filter(None, (lookup(action, raise_if_not_found=False) for action in actions)),
                    False,
                )
        return False

    def _kfz_sets_up(self):
        """Whether this is an administrator of the product, not only of the server."""
        return self.has_group(SYSTEM) and self.has_group(MANAGER)
