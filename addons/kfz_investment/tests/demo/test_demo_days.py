import datetime

from odoo.tests import tagged

from ...demo.due import DUE
from ...demo.issues import working_day
from ...domain import calendar
from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestDemoDays(KfzCase):
    """Whatever day the demonstration is loaded on, what it says is due is due on a working day."""

    def test_promises_and_issues_are_due_on_working_days(self):
        project = self._project("negotiation", user=self.officer)
        workdays = self.env["kfz.calendar.day"]._kfz_workdays(self.zone_a)
        for number in range(21):
            # two weeks around the holidays of October, with a worked weekend day
            today = datetime.date(2026, 9, 25) + datetime.timedelta(days=number)
            with calendar.showing(today):
                for days in (*DUE, -3, 6):
                    due = working_day(project, days)
                    with self.subTest(today=today, days=days):
                        self.assertTrue(workdays.is_work(due))
                        self.assertEqual(due < today, days < 0, "what is overdue stays so")

    def test_days_off_of_the_zone_count(self):
        project = self._project("negotiation", user=self.officer)
        monday = datetime.date(2026, 6, 1)
        self.env["kfz.calendar.day"].create(
            {"date": "2026-06-03", "kind": "off", "company_id": self.zone_a.id}
        )
        with calendar.showing(monday):
            self.assertEqual(working_day(project, 2), datetime.date(2026, 6, 4))
