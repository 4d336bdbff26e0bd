import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestCalendarDays(KfzCase):
    """The shipped notices are what the product counts by; every zone reads them, no role of a zone changes them."""

    def _workdays(self):
        return self.env["kfz.calendar.day"]._kfz_workdays()

    def test_shipped_years_are_official_and_the_next_is_provisional(self):
        workdays = self._workdays()
        self.assertTrue(workdays.is_work(datetime.date(2026, 2, 14)))
        self.assertTrue(workdays.is_work(datetime.date(2026, 10, 10)))
        self.assertFalse(workdays.is_work(datetime.date(2026, 10, 7)))
        self.assertEqual(workdays.official, {2024, 2025, 2026})
        self.assertTrue(
            workdays.due(datetime.date(2026, 12, 31), 1).is_provisional,
            "2027 has no notice yet",
        )

    def test_a_day_that_is_added_counts_at_once_and_its_year_becomes_official(self):
        day = datetime.date(2027, 1, 4)
        self.assertTrue(self._workdays().is_work(day))
        Day = self.env["kfz.calendar.day"]
        row = Day.create({"date": day, "kind": "off", "state": "provisional"})
        self.assertFalse(self._workdays().is_work(day))
        self.assertNotIn(2027, self._workdays().official)
        row.state = "official"
        self.assertIn(2027, self._workdays().official)
        row.unlink()
        self.assertTrue(self._workdays().is_work(day))

    def test_every_role_reads_the_days_and_none_of_a_zone_changes_them(self):
        for user in (self.manager, self.official, self.taskforce, self.joint):
            days = self.env["kfz.calendar.day"].with_user(user).search([], limit=1)
            self.assertTrue(days, user.login)
            with self.assertRaises(AccessError):
                days.kind = "work"
