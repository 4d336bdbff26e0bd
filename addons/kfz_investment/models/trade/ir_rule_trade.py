from odoo import models
from odoo.fields import Domain


class IrRule(models.Model):
    """Verifiers read the enterprises that trade is recorded of, and no contact persons."""

    _inherit = "ir.rule"

    def _kfz_role_reads(self, model_name, mode):
        reads = super()._kfz_role_reads(model_name, mode)
        if model_name != "res.partner" or mode != "read":
            return reads
        if self.env.user.has_group("kfz_investment.group_kfz_customs"):
            # statements are of any enterprise of the zone; who enters them chooses it by its name or code
            reads |= Domain("is_enterprise", "=", True) & Domain("is_company", "=", True)
        if self.env.user.has_group("kfz_investment.group_kfz_committee"):
            reads |= self._kfz_partners_in("kfz.trade.record", ("partner_id",))
        return reads
