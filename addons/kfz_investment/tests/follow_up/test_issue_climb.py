from unittest.mock import call, patch

import psycopg2
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...domain import calendar
from .issue_common import FRIDAY, IssueCase, day

CLIMB = "odoo.addons.kfz_investment.models.follow_up.kfz_issue_climb"


@tagged("post_install", "-at_install")
class TestIssueClimb(IssueCase):
    """An overdue issue climbs from the account manager to the joint office, by working days."""

    def _levels(self, issue):
        return [(climb.level_to, climb.on) for climb in issue.climb_ids.sorted("id")]

    def test_it_climbs_step_by_step(self):
        issue = self._due_issue()
        self._night(8)
        self.assertEqual(issue.level, "account_manager")
        for night, level, holder in (
            (9, "responsible_unit", self.unit),
            (11, "responsible_unit", self.unit),
            (12, "lead_official", self.leader),
            (17, "joint_office", self.env["kfz.official"]),
            (31, "joint_office", self.env["kfz.official"]),
        ):
            with self.subTest(night=night):
                self._night(night)
                self.assertEqual((issue.level, issue.lies_with_id), (level, holder))
                self.assertEqual(issue.owner_id, self.keeper)
        self.assertEqual(len(issue.climb_ids), 3)

    def test_missed_nights_lose_nothing_and_tell_nothing_twice(self):
        nightly = self._due_issue()
        for night in range(7, 20):
            self._night(night)
        self.assertEqual([on for _level, on in self._levels(nightly)], [day(9), day(12), day(17)])
        late = self._due_issue()
        self._night(31)
        self._night(31)
        self.assertEqual(self._levels(late), self._levels(nightly))

    def test_an_issue_that_fails_keeps_back_no_other_and_climbs_the_next_night(self):
        """Whatever it had begun is taken back: neither its level nor an entry of the ledger stays."""
        first, broken, third = (self._due_issue() for _number in range(3))
        tell = type(broken)._kfz_tell_people

        def fail(issue, *args):
            if issue.id == broken.id:
                raise ValueError("示例")
            return tell(issue, *args)

        with (
            patch.object(type(broken), "_kfz_tell_people", fail),
            self.assertLogs(CLIMB) as logs,
        ):
            self._night(9)
        self.assertEqual(len(logs.records), 1)
        self.assertIn(str(broken.id), logs.records[0].getMessage())
        self.assertEqual(
            [issue.level for issue in (first, broken, third)],
            ["responsible_unit", "account_manager", "responsible_unit"],
        )
        self.assertFalse(broken.climb_ids)
        self._night(10)
        self.assertEqual(self._levels(broken), self._levels(first))
        self.assertEqual(len(first.climb_ids), 1)

    def test_each_batch_is_committed_and_nothing_is_begun_when_time_is_up(self):
        issues = [self._due_issue() for _number in range(3)]
        with patch(f"{CLIMB}.BATCH", 2):
            self._night(9)
        sizes = [each.args[0] for each in self.commits.call_args_list[1:]]
        self.assertEqual(self.commits.call_args_list[0], call(remaining=sum(sizes)))
        self.assertGreaterEqual(len(sizes), 2)
        self.assertLessEqual(max(sizes), 2)
        self.assertEqual({issue.level for issue in issues}, {"responsible_unit"})
        with (
            calendar.showing(day(12)),
            patch(f"{CLIMB}.BATCH", 1),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=0),
        ):
            self.env["kfz.issue"].sudo()._cron_climb.__wrapped__(self.env["kfz.issue"].sudo())
        self.assertEqual(
            sorted(issue.level for issue in issues),
            ["lead_official", "responsible_unit", "responsible_unit"],
        )

    def test_what_nobody_holds_is_skipped(self):
        self.env["kfz.assignment"].search(
            [("lead_id", "=", self.project.id), ("role", "=", "responsible_unit")]
        ).write({"date_to": day(1)})
        issue = self._due_issue()
        self._night(9)
        self.assertEqual(self._levels(issue), [("lead_official", day(9))])

    def test_it_starts_with_the_role_of_whoever_answers(self):
        issue = self._due_issue(owner_id=self.leader.id)
        self.assertEqual(issue.level, "lead_official")
        self._night(9)
        self.assertEqual(self._levels(issue), [("joint_office", day(9))])

    def test_a_later_day_stops_it_where_it_is(self):
        issue = self._due_issue()
        self._night(9)
        with calendar.showing(day(10)):
            issue.with_user(self.manager)._kfz_postpone(day(13), "示例原因")
        self._night(13)
        self.assertEqual(issue.level, "responsible_unit")
        self._night(16)
        self.assertEqual(
            self._levels(issue), [("responsible_unit", day(9)), ("lead_official", day(16))]
        )

    def test_nothing_climbs_that_is_solved_closed_or_of_an_ended_project(self):
        solved, ended = self._due_issue(), self._due_issue()
        solved.with_user(self.officer)._kfz_solve("示例")
        self.env["kfz.lead.condition"].create(
            {
                "lead_ids": self.project.ids,
                "condition": "lost",
                "lost_reason_id": self.env.ref("kfz_investment.lost_reason_capital").id,
            }
        ).action_apply()
        self._night(31)
        self.assertFalse(solved.climb_ids | ended.climb_ids)

    def test_the_zone_says_how_fast(self):
        self.zone_a.kfz_climb_days = 1
        issue = self._due_issue()
        self._night(10)
        self.assertEqual(
            self._levels(issue), [("responsible_unit", day(9)), ("lead_official", day(10))]
        )

    def test_what_was_overdue_before_it_was_watched_does_not_climb_at_once(self):
        issue = self._due_issue()
        issue.sudo().climbs_from = day(30)
        self._night(30)
        self.assertFalse(issue.climb_ids)
        self._night(31)
        self.assertEqual(self._levels(issue), [("responsible_unit", day(31))])

    def test_whoever_it_lies_with_is_told_and_acts(self):
        issue = self._due_issue()
        before = self._last_message()
        self._night(12)
        # the unit's login, who reads the issue and not the project, was told on its day
        for user in (self.official, self.officer, self.unit_login):
            with self.subTest(user=user.login):
                self.assertTrue(any(issue.name in text for text in self._inbox(user, before)))
        self.assertFalse(self._inbox(self.manager_b, before))
        self.assertIn(self.official.name, issue.climb_ids[:1].told)
        self.assertEqual(self._activities(issue).user_id, self.officer)
        theirs = issue.with_user(self.official)
        self.assertTrue(theirs.waits_for_me)
        self.assertIn(issue, theirs.search([("waits_for_me", "=", True)]))
        self.assertFalse(issue.with_user(self.officer).waits_for_me)
        theirs._kfz_solve("示例：领导协调解决")
        self.assertEqual(issue.state, "solved")
        self.assertTrue(any("示例" in body for body in self.project.message_ids.mapped("body")))

    def test_a_change_of_officials_keeps_what_was_reached(self):
        issue = self._due_issue()
        self._night(12)
        self.leading.date_to = self.today
        self.assertEqual(issue.level, "lead_official")

    def test_climbs_are_a_ledger(self):
        issue = self._due_issue()
        self._night(9)
        climb = issue.climb_ids
        with self.assertRaises(UserError):
            climb.write({"told": "别人"})
        with self.assertRaises(UserError):
            climb.unlink()
        with self.assertRaises(AccessError):
            climb.with_user(self.manager).create({"issue_id": issue.id})
        with self.assertRaises(psycopg2.Error), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.env.cr.execute("UPDATE kfz_issue_climb SET told = 'x' WHERE id = %s", [climb.id])
        with self.assertRaises(UserError):
            issue.with_user(self.officer).unlink()

    def test_climbs_are_read_with_the_issue(self):
        issue = self._due_issue()
        self._night(9)
        for user, reads in (
            (self.officer, True),
            (self.manager, True),
            (self.official, True),
            (self.manager_b, False),
        ):
            with self.subTest(user=user.login):
                found = self.env["kfz.issue.climb"].with_user(user).search([])
                self.assertEqual(issue.climb_ids in found, reads)
        with self.assertRaises(AccessError):
            self.env["kfz.issue.climb"].with_user(self.joint).search([])

    def test_its_day_moves_with_a_reason_alone(self):
        issue = self._due_issue()
        with self.assertRaises(UserError):
            issue.with_user(self.manager).write({"date_due": self._in_days(90)})
        issue.with_user(self.manager).write({"date_due": FRIDAY, "note": "示例"})
        with self.assertRaises(AccessError):
            issue.with_user(self.manager).write({"climbs_from": self._in_days(90)})
