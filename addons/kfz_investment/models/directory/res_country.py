from odoo import fields, models


class ResCountry(models.Model):
    _inherit = "res.country"

    is_rcep = fields.Boolean(
        "RCEP member",
        help="Member of the Regional Comprehensive Economic Partnership, in force for all fifteen since 2023-06-02.",
    )
