from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..award.award_common import AwardCase


@tagged("post_install", "-at_install")
class TestTradeMode(AwardCase):
    """A supervision mode says two things of its trade: whether it counts for targets, and whether for awards."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.year = cls.first_month.year
        cls.mode = cls.env.ref("kfz_investment.trade_mode_0110")

    def _achieved(self):
        """(confirmed, waiting) of the year of the first month, as the manager reads them."""
        target = self.env["kfz.trade.target"].search(
            [("company_id", "=", self.zone_a.id), ("year", "=", self.year)], limit=1
        ) or self.env["kfz.trade.target"].create(
            {"company_id": self.zone_a.id, "year": self.year, "amount": 1_000}
        )
        target.invalidate_recordset()
        target = target.with_user(self.manager)
        return target.achieved, target.waiting

    def test_a_mode_off_target_still_counts_for_awards(self):
        self.mode.counts_for_target = False
        project = self._landed()
        self._trade(project.partner_id, [300], mode="0110")
        self._trade(project.partner_id, [50], mode="1210")
        self.assertEqual(self._achieved(), (50, 0))
        target = self.env["kfz.trade.target"].search([("year", "=", self.year)])
        action = target.filtered(lambda each: each.company_id == self.zone_a).action_open_records()
        found = self.env[action["res_model"]].with_user(self.manager).search(action["domain"])
        self.assertEqual(sum(found.mapped("amount")), 50)
        self.assertEqual(project.award_id.base_amount, 350)

    def test_a_mode_off_awards_still_counts_for_targets(self):
        self.mode.is_bonded = False
        project = self._landed()
        self._trade(project.partner_id, [300], mode="0110")
        self._trade(project.partner_id, [50], mode="1210", confirmed=False)
        self.assertEqual(self._achieved(), (300, 50))
        self.assertEqual(project.award_id.base_amount, 0)

    def test_a_change_holds_for_trade_that_is_confirmed_already(self):
        project = self._landed()
        records = self._trade(project.partner_id, [300], mode="0110")
        self.assertEqual(self._achieved(), (300, 0))
        self.mode.counts_for_target = False
        self.assertEqual(self._achieved(), (0, 0))
        self._reverse(records)
        self.mode.counts_for_target = True
        self.assertEqual(self._achieved(), (0, 0))

    def test_the_figures_have_a_measure_and_a_filter_for_it(self):
        project = self._landed()
        self._trade(project.partner_id, [300], mode="0110")
        self._trade(project.partner_id, [50], mode="1210")
        self.mode.counts_for_target = False
        self.env.flush_all()
        Report = self.env["kfz.trade.report"].with_user(self.manager)
        own = [("partner_id", "=", project.partner_id.id)]
        self.assertEqual(
            Report._read_group(own, [], ["amount:sum", "target_amount:sum", "bonded_amount:sum"]),
            [(350, 50, 350)],
        )
        self.assertEqual(
            Report._read_group([*own, ("counts_for_target", "=", True)], [], ["amount:sum"]),
            [(50,)],
        )

    def test_only_the_administrator_decides_what_counts(self):
        for user in (self.manager, self.customs, self.officer):
            with self.assertRaises(AccessError):
                self.mode.with_user(user).counts_for_target = False
