from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from ...models.digest import robots
from .digest_common import DigestCase


@tagged("post_install", "-at_install")
class TestDigestTour(HttpCase, DigestCase):
    """In Chromium: an officer with their digest on a phone, a manager who sets a robot up."""

    def test_an_officer_puts_aside_and_acts_from_the_digest(self):
        self._issue(date_due=self._in_days(-2))
        self._promise(date_due=self._in_days(2), side="enterprise")
        self._morning()
        desk = self.browser_size, self.touch_enabled
        self.browser_size, self.touch_enabled = "390x844", True
        self.start_tour(
            "/odoo/kfz-digest", "kfz_digest_tour", login=self.officer.login, timeout=120
        )
        self.browser_size, self.touch_enabled = desk
        seen = self.env["kfz.seen"].search([])
        self.assertEqual((seen.user_id, seen.reason), (self.officer, "示例：企业下周答复"))

    def test_a_manager_sets_a_robot_up(self):
        with patch.object(robots, "post", side_effect=AssertionError("a request")):
            self.start_tour(
                "/odoo/kfz-channels", "kfz_channel_tour", login=self.manager.login, timeout=120
            )
        channel = self.env["kfz.channel"].search([("name", "=", "示例群")])
        self.assertEqual((channel.has_token, channel.state), (True, "draft"))
        self.assertEqual(channel.outbox_ids.mapped("state"), ["waiting"])
