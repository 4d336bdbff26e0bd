import json

from odoo.modules.module import load_script
from odoo.tests import tagged

from ...models.base.table_guard import passing
from .award_common import AwardCase, rename_companies

SCRIPT = "kfz_investment/migrations/19.0.1.5.0/post-whose-trade.py"


@tagged("post_install", "-at_install")
class TestAwardCompaniesUpdate(AwardCase):
    """The update lets open awards follow the project companies, and leaves those that customs has confirmed as they are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open, cls.confirmed, cls.paid, cls.nameless = (
            cls._award([1_000_000] * 2) for _number in range(4)
        )
        for record in cls.confirmed | cls.paid:
            record.with_user(cls.customs).action_confirm_customs()
        cls.paid.with_user(cls.committee).action_confirm_committee()
        cls.paid.with_user(cls.manager).action_mark_paid("示例")
        cls.companies = {
            record: cls._enterprise(f"示例项目公司{record.id}")
            for record in cls.open | cls.confirmed | cls.paid
        }
        for company in cls.companies.values():
            cls._trade(company, [2_000_000] * 2)
        cls._as_before(cls.open | cls.confirmed | cls.paid | cls.nameless)
        for record, company in cls.companies.items():
            # as the update of the landings does, which tells the rooms
            rename_companies(cls.env, record.lead_id, company)
        cls.records = cls.open | cls.confirmed | cls.paid | cls.nameless

    @classmethod
    def _as_before(cls, awards):
        """As the version before left them: nothing says whose trade it is."""
        cls.env.flush_all()
        with passing(cls.env.cr, "test"):
            cls.env.cr.execute(
                "DELETE FROM kfz_award_company_rel WHERE award_id = ANY(%s)", [awards.ids]
            )
            cls.env.cr.execute(
                "UPDATE kfz_award SET whose_trade = NULL WHERE id = ANY(%s)", [awards.ids]
            )
        cls.env.invalidate_all()

    def _update(self):
        script = load_script(SCRIPT, "kfz_whose_trade")
        script.migrate(self.env.cr, "19.0.1.4.0")
        self.env.invalidate_all()

    def test_open_awards_recompute_visibly_and_confirmed_ones_keep_their_base(self):
        self.assertEqual(set(self.records.mapped("base_amount")), {2_000_000})
        kept = {record: (record.state, record.statement) for record in self.confirmed | self.paid}
        self._update()
        self.assertEqual(
            (self.open.trade_partner_ids, self.open.base_amount),
            (self.companies[self.open], 4_000_000),
        )
        self.assertTrue(
            self.open.message_ids.filtered(
                lambda message: self.companies[self.open].name in (message.body or "")
            )
        )
        for record, before in kept.items():
            self.assertEqual((record.state, record.statement), before)
            self.assertEqual(
                (record.base_amount, record.trade_partner_ids), (2_000_000, record.partner_id)
            )
            self.assertFalse(record.question)
            content = json.loads(record.entry_ids.sorted("sequence")[-1:].content)
            self.assertEqual(content["named"], self.companies[record].ids)
        self.assertEqual(self.nameless.whose_trade, "investor")
        self.assertEqual(self.nameless.base_amount, 2_000_000)
        self.assertFalse(self.env["kfz.award.entry"]._kfz_verify(self.zone_a))

    def test_a_landing_that_names_the_investor_itself_asks_nobody_and_leaves_claims_alone(self):
        claimed = self._award([1_000_000] * 2)
        claimed.with_user(self.manager).action_claimable()
        claimed.with_user(self.manager).action_request()
        others = self.confirmed | self.paid | claimed
        self._as_before(claimed)
        for record in others:
            rename_companies(self.env, record.lead_id, record.partner_id)
        self._update()
        for record in others:
            self.assertFalse(
                record.activity_ids.filtered(lambda each: each.user_id == self.manager)
            )
            self.assertFalse(record.question)
            self.assertEqual(record.trade_partner_ids, record.partner_id)
            self.assertNotIn("after the award was claimed", record.companies_warning or "")
        self.assertEqual(self._steps(self.paid)[-2:], ["paid", "companies"])
        self.assertTrue(claimed.claimed_on)
        self.assertEqual(claimed.whose_trade, "companies")
        self.assertIn(claimed.partner_id.name, claimed.message_ids[0].body)
        self.assertFalse(self.env["kfz.award.entry"]._kfz_verify(self.zone_a))

    def test_a_second_run_and_later_news_of_the_same_landing_change_nothing(self):
        self._update()
        count = len(self.records.entry_ids)
        self._update()
        for record in self.records:
            record.lead_id._kfz_project_companies_changed()
        self.assertEqual(len(self.records.entry_ids), count)
        self.assertFalse(any(self.records.mapped("question")))
        self.assertFalse(self.paid.activity_ids)

    def test_a_confirmed_award_that_is_returned_follows(self):
        self._update()
        self.confirmed.with_user(self.manager)._kfz_return("示例退回")
        self.assertEqual(self.confirmed.trade_partner_ids, self.companies[self.confirmed])
        self.assertEqual(self.confirmed.base_amount, 4_000_000)

    def test_what_the_update_records_is_no_change_after_the_claim(self):
        for record in self.nameless | self.confirmed:
            record._kfz_enter("claimed")
        self._update()
        for record in self.nameless | self.confirmed:
            self.assertNotIn("after the award was claimed", record.companies_warning or "")
        self.open._kfz_enter("claimed")
        rename_companies(self.env, self.open.lead_id, self._enterprise("示例另一公司"))
        self.assertIn("after the award was claimed", self.open.companies_warning)
