from odoo.tests import HttpCase, tagged

from ..referral.referral_common import ReferralCase
from .award_common import AwardCase


@tagged("post_install", "-at_install")
class TestAwardPortal(HttpCase, AwardCase, ReferralCase):
    """The pages of an intermediary's own awards, over real HTTP."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.record = cls._award()
        cls._portal("kfz_awarded", cls.intermediary)

    def test_an_intermediary_finds_its_awards_and_their_calculation(self):
        self.authenticate("kfz_awarded", "kfz_awarded")
        self.assertIn(self.record.name, self.url_open("/my/awards").text)
        self.assertIn("9,000,000.00 × 2‰", self.url_open(f"/my/awards/{self.record.id}").text)

    def test_awards_of_others_and_none_give_one_answer(self):
        self.authenticate("kfz_broker", "kfz_broker")
        page = self.url_open("/my/awards")
        self.assertEqual(page.status_code, 200)
        self.assertNotIn(self.record.name, page.text)
        self.assertEqual(self.url_open(f"/my/awards/{self.record.id}").status_code, 404)
        self.assertEqual(self.url_open("/my/awards/999999").status_code, 404)

    def test_a_portal_user_who_is_not_an_intermediary_finds_no_page(self):
        self._guest("kfz_guest", self._enterprise("示例其他有限公司"))
        self.authenticate("kfz_guest", "kfz_guest")
        self.assertEqual(self.url_open("/my/awards").status_code, 404)
