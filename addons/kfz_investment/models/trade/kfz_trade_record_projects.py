from odoo import api, fields, models
from odoo.fields import Domain

from .crm_lead_trade import BOTH


class KfzTradeRecord(models.Model):
    """The projects for which the enterprise of a trade record was registered; who reads no projects sees none."""

    _inherit = "kfz.trade.record"

    project_ids = fields.Many2many(
        "crm.lead",
        string="Project company of",
        compute="_compute_project_ids",
        search="_search_project_ids",
        groups=BOTH,
        help="Projects whose recognised landing names the enterprise as a project company, in the zone of the record.",
    )

    @api.depends("partner_id.kfz_company_project_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_project_ids(self):
        for record in self:
            record.project_ids = record.partner_id.kfz_company_project_ids.filtered(
                lambda lead, zone=record.company_id: lead.company_id == zone
            )

    @api.model
    def _search_project_ids(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        return Domain("partner_id.kfz_company_project_ids", operator, value)
