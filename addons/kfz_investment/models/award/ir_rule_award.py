from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL


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
            reads |= self._kfz_award_companies()
        return reads

    def _kfz_award_companies(self):
        """The companies whose trade is counted by awards that the user can read."""
        # sudo: the domain is the rule of the user, whose records say which companies
        Award = self.env["kfz.award"].sudo()
        awards = Award._search(self._compute_domain("kfz.award", "read"))
        if awards.is_empty():
            return Domain.FALSE
        return Domain(
            "id",
            "in",
            SQL(
                "(SELECT partner_id FROM kfz_award_company_rel WHERE award_id IN %s)",
                awards.subselect(),
            ),
        )
