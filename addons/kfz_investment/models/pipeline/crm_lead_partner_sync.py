from odoo import models


class CrmLead(models.Model):
    """Contact data of a project stays on the project when its enterprise is a common one."""

    _inherit = "crm.lead"

    def _get_partner_email_update(self, force_void=True):
        if self.partner_id._kfz_is_common():
            return False
        return super()._get_partner_email_update(force_void)

    def _get_partner_phone_update(self, force_void=True):
        if self.partner_id._kfz_is_common():
            return False
        return super()._get_partner_phone_update(force_void)
