from odoo import api, fields, models, tools


class KfzArea(models.Model):
    """A part of a zone with its own fund for awards (plan P1, annex 6, article 10)."""

    _name = "kfz.area"
    _inherit = ["kfz.cached.rows.mixin"]
    _description = "Area of a zone"
    _order = "company_id, sequence, id"

    name = fields.Char("Area", required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company.filtered("zone_code"),
    )
    fund_source = fields.Char(
        "Fund source", translate=True, help="From which awards of this area's projects are paid."
    )
    facts = fields.Text(
        "Sites and facts",
        translate=True,
        help="What the area is for, and what stands there: plants, warehouses, centres, with their floor space.",
    )
    source = fields.Char(translate=True, help="Plan or document, with its section, that says so.")
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint(
        "UNIQUE(company_id, code)", "Another area of this zone has this code."
    )

    @api.model
    @tools.ormcache()
    def _kfz_divided_zones(self):
        """The ids of the zones that have areas."""
        # sudo: only whether a zone has areas at all, which its projects' gates ask for
        groups = self.sudo()._read_group([("active", "=", True)], ["company_id"])
        return frozenset(zone.id for [zone] in groups)
