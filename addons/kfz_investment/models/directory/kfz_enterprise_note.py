from odoo import fields, models


class KfzEnterpriseNote(models.Model):
    """What a zone notes about an enterprise, private to the zone even where the enterprise is common (design §3)."""

    _name = "kfz.enterprise.note"
    _description = "Private note on an enterprise"
    _order = "date desc, id desc"
    _rec_name = "date"

    partner_id = fields.Many2one(
        "res.partner",
        "Enterprise",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("is_enterprise", "=", True)],
    )
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    user_id = fields.Many2one(
        "res.users", "Author", default=lambda self: self.env.user, readonly=True
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    body = fields.Text("Note", required=True)
