from odoo import models
from odoo.exceptions import AccessError


class PortalWizardUser(models.TransientModel):
    """Core's wizard lets anybody in whom its user can see as a contact. In a zone, an approved request does."""

    _inherit = "portal.wizard.user"

    def action_grant_access(self):
        """As in core, for the system and administrators."""
        self._kfz_check_wizard()
        return super().action_grant_access()

    def action_revoke_access(self):
        """As in core, for the system and administrators."""
        self._kfz_check_wizard()
        return super().action_revoke_access()

    def action_invite_again(self):
        """As in core, for the system and administrators."""
        self._kfz_check_wizard()
        return super().action_invite_again()

    def _kfz_check_wizard(self):
        """:raises AccessError: for users who do not administer users"""
        if not (self.env.su or self.env.user.has_group("base.group_erp_manager")):
            raise AccessError(
                self.env._(
                    "Portal access is given by a request that a manager of the zone approves: open the intermediary and choose “Portal access”."
                )
            )
