from odoo.tests import HttpCase, tagged

from .referral_common import ReferralCase


@tagged("post_install", "-at_install")
class TestPortalAccessTour(HttpCase, ReferralCase):
    """An intermediary's second person is approved, its new account waits and is confirmed, in a real browser, in Chinese."""

    def _tour(self, path, name, login, phone=False):
        desk = self.browser_size, self.touch_enabled
        if phone:
            self.browser_size, self.touch_enabled = "390x844", True
        self.start_tour(path, f"kfz_portal_access_{name}_tour", login=login, timeout=120)
        self.browser_size, self.touch_enabled = desk
        self.env.invalidate_all()

    def test_a_second_person_is_approved_and_its_account_waits(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        (self.officer | self.manager).write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
        person = (
            self.env["res.partner"]
            .with_user(self.officer)
            .create(
                {"name": "示例财务", "email": "second@example.com", "parent_id": self.broker.id}
            )
        )
        self._tour("/odoo/kfz-portal-access", "request", "kfz_officer")
        self._tour("/odoo/kfz-portal-access", "approve", "kfz_manager")
        user = person.sudo().user_ids
        # as the server, which the rules for passwords let make logins
        user.with_env(self.env).write({"password": user.login, "lang": "zh_CN"})
        self._tour("/my/home", "account", user.login, phone=True)
        account = self.env["kfz.intermediary.account"].search([("partner_id", "=", self.broker.id)])
        self.assertEqual((account.state, account.user_id), ("waiting", user))
        self._tour("/odoo/kfz-intermediary-accounts", "confirm", "kfz_manager")
        self._tour("/my/bank", "usable", user.login, phone=True)
        self.assertEqual((account.state, account.usable_from), ("confirmed", self._days_ago(-3)))
