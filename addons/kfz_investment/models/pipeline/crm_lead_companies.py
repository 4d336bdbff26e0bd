from odoo import api, fields, models
from odoo.fields import Domain

from .res_partner_companies import RECOGNISED, linked
from .res_partner_projects import READERS


class CrmLead(models.Model):
    """The project companies by name on the project's pages: those of its recognised landing."""

    _inherit = "crm.lead"

    project_company_ids = fields.Many2many(
        "res.partner",
        string="Project companies",
        compute="_compute_project_company_ids",
        search="_search_project_company_ids",
        groups=READERS,
        help="Named by the recognised landing; a manager corrects them there.",
    )

    @api.depends(
        "milestone_ids.state", "milestone_ids.milestone", "milestone_ids.project_company_ids"
    )
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_project_company_ids(self):
        # of all projects at once: one by one, each would ask for its own landing
        landings = self.milestone_ids.filtered_domain(RECOGNISED)
        companies = {landing.lead_id: landing.project_company_ids for landing in landings}
        for lead in self:
            lead.project_company_ids = companies.get(lead, False)

    @api.model
    def _search_project_company_ids(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        return linked("milestone_ids", "project_company_ids", operator, value)
