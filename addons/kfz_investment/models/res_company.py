from odoo import fields, models


class ResCompany(models.Model):
    """A zone is a company with a zone code (design §2)."""
    _inherit = 'res.company'

    zone_code = fields.Char(
        "Zone code", index='btree_not_null', copy=False,
        help="Short code of the zone, used in project codes; empty for a company that is no zone.")
    kfz_area_ids = fields.One2many('kfz.area', 'company_id', "Areas")
    kfz_major_threshold = fields.Monetary(
        "Major project from", default=100_000_000,
        help="Planned investment in yuan from which a project of this zone counts as major.")

    _zone_code_unique = models.UniqueIndex('(zone_code) WHERE zone_code IS NOT NULL', "Another zone has this code.")
