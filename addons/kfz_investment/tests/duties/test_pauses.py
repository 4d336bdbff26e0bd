import psycopg2
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .duties_common import DutiesCase, days


@tagged("post_install", "-at_install")
class TestPauses(DutiesCase):
    """A pause is a dated reason: its days are added to what is due, and what was due before stays on record."""

    def test_the_days_of_a_pause_are_added_and_the_first_day_stays(self):
        self._rule(number=10)
        self._pause(self.today, self.today + days(6))
        duty = self._duty()
        self.assertEqual(duty.state, "paused")
        self.assertEqual(duty.first_due_on, self.today + days(10))
        # from tomorrow on: today is the day from which it is counted
        self.assertEqual(duty.due_on, self.today + days(16))
        with self._on(self.today + days(7)):
            self.assertEqual(self._duty().state, "in_time")

    def test_resuming_gives_back_the_days_that_are_left(self):
        self._rule(number=10)
        pause = self._pause(self.today, self.today + days(60))
        self._on(self.today + days(4))
        pause.action_resume()
        self.assertEqual(pause.resumed_on, self.today + days(4))
        self.assertEqual(pause.resumed_by_id, self.officer)
        self.assertEqual(pause.date_until, self.today + days(60))
        self.assertEqual(self._duty().due_on, self.today + days(13))
        with self.assertRaises(UserError):
            pause.action_resume()

    def test_the_project_says_that_it_is_paused_and_why(self):
        self._pause(self.today, self.today + days(6))
        self.assertTrue(self.project.is_paused)
        self.assertIn("示例：企业内部调整", self.project.message_ids[0].body)
        self.project.with_user(self.officer).action_resume_clocks()
        self.assertFalse(self.project.is_paused)

    def test_one_pause_at_a_time_from_today_on_for_half_a_year_at_most(self):
        self._pause(self.today + days(5), self.today + days(9))
        for start, end in ((9, 20), (0, 5), (6, 7), (-1, 2), (3, 2), (20, 300), (31, 40)):
            with (
                self.subTest(start=start, end=end),
                self.assertRaises(ValidationError),
                self.env.cr.savepoint(),
            ):
                self._pause(self.today + days(start), self.today + days(end))
        self._pause(self.today + days(10), self.today + days(12))

    def test_a_number_of_no_pause_is_refused_in_a_sentence(self):
        with self.assertRaises(AccessError):
            self.env["kfz.pause"].with_user(self.officer).browse([0]).action_resume()

    def test_a_pause_begins_soon_for_a_reason_in_one_line(self):
        for start, reason in ((31, "示例"), (0, " "), (0, "示例" * 251)):
            with (
                self.subTest(start=start, reason=reason[:4]),
                self.assertRaises(UserError),
                self.env.cr.savepoint(),
            ):
                self._pause(self.today + days(start), self.today + days(start + 2), reason=reason)
        pause = self._pause(self.today + days(30), self.today + days(32), reason=" 示例一\n示例二 ")
        self.assertEqual(pause.reason, "示例一 示例二")

    def test_two_who_pause_a_project_at_once_meet_on_its_row(self):
        """The row has a new version, so whoever began before it must begin again; a lock alone shows them nothing of it."""
        self.env.flush_all()
        version = "SELECT ctid::text FROM crm_lead WHERE id = %s"
        before = self.env.execute_query(SQL(version, self.project.id))
        check = type(self.env["kfz.pause"])._kfz_check_one_at_a_time
        check(self._pause(self.today, self.today + days(6)))
        self.assertNotEqual(self.env.execute_query(SQL(version, self.project.id)), before)

    def test_a_pause_is_never_changed_or_deleted(self):
        pause = self._pause(self.today, self.today + days(6))
        for user in (self.officer, self.manager):
            for attempt in (
                lambda each: each.write({"reason": "改"}),
                lambda each: each.write({"date_until": self.today}),
                lambda each: each.write({"resumed_on": self.today}),
                lambda each: each.unlink(),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    attempt(pause.with_user(user))
        self.env.flush_all()
        with self.assertRaises(psycopg2.Error), self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
            self.env.cr.execute("UPDATE kfz_pause SET reason = 'x' WHERE id = %s", [pause.id])

    def test_only_those_who_work_on_the_project_pause_and_resume_it(self):
        for user in (self.officer2, self.official, self.taskforce, self.joint, self.manager_b):
            with (
                self.subTest(user=user.login),
                self.assertRaises(AccessError),
                self.env.cr.savepoint(),
            ):
                self._pause(self.today, self.today + days(2), user)
        pause = self._pause(self.today, self.today + days(2), self.manager)
        for user in (self.officer2, self.official, self.manager_b):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                pause.with_user(user).action_resume()
        pause.with_user(self.officer).action_resume()

    def test_a_client_names_nobody_else_as_who_paused_it(self):
        with self.assertRaises(AccessError):
            self._pause(self.today, self.today + days(2), user_id=self.manager.id)
