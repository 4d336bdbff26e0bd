from odoo.tests import HttpCase, tagged

from .referral_common import ReferralCase


@tagged("post_install", "-at_install")
class TestReferralTour(HttpCase, ReferralCase):
    """From the intermediary's phone to the manager's desk and back, in a real browser, in Chinese."""

    def test_a_referral_is_registered_on_a_phone_accepted_and_answered(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        (self.portal_user | self.manager).write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
        enterprise = self._enterprise("云南示例光电有限公司")
        self.browser_size, desk = "390x844", self.browser_size
        self.touch_enabled = True
        self.start_tour("/my/home", "kfz_referral_portal_tour", login="kfz_broker", timeout=120)
        self.browser_size, self.touch_enabled = desk, False
        self.start_tour(
            "/odoo/kfz-referrals", "kfz_referral_accept_tour", login="kfz_manager", timeout=120
        )
        self.browser_size, self.touch_enabled = "390x844", True
        self.start_tour(
            "/my/referrals", "kfz_referral_decision_tour", login="kfz_broker", timeout=120
        )
        referral = self.env["kfz.referral"].search([("intermediary_id", "=", self.broker.id)])
        self.assertEqual((referral.state, referral.lead_id.partner_id), ("accepted", enterprise))
