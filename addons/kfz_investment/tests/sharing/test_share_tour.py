from odoo.tests import HttpCase, tagged

from .share_common import ShareCase


@tagged("post_install", "-at_install")
class TestShareTour(HttpCase, ShareCase):
    """Sharing, answer, transfer and the thread back, by users of two zones in a real browser, in Chinese."""

    def test_share_answer_transfer_and_milestones_back(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        (self.manager | self.manager_b).write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
        lead = self._project(
            "negotiation",
            name="示例冷链项目",
            site_need="示例用地 30 亩",
            partner_id=self._enterprise("示例巡检供应链有限公司").id,
        )
        self._tour("kfz-projects", "kfz_pool_share_tour", "kfz_manager")
        self._tour("kfz-pool", "kfz_pool_answer_tour", "kfz_manager_b")
        self._tour("kfz-pool", "kfz_pool_accept_tour", "kfz_manager")
        self.assertEqual((lead.condition, lead.transferred_zone_id), ("transferred", self.zone_b))
        opened = self.env["crm.lead"].search([("origin_project_code", "=", lead.project_code)])
        self._tour("kfz-pool", "kfz_pool_split_tour", "kfz_manager")
        self._tour(
            "action-kfz_investment.kfz_benefit_split_action", "kfz_pool_agree_tour", "kfz_manager_b"
        )
        self._sign(opened)
        self._tour("kfz-projects", "kfz_pool_land_tour", "kfz_manager_b")
        self.assertEqual(opened.stage_id, self.stages["landed"])
        self._tour("kfz-pool", "kfz_pool_thread_tour", "kfz_manager")
        self._tour("kfz-credited", "kfz_credited_tour", "kfz_manager")

    def _tour(self, path, name, login):
        self.start_tour(f"/odoo/{path}", name, login=login, timeout=120)
        self.env.invalidate_all()

    def _sign(self, opened):
        """Enter the evidence, as the pipeline tour shows it; landing is left to the manager of zone B."""
        company = [(6, 0, opened.partner_id.ids)]
        landing = self._milestone_values(state="draft", project_company_ids=company)
        opened.write(
            {
                **self._evidence_values("signed", self.zone_b),
                "user_id": self.manager_b.id,
                "milestone_ids": [(0, 0, landing)],
            }
        )
        opened.stage_id = self.stages["signed"]
        self._commit()
