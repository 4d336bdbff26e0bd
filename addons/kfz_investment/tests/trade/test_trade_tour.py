from odoo.tests import HttpCase, tagged

from .trade_common import TradeCase


@tagged("post_install", "-at_install")
class TestTradeTour(HttpCase, TradeCase):
    """Two customs verifiers in a real browser, in Chinese: confirming in bulk, and correcting by a reversing entry."""

    def test_confirming_in_bulk_and_reversing(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        (self.customs | self.customs2).write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
        records = self._trades(3)
        self.start_tour(
            "/odoo/kfz-trade-confirm",
            "kfz_trade_confirm_tour",
            login="kfz_trade_customs2",
            timeout=120,
        )
        self.env.invalidate_all()
        self.assertEqual(set(records.mapped("state")), {"confirmed"})
        self.assertEqual(records.confirmed_by_id, self.customs2)
        self.start_tour(
            "/odoo/kfz-trade", "kfz_trade_reverse_tour", login="kfz_trade_customs", timeout=120
        )
        drafts = self.env["kfz.trade.record"].search(
            [("state", "=", "draft"), ("entered_by_id", "=", self.customs.id)]
        )
        self.assertEqual(sorted(drafts.mapped("amount")), [-12345.67, 2000])
        self.assertEqual(drafts.filtered("reverses_id").reason, "示例口径更正")
