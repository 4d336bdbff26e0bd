from odoo import api, models

from ..base.kfz_bulk_create import bulk_of

#: evidence that counts in the figures ledger
COUNTED = ("kfz.agreement", "kfz.capital.record", "kfz.milestone")


class KfzEvidenceMixin(models.AbstractModel):
    """New evidence counts at once; changed and removed evidence does through ``_kfz_evidence_changed`` of its project."""

    _inherit = "kfz.evidence.mixin"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if self._name in COUNTED and not bulk_of(self.env, self._name):
            # a bulk creation syncs its projects once, when all their evidence is there
            records.lead_id._kfz_sync_figures()
        return records
