from odoo.tests import tagged

from .digest_common import DigestCase


@tagged("post_install", "-at_install")
class TestDigestZoneDays(DigestCase):
    """A day off of one zone is a working day in the others, for deadlines, sheets and digests alike."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Day = cls.env["kfz.calendar.day"]
        workdays = cls.Day._kfz_workdays()
        cls.first, cls.second = (workdays.add(cls.today, number) for number in (1, 2))

    def _off(self, zone):
        self.Day.create({"date": self.first, "kind": "off", "company_id": zone.id})
        self.env.invalidate_all()

    def test_an_issue_counts_the_days_of_its_zone(self):
        issue = self._issue(date_due=self.second)
        self.assertEqual(issue.due_text, "Due in 2 working days")
        self._off(self.zone_b)
        self.assertEqual(issue.due_text, "Due in 2 working days")
        self._off(self.zone_a)
        self.assertEqual(issue.due_text, "Due in one working day")

    def test_a_digest_comes_where_the_day_is_worked(self):
        self._off(self.zone_a)
        works = self.env["kfz.digest"]._kfz_works
        self.assertFalse(works(self.officer, self.first))
        self.assertTrue(works(self.officer, self.second))
        self.assertTrue(works(self.manager_b, self.first))
        # who works in several zones
        self.joint.company_ids = self.zones
        self.assertTrue(works(self.joint, self.first))
