from odoo.tests import HttpCase, tagged

from .share_common import ShareCase


@tagged("post_install", "-at_install")
class TestShareTour(HttpCase, ShareCase):
    """Sharing, answer, transfer and the thread back, by the people of two zones in a real browser, in Chinese."""

    def test_share_answer_transfer_and_milestones_back(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        (self.manager | self.manager_b).write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
        lead = self._project(
            "negotiation",
            name="示例冷链项目",
            site_need="示例用地 30 亩",
            partner_id=self._enterprise("示例巡检供应链有限公司").id,
        )
        self.start_tour(
            "/odoo/kfz-projects", "kfz_pool_share_tour", login="kfz_manager", timeout=120
        )
        self.start_tour(
            "/odoo/kfz-pool", "kfz_pool_answer_tour", login="kfz_manager_b", timeout=120
        )
        self.start_tour("/odoo/kfz-pool", "kfz_pool_accept_tour", login="kfz_manager", timeout=120)
        self.env.invalidate_all()
        self.assertEqual((lead.condition, lead.transferred_zone_id), ("transferred", self.zone_b))
        opened = self.env["crm.lead"].search([("origin_project_code", "=", lead.project_code)])
        self.start_tour("/odoo/kfz-pool", "kfz_pool_split_tour", login="kfz_manager", timeout=120)
        self.start_tour(
            "/odoo/action-kfz_investment.kfz_benefit_split_action",
            "kfz_pool_agree_tour",
            login="kfz_manager_b",
            timeout=120,
        )
        self.env.invalidate_all()
        # entering the evidence is what the pipeline tour shows; the landing itself is the manager's act below
        opened.write(
            {
                **self._evidence_values("signed", self.zone_b),
                "user_id": self.manager_b.id,
                "milestone_ids": [(0, 0, self._milestone_values(state="draft"))],
            }
        )
        opened.stage_id = self.stages["signed"]
        self._commit()
        self.start_tour(
            "/odoo/kfz-projects", "kfz_pool_land_tour", login="kfz_manager_b", timeout=120
        )
        self.env.invalidate_all()
        self.assertEqual(opened.stage_id, self.stages["landed"])
        self.start_tour("/odoo/kfz-pool", "kfz_pool_thread_tour", login="kfz_manager", timeout=120)
        self.start_tour("/odoo/kfz-credited", "kfz_credited_tour", login="kfz_manager", timeout=120)
