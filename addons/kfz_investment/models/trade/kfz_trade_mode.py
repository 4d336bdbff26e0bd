from odoo import api, fields, models, tools


class KfzTradeMode(models.Model):
    """A customs supervision mode (海关监管方式): its code of four digits, and for what its trade counts.

    For awards ``is_bonded`` decides: a trade record keeps what its mode said when it was entered, since money was confirmed
    by it. For the yearly targets, which are of all trade, ``counts_for_target`` does, and is looked up when it is asked for.
    The zones' customs statements give the bonded trade value (保税贸易额) over all their modes, general trade included, so
    all that come with the addon count for both; the administrator decides otherwise here.
    """

    _name = "kfz.trade.mode"
    _description = "Customs supervision mode"
    _inherit = ["kfz.cached.rows.mixin"]
    _order = "code"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, help="Customs code, four digits.")
    name = fields.Char("Supervision mode", required=True, translate=True)
    is_bonded = fields.Boolean(
        "Counts as bonded trade value",
        default=True,
        help="Whether trade under this mode counts for the bonded trade value, and so for referral awards. "
        "A change holds for records entered afterwards.",
    )
    counts_for_target = fields.Boolean(
        "Counts for yearly targets",
        default=True,
        help="Whether trade under this mode counts when the trade of a year is set against the zone's target. "
        "A change holds at once, for confirmed records too.",
    )
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "Another supervision mode has this code.")
    _code_digits = models.Constraint(
        "CHECK(code ~ '^[0-9]{4}$')",
        "The code of a supervision mode has four digits, for example 1210.",
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for mode in self:
            mode.display_name = f"{mode.code or ''} {mode.name or ''}".strip()

    @api.model
    @tools.ormcache("self.env.lang")
    def _kfz_selection(self):
        """[(code, code and name in the user's language)], archived ones included: their records remain."""
        # sudo: the codes of customs are no secret
        modes = self.sudo().search([("active", "in", (True, False))])
        return [(mode.code, mode.display_name) for mode in modes]

    @api.model
    @tools.ormcache()
    def _kfz_bonded(self):
        """{code: whether it counts as bonded trade value} of the modes in use."""
        # sudo: the codes of customs are no secret
        return {mode.code: mode.is_bonded for mode in self.sudo().search([])}
