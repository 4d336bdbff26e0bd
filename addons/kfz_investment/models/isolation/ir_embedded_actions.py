from odoo import models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class IrEmbeddedActions(models.Model):
    """A page saved beside another one stays in its zone; one that is shared is its maker's, or a manager's of the zone, to change.

    Core shows and opens all of them to every employee of the server.
    """

    _name = "ir.embedded.actions"
    _inherit = ["ir.embedded.actions", "kfz.zone.stamp.mixin"]

    def _compute_is_visible(self):
        """Core offers saved pages as superuser: those that the user cannot read are not offered."""
        own = self.sudo(False)._filtered_access("read").with_env(self.env)
        (self - own).is_visible = False
        super(IrEmbeddedActions, own)._compute_is_visible()

    def _kfz_check_values(self, vals_list):
        """:raises AccessError: when a client names a method, which colleagues would run by a click, or a colleague as owner"""
        super()._kfz_check_values(vals_list)
        if self.env.user._is_system():
            return
        for vals in vals_list:
            if vals.get("python_method") or vals.get("user_id") not in (None, False, self.env.uid):
                raise AccessError(
                    self.env._(
                        "A page saved here opens an action, for yourself or for everybody in the zone. Leave the method and "
                        "other users out."
                    )
                )


class IrRule(models.Model):
    """Who sees and who changes a page saved beside another one."""

    _inherit = "ir.rule"

    def _kfz_guard(self, model_name, mode):
        guard = super()._kfz_guard(model_name, mode)
        if model_name != "ir.embedded.actions" or self.env.user._is_system():
            return guard
        me = self.env.uid
        if mode == "read":
            return guard & Domain("user_id", "in", [False, me])
        own = Domain("user_id", "=", me) | Domain("create_uid", "=", me)
        if self.env.user.has_group("kfz_investment.group_kfz_manager"):
            own |= Domain("user_id", "=", False) & Domain(
                "kfz_zone_id", "in", self.env.companies.ids
            )
        return guard & own
