from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merging changes a common record like writing it, whoever merges; core does it past the ORM."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        partners = self.env["res.partner"].browse(partner_ids)
        partners |= dst_partner or partners.browse()
        if shared := partners._kfz_not_ours_to_change():
            partners.check_access("write")
            shared._kfz_refuse_merge()
        return super()._merge(partner_ids, dst_partner, extra_checks)

    def _log_merge_operation(self, src_partners, dst_partner):
        """Core names the merged ones in a message, which on a common record all zones would read."""
        if not dst_partner._kfz_is_in_directory():
            super()._log_merge_operation(src_partners, dst_partner)
