from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import award


class KfzAwardSchemePart(models.AbstractModel):
    """A line of a scheme: it changes only while no award uses the scheme."""

    _name = "kfz.award.scheme.part"
    _description = "Part of an award scheme"

    scheme_id = fields.Many2one("kfz.award.scheme", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(
        "res.company",
        "Zone",
        related="scheme_id.company_id",
        store=True,
        index=True,
        precompute=True,
    )

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts.scheme_id._kfz_check_unused()
        return parts

    def write(self, vals):
        if "scheme_id" in vals and any(part.scheme_id.id != vals["scheme_id"] for part in self):
            raise UserError(
                self.env._("This line belongs to its scheme and cannot be moved to another.")
            )
        self.scheme_id._kfz_check_unused()
        return super().write(vals)

    def unlink(self):
        self.scheme_id._kfz_check_unused()
        return super().unlink()


class KfzAwardTier(models.Model):
    """From a base on, a rate and a fixed amount (``domain/award.py`` says how they add up)."""

    _name = "kfz.award.tier"
    _description = "Tier of an award scheme"
    _inherit = ["kfz.award.scheme.part"]
    _order = "scheme_id, base_from, id"
    _rec_name = "base_from"

    base_from = fields.Monetary(
        "Base from",
        help="Bonded trade value in yuan from which the tier applies, this very value included.",
    )
    rate = fields.Float(
        "Rate (‰)",
        digits=(10, 3),
        help="Per mille of the base, exact to three decimals: 1.5 means 1.5 yuan in 1,000.",
    )
    fixed_amount = fields.Monetary("Fixed amount", help="Added once when the tier is reached.")
    currency_id = fields.Many2one("res.currency", related="scheme_id.currency_id")

    _once = models.UniqueIndex(
        "(scheme_id, base_from)", "Two tiers of a scheme start at the same base."
    )
    _sign = models.Constraint(
        "CHECK(base_from >= 0 AND rate >= 0 AND fixed_amount >= 0 AND rate <= 1000)",
        "The figures of a tier cannot be negative, and a rate is at most 1,000 per mille.",
    )

    def _kfz_tier(self):
        return award.Tier(
            award.fen(self.base_from), award.ppm(self.rate), award.fen(self.fixed_amount)
        )


class KfzAwardFund(models.Model):
    """From which funds an area of the zone pays (plan P1, annex 6, article 10)."""

    _name = "kfz.award.fund"
    _description = "Fund source of an award scheme"
    _inherit = ["kfz.award.scheme.part"]
    _order = "scheme_id, area_id, id"
    _rec_name = "source"

    area_id = fields.Many2one(
        "kfz.area",
        "Area",
        ondelete="restrict",
        domain="[('company_id', '=', company_id)]",
        help="Empty: for projects of all areas that are not listed.",
    )
    source = fields.Char("Fund source", required=True)

    _once = models.UniqueIndex(
        "(scheme_id, COALESCE(area_id, 0))", "An area has one fund source in a scheme."
    )
