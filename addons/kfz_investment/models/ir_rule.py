from odoo import models
from odoo.fields import Domain

#: how a model leads to the project whose kind decides
PROMOTION_FIELDS = {'crm.lead': 'is_promotion', 'crm.activity.report': 'lead_id.is_promotion'}


class IrRule(models.Model):
    _inherit = 'ir.rule'

    def _compute_domain(self, model_name, mode='read'):
        """Promotion projects are only for those with a role in the promotion.

        In Python instead of an ``ir.rule`` row: a global row is applied before this addon's fields are loaded when core
        modules are updated, and breaks them.
        """
        domain = super()._compute_domain(model_name, mode)
        if model_name not in PROMOTION_FIELDS or self.env.su:
            return domain
        user = self.env.user
        if user.has_group('kfz_investment.group_kfz_officer') or user.has_group('kfz_investment.group_kfz_lead_official'):
            return domain
        return domain & Domain(PROMOTION_FIELDS[model_name], '=', False)
