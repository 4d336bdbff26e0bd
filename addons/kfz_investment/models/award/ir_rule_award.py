from odoo import models


class IrRule(models.Model):
    """Verifiers read the enterprises, intermediaries and payees of the awards that they confirm."""

    _inherit = "ir.rule"

    def _kfz_role_reads(self, model_name, mode):
        reads = super()._kfz_role_reads(model_name, mode)
        user = self.env.user
        if (
            model_name == "res.partner"
            and mode == "read"
            and (
                user.has_group("kfz_investment.group_kfz_customs")
                or user.has_group("kfz_investment.group_kfz_committee")
            )
        ):
            reads |= self._kfz_partners_in(
                "kfz.award", ("partner_id", "intermediary_id", "payee_id")
            )
        return reads
