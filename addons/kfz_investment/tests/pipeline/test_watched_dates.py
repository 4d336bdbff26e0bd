from unittest.mock import patch

from odoo.modules.module import load_script
from odoo.tests import tagged

from ...domain import calendar
from .follow_up_common import REVIEW, SIGNING, FollowUpCase

SCRIPT = "kfz_investment/migrations/19.0.1.5.0/post-reviews.py"


@tagged("post_install", "-at_install")
class TestWatchedDates(FollowUpCase):
    """Review dates and expected signings have an activity when they come, and are found when they have passed."""

    def _sleep(self, days=10, **values):
        self.project.with_user(self.officer).write(
            {
                "condition": "dormant",
                "condition_reason": "示例原因",
                "review_on": self._in_days(days),
                **values,
            }
        )

    def _night(self, days=0):
        """The nightly run, which commits nothing here.

        :return: how many projects it said it had done
        """
        Cron = type(self.env["ir.cron"])
        with (
            patch.object(Cron, "_commit_progress", return_value=float("inf")) as commit,
            calendar.showing(self._in_days(days)),
        ):
            self.env.invalidate_all()
            self.env["crm.lead"]._cron_signing_passed()
        return sum(call.args[0] for call in commit.call_args_list if call.args)

    def _found(self, flag):
        Lead = self.env["crm.lead"].with_user(self.officer)
        found = Lead.search([(flag, "=", True)])
        self.assertEqual(
            found, Lead.search([("is_promotion", "=", True)]).filtered(flag), "shown as found"
        )
        self.assertNotIn(self.project, Lead.search([(flag, "=", False)]) & found)
        return self.project in found

    # reviews

    def test_a_dormant_project_has_a_review_that_moves_and_ends_with_it(self):
        self._sleep()
        review = self._made(REVIEW)
        self.assertEqual((review.user_id, review.date_deadline), (self.officer, self._in_days(10)))
        self.project.review_on = self._in_days(20)
        self.assertEqual(self._made(REVIEW), review)
        self.assertEqual(review.date_deadline, self._in_days(20))
        self.project.user_id = self.officer2
        self.assertEqual(self._made(REVIEW).user_id, self.officer2)
        self.project.action_resume()
        self.assertFalse(self._made(REVIEW).filtered("active"))

    def test_a_dormant_project_is_lost_with_its_review(self):
        self._sleep()
        self.assertTrue(self._made(REVIEW))
        reason = self.env["crm.lost.reason"].search([], limit=1)
        self.project.write({"condition": "lost", "lost_reason_id": reason.id})
        self.assertFalse(self._made(REVIEW).filtered("active"))

    def test_a_review_that_is_done_comes_back_with_another_date_only(self):
        self._sleep()
        self._made(REVIEW).with_user(self.officer).action_feedback("示例")
        self.project.user_id = self.manager
        self.assertEqual(len(self._made(REVIEW)), 1)
        self.project.review_on = self._in_days(30)
        self.assertEqual(
            self._made(REVIEW).filtered("active").mapped("date_deadline"), [self._in_days(30)]
        )

    def test_a_review_put_off_on_its_activity_stays_there_until_another_date(self):
        self._sleep()
        review = self._made(REVIEW)
        review.with_user(self.officer).date_deadline = self._in_days(15)
        self.project.user_id = self.officer2
        self.assertEqual((review.user_id, review.date_deadline), (self.officer2, self._in_days(15)))
        self.project.review_on = self._in_days(30)
        self.assertEqual(review.date_deadline, self._in_days(30))

    def test_the_update_makes_reviews_once_and_quietly_with_chinese_and_without(self):
        self._sleep()
        script = load_script(SCRIPT, "kfz_reviews_script")
        count = self.env["mail.message"].search_count([])
        self.addCleanup(self.env.registry.clear_all_caches)
        for active in (True, False):
            self._made(REVIEW).unlink()
            self.env.flush_all()
            self.cr.execute("UPDATE res_lang SET active = %s WHERE code = 'zh_CN'", [active])
            self.env.registry.clear_all_caches()
            self.env.invalidate_all()
            for _time in range(2):
                script.migrate(self.cr, "19.0.1.4.0")
            self.env.invalidate_all()
            self.assertEqual(self._made(REVIEW).mapped("date_deadline"), [self._in_days(10)])
        self.assertEqual(self.env["mail.message"].search_count([]), count)

    def test_a_review_is_due_from_its_day_on(self):
        self._sleep(1)
        self.assertFalse(self._found("is_review_due"))
        self.project.review_on = self.today
        self.assertTrue(self._found("is_review_due"))

    def test_an_activity_planned_by_hand_is_left_alone(self):
        by_hand = self.project.with_user(self.officer).activity_schedule(REVIEW)
        self._sleep()
        self.project.action_resume()
        self.assertEqual(self._made(REVIEW), by_hand.with_env(self.env))

    # expected signings

    def test_a_passed_signing_is_told_once_for_each_date(self):
        self.project.date_deadline = self._in_days(1)
        self.assertFalse(self._found("is_signing_passed"))
        self._night()
        self.assertFalse(self._made(SIGNING))
        self._night(2)
        told = self._made(SIGNING)
        self.assertEqual((told.user_id, told.date_deadline), (self.officer, self._in_days(2)))
        self._night(3)
        self.assertEqual(self._made(SIGNING), told)
        told.with_user(self.officer).action_feedback("示例")
        self._night(4)
        self.assertEqual(self._made(SIGNING), told)
        self.project.date_deadline = self._in_days(6)
        self._night(8)
        self.assertEqual(len(self._made(SIGNING)), 2)

    def test_a_cancelled_one_comes_back_while_its_date_waits(self):
        self.project.date_deadline = self._days_ago(3)
        self._night()
        self._made(SIGNING).with_user(self.officer).action_cancel()
        self.assertFalse(self._made(SIGNING))
        self._night()
        self.assertTrue(self._made(SIGNING))

    def test_the_signing_closes_it(self):
        self.project.date_deadline = self._days_ago(3)
        self._night()
        self.assertTrue(self._made(SIGNING))
        self.project.agreement_ids = [(0, 0, self._agreement_values())]
        self.assertTrue(self.project.signed_date)
        self.assertFalse(self._made(SIGNING))
        self.assertFalse(self._found("is_signing_passed"))
        self._night()
        self.assertFalse(self._made(SIGNING))

    def test_another_date_or_a_dormant_project_closes_it(self):
        for values in (
            {"date_deadline": self._in_days(30)},
            {"condition": "dormant", "condition_reason": "示例", "review_on": self._in_days(9)},
        ):
            self.project.write({"date_deadline": self._days_ago(3), "condition": "ongoing"})
            self._night()
            with self.subTest(values):
                self.assertTrue(self._found("is_signing_passed"))
                self.assertTrue(self._made(SIGNING))
                self.project.write(values)
                self.assertFalse(self._made(SIGNING))
                self.assertFalse(self._found("is_signing_passed"))

    def test_the_night_tells_of_many_in_batches_and_writes_no_message(self):
        projects = self.env["crm.lead"].union(
            *(
                self._project(user=self.manager, name=f"示例{n}", date_deadline=self._days_ago(1))
                for n in range(3)
            )
        )
        before = projects.message_ids
        with patch("odoo.addons.kfz_investment.models.pipeline.crm_lead_watch.BATCH", 2):
            self.assertGreaterEqual(self._night(), 3)
        self.assertEqual([len(self._made(SIGNING, lead)) for lead in projects], [1] * 3)
        self.assertEqual(projects.message_ids, before)

    # next steps

    def test_an_overdue_step_is_found_and_marked(self):
        visit = self._visit(
            date=self._days_ago(9), next_step="示例", next_step_date=self._days_ago(1)
        )
        self.assertTrue(self._found("is_step_overdue"))
        self.assertTrue(visit.is_step_overdue)
        self._sleep()
        self.assertFalse(self._found("is_step_overdue"))
