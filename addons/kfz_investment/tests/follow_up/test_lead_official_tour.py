from odoo.tests import HttpCase, tagged

from .follow_up_common import DueCase


@tagged("post_install", "-at_install")
class TestLeadOfficialTour(HttpCase, DueCase):
    """In Chromium at 390 × 844, in Chinese: what a lead official does, from the cards of their projects."""

    def test_a_lead_official_acts_from_the_card(self):
        promise = self._promise()
        self.project.write({"name": "示例项目", "phone": "0871-00000000", "contact_name": "示例"})
        self.project.date_deadline = self._in_days(-2)
        self.official.lang = "zh_CN"
        desk = self.browser_size, self.touch_enabled
        self.browser_size, self.touch_enabled = "390x844", True
        page, login = "/odoo/kfz-my-projects", self.official.login
        self.start_tour(page, "kfz_lead_official_tour", login=login, timeout=120)
        self.browser_size, self.touch_enabled = desk
        self.env.invalidate_all()
        self.assertEqual((promise.state, promise.confirmed_by_id), ("binding", self.official))
        self.assertEqual(self.project.issue_ids.raised_by_id, self.official)
        self.assertEqual(self.project.issue_ids.owner_id, self.keeper)
        self.assertEqual(
            self.project.interaction_ids.filtered(
                lambda each: each.user_id == self.official
            ).mapped("summary"),
            ["示例电话沟通"],
        )
