from odoo import fields, models

from ..base.res_company import SETTINGS


class ResCompany(models.Model):
    """From when on a zone's landings name their project companies."""

    _inherit = "res.company"

    kfz_companies_from = fields.Date(
        "Landings name their companies from",
        help="A landing that is recognised on this day or later names its project companies, whenever it happened; empty: "
        "every landing. An update from a version without them enters its day here, so that landings recognised before stay "
        "as they are. Past ledgers are taken in without them.",
        groups=SETTINGS,
    )
