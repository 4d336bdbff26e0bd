from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestTours(HttpCase):
    """The product in a real browser, in Chinese. A skipped tour counts as a failure (./kfz test)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.zone = cls.env.ref("kfz_investment.zone_kcbz")
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.user = new_test_user(
            cls.env,
            login="kfz_tour_officer",
            name="示例专员",
            lang="zh_CN",
            tz="Asia/Shanghai",
            groups="kfz_investment.group_kfz_officer",
            company_id=cls.zone.id,
            company_ids=[(6, 0, cls.zone.ids)],
        )
        cls.env["res.partner"].create(
            {
                "name": "示例巡检供应链有限公司",
                "is_company": True,
                "is_enterprise": True,
                "company_id": cls.zone.id,
            }
        )

    def test_pipeline(self):
        self.start_tour(
            "/odoo/kfz-projects", "kfz_pipeline_tour", login="kfz_tour_officer", timeout=120
        )
        project = self.env["crm.lead"].search([("name", "=", "示例巡检项目")])
        self.assertEqual(project.expected_revenue, 120_000_000)
        self.assertEqual(
            project.transition_ids.sorted("id").mapped("milestone"), ["lead", "negotiation", "lead"]
        )
