from odoo.tests import HttpCase, tagged

from .first_contact_common import FirstContactCase


@tagged("post_install", "-at_install")
class TestFirstContactTour(HttpCase, FirstContactCase):
    """Zone B meets an enterprise that zone A holds, asks for joint promotion, and A accepts: in a real browser, in Chinese."""

    def test_notice_request_and_answer(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        (self.manager | self.manager_b).write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
        self.zone_a.kfz_first_contact_desk = "示例合作处 0871-65550000"
        self._claimed("昆明示例锦程国际冷链物流有限公司", days_ago=40, code=False)
        self.env["crm.lead"].with_user(self.manager_b).create(
            {
                "name": "示例冷链项目",
                "is_promotion": True,
                "company_id": self.zone_b.id,
                "user_id": self.manager_b.id,
                "partner_id": self._enterprise("示例锦程冷链物流", self.zone_b).id,
            }
        )
        self.start_tour(
            "/odoo/kfz-projects", "kfz_first_contact_ask_tour", login="kfz_manager_b", timeout=120
        )
        self.start_tour(
            "/odoo/kfz-first-contact-requests",
            "kfz_first_contact_answer_tour",
            login="kfz_manager",
            timeout=120,
        )
        self.start_tour(
            "/odoo/kfz-projects",
            "kfz_first_contact_accepted_tour",
            login="kfz_manager_b",
            timeout=120,
        )
        self.env.invalidate_all()
        request = self.env["kfz.first.contact.request"].search([])
        self.assertEqual(
            (request.state, request.holder_id, request.answer_desk),
            ("accepted", self.zone_a, self.zone_a.kfz_first_contact_desk),
        )
