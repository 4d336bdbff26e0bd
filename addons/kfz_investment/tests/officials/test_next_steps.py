from unittest.mock import patch

from lxml import etree
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.modules.module import load_script
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from ...domain import calendar
from ...models.base.kfz_bulk_create import Bulk
from ..pipeline.follow_up_common import STEP, FollowUpCase

SCRIPT = "kfz_investment/migrations/19.0.1.6.0/post-replaced-steps.py"


@tagged("post_install", "-at_install")
class TestNextSteps(FollowUpCase):
    """The next step of a visit is an activity, and the next step of its project."""

    def _planned(self, user=None, days=5, step="示例送方案", **values):
        return self._visit(user, next_step=step, next_step_date=self._in_days(days), **values)

    def _shown(self, lead=None):
        lead = lead or self.project
        return lead.next_step, lead.next_step_date

    # the activity

    def test_a_step_with_a_date_is_one_activity_of_the_account_manager(self):
        visit = self._planned(self.official)
        activity = self._made(STEP)
        self.assertEqual(visit.next_step_user_id, self.officer)
        self.assertEqual(
            (activity.user_id, activity.date_deadline, activity.summary, activity.automated),
            (self.officer, self._in_days(5), "示例送方案", True),
        )

    def test_without_an_account_manager_it_is_the_recorder_s(self):
        self.project.user_id = False
        self.assertEqual(self._planned(self.official).next_step_user_id, self.official)

    def test_a_step_without_a_date_is_no_activity(self):
        visit = self._visit(next_step="示例送方案")
        self.assertFalse(self._made(STEP))
        visit.next_step_date = self._in_days(2)
        self.assertEqual(self._made(STEP).date_deadline, self._in_days(2))

    def test_the_open_activity_moves_with_the_visit(self):
        visit = self._planned()
        activity = self._made(STEP)
        visit.write(
            {
                "next_step": "示例再送方案",
                "next_step_date": self._in_days(9),
                "next_step_user_id": self.manager.id,
            }
        )
        self.assertEqual(self._made(STEP), activity)
        self.assertEqual(
            (activity.summary, activity.date_deadline, activity.user_id),
            ("示例再送方案", self._in_days(9), self.manager),
        )
        visit.summary = "示例别的"
        self.assertEqual(len(self._made(STEP)), 1)

    def test_clearing_the_step_or_deleting_the_visit_removes_the_activity(self):
        visit = self._planned()
        visit.write({"next_step": False, "next_step_date": False})
        self.assertFalse(self._made(STEP))
        visit = self._planned()
        self.assertTrue(self._made(STEP))
        visit.with_user(self.manager).unlink()
        self.assertFalse(self._made(STEP))

    def test_done_leaves_the_visit_and_makes_no_second_activity(self):
        visit = self._planned(days=0)
        activity = self._made(STEP).with_user(self.officer)
        activity.action_feedback("示例已送")
        self.assertTrue(visit.next_step_done)
        self.assertEqual(visit.next_step, "示例送方案")
        self.assertEqual(self._shown(), (False, False))
        visit.next_step = "示例送方案（改错字）"
        self.assertEqual(self._made(STEP), activity)
        visit.next_step_date = self._in_days(7)
        self.assertFalse(visit.next_step_done)
        self.assertEqual(self._made(STEP).filtered("active").date_deadline, self._in_days(7))

    def test_putting_off_the_activity_puts_off_the_step(self):
        visit = self._planned(self.official)
        self._made(STEP).with_user(self.officer).date_deadline = self._in_days(12)
        self.assertEqual(visit.next_step_date, self._in_days(12))
        self.assertEqual(self.project.next_step_date, self._in_days(12))

    def test_a_handed_over_project_hands_over_its_open_steps(self):
        visit, mine = self._planned(), self._planned(next_step_user_id=self.manager.id)
        self.project.with_user(self.manager).user_id = self.officer2
        self.assertEqual(visit.next_step_user_id, self.officer2)
        self.assertEqual(mine.next_step_user_id, self.manager)
        self.assertEqual(self._made(STEP).user_id, self.officer2 | self.manager)

    def test_an_ended_project_has_nothing_to_do(self):
        self._planned()
        reason = self.env.ref("kfz_investment.lost_reason_merged")
        self.project.action_set_lost(lost_reason_id=reason.id)
        self.assertFalse(self._made(STEP).filtered("active"))

    def test_a_resumed_project_has_its_open_steps_again(self):
        visit, done = self._planned(), self._planned(step="示例已办")
        self._made(STEP).filtered(lambda each: each.summary == done.next_step).action_feedback()
        self.project.action_set_lost(
            lost_reason_id=self.env.ref("kfz_investment.lost_reason_merged").id
        )
        self.project.with_user(self.officer).action_resume()
        activity = self._made(STEP).filtered("active")
        self.assertEqual(activity.summary, visit.next_step)
        self.assertEqual(
            (activity.user_id, activity.date_deadline), (self.officer, self._in_days(5))
        )

    def test_a_step_of_an_ended_project_is_not_overdue(self):
        visit = self._planned(days=-1, date=self._days_ago(9))
        mine = self.env["kfz.interaction"].with_user(self.officer).search([("id", "=", visit.id)])
        filters = [self._filter(name) for name in ("steps_overdue", "my_steps")]
        self.assertTrue(visit.is_step_overdue)
        # of a colleague's project, too, which the reader of the visit cannot open
        theirs = mine.with_user(self.officer2)
        theirs.invalidate_recordset()
        self.assertTrue(theirs.is_step_overdue)
        self.assertEqual([mine.filtered_domain(each) for each in filters], [mine] * 2)
        self.project.action_set_lost(
            lost_reason_id=self.env.ref("kfz_investment.lost_reason_merged").id
        )
        self.assertFalse(visit.is_step_overdue)
        self.assertFalse(
            theirs.search([("id", "=", visit.id), ("is_step_overdue", "=", True)]),
            "whether the project has ended does not depend on who asks",
        )
        self.assertFalse([found for each in filters if (found := mine.filtered_domain(each))])

    def _filter(self, name):
        """The domain of a filter on the list of visits."""
        arch = etree.fromstring(self.env.ref("kfz_investment.kfz_interaction_view_search").arch)
        return safe_eval(
            arch.find(f".//filter[@name='{name}']").get("domain"), {"uid": self.officer.id}
        )

    # replaced

    def test_a_later_step_without_a_date_closes_the_earlier_one_of_the_same_person(self):
        visit = self._planned(self.official, days=-1, date=self._days_ago(9))
        theirs = self._planned(next_step_user_id=self.manager.id)
        self.assertTrue(visit.is_step_overdue)
        self._visit(next_step="示例再约")
        self.assertEqual(self._shown(), ("示例再约", False))
        self.assertEqual(self._made(STEP).user_id, self.manager, "what is somebody else's stays")
        self.assertEqual((visit | theirs).mapped("next_step_replaced"), [True, False])
        self.assertFalse(visit.is_step_overdue)
        self.assertFalse(self._filtered("my_steps", visit))

    def test_a_replaced_step_stays_so_until_the_later_one_has_gone(self):
        visit = self._planned()
        later = self._visit(next_step="示例再约")
        later.next_step_date = self._in_days(8)
        self.assertEqual(self._made(STEP).summary, "示例再约", "not both, once it has a date")
        self._made(STEP).with_user(self.officer).action_feedback()
        self.assertEqual(self._shown(), (False, False))
        later.with_user(self.manager).unlink()
        self.assertFalse(visit.next_step_replaced)
        self.assertEqual(self._made(STEP).filtered("active").summary, "示例送方案")

    def test_a_step_with_a_date_of_its_own_is_another_thing_to_do(self):
        self._planned(), self._planned(days=9, step="示例另一件")
        self.assertEqual(len(self._made(STEP)), 2)

    def test_the_update_closes_what_was_replaced_before(self):
        visit = self._planned()
        with patch.object(type(visit), "_kfz_replace_steps", lambda _self: None):
            self._visit(next_step="示例再约")
        self.assertTrue(self._made(STEP))
        self.env.flush_all()
        load_script(SCRIPT, "kfz_replaced_steps").migrate(self.env.cr, "19.0.1.5.0")
        self.assertFalse(self._made(STEP))

    def _filtered(self, name, visits):
        return visits.with_user(self.officer).filtered_domain(self._filter(name))

    # without a project

    def test_without_a_project_it_stands_on_the_zone_s_own_enterprise(self):
        own = self._enterprise("示例自有企业有限公司")
        visit = self._planned(lead_id=False, partner_id=own.id)
        self.assertEqual(self._made(STEP, own).user_id, self.officer)
        self.assertEqual(visit.next_step_user_id, self.officer)

    def test_on_a_common_enterprise_no_other_zone_sees_it(self):
        common = self._enterprise("示例公共企业有限公司")
        common.company_id = False
        self._planned(lead_id=False, partner_id=common.id)
        self.assertFalse(self._made(STEP, common))
        Activity = self.env["mail.activity"]
        asked = [("summary", "like", "示例公共企业有限公司")]
        self.assertEqual(Activity.with_user(self.officer).search_count(asked), 1)
        self.assertFalse(Activity.with_user(self.manager_b).search_count(asked))

    # who

    def test_whoever_could_not_open_the_project_is_refused(self):
        nobody = self.env.ref("base.user_root")
        for user in (self.manager_b, self.officer2, self.taskforce, self.employee, nobody):
            with (
                self.subTest(user.login),
                self.assertRaises(UserError),
                self.cr.savepoint(),
            ):
                self._planned(next_step_user_id=user.id)
        self._planned(next_step_user_id=self.official.id)

    def test_what_is_no_date_is_refused_in_a_sentence(self):
        visit = self._planned()
        for value in (1e300, 7, True, "示例", "2026-02-30", [1], {"a": 1}):
            for attempt in (
                lambda value=value: visit.write({"next_step_date": value}),
                lambda value=value: self._visit(next_step="示例", next_step_date=value),
                lambda value=value: self.project.with_user(self.officer).write(
                    {"date_deadline": value}
                ),
            ):
                with (
                    self.subTest(value=value),
                    self.assertRaisesRegex(UserError, "is not a date"),
                    self.cr.savepoint(),
                ):
                    attempt()

    def test_a_year_that_nobody_means_is_refused(self):
        visit = self._planned()
        project = self.project.with_user(self.officer)
        for day in ("0001-01-01", "0202-11-30", "9999-12-31"):
            for attempt in (
                lambda day=day: visit.write({"next_step_date": day}),
                lambda day=day: visit.write({"date": day}),
                lambda day=day: project.write({"date_deadline": day}),
            ):
                with (
                    self.subTest(day=day),
                    self.assertRaisesRegex(UserError, "Check the year"),
                    self.cr.savepoint(),
                ):
                    attempt()
        project.date_deadline = "2027-11-30"

    def test_no_client_links_an_activity_or_says_that_a_step_is_done(self):
        visit = self._planned()
        with self.assertRaises(AccessError), self.cr.savepoint():
            visit.write({"next_step_done": True})
        with self.assertRaises(AccessError), self.cr.savepoint():
            visit.write({"next_step_replaced": True})
        activity = self._made(STEP).with_user(self.officer)
        for name in ("kfz_interaction_id", "kfz_watched_on"):
            with self.subTest(name), self.assertRaises(AccessError), self.cr.savepoint():
                activity.write({name: False})
            with self.subTest(name), self.assertRaises(AccessError):
                activity.read([name])
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.project.with_user(self.officer).next_step_date = self.today

    def test_a_date_asks_for_a_step_and_follows_the_visit(self):
        for values, words in (
            ({"next_step_date": self._in_days(1)}, "Say what is to be done"),
            (
                {"next_step": "示例", "next_step_date": self._days_ago(1)},
                "follows the visit",
            ),
        ):
            with (
                self.subTest(words),
                self.assertRaisesRegex(ValidationError, words),
                self.cr.savepoint(),
            ):
                self._visit(**values)

    # the project's own

    def test_the_project_shows_the_step_of_its_newest_visit(self):
        self._planned(self.official)
        self.assertEqual(self._shown(), ("示例送方案", self._in_days(5)))
        self._visit(next_step="示例补记", date=self._days_ago(3))
        self.assertEqual(self._shown(), ("示例送方案", self._in_days(5)))
        newest = self._planned(days=8, step="示例签备忘")
        self.assertEqual(self._shown(), ("示例签备忘", self._in_days(8)))
        newest.with_user(self.manager).unlink()
        self.assertEqual(self._shown(), ("示例送方案", self._in_days(5)))

    def test_what_is_typed_later_than_the_visit_stays(self):
        visit = self._planned(date=self._days_ago(2))
        self.project.with_user(self.officer).next_step = "示例手写"
        self.assertEqual(self._shown(), ("示例手写", False))
        self._visit(next_step="示例补记", date=self._days_ago(1))
        visit.summary = "示例改"
        self.assertEqual(self._shown(), ("示例手写", False))
        with calendar.showing(self._in_days(1)):
            self._planned(step="示例新约", date=self._in_days(1))
        self.assertEqual(self._shown(), ("示例新约", self._in_days(5)))

    def test_what_is_typed_on_the_page_beside_a_new_visit_stays(self):
        line = {"summary": "示例", "next_step": "示例来访的"}
        self.project.with_user(self.officer).write(
            {"next_step": "示例手写", "interaction_ids": [(0, 0, line)]}
        )
        self.assertEqual(self.project.next_step, "示例手写")
        entered = self._project(next_step="示例手写", interaction_ids=[(0, 0, line)])
        self.assertEqual(entered.next_step, "示例手写")

    # the small form

    def test_the_small_form_saves_a_visit_for_all_who_read_the_project(self):
        for user in (self.officer, self.official, self.manager):
            with self.subTest(user.login):
                action = self.project.with_user(user).action_record_visit()
                given = action["context"]
                visit = (
                    self.env["kfz.interaction"]
                    .with_user(user)
                    .create({"summary": "示例", "lead_id": given["default_lead_id"]})
                )
                self.assertEqual(
                    (visit.lead_id, visit.partner_id, visit.company_id, visit.date),
                    (self.project, self.project.partner_id, self.zone_a, self.today),
                )
        with self.assertRaises(AccessError):
            self.project.with_user(self.taskforce).action_record_visit()

    def test_whoever_records_a_visit_on_a_page_took_part(self):
        Visit = self.env["kfz.interaction"].with_user(self.officer)
        blank = Visit.with_context(default_lead_id=self.project.id)
        self.assertFalse(Form(blank).official_ids)
        me = self._official("示例专员", user_id=self.officer.id)
        self._official("示例处室", user_id=self.officer.id, is_unit=True)
        form = Form(blank)
        self.assertEqual(form.official_ids[:], me)
        form.official_ids.clear()
        form.summary = "示例"
        self.assertFalse(form.save().official_ids, "who did not take part says so")
        self.assertFalse(self._visit().official_ids, "nobody is added to what is imported")

    def test_without_an_enterprise_it_says_what_to_do_first(self):
        bare = self._project(user=self.officer, partner_id=False)
        with self.assertRaisesRegex(UserError, "no enterprise yet"):
            bare.with_user(self.officer).action_record_visit()

    def test_a_step_of_many_visits_created_at_once_is_an_activity_of_each(self):
        rows = [
            {
                "lead_id": self.project.id,
                "partner_id": self.project.partner_id.id,
                "summary": f"示例来访{number}",
                "next_step": "示例送方案",
                "next_step_date": self._in_days(5),
            }
            for number in range(2)
        ]
        self.env["kfz.interaction"].with_context(kfz_bulk=Bulk()).create(rows)
        made = self._made(STEP)
        self.assertEqual(made.mapped("res_id"), [self.project.id] * 2)
