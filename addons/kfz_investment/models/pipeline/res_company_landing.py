from odoo import fields, models

from ..base.res_company import SETTINGS


class ResCompany(models.Model):
    """From when on a zone's landings name their project companies."""

    _inherit = "res.company"

    kfz_companies_from = fields.Date(
        "Landings name their companies from",
        help="A landing that happened on this day or later is recognised only with its project companies; empty: every "
        "landing. An update from a version without them enters its day here, so that earlier landings can be recognised "
        "as they are.",
        groups=SETTINGS,
    )
