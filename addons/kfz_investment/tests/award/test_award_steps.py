import datetime
import json
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...domain import award, award_calculation, calendar
from ...models.base.period_words import day_text, month_text
from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestAwardSteps(AwardCase):
    """The way of an award, and who takes which step."""

    def test_the_whole_way_from_accruing_to_paid(self):
        record = self._award()
        record.with_user(self.manager).action_claimable()
        self.assertEqual(record.state, "claimable")
        record.with_user(self.customs).action_confirm_customs()
        self.assertEqual(
            (record.state, record.customs_user_id), ("customs_confirmed", self.customs)
        )
        record.with_user(self.committee).action_confirm_committee()
        self.assertEqual(
            (record.state, record.committee_user_id), ("committee_confirmed", self.committee)
        )
        record.with_user(self.manager).action_mark_paid("示例付款 1", self.today)
        self.assertEqual(
            (record.state, record.payment_reference, record.paid_on),
            ("paid", "示例付款 1", self.today),
        )
        self.assertEqual(
            self._steps(record),
            ["opened", "claimable", "customs_confirmed", "committee_confirmed", "paid"],
        )
        self.assertEqual(record.amount, 25_000)

    def test_customs_confirms_an_award_whose_first_year_is_over_without_waiting_for_the_night(self):
        record = self._award()
        self.assertEqual(record.state, "accruing")
        record.with_user(self.customs).action_confirm_customs()
        self.assertEqual(record.state, "customs_confirmed")

    def test_an_award_whose_first_year_runs_cannot_be_confirmed(self):
        record = self._award([100] * 2, landed_on=award.add_months(self.today, -1))
        with self.assertRaisesRegex(UserError, "Accruing"):
            record.with_user(self.customs).action_confirm_customs()

    def test_the_nightly_job_makes_awards_claimable_when_the_first_year_is_over(self):
        over, running = (
            self._award(),
            self._award([100], landed_on=award.add_months(self.today, -2)),
        )
        self.env["kfz.award"]._cron_advance()
        self.assertEqual((over.state, running.state), ("claimable", "accruing"))

    def test_drafts_of_the_first_year_are_confirmed_or_deleted_first(self):
        record = self._award([100] * 3)
        self._trade(record.partner_id, [0, 0, 0, 100], confirmed=False)
        with self.assertRaisesRegex(UserError, "wait for confirmation"):
            record.with_user(self.customs).action_confirm_customs()

    def test_a_scheme_that_asks_for_a_claim_needs_one_in_time_and_with_evidence(self):
        self.scheme.write({"claim_months": 3, "required_evidence": "示例：引荐函"})
        record = self._award()
        record.with_user(self.manager).action_claimable()
        with self.assertRaisesRegex(UserError, "has not been claimed"):
            record.with_user(self.customs).action_confirm_customs()
        with self.assertRaisesRegex(UserError, "示例：引荐函"):
            record.with_user(self.manager).action_request()
        record.with_user(self.manager).attachment_ids = (
            self.env["ir.attachment"].with_user(self.manager).create({"name": "示例", "raw": b"x"})
        )
        # a client cannot keep the one verifier from being asked
        others = ("kfz_customs", "kfz_award_customs2", "kfz_award_both")
        self.env["res.users"].search([("login", "in", others)]).active = False
        record.with_user(self.manager).with_context(tracking_disable=True).action_request()
        self.assertEqual(record.activity_ids.user_id, self.customs)
        with self.assertRaisesRegex(UserError, "already"):
            record.with_user(self.manager).action_request()
        record.with_user(self.customs).action_confirm_customs()
        self.assertEqual(record.claimed_by_id, self.manager)

    def test_a_claim_after_the_deadline_is_refused_with_the_date(self):
        self.scheme.claim_months = 1
        landed_on = award.add_months(self.today, -16)
        record = self._award([100], landed_on=landed_on)
        record.with_user(self.manager).action_claimable()
        with self.assertRaisesRegex(UserError, day_text(self.env, record.claim_until)):
            record.with_user(self.manager).action_request()

    def test_publicity_runs_its_days_and_hears_objections(self):
        self.scheme.publicity_days = 7
        record = self._confirmed()
        manager = record.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "Publish it first"):
            manager.action_mark_paid()
        manager.action_publish()
        self.assertEqual(record.public_to, self.today + datetime.timedelta(days=7))
        with self.assertRaisesRegex(UserError, day_text(self.env, record.public_to)):
            manager.action_payable()
        manager._kfz_object("示例单位", "示例异议", self.today)
        record.sudo().public_to = self._days_ago(1)
        record.sudo().public_from = self._days_ago(8)
        with self.assertRaisesRegex(UserError, "not answered"):
            manager.action_payable()
        self.env["kfz.award"]._cron_advance()
        self.assertEqual(record.state, "publicity")
        objection = record.objection_ids
        manager._kfz_answer(objection, "示例答复", "upheld")
        with self.assertRaisesRegex(UserError, "upheld"):
            manager.action_payable()
        with self.assertRaises(UserError):
            objection.text = "x"
        with self.assertRaises(UserError):
            objection.unlink()

    def test_after_publicity_with_every_objection_dismissed_it_is_payable(self):
        self.scheme.publicity_days = 1
        record = self._confirmed()
        manager = record.with_user(self.manager)
        manager.action_publish()
        manager._kfz_object("示例单位", "示例异议", self.today)
        manager._kfz_answer(record.objection_ids, "示例答复", "dismissed")
        record.sudo().write({"public_from": self._days_ago(3), "public_to": self._days_ago(2)})
        self.env["kfz.award"]._cron_advance()
        self.assertEqual(record.state, "payable")
        manager.action_mark_paid("示例 2")
        self.assertEqual(record.state, "paid")

    def test_an_award_that_a_wrong_clock_made_payable_is_not_paid_before_its_last_public_day(self):
        self.scheme.publicity_days = 7
        record = self._confirmed()
        manager = record.with_user(self.manager)
        manager.action_publish()
        later = self.today + datetime.timedelta(days=99)
        with patch.object(calendar, "today", lambda: later):
            self.env["kfz.award"]._cron_advance()
        self.assertEqual(record.state, "payable")
        with self.assertRaisesRegex(UserError, day_text(self.env, record.public_to)):
            manager.action_mark_paid("示例 5")
        with patch.object(calendar, "today", lambda: later):
            manager.action_mark_paid("示例 5", later)
        self.assertEqual(record.state, "paid")

    def test_an_award_is_paid_once(self):
        record = self._confirmed()
        record.with_user(self.manager).action_mark_paid("示例 3")
        with self.assertRaisesRegex(UserError, "Paid"):
            record.with_user(self.manager).action_mark_paid("示例 4")
        self.assertEqual(record.payment_reference, "示例 3")

    def test_nothing_is_paid_when_the_award_comes_to_nothing(self):
        record = self._confirmed([])
        self.assertEqual(record.amount, 0)
        with self.assertRaisesRegex(UserError, "nothing to pay"):
            record.with_user(self.manager).action_mark_paid("示例")

    def test_refusing_and_clawing_back_need_a_reason_and_are_final(self):
        record = self._award()
        with self.assertRaisesRegex(UserError, "Say why"):
            record.with_user(self.manager)._kfz_refuse(" ")
        record.with_user(self.manager)._kfz_refuse("示例理由")
        with self.assertRaises(UserError):
            record.with_user(self.customs).action_confirm_customs()
        paid = self._confirmed()
        paid.with_user(self.manager).action_mark_paid("示例")
        with self.assertRaises(UserError):
            paid.with_user(self.manager)._kfz_claw_back("示例", paid.amount + 1)
        paid.with_user(self.manager)._kfz_claw_back("示例追回", paid.amount)
        self.assertEqual((paid.state, paid.clawed_amount), ("clawed_back", paid.amount))

    def test_a_verifier_can_return_an_award_with_a_reason(self):
        record = self._award()
        record.with_user(self.customs).action_confirm_customs()
        record.with_user(self.committee)._kfz_return("示例：重新核对")
        self.assertEqual(
            (record.state, record.customs_user_id), ("claimable", self.env["res.users"])
        )
        self.assertIn("returned", self._steps(record))

    def test_figures_are_fixed_at_the_customs_confirmation(self):
        record = self._award()
        record.with_user(self.customs).action_confirm_customs()
        months, result, _mode = award_calculation.from_statement(
            record.statement, award.fen(record.amount)
        )
        self.assertEqual(
            (sum(month.amount for month in months), result.amount, len(months)),
            (12_000_000_00, 25_000_00, 12),
        )
        self.assertEqual(
            [line.code for line in result.lines],
            ["base", "slice", "slice", "slice", "sum", "rounded", "result"],
        )
        entry = record.entry_ids.filtered(lambda entry: entry.step == "customs_confirmed")
        self.assertEqual(json.loads(entry.content)["statement"], record.statement)

    def test_the_wizard_takes_each_step_with_the_rights_of_its_user(self):
        record = self._confirmed()
        values = {"award_ids": [(6, 0, record.ids)], "step": "pay", "reference": "示例 9"}
        with self.assertRaises(AccessError):
            self.env["kfz.award.step"].with_user(self.customs).create(values).action_apply()
        self.env["kfz.award.step"].with_user(self.manager).create(values).action_apply()
        self.assertEqual(record.payment_reference, "示例 9")


@tagged("post_install", "-at_install")
class TestAwardReopening(AwardCase):
    """A change of what was confirmed reopens the award; after payment it raises a question."""

    def _first_trade(self, record):
        return self.env["kfz.trade.record"].search(
            [("partner_id", "=", record.partner_id.id)], limit=1, order="month"
        )

    def test_a_reversal_reopens_a_confirmed_award_and_tells_who_confirmed(self):
        record = self._confirmed()
        self._reverse(self._first_trade(record))
        self.assertEqual((record.state, record.base_amount), ("claimable", 11_000_000))
        self.assertFalse(record.customs_user_id | record.committee_user_id)
        self.assertFalse(record.statement)
        self.assertIn("reopened", self._steps(record))
        self.assertEqual(record.activity_ids.user_id, self.customs | self.committee)
        self.assertIn(month_text(self.env, self.first_month), record.message_ids[0].body)

    def test_a_new_record_in_the_first_year_reopens_and_one_outside_does_not(self):
        record = self._confirmed([100] * 11)
        self._trade(record.partner_id, [500], first=award.add_months(self.first_month, 12))
        self.assertEqual(record.state, "committee_confirmed")
        self._trade(record.partner_id, [500], first=award.add_months(self.first_month, 11))
        self.assertEqual((record.state, record.base_amount), ("claimable", 1_600))

    def test_after_payment_a_change_raises_the_question_and_changes_nothing(self):
        record = self._confirmed()
        record.with_user(self.manager).action_mark_paid("示例")
        self._reverse(self._first_trade(record))
        self.assertEqual((record.state, record.amount), ("paid", 25_000))
        self.assertIn("22,000.00", record.question)
        question = record.question
        record.lead_id._kfz_sync_awards()
        self.assertEqual(record.question, question)
        self.assertIn(self.manager, record.activity_ids.user_id)
        self.assertEqual(self._steps(record)[-1], "question")
        record.with_user(self.manager)._kfz_settle("示例：差额不大")
        self.assertFalse(record.question)

    def test_a_withdrawn_landing_reopens_and_nothing_is_confirmed_until_it_is_recognised_again(
        self,
    ):
        record = self._confirmed()
        landing = record.lead_id.milestone_ids.filtered(lambda m: m.milestone == "landed")
        record.lead_id.with_context(tracking_disable=True).write(
            {"stage_id": self.stages["signed"].id, "move_reason": "示例"}
        )
        landing.with_user(self.manager)._kfz_reverse("示例")
        self.assertEqual(record.state, "accruing")
        steps = self._steps(record)
        record.lead_id._kfz_sync_awards()
        self.env["kfz.award"]._cron_advance()
        self.assertEqual((record.state, self._steps(record)), ("accruing", steps))
        with self.assertRaises(UserError):
            record.with_user(self.customs).action_confirm_customs()

    def test_a_moved_landing_moves_the_first_year(self):
        record = self._confirmed()
        landing = record.lead_id.milestone_ids.filtered(lambda m: m.milestone == "landed")
        landing.with_user(self.manager)._kfz_reverse(
            "示例", {"effective_date": award.add_months(self.landed_on, 1)}
        )
        self.assertEqual(record.month_first, award.add_months(self.first_month, 1))
        self.assertEqual((record.state, record.base_amount), ("claimable", 11_000_000))
        self.assertIn("landing", self._steps(record))

    def test_a_referral_that_is_annulled_reopens_and_blocks(self):
        record = self._confirmed()
        record.referral_id.sudo().state = "refused"
        self.assertEqual(record.state, "claimable")
        with self.assertRaisesRegex(UserError, "no longer accepted"):
            record.with_user(self.customs).action_confirm_customs()

    def test_shanghai_decides_when_the_first_year_is_over(self):
        record = self._award()
        self.assertGreater(calendar.today(), award.window_end(record.month_last))
        self.assertTrue(record._kfz_is_over())
