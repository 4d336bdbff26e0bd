from odoo import fields, models


class CrmLostReason(models.Model):
    """Coded reasons: why a promotion project was lost before signing or terminated after it."""

    _inherit = "crm.lost.reason"

    code = fields.Char(
        index="btree_not_null",
        help="Short code used in statistics; empty for reasons of other pipelines.",
    )

    _code_unique = models.UniqueIndex(
        "(code) WHERE code IS NOT NULL", "Another reason has this code."
    )
