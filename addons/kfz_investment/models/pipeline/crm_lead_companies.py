from odoo import api, fields, models
from odoo.fields import Domain

from .res_partner_companies import RECOGNISED
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
        is_none = operator == "in" and False in value
        if operator == "in":
            value = [each for each in value if each is not False]
        found = Domain("id", "in", self._kfz_landed_with(operator, value).ids)
        if is_none:
            # a landing of a past ledger names none
            found |= Domain("id", "not in", self._kfz_landed_with("!=", False).ids)
        return found

    @api.model
    def _kfz_landed_with(self, operator, value):
        """The projects whose recognised landing has such companies, among those that the user reads."""
        condition = RECOGNISED & Domain("project_company_ids", operator, value)
        return self.env["kfz.milestone"].search(condition).lead_id
