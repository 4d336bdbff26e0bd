from odoo import fields, models


class KfzFirstContactExtension(models.Model):
    """One extension of a first-contact claim, with its reason. Kept, never changed."""

    _name = "kfz.first.contact.extension"
    _inherit = ["kfz.append.only.mixin"]
    _description = "Extension of a first-contact claim"
    _order = "id desc"
    _rec_name = "reason"

    claim_id = fields.Many2one(
        "kfz.first.contact", "Claim", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", "Zone", required=True, index=True)
    days = fields.Integer(required=True)
    reason = fields.Char(required=True)
    until_before = fields.Date("Before", required=True)
    until_after = fields.Date("After", required=True)
    user_id = fields.Many2one("res.users", "Extended by", required=True)
