from odoo.tests import HttpCase, tagged

from ..pipeline.follow_up_common import FollowUpCase


@tagged("post_install", "-at_install")
class TestVisitTour(HttpCase, FollowUpCase):
    """In Chromium at 390 × 844, in Chinese: a visit in three taps, saved at once."""

    def test_a_visit_in_three_taps_on_the_phone(self):
        desk = self.browser_size, self.touch_enabled
        (self.officer | self.official).lang = "zh_CN"
        for user, page in ((self.official, "kfz-my-projects"), (self.officer, "kfz-my-board")):
            with self.subTest(user.login):
                self.browser_size, self.touch_enabled = "390x844", True
                self.start_tour(f"/odoo/{page}", "kfz_visit_tour", login=user.login, timeout=120)
                visit = self.project.interaction_ids.filtered(
                    lambda each, user=user: each.user_id == user
                )
                self.assertEqual((visit.summary, visit.date), ("示例三步来访", self.today))
        self.browser_size, self.touch_enabled = desk
