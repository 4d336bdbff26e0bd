from odoo.tests import tagged

from ..common import KfzCase
from ..http_common import RpcCase


@tagged("post_install", "-at_install")
class TestSessionInfo(KfzCase, RpcCase):
    def test_the_switch_of_zones_names_them_as_pages_do(self):
        self.zone_a.with_context(lang="zh_CN").zone_short_name = "示例甲区"
        self.manager_all.lang = "zh_CN"
        info = self._session(self.manager_all)("/web/session/get_session_info", {})
        companies = info["user_companies"]["allowed_companies"]
        self.assertEqual(companies[str(self.zone_a.id)]["name"], "示例甲区")
        self.assertEqual(set(companies), {str(zone.id) for zone in self.manager_all.company_ids})
