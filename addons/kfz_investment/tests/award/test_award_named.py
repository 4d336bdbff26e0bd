import datetime
import json
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...domain import award
from .award_common import AwardCase, rename_companies


@tagged("post_install", "-at_install")
class TestAwardNamed(AwardCase):
    """One manager alone moves no award by naming another company: the claim lapses, verifiers are told, an open question stops."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme.write({"stacking": "trade_once", "publicity_days": 1})
        cls.company = cls._enterprise("示例项目公司甲")
        cls.other = cls._enterprise("示例无关企业")
        cls._trade(cls.company, [1_000_000] * 12)
        cls._trade(cls.other, [9_000_000] * 12)
        cls.project = cls._landed(companies=cls.company)
        cls.award = cls.project.award_id

    def _correct(self, companies, **values):
        return (
            self.project._kfz_landing()
            .with_user(self.manager)
            ._kfz_reverse("示例更正", {"project_company_ids": [(6, 0, companies.ids)], **values})
        )

    def _pay(self):
        self.award.with_user(self.customs).action_confirm_customs()
        self.award.with_user(self.committee).action_confirm_committee()
        manager = self.award.with_user(self.manager)
        manager.action_publish()
        self.award.sudo().write({"public_from": self._days_ago(3), "public_to": self._days_ago(2)})
        manager.action_payable()
        manager.action_mark_paid("示例")

    # what a landing names

    def test_a_landing_names_no_intermediary_of_the_project(self):
        self.intermediary.is_enterprise = True
        with self.assertRaisesRegex(UserError, "示例中介有限公司” referred"), self.cr.savepoint():
            self._correct(self.company | self.intermediary)
        self.assertEqual(self.award.trade_partner_ids, self.company)
        self.award.referral_id.sudo().write({"state": "refused"})
        self._correct(self.intermediary)

    def test_a_landing_names_no_archived_enterprise_anew_and_keeps_one(self):
        self.other.active = False
        with self.assertRaisesRegex(UserError, "示例无关企业” is archived"), self.cr.savepoint():
            self._correct(self.other)
        self.company.active = False
        self._correct(self.company | self._enterprise("示例新公司"))

    def test_a_landing_that_has_to_name_a_company_is_not_emptied(self):
        earlier = self.landed_on.replace(day=1)
        self.zone_a.kfz_companies_from = self.landed_on
        with self.assertRaisesRegex(UserError, "the project company"), self.cr.savepoint():
            self._correct(self.company.browse())
        with self.assertRaisesRegex(UserError, "the project company"), self.cr.savepoint():
            self._correct(self.company.browse(), effective_date=earlier)

    def test_companies_that_are_no_list_get_the_sentence_of_the_gate(self):
        ask = self.env["kfz.correction.ask"].with_user(self.manager)
        values = {"milestone_id": self.project._kfz_landing().id, "reason": "示例"}
        for value in (self.other.id, float(self.other.id), str(self.other.id), True):
            with self.subTest(value=value), self.assertRaises(AccessError), self.cr.savepoint():
                ask.create({**values, "project_company_ids": value})

    # once

    def test_trade_that_was_paid_for_counts_for_no_earlier_landing(self):
        self._pay()
        earlier = self._landed(
            landed_on=self.landed_on - datetime.timedelta(days=1), companies=self.company
        ).award_id
        self.assertEqual((earlier.base_amount, earlier.amount), (0, 0))
        reasons = {m.reason for m in earlier._kfz_live()[earlier.id].months}
        self.assertEqual(reasons, {award.ELSEWHERE})
        self.award.with_user(self.manager)._kfz_claw_back("示例追回", self.award.amount - 1)
        self.assertEqual(earlier.base_amount, 0)

    def test_trade_of_an_award_that_was_clawed_back_counts_for_the_earlier_landing(self):
        self._pay()
        earlier = self._landed(
            landed_on=self.landed_on - datetime.timedelta(days=1), companies=self.company
        ).award_id
        self.award.with_user(self.manager)._kfz_claw_back("示例追回", self.award.amount)
        self.assertEqual(earlier.base_amount, 12_000_000)

    def test_trade_that_was_confirmed_twice_is_neither_confirmed_further_nor_unseen(self):
        self._pay()
        earlier = self._landed(
            landed_on=self.landed_on - datetime.timedelta(days=1), companies=self.company
        ).award_id
        Award = self.env.registry["kfz.award"]
        blind = patch.object(Award, "_kfz_days_paid", lambda *_given: set())
        with blind:
            with self.assertRaisesRegex(UserError, "was confirmed for"):
                earlier.with_user(self.customs).action_confirm_customs()
            # as it was before the rule
            with patch.object(Award, "_kfz_check_once", lambda _self: None):
                earlier.with_user(self.customs).action_confirm_customs()
        with self.assertRaisesRegex(UserError, "was confirmed for"):
            earlier.with_user(self.committee).action_confirm_committee()
        [finding] = self.env["kfz.award.entry"]._kfz_verify(self.zone_a)
        self.assertIn("was confirmed for", finding)

    def test_an_enterprise_that_has_one_award_gets_no_second_by_a_correction(self):
        with patch.object(self.env.registry["kfz.award"], "_kfz_check_once", lambda _self: None):
            self._pay()
        self.env.flush_all()
        self.cr.execute("UPDATE kfz_award_scheme SET stacking = 'enterprise_once'")
        self.env.invalidate_all()
        second = self._landed(companies=self.other).award_id
        rename_companies(self.env, second.lead_id, self.company)
        with self.assertRaisesRegex(UserError, "do not stack"):
            second.with_user(self.customs).action_confirm_customs()

    # the question after payment

    def test_the_question_after_payment_says_what_the_award_would_be_now(self):
        self._pay()
        self._trade(self.project.partner_id, [3_000_000] * 12)
        self._correct(self.other)
        self.assertIn("the award would be CNY 313,000.00", self.award.question)
        rename_companies(self.env, self.project, self.company.browse())
        self.assertIn("the award would be CNY 97,000.00", self.award.question)

    # the claim

    def test_an_award_whose_companies_change_is_claimed_again(self):
        self.award.with_user(self.manager).action_claimable()
        self.award.with_user(self.manager).action_request()
        self.assertTrue(self.award.with_user(self.customs).waits_for_me)
        self._correct(self.other)
        self.assertFalse(self.award.claimed_on or self.award.claimed_by_id)
        self.assertFalse(self.award.with_user(self.customs).waits_for_me)
        self.assertIn("claimed again", self.award.message_ids[0].body)
        self.assertIn("claimed again", self.award.entry_ids.sorted("sequence")[-1].content)
        self.assertIn(self.manager, self.award.activity_ids.user_id)
        with self.assertRaisesRegex(UserError, "has to be claimed again"):
            self.award.with_user(self.customs).action_confirm_customs()
        # claimed in time, though the time is over by now
        self.env.invalidate_all()
        with patch.object(award, "claim_deadline", lambda *_given: self._days_ago(1)):
            self.assertEqual(self.award.claim_until, self._days_ago(1))
            self.award.with_user(self.manager).action_request()
        self.award.with_user(self.customs).action_confirm_customs()
        self.assertFalse(self.env["kfz.award.entry"]._kfz_verify(self.zone_a))

    # the questions to managers

    def _asked(self):
        self.award.invalidate_recordset()
        return set(self.award.activity_ids.mapped("summary"))

    def test_a_question_is_closed_by_its_decision_and_nothing_else_is(self):
        question = "Return the award, or keep the confirmed trade?"
        self.award.with_user(self.customs).action_confirm_customs()
        self.env["kfz.award.entry"]._kfz_alarm(self.zone_a, ["示例"])
        alarm = self.award.activity_ids
        self.assertIn(self.manager, alarm.user_id)
        self._correct(self.other)
        self.assertIn(question, self._asked())
        self._step(self.manager, "keep", reason="示例：已核对")
        self.award.invalidate_recordset()
        self.assertEqual(self.award.activity_ids, alarm)
        self._correct(self.company | self.other)
        self.award.with_user(self.manager)._kfz_return("示例退回")
        self.assertNotIn(question, self._asked())

    def test_a_claim_a_refusal_and_a_settled_payment_close_their_questions(self):
        manager = self.award.with_user(self.manager)
        manager.action_claimable()
        manager.action_request()
        self._correct(self.other)
        self.assertEqual(self._asked(), {"Claim the award again, or refuse it?"})
        manager.action_request()
        self.assertFalse(self._asked())
        self._correct(self.company)
        manager._kfz_refuse("示例")
        self.assertFalse(self._asked())

    def test_the_question_of_a_payment_is_closed_with_it(self):
        self._pay()
        for decide in (
            lambda manager: manager._kfz_settle("示例"),
            lambda manager: manager._kfz_claw_back("示例", 1),
        ):
            self.award._kfz_raise_question("示例")
            self.assertEqual(self._asked(), {"Claim back or keep the payment?"})
            decide(self.award.with_user(self.manager))
            self.assertFalse(self._asked())

    # what a verifier sees

    def test_the_page_says_who_named_the_companies(self):
        mine = self.award.with_user(self.customs)
        self.assertIn("recognising the landing", mine.companies_named)
        self._correct(self.other)
        self.assertIn(self.manager.name, mine.companies_named)
        self.assertIn("示例更正", mine.companies_named)

    def test_a_verifier_is_warned_of_companies_of_other_projects_and_after_the_claim(self):
        mine = self.award.with_user(self.customs)
        self.assertFalse(mine.companies_warning)
        invests = self._project("lead", partner_id=self.other.id)
        owns = self._landed(companies=self.other, referred=False)
        self.award.with_user(self.manager).action_claimable()
        self.award.with_user(self.manager).action_request()
        self._correct(self.other)
        self.award.invalidate_recordset()
        warning = self.award.with_user(self.manager).companies_warning
        self.assertIn(f"is also the investor of “{invests.name}”", warning)
        self.assertIn(f"is also a project company of “{owns.name}”", warning)
        self.assertIn("changed after the award was claimed", warning)
        self.assertIn("is also the investor", mine.companies_warning)
        arch = mine.get_view(view_type="form")["arch"]
        self.assertIn('name="companies_warning"', arch)
        self.assertIn('name="companies_named"', arch)

    def test_another_zone_tells_nothing(self):
        common = self._enterprise("示例共有企业")
        common.company_id = False
        self._correct(common)
        self._project("lead", zone=self.zone_b, partner_id=common.id)
        self.award.invalidate_recordset()
        self.assertFalse(self.award.companies_warning)

    # the open question

    def _step(self, user, step, **values):
        values = {"award_ids": [(6, 0, self.award.ids)], "step": step, **values}
        return self.env["kfz.award.step"].with_user(user).create(values).action_apply()

    def test_an_open_question_stops_each_step_until_it_is_decided(self):
        self.award.with_user(self.customs).action_confirm_customs()
        self._correct(self.other)
        self.assertIn("the landing names 示例无关企业 now", self.award.companies_warning)
        with self.assertRaisesRegex(UserError, "the landing names 示例无关企业 now"):
            self.award.with_user(self.committee).action_confirm_committee()
        with self.assertRaises(AccessError):
            self._step(self.customs, "keep", reason="示例")
        with self.assertRaisesRegex(UserError, "Say why"):
            self._step(self.manager, "keep", reason=" ")
        self._step(self.manager, "keep", reason="示例：已核对")
        self.assertFalse(self.award.activity_ids)
        self.assertFalse(self.award.companies_warning)
        entry = self.award.entry_ids.sorted("sequence")[-1]
        self.assertEqual((entry.step, entry.user_id), ("kept", self.manager))
        self.assertEqual(json.loads(entry.content)["kept"], self.other.ids)
        with self.assertRaisesRegex(UserError, "nothing is to be decided"):
            self._step(self.manager, "keep", reason="示例")
        self.award.with_user(self.committee).action_confirm_committee()
        # others again: what was decided of these says nothing of them
        self._correct(self.company | self.other)
        manager = self.award.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "the landing names"):
            manager.action_publish()
        self._correct(self.company)
        manager.action_publish()
        self.award.sudo().write({"public_from": self._days_ago(3), "public_to": self._days_ago(2)})
        self._correct(self.company | self.other)
        self.env["kfz.award"]._cron_advance()
        self.assertEqual(self.award.state, "publicity")
        with self.assertRaisesRegex(UserError, "the landing names"):
            manager.action_payable()
        self._correct(self.company)
        manager.action_payable()
        self._correct(self.company | self.other)
        with self.assertRaisesRegex(UserError, "the landing names"):
            manager.action_mark_paid("示例")
        self.assertFalse(self.env["kfz.award.entry"]._kfz_verify(self.zone_a))

    def test_a_returned_award_follows_and_an_old_decision_is_not_asked_for_again(self):
        self.award.with_user(self.customs).action_confirm_customs()
        self._correct(self.other)
        self._step(self.manager, "keep", reason="示例：已核对")
        self.award.with_user(self.manager)._kfz_return("示例退回")
        self.assertEqual(self.award.trade_partner_ids, self.other)
        rename_companies(self.env, self.project, self.company)
        self.award.with_user(self.customs).action_confirm_customs()
        rename_companies(self.env, self.project, self.other)
        self.award.invalidate_recordset()
        self.assertTrue(self.award.is_companies_open)
        self.assertTrue(self.award.activity_ids)
