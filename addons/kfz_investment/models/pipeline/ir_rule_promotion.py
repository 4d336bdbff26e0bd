from odoo import models
from odoo.fields import Domain

#: how a model leads to the project whose kind decides
PROMOTION_FIELDS = {"crm.lead": "is_promotion", "crm.activity.report": "lead_id.is_promotion"}


class IrRule(models.Model):
    """Promotion projects are hidden from users of the same zone who have no role in the promotion."""

    _inherit = "ir.rule"

    def _kfz_guard(self, model_name, mode):
        guard = super()._kfz_guard(model_name, mode)
        if model_name in PROMOTION_FIELDS:
            guard &= self._kfz_promotion_guard(model_name)
        return guard

    def _kfz_promotion_guard(self, model_name):
        """Promotion projects are only for those with a role in the promotion."""
        user = self.env.user
        if user.has_group("kfz_investment.group_kfz_officer") or user.has_group(
            "kfz_investment.group_kfz_lead_official"
        ):
            return Domain.TRUE
        return Domain(PROMOTION_FIELDS[model_name], "=", False)
