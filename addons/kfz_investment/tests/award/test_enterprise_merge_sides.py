from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..directory.directory_common import CODES
from ..referral.referral_common import make_access, make_account
from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestMergeSides(AwardCase):
    """No merge leads an award to another enterprise, or makes the investor its own intermediary."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.broker = cls._enterprise("示例甲咨询有限公司", is_intermediary=True)
        cls.own = cls._enterprise("示例乙商务有限公司")
        cls.investor = cls._enterprise("示例投资人有限公司")

    def _mine(self, record):
        return record.with_user(self.manager).with_context(allowed_company_ids=self.zone_a.ids)

    def _merge(self, gone, kept):
        self._mine(gone)._kfz_merge_into(self._mine(kept))
        self.env.flush_all()
        self.env.invalidate_all()

    def _refused(self, pattern, gone, kept):
        with self.assertRaisesRegex(UserError, pattern), self.cr.savepoint():
            self._merge(gone, kept)

    def _refers(self, **values):
        return self._referral(self.investor, intermediary_id=self.broker.id, **values)

    # the intermediary stays who it is

    def test_an_intermediary_with_dealings_is_not_merged_away(self):
        agreement = {
            "partner_id": self.broker.id,
            "company_id": self.zone_a.id,
            "number": "示例委托",
            "signed_on": "2020-01-01",
        }
        Agreement = self.env["kfz.intermediary.agreement"]
        for what, make in (
            ("Referrals: 1", self._refers),
            ("Referrals: 1", lambda: self._refers(state="registered")),
            ("Agreements: 1", lambda: Agreement.create(agreement)),
            ("Bank accounts: 1", lambda: make_account(self.broker, self.zone_a)),
            ("Portal access: 1", lambda: make_access(self.broker, self.zone_a)),
        ):
            with self.subTest(what), self.cr.savepoint() as savepoint:
                make()
                self._refused(f"as an intermediary.*{what}", self.broker, self.own)
                savepoint.rollback()
        self._refers(state="withdrawn")
        Agreement.create({**agreement, "valid_until": "2020-12-31"})
        self._merge(self.broker, self.own)
        self.assertFalse(self.broker.exists())

    def test_an_intermediary_takes_its_duplicate(self):
        referral = self._refers()
        self._merge(self.own, self.broker)
        self.assertEqual(referral.intermediary_id, self.broker)

    def test_the_payee_of_an_award_is_not_merged_away(self):
        award = self._confirmed()
        self.intermediary.is_enterprise = True
        before = (award.intermediary_id, award.payee_id, award.state)
        self._refused("as an intermediary.*Awards: 1", self.intermediary, self.own)
        self.assertEqual((award.intermediary_id, award.payee_id, award.state), before)

    # nobody on both sides

    def test_the_investor_does_not_become_its_own_intermediary(self):
        self._refers()
        pattern = "neither the investor nor affiliated"
        self._refused(pattern, self.investor, self.broker)
        self._refused(pattern, self.broker, self.investor)
        wizard = self.env["base.partner.merge.automatic.wizard"]
        with self.assertRaisesRegex(UserError, pattern), self.cr.savepoint():
            wizard._merge((self.investor | self.broker).ids, self.broker)

    def test_nor_its_affiliate_nor_its_project_company(self):
        referral = self._refers()
        pattern = "neither the investor nor affiliated"
        self.investor.group_id = self._enterprise("示例集团有限公司")
        self._refused(pattern, self.investor.group_id, self.broker)
        self.investor.group_id = False
        self.broker.group_id = self.own
        self._refused(pattern, self.own, self.investor)
        self.broker.group_id = False
        self._merge(self.own, self.investor)
        company = self._enterprise("示例项目公司")
        project = self._landed(partner=self.investor, companies=company, referred=False)
        referral.lead_id = project
        self._refused(pattern, company, self.broker)

    def test_nor_after_the_award_by_what_the_award_keeps(self):
        award = self._award()
        self.intermediary.is_enterprise = True
        pattern = "neither the investor nor affiliated"
        self._refused(pattern, award.partner_id, self.intermediary)
        award.referral_id.state = "withdrawn"
        self._refused(pattern, award.partner_id, self.intermediary)

    def test_referrals_of_other_zones_are_not_told(self):
        broker, investor = (
            self._enterprise(name, company_id=False) for name in ("示例共同中介", "示例共同投资人")
        )
        broker.is_intermediary = True
        self._referral(investor, self.zone_b, intermediary_id=broker.id)
        self.own.group_id = broker
        self._merge(self.own, investor)
        self.assertFalse(self.own.exists())

    def test_what_is_affiliated_already_may_be_tidied(self):
        self._refers()
        (self.investor | self.broker).group_id = self._enterprise("示例集团有限公司")
        twice = self._enterprise("示例集团公司")
        self._merge(twice, self.investor.group_id)
        self.assertFalse(twice.exists())

    # what was confirmed

    def test_what_was_confirmed_stays_with_the_same_enterprise(self):
        award = self._confirmed()
        gone = award.partner_id
        self._refused(f"{award.name} was confirmed for {gone.name}", gone, self.own)
        self.own.vat = CODES[0]
        self._refused(f"{award.name} was confirmed for {gone.name}", gone, self.own)
        common = self._enterprise("示例共同企业", company_id=False)
        gone.vat = CODES[1]
        self._refused(f"{award.name} was confirmed for {gone.name}", gone, common)
        self.own.write({"vat": False, "name": "示例又一名称"})
        self._merge(gone, self.own)
        self.assertEqual(
            (award.partner_id, award.partner_id.vat, award.state),
            (self.own, CODES[1], "committee_confirmed"),
        )

    def test_a_company_whose_trade_was_confirmed_stays(self):
        company = self._enterprise("示例项目公司")
        award = self._landed(companies=company).award_id
        self._trade(company, [1_000_000] * 12)
        award.with_user(self.customs).action_confirm_customs()
        self._refused(f"{award.name} was confirmed for {company.name}", company, self.own)

    # the page

    def _page(self, partners):
        Wizard = self._mine(self.env["kfz.enterprise.merge"]).with_context(
            default_enterprise_ids=partners.ids
        )
        return Form(Wizard, "kfz_investment.kfz_enterprise_merge_view_form")

    def test_the_page_merges_only_what_it_showed(self):
        third = self._enterprise("示例丙有限公司")
        page = self._page(self.own | self.investor | third)
        page.kept_id = self.own
        wizard = page.save()
        self._project("negotiation", partner_id=third.id)
        action = wizard.action_merge()
        # the page asks anew
        self.env.invalidate_all()
        self.assertEqual((action["res_model"], action["res_id"]), (wizard._name, wizard.id))
        self.assertIn("changed since", wizard.changed)
        self.assertIn("Projects: 1", wizard.moves)
        self.assertTrue(third.exists())
        self._merge(third, self.investor)
        self.assertEqual(wizard.action_merge()["res_model"], wizard._name)
        self.assertIn("示例丙有限公司", wizard.changed)
        self.assertTrue(self.investor.exists())
        self.assertEqual(wizard.action_merge()["res_id"], self.own.id)
        self.assertFalse(self.investor.exists())

    def test_a_page_that_was_open_when_something_changed_shows_it_first(self):
        page = self._page(self.own | self.investor)
        page.kept_id = self.own
        self._project("negotiation", partner_id=self.investor.id)
        wizard = page.save()
        self.assertEqual(wizard.action_merge()["res_model"], wizard._name)
        self.assertTrue(self.investor.exists())

    def test_a_page_whose_kept_one_went_says_so(self):
        third = self._enterprise("示例丙有限公司")
        page = self._page(self.own | self.investor | third)
        page.kept_id = third
        wizard = page.save()
        self._merge(third, self.investor)
        self.assertEqual(wizard.action_merge()["res_model"], wizard._name)
        self.assertIn("示例丙有限公司", wizard.changed)
        self.assertIn(wizard.kept_id, self.own | self.investor)

    def test_the_page_says_what_is_no_longer_there(self):
        third = self._enterprise("示例丙有限公司")
        chosen = self.own | self.investor | third
        third.unlink()
        page = self._page(chosen)
        self.assertIn("1 of the enterprises that you chose", page.changed)
        self.assertEqual(page.save().enterprise_ids, self.own | self.investor)

    def test_the_preview_is_the_same_in_every_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        wizard = self._page(self.own | self.investor).save().with_context(lang="zh_CN")
        wizard.invalidate_recordset()
        self.assertEqual(wizard.action_merge()["res_model"], "res.partner")

    def test_a_preview_that_is_no_preview_is_only_old(self):
        for shown in ("x", "[]", "7", '{"enterprises": [1]}', '{"enterprises": 1}'):
            wizard = self._page(self.own | self.investor).save()
            wizard.shown = shown
            with self.subTest(shown):
                self.assertEqual(wizard.action_merge()["res_model"], wizard._name)
