from odoo import api, fields, models

from ...domain import award
from . import award_words


class KfzAwardScheme(models.Model):
    """Trying a scheme: the award for a given trade value. Nothing is kept."""

    _inherit = "kfz.award.scheme"

    simulated_base = fields.Monetary(
        "With this trade",
        store=False,
        help="Bonded trade value of a first year, to try the scheme. Nothing is kept.",
    )
    simulated_amount = fields.Monetary("The award would be", compute="_compute_simulation")
    simulation = fields.Html("Line by line", compute="_compute_simulation", sanitize=False)

    def _kfz_simulated(self):
        """The result of the trial; None while the scheme has a problem, or a figure is none that a form could keep."""
        try:
            rule = self._kfz_rule()
            return None if rule.problem else award.compute(rule, award.fen(self.simulated_base))
        except (ArithmeticError, ValueError):
            return None

    @api.depends(
        "simulated_base",
        "tier_ids.base_from",
        "tier_ids.rate",
        "tier_ids.fixed_amount",
        "tier_mode",
        "cap",
        "min_base",
        "min_amount",
        "rounding_unit",
        "rounding_mode",
    )
    @api.depends_context("lang")
    def _compute_simulation(self):
        for scheme in self:
            result = scheme._kfz_simulated()
            if not result:
                scheme.simulated_amount, scheme.simulation = 0, False
                continue
            scheme.simulated_amount = result.amount / 100
            scheme.simulation = award_words.lines_table(
                self.env, result.lines, scheme.rounding_mode
            )
