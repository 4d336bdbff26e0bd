from odoo import api, fields, models
from odoo.fields import Domain

from .res_partner_projects import READERS

#: the landings that say whose company an enterprise is
RECOGNISED = Domain("milestone", "=", "landed") & Domain("state", "=", "recognised")


class ResPartner(models.Model):
    """The projects of which an enterprise is the project company, apart from those in which it invests."""

    _inherit = "res.partner"

    kfz_landing_ids = fields.Many2many(
        "kfz.milestone",
        "kfz_milestone_company_rel",
        "partner_id",
        "milestone_id",
        "Landings",
        readonly=True,
        copy=False,
        groups=READERS,
    )
    kfz_company_project_ids = fields.Many2many(
        "crm.lead",
        string="Project company of",
        compute="_compute_kfz_company_project_ids",
        search="_search_kfz_company_project_ids",
        groups=READERS,
        help="Projects whose recognised landing names this enterprise as a project company.",
    )

    @api.depends("kfz_landing_ids.state", "kfz_landing_ids.lead_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_kfz_company_project_ids(self):
        # searched for, which asks the rules: a link may be in the cache of somebody who reads more
        landings = self.env["kfz.milestone"].search(
            Domain("project_company_ids", "in", self.ids) & RECOGNISED
        )
        projects = {}
        for landing in landings:
            for company in landing.project_company_ids:
                projects.setdefault(company.id, []).append(landing.lead_id.id)
        for partner in self:
            partner.kfz_company_project_ids = projects.get(partner._origin.id, [])

    def _compute_kfz_project_count(self):
        super()._compute_kfz_project_count()
        for partner in self:
            others = partner.kfz_company_project_ids.filtered(
                lambda lead, investor=partner._origin: lead.active and lead.partner_id != investor
            )
            partner.kfz_project_count += len(others)

    def action_view_kfz_projects(self):
        """Of both kinds: those in which it invests, and those whose company it is."""
        action = super().action_view_kfz_projects()
        either = ["|", ("partner_id", "=", self.id), ("id", "in", self.kfz_company_project_ids.ids)]
        return {**action, "domain": [("is_promotion", "=", True), *either]}

    @api.model
    def _search_kfz_company_project_ids(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        if operator != "in" or False not in value:
            return Domain("kfz_landing_ids", "any", RECOGNISED & Domain("lead_id", operator, value))
        none = ~Domain("kfz_landing_ids", "any", RECOGNISED)
        if value := [each for each in value if each is not False]:
            return none | Domain(
                "kfz_landing_ids", "any", RECOGNISED & Domain("lead_id", "in", value)
            )
        return none

    def _kfz_company_lines(self):
        """One line per enterprise: number, name and unified social credit code, for the ledger."""
        lines = (
            " ".join(f"{company.id} {company.name or ''} {company.vat or ''}".split())
            for company in self.sorted("id")
        )
        return "\n".join(lines)
