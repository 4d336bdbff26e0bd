import datetime

from odoo import api, fields, models

from ...domain import calendar

READERS = (
    "kfz_investment.group_kfz_officer,kfz_investment.group_kfz_customs,"
    "kfz_investment.group_kfz_committee"
)


class ResPartner(models.Model):
    """The trade of an enterprise that the user reads: of the own zone, whoever else the enterprise trades with."""

    _inherit = "res.partner"

    kfz_trade_year = fields.Monetary(
        "Confirmed trade this year",
        currency_field="kfz_trade_currency_id",
        compute="_compute_kfz_trade_year",
        groups=READERS,
        help="Confirmed trade records of your zone from January on, reversals taken off.",
    )
    kfz_trade_currency_id = fields.Many2one(
        "res.currency", compute="_compute_kfz_trade_year", groups=READERS
    )
    kfz_trade_count = fields.Integer(
        "Number of trade records", compute="_compute_kfz_trade_year", groups=READERS
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_kfz_trade_year(self):
        Trade = self.env["kfz.trade.record"]
        cny, first = Trade._kfz_cny(), calendar.today().replace(month=1, day=1)
        mine = [("partner_id", "in", self.ids)]
        this_year = [
            *mine,
            ("state", "=", "confirmed"),
            ("month", ">=", first),
            ("month", "<", datetime.date(first.year + 1, 1, 1)),
        ]
        amounts = dict(Trade._read_group(this_year, ["partner_id"], ["amount:sum"]))
        counts = dict(Trade._read_group(mine, ["partner_id"], ["__count"]))
        for partner in self:
            partner.kfz_trade_currency_id = cny
            partner.kfz_trade_year = amounts.get(partner._origin, 0)
            partner.kfz_trade_count = counts.get(partner._origin, 0)

    def action_kfz_open_trade(self):
        """The trade records of this enterprise, those of this year first that count."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "kfz_investment.kfz_trade_record_action"
        )
        return {
            **action,
            "domain": [("partner_id", "=", self.id)],
            "context": {
                "default_partner_id": self.id,
                "search_default_confirmed": 1,
                "search_default_this_year": 1,
            },
        }
