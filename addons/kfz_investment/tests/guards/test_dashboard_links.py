from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import KfzCase, request_of
from ..http_common import RpcCase


@tagged("post_install", "-at_install")
class TestDashboardLinks(KfzCase, RpcCase):
    """Dashboards are not published; links from before end with their maker and can be revoked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dashboard = cls.env["spreadsheet.dashboard"].with_user(cls.manager).search([], limit=1)
        cls.values = {"dashboard_id": cls.dashboard.id, "spreadsheet_data": "{}"}
        cls.share = cls.env["spreadsheet.dashboard.share"].with_user(cls.manager).sudo()
        cls.share = cls.share.create(cls.values).sudo(False)
        cls.admin = cls.env.ref("base.user_admin")

    def _call(self, user, method, *args):
        env = self.env(user=user.id, context={}, su=False)
        return request_of(env, "spreadsheet.dashboard.share", method, list(args), {})

    def test_nobody_makes_or_changes_a_public_link(self):
        for user in (self.employee, self.officer, self.manager, self.admin):
            for method, *args in (
                ("create", self.values),
                ("action_get_share_url", dict(self.values)),
                ("write", self.share.ids, {"spreadsheet_data": '{"a": 1}'}),
            ):
                with self.subTest(user=user.login, method=method), self.assertRaises(AccessError):
                    self._call(user, method, *args)

    @mute_logger("odoo.http")
    def test_a_link_ends_with_its_maker(self):
        pages = [
            f"/dashboard/{page}/{self.share.id}/{self.share.access_token}"
            for page in ("share", "data", "download")
        ]
        self.assertEqual(self.url_open(pages[0]).status_code, 200)
        self.assertTrue(self.share.kfz_is_open)
        self.manager.active = False
        for page in pages:
            self.assertEqual(self.url_open(page).status_code, 403, page)
        self.assertFalse(self.share.with_user(self.admin).kfz_is_open)

    def test_the_administrator_sees_and_revokes_it(self):
        self.assertFalse(self._call(self.officer, "search", []))
        with self.assertRaises(AccessError):
            self._call(self.officer, "action_kfz_revoke", self.share.ids)
        self.assertIn(self.share.id, self._call(self.admin, "search", []))
        self._call(self.admin, "action_kfz_revoke", self.share.ids)
        self.assertFalse(self.share.exists())
        action = self.env.ref("kfz_investment.spreadsheet_dashboard_share_action")
        menu = self.env.ref("kfz_investment.menu_kfz_dashboard_shares")
        self.assertEqual(menu.group_ids, self.env.ref("base.group_system"))
        self.assertEqual(menu.action, action)

    def test_the_page_offers_no_public_link(self):
        """In a browser, which also shows that the policy of pages lets a dashboard load."""
        self.browser_js(
            "/odoo/dashboards",
            code="""
                const wait = () => document.querySelector(".o_dashboard_star, .o_spreadsheet_dashboard_action canvas")
                    ? (document.querySelector(".fa-share-alt") ? console.error("share") : console.log("test successful"))
                    : setTimeout(wait, 100);
                wait();
            """,
            login=self.manager.login,
            timeout=60,
        )
