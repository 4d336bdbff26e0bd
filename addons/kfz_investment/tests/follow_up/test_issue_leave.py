from odoo.exceptions import UserError
from odoo.tests import tagged

from .issue_common import IssueCase


@tagged("post_install", "-at_install")
class TestIssueLeave(IssueCase):
    """What an official answers for goes on when the official leaves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.heir = cls._official("示例接任", user_id=cls.officer2.id)

    def _leave(self, **values):
        action = self.keeper.with_user(self.manager).action_leave()
        wizard = self.env["kfz.official.leave"].with_user(self.manager).browse(action["res_id"])
        wizard.write(values)
        return wizard

    def test_promises_and_issues_go_to_the_successor(self):
        issue, promise = self._issue(), self._promise(self.official)
        solved = self._issue()
        solved.with_user(self.manager)._kfz_solve("示例")
        lone = self._enterprise_issue()
        closed = self._issue()
        closed.with_user(self.manager)._kfz_solve("示例")
        closed.with_user(self.official).action_close()
        wizard = self._leave(successor_id=self.heir.id)
        self.assertEqual(wizard.due_count, 4)
        wizard.line_ids.successor_id = self.heir
        wizard.action_apply()
        self.assertFalse(self.keeper.active)
        for record in (issue, promise, solved, lone):
            self.assertEqual(record.owner_id, self.heir)
        self.assertEqual(closed.owner_id, self.keeper)
        for record in (issue, promise, lone):
            self.assertEqual(self._activities(record).user_id, self.officer2)

    def test_the_successor_in_the_project_comes_first(self):
        issue, lone = self._issue(), self._enterprise_issue()
        wizard = self._leave(successor_id=self.leader.id)
        wizard.line_ids.successor_id = self.heir
        wizard.action_apply()
        self.assertEqual((issue.owner_id, lone.owner_id), (self.heir, self.leader))

    def test_nothing_is_left_to_nobody(self):
        self._enterprise_issue()
        wizard = self._leave()
        wizard.line_ids.successor_id = self.heir
        with self.assertRaises(UserError), self.cr.savepoint():
            wizard.action_apply()
        self.assertTrue(self.keeper.active)

    def test_a_closed_login_leaves_the_issue_to_a_manager(self):
        lone = self._enterprise_issue(self.officer2)
        self.assertEqual(self._activities(lone).user_id, self.officer)
        self.officer.active = False
        self.assertEqual(self._activities(lone).user_id, self.officer2)
