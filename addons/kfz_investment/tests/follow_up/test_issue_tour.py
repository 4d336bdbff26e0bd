from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from ...domain import calendar
from .issue_common import IssueCase


@tagged("post_install", "-at_install")
class TestIssueTour(HttpCase, IssueCase):
    """In Chromium: an overdue issue climbs and is closed by another person; the joint office answers an escalated sheet."""

    def _overdue(self, days):
        """An issue that has been overdue for so many working days, as the night before left it."""
        start = self.env["kfz.issue"]._kfz_workdays().add(self.today, -days)
        with calendar.showing(start):
            issue = self._issue(date_due=start)
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=float("inf")):
            issue.sudo()._cron_climb.__wrapped__(issue.sudo())
        return issue

    def test_an_overdue_issue_climbs_and_is_closed_by_another_person(self):
        issue = self._overdue(4)
        self.assertEqual(issue.level, "lead_official")
        issue.with_user(self.officer)._kfz_solve("示例")
        self.manager.lang = "zh_CN"
        self.start_tour("/odoo/kfz-issues", "kfz_issue_tour", login="kfz_manager", timeout=120)
        self.assertEqual((issue.state, issue.closed_by_id), ("closed", self.manager))
        self.assertEqual(issue.owner_id, self.keeper)

    def test_the_joint_office_answers_an_escalated_sheet(self):
        issue = self._overdue(20)
        issue.sudo().name = "示例机密"
        self.project.name = "示例机密项目"
        issue.with_user(self.manager)._kfz_release("示例标题", "示例请求")
        page = "/odoo/kfz-issue-sheets"
        self.start_tour(page, "kfz_issue_sheet_tour", login="kfz_joint", timeout=120)
        self.assertEqual(issue.joint_answer, "示例答复")
