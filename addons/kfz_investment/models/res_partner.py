from odoo import fields, models


class ResPartner(models.Model):
    _inherit = 'res.partner'

    is_enterprise = fields.Boolean("Enterprise", index=True)
