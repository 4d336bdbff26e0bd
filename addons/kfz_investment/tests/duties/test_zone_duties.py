from odoo.tests import tagged

from .duties_common import DutiesCase, days


@tagged("post_install", "-at_install")
class TestZoneDuties(DutiesCase):
    """How many contacts are overdue stands beside the other figures of a zone, for whoever reads these."""

    def _counts(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        rows = self.env["kfz.zone.follow.up"].with_user(user).search([])
        return {row.company_id: row.duty_overdue_count for row in rows}

    def test_overdue_contacts_are_counted_by_zone(self):
        self._rule(number=10)
        self.assertEqual(self._counts(self.manager), {self.zone_a: 0})
        self._on(self.today + days(11))
        self.assertEqual(self._counts(self.manager), {self.zone_a: 1})
        self.assertEqual(self._counts(self.manager_b), {self.zone_b: 0})
        # figures alone: the joint office reads no duty of any zone
        self.assertEqual(self._counts(self.joint)[self.zone_a], 1)
        self.assertFalse(self.Duty.with_user(self.joint).has_access("read"))
        self._pause(self.today + days(11), self.today + days(12))
        self.assertEqual(self._counts(self.manager), {self.zone_a: 0})

    def test_one_question_counts_for_all_zones(self):
        rows = self.env["kfz.zone.follow.up"].with_user(self.joint).search([])
        self.assertEqual(len(rows), 4)
        rows.mapped("company_id.name")
        with self.assertQueryCount(2):
            # of the table of rules, which a cache may have to read anew, and of the duties
            rows.mapped("duty_overdue_count")
