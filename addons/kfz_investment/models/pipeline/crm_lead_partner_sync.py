from odoo import models


class CrmLead(models.Model):
    """Contact data of a project is a person's and stays on the project; so does that of a sales lead whose partner is a common
    enterprise, or a record that all zones use."""

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
            not force_void and (self.is_promotion or bool(partner._kfz_not_ours_to_change()))
        )
