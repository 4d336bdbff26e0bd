import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestAwardBatch(AwardCase):
    """What holds for one award holds for each of many that are confirmed at once: all of them, or none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.good = cls.env["kfz.award"].union(
            *[cls._award([amount] * 12) for amount in (100, 2_000_000, 12_345.67)]
        )
        cls.bad = cls._award([500] * 12)

    def _all_refused(self, words, user=None, error=UserError):
        """The batch with the bad award is refused for it, whatever its place; the others could be confirmed."""
        entries = self.env["kfz.award.entry"].search_count([])
        for batch in (self.good + self.bad, self.bad + self.good):
            with self.assertRaisesRegex(error, words), self.cr.savepoint():
                batch.with_user(user or self.customs).action_confirm_customs()
        self.env.invalidate_all()
        self.assertFalse(
            (self.good + self.bad).filtered(lambda record: record.state == "customs_confirmed")
        )
        self.assertEqual(self.env["kfz.award.entry"].search_count([]), entries)
        self.good.with_user(user or self.customs).action_confirm_customs()

    def test_figures_and_entries_of_many_are_those_of_each(self):
        forecast = {record: (record.base_amount, record.amount) for record in self.good}
        months = {record: record._kfz_live()[record.id][0] for record in self.good}
        self.good.with_user(self.customs).action_confirm_customs()
        self.env.invalidate_all()
        for record in self.good:
            self.assertEqual((record.base_amount, record.amount), forecast[record])
            self.assertEqual(record._kfz_figures()[record.id][0], months[record])
            entry = record.entry_ids.filtered(lambda entry: entry.step == "customs_confirmed")
            content = json.loads(entry.content)
            self.assertEqual(
                (entry.user_id, content["base"] / 100, content["amount"] / 100),
                (self.customs, *forecast[record]),
            )
        self.assertFalse(self.env["kfz.award.entry"].with_user(self.manager).kfz_check()["KCBZ"])

    def test_a_draft_of_one_stops_all(self):
        self._trade(self.bad.partner_id, [100], mode="1239", confirmed=False)
        self._all_refused(f"{self.bad.name}: 1 trade records")

    def test_trade_that_the_verifier_entered_for_one_stops_all(self):
        self._trade(
            self.bad.partner_id, [100], mode="1239", entered_by=self.committee, confirmed=False
        )
        self._confirm_trade(self.env["kfz.trade.record"].search([("state", "=", "draft")]))
        self.committee.group_ids |= self.env.ref("kfz_investment.group_kfz_customs")
        self._all_refused(
            f"You entered or changed trade records that {self.bad.name}", self.committee
        )

    def test_one_intermediary_of_the_verifier_stops_all(self):
        own = self._intermediary("示例自家中介有限公司")
        self.env.cr.execute(
            "UPDATE kfz_award SET intermediary_id = %s WHERE id = %s", [own.id, self.bad.id]
        )
        self.env.invalidate_all()
        self.customs.partner_id.parent_id = own
        self._all_refused(f"intermediary of {self.bad.name}")

    def test_one_team_of_the_verifier_stops_all(self):
        self.env["kfz.referral.member"].sudo().create(
            [
                {
                    "referral_id": self.bad.referral_id.id,
                    "name": "示例甲",
                    "partner_id": self.customs.partner_id.id,
                    "share": 40,
                },
                {
                    "referral_id": self.bad.referral_id.id,
                    "name": "示例乙",
                    "share": 60,
                    "is_payee": True,
                },
            ]
        )
        self._all_refused(f"intermediary of {self.bad.name}")

    def test_one_lost_referral_or_landing_stops_all(self):
        for query in (
            "UPDATE kfz_referral SET state = 'refused' WHERE id = %s",
            "UPDATE crm_lead SET landed_date = NULL WHERE id = %s",
        ):
            with self.subTest(query), self.cr.savepoint() as savepoint:
                which = self.bad.referral_id if "referral" in query else self.bad.lead_id
                self.env.cr.execute(query, [which.id])
                self.env.invalidate_all()
                self._all_refused(self.bad.name)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_one_that_was_not_claimed_stops_all(self):
        scheme = self.scheme.copy({"claim_months": 6, "active": False})
        self.env.cr.execute(
            "UPDATE kfz_award SET scheme_id = %s WHERE id = %s", [scheme.id, self.bad.id]
        )
        self.env.invalidate_all()
        self._all_refused(f"{self.bad.name} has not been claimed")

    def test_one_in_another_state_stops_all(self):
        self.bad.with_user(self.manager)._kfz_refuse("示例")
        self._all_refused(f"{self.bad.name} is in the state")

    def test_one_of_another_zone_stops_all(self):
        self.env.cr.execute(
            "UPDATE kfz_award SET company_id = %s WHERE id = %s", [self.zone_b.id, self.bad.id]
        )
        self.env.invalidate_all()
        self._all_refused("", error=AccessError)

    def test_a_reason_with_any_characters_stands_in_the_ledger_as_it_was_written(self):
        reason = '示例：C:\\new\t“引号”"\n第二行\r{1,\\N}'
        self.good[0].with_user(self.manager)._kfz_refuse(reason)
        entry = self.good[0].entry_ids.sorted("sequence")[-1]
        self.assertEqual(json.loads(entry.content)["reason"], reason)
        self.assertFalse(self.env["kfz.award.entry"].with_user(self.manager).kfz_check()["KCBZ"])

    def test_funds_with_any_characters_and_awards_without_one_are_fixed_together(self):
        fund = '示例“专项”, {资金} "A\\B"'
        area = self.env["kfz.area"].search([("company_id", "=", self.zone_a.id)], limit=1)
        line = self.env["kfz.award.fund"].create(
            {
                "scheme_id": self.scheme.copy({"active": False}).id,
                "area_id": area.id,
                "source": fund,
            }
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE kfz_award_fund SET scheme_id = %s WHERE id = %s", [self.scheme.id, line.id]
        )
        self.env.cr.execute(
            "UPDATE kfz_award SET area_id = %s WHERE id = %s", [area.id, self.good[0].id]
        )
        self.env.cr.execute(
            "UPDATE kfz_award SET area_id = NULL WHERE id = ANY(%s)", [self.good[1:].ids]
        )
        self.env.invalidate_all()
        self.good.with_user(self.customs).action_confirm_customs()
        self.assertEqual(self.good.mapped("fund_source"), [fund, False, False])
