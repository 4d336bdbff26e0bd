from odoo import models


class ResPartner(models.Model):
    """A zone's private contact must not change the common enterprise above it."""

    _inherit = "res.partner"

    def _fields_sync(self, values):
        """Core copies a contact's address and tax number up to its parent: not into the common directory."""
        if len(self) == 1 and self._kfz_is_below_common():
            if values.get("parent_id"):
                # sudo: as core does for this same copy down from the enterprise
                self.sudo()._commercial_sync_from_company()
            return None
        return super()._fields_sync(values)

    def _handle_first_contact_creation(self):
        if self._kfz_is_below_common():
            return None
        return super()._handle_first_contact_creation()

    def _kfz_is_below_common(self):
        """Whether this stands under a record that all zones use."""
        parent = self.parent_id
        if not parent or parent.company_id or self.is_enterprise:
            return False
        # sudo: what the record above is does not depend on who asks
        return parent.is_enterprise or bool(parent.sudo()._kfz_shared_kind())
