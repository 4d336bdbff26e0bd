from odoo import api, fields, models, tools

from ...domain import first_contact


class KfzFirstContactKind(models.Model):
    """The kinds of interaction that count as first contact: rules are data, the same for all zones (design §3, rule 4)."""

    _name = "kfz.first.contact.kind"
    _inherit = ["kfz.cached.rows.mixin"]
    _description = "Effective interaction"
    _order = "kind, date_from, id"
    _rec_name = "kind"

    kind = fields.Selection(
        lambda self: self.env["kfz.interaction"]._fields["kind"]._description_selection(self.env),
        required=True,
    )
    opens = fields.Boolean(
        "Opens a claim",
        default=True,
        help="The first such interaction with an enterprise starts the protection period.",
    )
    renews = fields.Boolean(
        "Renews a claim",
        default=True,
        help="While a claim is active, such an interaction restarts the protection period on its date.",
    )
    date_from = fields.Date("In force from")
    date_to = fields.Date("In force until")
    active = fields.Boolean(default=True)

    _dates_ordered = models.Constraint(
        "CHECK(date_to IS NULL OR date_from IS NULL OR date_from <= date_to)",
        "A rule cannot end before it starts.",
    )

    @api.model
    @tools.ormcache()
    def _kfz_rules(self):
        """All rows in force at any time, as plain values."""
        # sudo: the rules are the same for all users who record
        rows = self.sudo().search([("active", "=", True)])
        return tuple(
            first_contact.Kind(
                row.kind, row.opens, row.renews, row.date_from or None, row.date_to or None
            )
            for row in rows
        )
