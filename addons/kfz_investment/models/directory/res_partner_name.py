from odoo import api, models

#: what the name of a partner is made of
NAME_PARTS = (
    "complete_name",
    "name",
    "parent_id",
    "company_name",
    "commercial_company_name",
    "type",
    "is_company",
    "email",
    "vat",
)


class ResPartner(models.Model):
    """All that the name of a partner is made of is read with it; core reads every column of the partner for the rest."""

    _inherit = "res.partner"

    @api.depends(*NAME_PARTS)
    def _compute_display_name(self):
        if self.env.su:
            # the names of links on a page
            self.fetch(NAME_PARTS)
        return super()._compute_display_name()
