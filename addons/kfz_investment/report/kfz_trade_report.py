from odoo import api, fields, models
from odoo.tools import SQL

from ..models.trade.kfz_trade_record import DIRECTIONS

#: groups that may know the enterprise of a figure; users who are also in the joint office may not (kfz.report.names.mixin)
NAMES = "kfz_investment.group_kfz_officer,kfz_investment.group_kfz_customs,kfz_investment.group_kfz_committee"


class KfzTradeReport(models.Model):
    """Confirmed trade: one row per confirmed record, reversing entries included, so that sums are always net.

    Amounts are in yuan. A reversing entry counts −1, so that counts are of records that are not reversed. Quarters are calendar
    quarters. The joint office reads the figures of all zones and no enterprise.
    """

    _name = "kfz.trade.report"
    _inherit = ["kfz.report.names.mixin", "kfz.report.scope.mixin"]
    _description = "Confirmed trade"
    _auto = False
    _order = "month desc, id desc"
    _rec_name = "month"

    company_id = fields.Many2one("res.company", "Zone", readonly=True)
    partner_id = fields.Many2one("res.partner", "Enterprise", readonly=True, groups=NAMES)
    month = fields.Date(readonly=True)
    quarter = fields.Selection("_selection_quarter", readonly=True, help="Calendar quarter.")
    year = fields.Selection("_selection_year", readonly=True)
    direction = fields.Selection(DIRECTIONS, "Import or export", readonly=True)
    mode = fields.Selection(
        lambda self: self.env["kfz.trade.mode"]._kfz_selection(), "Supervision mode", readonly=True
    )
    is_bonded = fields.Boolean("Counts as bonded trade value", readonly=True)
    counts_for_target = fields.Boolean(
        "Counts for yearly targets",
        readonly=True,
        help="As the supervision mode says now.",
    )
    is_reversal = fields.Boolean("Reversing entry", readonly=True)
    confirmed_on = fields.Datetime("Confirmed on", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    record_count = fields.Integer(
        "Records", readonly=True, help="Confirmed records that are not reversed."
    )
    amount = fields.Monetary("Trade value", readonly=True, help="Confirmed, net of reversals.")
    import_amount = fields.Monetary(
        "Goods imported", readonly=True, help="Confirmed imports, net of reversals."
    )
    export_amount = fields.Monetary(
        "Goods exported", readonly=True, help="Confirmed exports, net of reversals."
    )
    bonded_amount = fields.Monetary(
        "Bonded trade value",
        readonly=True,
        help="Under the modes that count as bonded trade value.",
    )
    target_amount = fields.Monetary(
        "Trade for targets",
        readonly=True,
        help="Under the supervision modes that count for yearly targets.",
    )

    _depends = {
        "kfz.trade.record": [
            "company_id",
            "partner_id",
            "month",
            "direction",
            "mode",
            "is_bonded",
            "amount",
            "state",
            "reverses_id",
            "confirmed_on",
        ],
        "kfz.trade.mode": ["code", "counts_for_target"],
    }

    @property
    def _table_query(self) -> SQL:
        return SQL("%s %s %s", self._select(), self._from(), self._where())

    @api.model
    def _select(self) -> SQL:
        return SQL(
            """
            SELECT record.id, record.company_id, record.partner_id, record.month,
                   to_char(record.month, 'YYYY-"Q"Q') AS quarter, to_char(record.month, 'YYYY') AS year,
                   record.direction, record.mode, record.is_bonded, mode.counts_for_target IS NOT FALSE AS counts_for_target, record.reverses_id IS NOT NULL AS is_reversal,
                   record.confirmed_on, record.currency_id, record.amount,
                   CASE WHEN record.reverses_id IS NULL THEN 1 ELSE -1 END AS record_count,
                   CASE WHEN record.direction = 'import' THEN record.amount ELSE 0 END AS import_amount,
                   CASE WHEN record.direction = 'export' THEN record.amount ELSE 0 END AS export_amount,
                   CASE WHEN record.is_bonded THEN record.amount ELSE 0 END AS bonded_amount,
                   CASE WHEN mode.counts_for_target IS NOT FALSE THEN record.amount ELSE 0 END AS target_amount
            """
        )

    @api.model
    def _from(self) -> SQL:
        return SQL(
            "FROM kfz_trade_record record LEFT JOIN kfz_trade_mode mode ON mode.code = record.mode"
        )

    @api.model
    def _where(self) -> SQL:
        return SQL("WHERE record.state = 'confirmed'")

    @api.model
    def _kfz_scope_counted(self, shown):
        return [
            *super()._kfz_scope_counted(shown),
            self.env._("confirmed trade of all enterprises, net of reversals"),
        ]
