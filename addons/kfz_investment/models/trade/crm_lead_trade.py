from odoo import api, fields, models
from odoo.fields import Domain

#: who reads both projects and trade
BOTH = "kfz_investment.group_kfz_officer"


class CrmLead(models.Model):
    """The trade of a project: that of its project companies, as customs confirmed it."""

    _inherit = "crm.lead"

    kfz_trade_amount = fields.Monetary(
        "Confirmed trade",
        compute="_compute_kfz_trade_amount",
        currency_field="company_currency",
        groups=BOTH,
        help="Confirmed trade of the project companies to date, net of reversals. A company of several projects "
        "counts in full with each of them.",
    )

    @api.depends("project_company_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_kfz_trade_amount(self):
        rows = self.env["kfz.trade.record"]._read_group(
            self._kfz_trade_of_companies() & Domain("state", "=", "confirmed"),
            ["company_id", "partner_id"],
            ["amount:sum"],
        )
        sums = {(zone, partner): amount for zone, partner, amount in rows}
        for lead in self:
            lead.kfz_trade_amount = sum(
                sums.get((lead.company_id, company), 0) for company in lead.project_company_ids
            )

    def _kfz_trade_of_companies(self):
        """The condition for trade records of these projects' companies in their zones."""
        return Domain("company_id", "in", self.company_id.ids) & Domain(
            "partner_id", "in", self.project_company_ids.ids
        )

    def action_view_kfz_trade(self):
        """Open the trade records of the project companies."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kfz_investment.kfz_trade_record_action"
        )
        return {
            **action,
            "name": self.env._("Trade of “%(project)s”", project=self.name),
            "domain": list(self._kfz_trade_of_companies()),
            "context": {"search_default_confirmed": True, "create": False},
        }
