from odoo.tests import HttpCase, tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestLeaveTour(HttpCase, KfzCase):
    """In Chromium: an official leaves, and every assignment finds a successor."""

    def test_an_official_leaves_and_every_assignment_finds_a_successor(self):
        leaver, successor = self._official("示例离任"), self._official("示例接任")
        lead = self._project("lead")
        for role in ("lead_official", "task_force_member"):
            lead._kfz_hand_over(role, leaver)
        self.start_tour("/odoo/kfz-officials", "kfz_leave_tour", login="kfz_manager", timeout=120)
        self.assertFalse(leaver.active)
        current = lead.assignment_ids.filtered(lambda each: not each.date_to)
        self.assertEqual(current.official_id, successor)
        self.assertEqual(set(current.mapped("role")), {"lead_official", "task_force_member"})
