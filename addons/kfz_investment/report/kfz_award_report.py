from odoo import api, fields, models
from odoo.tools import SQL

from ..models.award.kfz_award import STATES


class KfzAwardReport(models.Model):
    """Referral awards as figures, without names: what the joint office compares.

    One row per award. ``base_amount`` and ``amount`` in yuan (a forecast until customs confirms), ``paid_amount`` what was paid and
    not claimed back, ``landed_on`` the landing date (Shanghai).
    """

    _name = "kfz.award.report"
    _inherit = ["kfz.report.scope.mixin"]
    _description = "Referral award figures"
    _auto = False
    _order = "landed_on desc"
    _rec_name = "state"
    _depends = {
        "kfz.award": [
            "company_id",
            "area_id",
            "landed_on",
            "state",
            "base_amount",
            "amount",
            "clawed_amount",
            "currency_id",
            "paid_on",
        ]
    }

    company_id = fields.Many2one("res.company", "Zone", readonly=True)
    area_id = fields.Many2one("kfz.area", "Area", readonly=True)
    landed_on = fields.Date("Landed on", readonly=True)
    paid_on = fields.Date("Paid on", readonly=True)
    state = fields.Selection(STATES, readonly=True)
    award_count = fields.Integer(
        "Number of awards", readonly=True, help="All awards, refused ones among them."
    )
    base_amount = fields.Monetary(
        "Base of the award",
        readonly=True,
        help="Confirmed bonded trade on which the award is calculated.",
    )
    amount = fields.Monetary(
        "Award amount",
        readonly=True,
        help="A forecast until customs confirms, then the confirmed amount; refused awards count 0.",
    )
    paid_amount = fields.Monetary(
        "Paid amount",
        readonly=True,
        help="Awards that have been paid, less what was clawed back.",
    )
    currency_id = fields.Many2one("res.currency", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT id, company_id, area_id, landed_on, paid_on, state, 1 AS award_count, base_amount, currency_id,
                      CASE WHEN state = 'refused' THEN 0 ELSE amount END AS amount,
                      CASE WHEN state IN ('paid', 'clawed_back') THEN amount - COALESCE(clawed_amount, 0) ELSE 0 END AS paid_amount
                 FROM kfz_award"""
        )

    @api.model
    def _kfz_scope_counted(self, shown):
        return [
            *super()._kfz_scope_counted(shown),
            self.env._(
                "by landing date; a forecast until customs confirms; refused awards count 0"
            ),
        ]
