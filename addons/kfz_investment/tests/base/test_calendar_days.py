import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

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

    def _zone_day(self, user=None, **values):
        given = {"date": "2026-04-13", "kind": "off", "name": "示例：地方节日", **values}
        return self.env["kfz.calendar.day"].with_user(user or self.manager).create(given)

    def test_a_day_of_a_zone_counts_in_that_zone_alone(self):
        day = datetime.date(2026, 4, 13)
        row = self._zone_day()
        Day = self.env["kfz.calendar.day"]
        self.assertEqual(row.company_id, self.zone_a)
        self.assertFalse(Day._kfz_workdays(self.zone_a).is_work(day))
        self.assertTrue(Day._kfz_workdays(self.zone_b).is_work(day))
        self.assertTrue(Day._kfz_workdays().is_work(day))
        row.unlink()
        self.assertTrue(Day._kfz_workdays(self.zone_a).is_work(day))

    def test_a_day_of_a_zone_comes_before_one_of_all_zones(self):
        self._zone_day(date="2026-10-01", kind="work")
        Day, day = self.env["kfz.calendar.day"], datetime.date(2026, 10, 1)
        self.assertTrue(Day._kfz_workdays(self.zone_a).is_work(day))
        self.assertFalse(Day._kfz_workdays(self.zone_b).is_work(day))

    def test_a_day_of_a_zone_makes_no_year_official(self):
        self._zone_day(date="2027-05-03", state="official")
        self.assertNotIn(2027, self.env["kfz.calendar.day"]._kfz_workdays(self.zone_a).official)

    def test_a_day_is_in_the_calendar_of_a_zone_once(self):
        self._zone_day()
        self._zone_day(self.manager_b)
        for user in (self.manager, self.env.user):
            with (
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
                mute_logger("odoo.sql_db"),
            ):
                self._zone_day(user, date="2026-10-01" if user == self.env.user else "2026-04-13")

    def test_managers_change_days_of_their_zone_and_no_others(self):
        own = self._zone_day()
        own.kind = "work"
        common = self.env["kfz.calendar.day"].search([("company_id", "=", False)], limit=1)
        for attempt in (
            lambda: own.with_user(self.manager_b).write({"kind": "off"}),
            lambda: own.with_user(self.manager_b).read(["name"]),
            lambda: own.with_user(self.officer).write({"kind": "off"}),
            lambda: common.with_user(self.manager).write({"kind": "work"}),
            lambda: common.with_user(self.manager).unlink(),
            lambda: own.write({"company_id": False}),
            lambda: own.write({"company_id": self.zone_b.id}),
            lambda: self._zone_day(date="2026-04-14", company_id=False),
            lambda: self._zone_day(date="2026-04-14", company_id=self.zone_b.id),
            lambda: self._zone_day(self.joint, date="2026-04-14"),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                attempt()
        self.assertFalse(
            self.env["kfz.calendar.day"].with_user(self.manager_b).search([("id", "=", own.id)])
        )
        own.unlink()

    def test_whoever_reads_a_deadline_beyond_the_last_notice_sees_it_said(self):
        Day = self.env["kfz.calendar.day"]
        start, due = datetime.date(2026, 12, 30), datetime.date(2027, 1, 6)
        self.assertIn("2027", Day._kfz_provisional_text(start, due))
        self.assertIn("provisional", Day._kfz_work_days_text(start, due))
        last = datetime.date(2026, 12, 31)
        self.assertEqual(Day._kfz_provisional_text(start, last), "")
        self.assertEqual(Day._kfz_work_days_text(start, last), "1 working days left")
        self.assertEqual(Day._kfz_work_days_text(last, start), "Over by 1 working days")

    def test_every_role_reads_the_days_and_none_of_a_zone_changes_them(self):
        for user in (self.manager, self.official, self.taskforce, self.joint):
            days = self.env["kfz.calendar.day"].with_user(user).search([], limit=1)
            self.assertTrue(days, user.login)
            with self.assertRaises(AccessError):
                days.kind = "work"
