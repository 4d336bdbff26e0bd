from odoo import models


class CrmLead(models.Model):
    """Contact data of a project stays on the project when its enterprise is a common one, or a record that all zones use."""

    _inherit = "crm.lead"

    def _get_partner_email_update(self, force_void=True):
        if self._kfz_partner_keeps(force_void):
            return False
        return super()._get_partner_email_update(force_void)

    def _get_partner_phone_update(self, force_void=True):
        if self._kfz_partner_keeps(force_void):
            return False
        return super()._get_partner_phone_update(force_void)

    def _kfz_partner_keeps(self, force_void):
        """Whether the partner takes nothing from the project; ``force_void`` is False where core would write it."""
        partner = self.partner_id
        return partner._kfz_is_common() or (
            not force_void and bool(partner._kfz_not_ours_to_change())
        )
