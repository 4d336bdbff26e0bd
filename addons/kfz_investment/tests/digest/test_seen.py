from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...domain import calendar
from ..common import request_of
from .digest_common import DigestCase


@tagged("post_install", "-at_install")
class TestSeen(DigestCase):
    """“Seen until” keeps an item quiet until its day unless it gets worse, with a reason that the managers of the zone read."""

    def setUp(self):
        super().setUp()
        self.issue = self._issue(date_due=self._in_days(-2))
        self.line = self._told(self._morning(), self.officer)

    def _aside(self, days=10, reason="示例原因", user=None, line=None):
        env = self.env(user=user or self.officer)
        values = {"line_number": (line or self.line).id, "until": self._in_days(days)}
        asked = env["kfz.seen.ask"].create({**values, "reason": reason})
        request_of(env, "kfz.seen.ask", "action_apply", [asked.ids], {})
        return self.env["kfz.seen"].search([], limit=1)

    def test_it_is_quiet_until_its_day_and_comes_back_after_it(self):
        self._aside(10)
        for day in (1, 7, 8, 10):
            self.assertFalse(self._told(self._morning(day), self.officer), day)
        self.assertEqual(self._told(self._morning(11), self.officer).why, "back")

    def test_worse_breaks_through_and_ends_it(self):
        seen = self._aside(60)
        self.assertFalse(self._told(self._morning(28), self.officer))
        worse = self._told(self._morning(29), self.officer)
        self.assertEqual((worse.why, worse.level), ("worse", "long"))
        self.assertEqual((seen.ended_by, seen.ended_on), ("worse", self._in_days(29)))
        self.assertEqual(self._told(self._morning(36), self.officer).why, "again")

    def test_another_deadline_is_another_item(self):
        self._aside(60)
        self.issue._kfz_set(date_due=self._in_days(1))
        self.assertEqual(self._told(self._morning(1), self.officer).why, "new")

    def test_the_managers_of_the_zone_see_who_until_when_and_why(self):
        seen = self._aside()
        theirs = seen.with_user(self.manager)
        self.assertEqual(
            (theirs.user_id, theirs.until, theirs.reason),
            (self.officer, self._in_days(10), "示例原因"),
        )
        self.assertIn("用电容量不足", theirs.text)
        self.assertEqual(theirs.search([("is_in_force", "=", True)]).ids, seen.ids)
        for user in (self.officer2, self.manager_b, self.joint, self.official, self.taskforce):
            with self.subTest(user.login):
                self.assertFalse(seen.with_user(user).search([("id", "=", seen.id)]))

    def test_figures_that_the_joint_office_puts_aside_are_not_the_zones_to_read(self):
        figures = self.Line.search(
            [("user_id", "=", self.joint.id), ("company_id", "=", self.zone_a.id)]
        )
        seen = self._aside(user=self.joint, line=figures)
        self.assertFalse(seen.with_user(self.manager).search([("id", "=", seen.id)]))
        self.assertTrue(seen.with_user(self.joint).search([("id", "=", seen.id)]))

    def test_a_reason_and_a_day_to_come_are_needed(self):
        for days, reason in ((10, "  "), (0, "示例"), (-1, "示例"), (93, "示例")):
            with self.subTest(days=days, reason=reason), self.assertRaises(UserError):
                self._aside(days, reason)
        self.assertTrue(self._aside(92))

    def test_the_reason_is_one_line_of_a_length_that_is_read(self):
        with self.assertRaisesRegex(UserError, "at most 500"):
            self._aside(reason="示例" * 251)
        seen = self._aside(reason=" 示例一\n示例二  三 ")
        self.assertEqual(seen.reason, "示例一 示例二 三")

    def test_only_ones_own_item_is_put_aside(self):
        for user in (self.manager, self.official, self.joint):
            with self.subTest(user.login), self.assertRaises(UserError):
                self._aside(user=user)
        env = self.env(user=self.officer)
        for number in (0, -1, 2**31 - 1):
            asked = env["kfz.seen.ask"].create({"line_number": number, "reason": "示例"})
            with self.assertRaises(UserError):
                asked.action_apply()

    def test_no_client_writes_what_was_put_aside(self):
        seen = self._aside()
        for user in (self.officer, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                seen.with_user(user).write({"reason": "示例别的"})
        with self.assertRaises(AccessError):
            self.env["kfz.seen"].with_user(self.officer).create({"reason": "示例"})

    def test_it_is_taken_up_again_by_its_reader_alone(self):
        seen = self._aside()
        with self.assertRaises(UserError):
            seen.with_user(self.manager).action_take_up()
        seen.with_user(self.officer).action_take_up()
        self.assertEqual(seen.ended_by, "reader")
        with self.assertRaises(UserError):
            seen.with_user(self.officer).action_take_up()
        self.assertEqual(self._told(self._morning(7), self.officer).why, "again")

    def test_putting_aside_anew_replaces_what_was(self):
        first, second = self._aside(3), self._aside(20)
        self.assertEqual((first.ended_by, second.ended_by), ("again", False))
        self.assertEqual(len(self.env["kfz.seen"].search([("ended_on", "=", False)])), 1)
        self.assertTrue(self.line.with_user(self.officer).is_put_aside)
        with calendar.showing(self._in_days(21)):
            self.env.invalidate_all()
            self.assertFalse(self.line.with_user(self.officer).is_put_aside)
