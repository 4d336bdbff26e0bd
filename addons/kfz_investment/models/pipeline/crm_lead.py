from odoo import api, fields, models


class CrmLead(models.Model):
    """A promotion lead or project: a ``crm.lead`` of a zone with ``is_promotion`` set. Its basic fields."""

    _inherit = "crm.lead"

    project_code = fields.Char("Project code", readonly=True, copy=False, index="trigram")
    zone_code = fields.Char(related="company_id.zone_code")

    # substance
    area_id = fields.Many2one(
        "kfz.area",
        "Area",
        index="btree_not_null",
        check_company=True,
        tracking=True,
        ondelete="restrict",
    )
    industry_function = fields.Selection(
        [
            ("logistics", "Logistics and distribution centre"),
            ("manufacturing", "Processing and manufacturing centre"),
            ("sales_service", "Sales and service centre"),
            ("inspection", "Inspection and repair centre"),
            ("rnd", "R&D and design centre"),
        ],
        "Function",
        index=True,
        tracking=True,
        help="Function of the zone, “2+1+N” in the plan.",
    )
    industry_id = fields.Many2one(
        "res.partner.industry",
        "Industry",
        index="btree_not_null",
        tracking=True,
        compute="_compute_industry_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    entry_type_id = fields.Many2one(
        "kfz.entry.type", "Entry type", tracking=True, ondelete="restrict"
    )
    source_kind = fields.Selection(
        [
            ("event", "Promotion event or fair"),
            ("outreach", "Outbound visit"),
            ("self", "Investor inquiry"),
            ("intermediary", "Intermediary"),
            ("enterprise", "Enterprise in the zone"),
            ("superior", "Referred by a higher authority or another zone"),
            ("online", "Online promotion"),
            ("other", "Other"),
        ],
        "Project source",
        index="btree_not_null",
        tracking=True,
    )
    site_need = fields.Text(
        "Site need", help="Land, plant, warehouse or office: how much, by when, special conditions."
    )
    next_step = fields.Char("Next step")
    expected_revenue = fields.Monetary(help="Planned investment in CNY.")
    investment_unknown = fields.Boolean(
        "Not known yet", help="The investor has not named an amount."
    )

    # major project
    is_major_flagged = fields.Boolean(
        "Flagged as major",
        tracking=True,
        help="A manager counts the project as major whatever its planned investment.",
    )
    is_major = fields.Boolean(
        "Major project",
        compute="_compute_is_major",
        store=True,
        help="Planned investment at or above the zone's threshold, or flagged by a manager.",
    )

    _promotion_has_zone = models.Constraint(
        "CHECK(is_promotion IS NOT TRUE OR company_id IS NOT NULL)",
        "A promotion project always belongs to a zone.",
    )
    _project_code_unique = models.UniqueIndex(
        "(project_code) WHERE project_code IS NOT NULL", "Another project has this code."
    )
    # serves the first cards of each column in the order of the board, for one zone as for several: nothing is sorted
    _promotion_cards_idx = models.Index(
        "(stage_id, COALESCE(is_major, FALSE) DESC, date_last_stage_update DESC, id DESC) INCLUDE (company_id) "
        "WHERE is_promotion IS TRUE AND active IS TRUE"
    )
    # serves the columns of a zone that has few of the projects, and what else asks for a zone's stages
    _promotion_board_idx = models.Index(
        "(company_id, stage_id) WHERE is_promotion IS TRUE AND active IS TRUE"
    )
    # serves the importer's match of a row to a project
    _promotion_match_idx = models.Index("(company_id, partner_id, name) WHERE is_promotion IS TRUE")

    @api.depends("partner_id")
    def _compute_industry_id(self):
        for lead in self:
            lead.industry_id = lead.industry_id or lead.partner_id.industry_id

    @api.depends("expected_revenue", "is_major_flagged", "company_id.kfz_major_threshold")
    def _compute_is_major(self):
        for lead in self:
            threshold = lead.company_id.kfz_major_threshold
            lead.is_major = lead.is_promotion and (
                lead.is_major_flagged or (bool(threshold) and lead.expected_revenue >= threshold)
            )
