import psycopg2
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .ladder_common import LadderCase


@tagged("post_install", "-at_install")
class TestLadderMoves(LadderCase):
    """A planned date that is there moves by one act, which keeps the old one with its reason for good."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("signed", user=cls.officer)
        cls.step = cls._step(cls.project)

    def test_the_first_date_needs_no_reason_and_the_second_one_does(self):
        step = self.step.with_user(self.officer)
        step.planned_on = self._in_days(5)
        for value in (self._in_days(6), False):
            with self.assertRaisesRegex(UserError, "Move date"), self.env.cr.savepoint():
                step.planned_on = value
        step.write({"planned_on": self._in_days(5), "note": "示例"})
        with self.assertRaises(UserError):
            self._move(step, 9, reason=" ")
        self._move(step, 9, user=self.officer)
        change = step.change_ids
        self.assertEqual(
            (change.planned_before, change.planned_after, change.moved_on, change.user_id),
            (self._in_days(5), self._in_days(9), self.today, self.officer),
        )
        self.assertFalse(change.was_late)

    def test_a_date_moves_to_another_one_and_only_while_the_step_is_open(self):
        with self.assertRaisesRegex(UserError, "no planned date yet"):
            self._move(self.step, 9)
        self.step.planned_on = self._in_days(5)
        with self.assertRaisesRegex(UserError, "another date"):
            self._move(self.step, 5)
        self.step.done_on = self.today
        with self.assertRaisesRegex(UserError, "is done"):
            self._move(self.step, 9)
        self.assertFalse(self.step.change_ids)

    def test_the_history_is_neither_entered_nor_changed_nor_deleted(self):
        self.step.planned_on = self._days_ago(2)
        self._move(self.step, 9)
        change = self.step.change_ids
        self.assertTrue(change.was_late)
        with self.assertRaises(AccessError):
            change.copy_data() and self.env["kfz.ladder.change"].with_user(self.manager).create(
                {"step_id": self.step.id, "reason": "示例"}
            )
        with self.assertRaises(UserError):
            change.reason = "另一原因"
        for statement in (
            "UPDATE kfz_ladder_change SET reason = 'x' WHERE id = %s",
            "UPDATE kfz_ladder_change SET planned_before = planned_before - 1 WHERE id = %s",
            "DELETE FROM kfz_ladder_change WHERE id = %s",
        ):
            with (
                self.assertRaises(psycopg2.errors.RestrictViolation),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(statement, [change.id])

    def test_the_move_stands_on_the_timeline_with_its_reason(self):
        self.step.planned_on = self._in_days(5)
        self._move(self.step, 9, reason="示例原因")
        rows = self.project.with_user(self.officer).action_timeline()["rows"]
        moved = [row for row in rows if row["detail"] == "示例原因"]
        self.assertEqual([row["date"] for row in moved], [str(self.today)])
        self.assertIn("moved from", moved[0]["title"])

    def test_a_step_does_not_become_another_to_lose_its_history(self):
        with self.assertRaises(UserError):
            self.step.with_user(self.officer).write({"step": "equipment"})
        self.step.with_user(self.officer).write({"step": self.step.step, "note": "示例"})

    def test_what_changes_whether_it_is_late_stands_in_the_chatter(self):
        step = self.step.with_user(self.officer)
        step.write({"done_on": self.today})
        before = self.project.message_ids
        step.write({"done_on": self._in_days(-1)})
        step.write({"not_needed_reason": "示例原因"})
        step.write({"not_needed_reason": False, "note": "示例"})
        notes = (self.project.message_ids - before).sorted("id")
        self.assertEqual(len(notes), 3)
        self.assertEqual(notes.author_id, self.officer.partner_id)
        self.assertIn("示例原因", notes[1].body)

    def test_only_who_works_on_the_project_moves_its_dates(self):
        self.step.planned_on = self._in_days(5)
        for user in (self.officer2, self.official, self.taskforce, self.joint):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self._move(self.step, 9, user=user)
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.step.with_user(user).action_move()
