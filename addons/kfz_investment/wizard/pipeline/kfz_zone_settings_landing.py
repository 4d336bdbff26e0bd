from odoo import fields, models

from ..base.kfz_zone_settings import MANAGER


class KfzZoneSettings(models.TransientModel):
    """From when on landings name their companies; the administrator sets it, the managers see it."""

    _inherit = "kfz.zone.settings"

    # a related field would take the groups of the one that it shows
    companies_from = fields.Date(related="company_id.kfz_companies_from", groups=MANAGER)
