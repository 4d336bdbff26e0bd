import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .duties_common import DutiesCase, days


@tagged("post_install", "-at_install")
class TestDuties(DutiesCase):
    """Whoever has a role in a project meets the enterprise at least every so many days; what is due is counted when it is asked for."""

    def test_a_duty_counts_from_the_day_on_which_it_was_switched_on(self):
        rule = self._rule()
        duty = self._duty()
        self.assertEqual((duty.official_id, duty.rule_id), (self.leader, rule))
        self.assertEqual(duty.counted_from, self.today)
        self.assertEqual((duty.due_on, duty.days_left), (self.today + days(10), 10))
        self.assertEqual(duty.state, "in_time")

    def test_it_is_due_soon_then_overdue(self):
        self._rule()
        for after, state in ((2, "in_time"), (3, "soon"), (10, "soon"), (11, "overdue")):
            with self.subTest(after=after), self._on(self.today + days(after)):
                self.assertEqual(self._duty().state, state)

    def test_only_a_contact_in_which_they_took_part_counts(self):
        self._rule()
        self._on(self.today + days(5))
        self._visit(self.today + days(4), self.keeper)
        self.assertEqual(self._duty().due_on, self.today + days(10))
        self._visit(self.today + days(4), self.leader, self.keeper)
        self.assertEqual(self._duty().due_on, self.today + days(14))
        self.assertEqual(self._duty().last_contact_on, self.today + days(4))

    def test_an_account_manager_has_met_whom_they_recorded(self):
        self._rule(role="account_manager")
        self._on(self.today + days(5))
        self._visit(self.today + days(4), self.leader, user=self.officer2)
        self.assertEqual(self._duty("account_manager").due_on, self.today + days(10))
        self._visit(self.today + days(4), self.leader, user=self.officer)
        self.assertEqual(self._duty("account_manager").due_on, self.today + days(14))

    def test_a_unit_has_met_whom_one_of_its_people_met(self):
        self._rule(role="responsible_unit")
        unit = self._official("示例招商处", is_unit=True)
        member = self._official("示例科员", unit_id=unit.id)
        self.env["kfz.assignment"].create(
            {"lead_id": self.project.id, "official_id": unit.id, "role": "responsible_unit"}
        )
        self._on(self.today + days(5))
        self.assertEqual(self._duty("responsible_unit").due_on, self.today + days(10))
        self._visit(self.today + days(5), member)
        self.assertEqual(self._duty("responsible_unit").due_on, self.today + days(15))

    def test_an_account_manager_by_login_alone_has_the_duty_too(self):
        self._rule(role="account_manager")
        lead = self._project("lead", user=self.officer)
        self.assertEqual(self._duty("account_manager", lead).official_id, self.keeper)

    def test_working_days_follow_the_calendar_of_the_zone(self):
        self._on(datetime.date(2026, 9, 28))
        self._rule(number=5, counted="working")
        # National Day is off until October 7, and Saturday, October 10 is worked
        self.assertEqual(self._duty().due_on, datetime.date(2026, 10, 10))
        Day = self.env["kfz.calendar.day"].with_user(self.manager)
        Day.create({"date": "2026-10-09", "kind": "off", "name": "示例"})
        self.assertEqual(self._duty().due_on, datetime.date(2026, 10, 12))
        self.assertIn("working days left", self._duty().words)

    def test_a_deadline_beyond_the_last_notice_says_so(self):
        self._on(datetime.date(2026, 12, 29))
        self._rule(number=10, counted="working")
        self.assertEqual(self._duty().due_on, datetime.date(2027, 1, 12))
        self.assertIn("provisional", self._duty().words)

    def test_who_hands_over_has_the_duty_no_more(self):
        self._rule()
        other = self._official("示例领导乙")
        self.project._kfz_hand_over("lead_official", other)
        self.assertEqual(self._duty().official_id, other)

    def test_projects_that_have_ended_or_rest_ask_for_nothing(self):
        self._rule()
        self.project.write(
            {"condition": "dormant", "condition_reason": "示例", "review_on": self.today + days(30)}
        )
        self.assertFalse(self._duty())

    def test_each_reader_sees_the_duties_of_what_they_may_read(self):
        self._rule()
        self._rule(role="account_manager")
        duties = self._duty() | self._duty("account_manager")
        self.assertEqual(len(duties), 2)
        other = self._project("negotiation")
        self.assertTrue(self._duty("account_manager", other))
        for user, count in (
            (self.officer2, 3),
            (self.manager, 3),
            (self.official, 2),
            (self.taskforce, 0),
            (self.manager_b, 0),
        ):
            with self.subTest(user=user.login):
                leads = (self.project | other).ids
                found = self.Duty.with_user(user).search_count([("lead_id", "in", leads)])
                self.assertEqual(found, count)
        with self.assertRaises(AccessError):
            self.Duty.with_user(self.joint).search([])

    def test_my_duties_are_mine(self):
        self._rule()
        mine = [("is_mine", "=", True), ("lead_id", "=", self.project.id)]
        self.assertEqual(self.Duty.with_user(self.official).search(mine), self._duty())
        self.assertFalse(self.Duty.with_user(self.officer).search(mine))
        self.assertTrue(self._duty().with_user(self.official).is_mine)
        lead = self.project.with_user(self.official)
        self.assertIn("Contact by", lead.duty_text)
        self.assertFalse(self.project.with_user(self.officer2).duty_text)

    def test_from_a_duty_a_visit_is_recorded_at_once(self):
        self._rule()
        action = self._duty().with_user(self.official).action_record_visit()
        self.assertEqual(action["res_model"], "kfz.interaction")
        with self.assertRaises(AccessError):
            self._duty().with_user(self.manager_b).action_record_visit()

    def test_many_duties_cost_no_more_queries_than_few(self):
        self._rule()
        self._duty().read(["words", "is_mine", "state"])
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            self.Duty.search([]).mapped("words")
