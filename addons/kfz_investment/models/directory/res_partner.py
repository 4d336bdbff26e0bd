from odoo import api, fields, models

from ...domain import uscc


class ResPartner(models.Model):
    """An enterprise of the directory: identity (design §2).

    Without a zone (``company_id``) an enterprise is in the common directory of all zones, with one it is that zone's
    own. Other concerns are in ``res_partner_uscc``, ``_search``, ``_lookalike`` and ``_privacy``.
    """

    _inherit = "res.partner"

    is_enterprise = fields.Boolean(
        "Enterprise", index=True, help="Listed in the enterprise directory."
    )
    is_intermediary = fields.Boolean("Intermediary", help="May refer projects to a zone.")
    kfz_currency_id = fields.Many2one(
        "res.currency", "Capital currency", default=lambda self: self._kfz_ref_id("base.CNY")
    )
    registered_capital = fields.Monetary(
        "Registered capital",
        currency_field="kfz_currency_id",
        help="In CNY, or in the capital currency.",
    )
    paid_in_capital = fields.Monetary(
        "Paid-in capital",
        currency_field="kfz_currency_id",
        help="In CNY, or in the capital currency.",
    )
    established_date = fields.Date("Established on")
    ownership = fields.Selection(
        [
            ("state", "State-owned"),
            ("private", "Private"),
            ("foreign", "Foreign-invested"),
            ("hmt", "Invested from Hong Kong, Macao or Taiwan"),
            ("joint", "Joint venture"),
            ("collective", "Collective"),
            ("other", "Other"),
        ]
    )
    capital_origin = fields.Selection(
        [("domestic", "Domestic"), ("foreign", "Foreign")],
        "Domestic or foreign",
        compute="_compute_capital_origin",
        store=True,
        help="Foreign: registered abroad, or with capital from abroad or from Hong Kong, Macao or Taiwan.",
    )
    is_rcep = fields.Boolean(
        "RCEP member country",
        compute="_compute_is_rcep",
        store=True,
        help="The enterprise is registered in a member country of the RCEP, China included.",
    )
    industry_section_id = fields.Many2one(
        "res.partner.industry",
        "Industry section",
        compute="_compute_industry_section_id",
        store=True,
        index="btree_not_null",
    )
    recognition_ids = fields.Many2many("kfz.recognition", string="Recognitions")
    business_scope = fields.Text("Business scope")
    region_code = fields.Char(
        "Region code",
        compute="_compute_region",
        store=True,
        index="btree_not_null",
        help="Address code (GB/T 2260) in the unified social credit code: where the enterprise was first registered.",
    )
    region_name = fields.Char("Region", compute="_compute_region", store=True)
    source_note = fields.Text(
        "Source",
        readonly=True,
        copy=False,
        help="The document that names the enterprise: section and words. Set with the data of the product.",
    )
    kfz_directory = fields.Selection(
        [("common", "Common directory"), ("own", "Own zone")],
        "Directory",
        compute="_compute_kfz_directory",
        help="All zones can read the common directory; a zone's own enterprises are visible only to that zone.",
    )
    kfz_note_ids = fields.One2many(
        "kfz.enterprise.note",
        "partner_id",
        "Private notes",
        groups="kfz_investment.group_kfz_officer",
    )

    @api.depends("is_enterprise", "ownership", "country_id")
    def _compute_capital_origin(self):
        china = self._kfz_ref_id("base.cn")
        for partner in self:
            partner.capital_origin = partner.is_enterprise and capital_origin(
                partner.country_id.id, partner.ownership, china
            )

    @api.depends("country_id.is_rcep", "is_enterprise", "vat")
    def _compute_is_rcep(self):
        """Without a country, a valid code means China."""
        for partner in self:
            country = partner.country_id
            partner.is_rcep = (
                country.is_rcep
                if country
                else bool(partner.is_enterprise and uscc.is_valid(partner.vat))
            )

    @api.depends("industry_id.parent_id", "industry_id.classification")
    def _compute_industry_section_id(self):
        for partner in self:
            industry = partner.industry_id
            partner.industry_section_id = industry.classification and (
                industry.parent_id or industry
            )

    @api.depends("is_enterprise", "vat")
    def _compute_region(self):
        for partner in self:
            partner.region_code, partner.region_name = region(partner.is_enterprise, partner.vat)

    @api.depends("is_enterprise", "company_id")
    def _compute_kfz_directory(self):
        for partner in self:
            partner.kfz_directory = partner.is_enterprise and (
                "own" if partner.company_id else "common"
            )

    @api.model_create_multi
    def create(self, vals_list):
        """A new enterprise is a company and, unless a directory is named, belongs to the user's zone."""
        return super().create([self._kfz_complete_vals(vals) for vals in vals_list])

    def write(self, vals):
        if vals.get("is_enterprise"):
            vals = {**vals, "is_company": True}
        return super().write(vals)

    @api.model
    def default_get(self, fields):
        """A form for a new enterprise opens with the user's zone."""
        values = super().default_get(fields)
        if (
            values.get("is_enterprise")
            and "company_id" in fields
            and "default_company_id" not in self.env.context
        ):
            values["company_id"] = self.env.company.id
        return values

    @api.model
    def _kfz_complete_vals(self, vals):
        if not self._kfz_vals_enterprise(vals):
            # an explicit False: the context of the directory's pages must not make enterprises of contacts
            return {**vals, "is_enterprise": False}
        vals = {**vals, "is_enterprise": True, "is_company": True}
        if "default_company_id" not in self.env.context:
            vals.setdefault("company_id", self.env.company.id)
        return vals

    @api.model
    def _kfz_vals_enterprise(self, vals):
        """Whether values for ``create`` make an enterprise; those of a contact do so only explicitly."""
        default = self.env.context.get("default_is_enterprise") and not vals.get("parent_id")
        return bool(vals.get("is_enterprise", default))

    @api.model
    def _kfz_ref_id(self, xmlid):
        """The id behind an XML id, cached: ``env.ref()`` asks the database each time whether it still exists."""
        return self.env["ir.model.data"]._xmlid_to_res_id(xmlid)

    def _kfz_is_common(self):
        """Whether this is one enterprise of the common directory."""
        return len(self) == 1 and self.is_enterprise and not self.company_id


def capital_origin(country_id, ownership, china):
    """Where an enterprise's capital is from, by the ids of its country and of China."""
    abroad = country_id and country_id != china
    return "foreign" if abroad or ownership in ("foreign", "hmt", "joint") else "domestic"


def region(is_enterprise, vat):
    """(code, name) of the region in an enterprise's code."""
    code = uscc.address_code(vat) if is_enterprise else ""
    return code or False, uscc.region_name(code) or False
