from odoo import api, fields, models

from .kfz_setup_step import ROLES, SYSTEM


class ResUsers(models.Model):
    """What somebody is here, in the product's words; core's own roles are two: user and administrator."""

    _inherit = "res.users"

    kfz_role_text = fields.Char(
        "Roles", compute="_compute_kfz_role_text", groups="base.group_erp_manager"
    )

    @api.depends("all_group_ids")
    @api.depends_context("lang")
    def _compute_kfz_role_text(self):
        labels = dict(self.env["kfz.person.add"]._fields["role"]._description_selection(self.env))
        system = self.env.ref(SYSTEM)
        groups = {role: self.env.ref(name) for role, name in ROLES.items()}
        for user in self:
            held = [role for role, group in groups.items() if group in user.all_group_ids]
            if "manager" in held:
                # with an officer's rights
                held.remove("officer")
            words = [self.env._("Administrator")] if system in user.all_group_ids else []
            user.kfz_role_text = " · ".join([*words, *(labels[role] for role in held)])
