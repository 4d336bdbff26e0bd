from odoo import SUPERUSER_ID, models


class CrmLead(models.Model):
    """Similar projects are named to those who may read them."""

    _inherit = "crm.lead"

    def _compute_potential_lead_duplicates(self):
        """Core looks for them as superuser, so that a guessed address showed which other zone knows it."""
        super()._compute_potential_lead_duplicates()
        if self.env.uid == SUPERUSER_ID:
            return
        for lead in self:
            seen = lead.duplicate_lead_ids.sudo(False)._filtered_access("read")
            lead.duplicate_lead_ids = seen
            lead.duplicate_lead_count = len(seen - lead)
