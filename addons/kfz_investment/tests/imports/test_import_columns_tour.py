from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestImportColumnsTour(HttpCase):
    """The columns of a workbook in a real browser."""

    def test_ten_unknown_headings_take_one_choice_each_and_none_the_second_time(self):
        zone = self.env.ref("kfz_investment.zone_kcbz")
        self.env["res.lang"]._activate_lang("zh_CN")
        new_test_user(
            self.env,
            login="kfz_columns_tour",
            groups="kfz_investment.group_kfz_manager",
            lang="zh_CN",
            company_id=zone.id,
            company_ids=[(6, 0, zone.ids)],
        )
        self.start_tour(
            "/odoo/action-kfz_investment.kfz_import_project_action",
            "kfz_import_columns_tour",
            login="kfz_columns_tour",
            timeout=120,
        )
        projects = self.env["crm.lead"].search([("name", "like", "示例列项目")], order="name")
        self.assertEqual(
            [
                (lead.name[-1], lead.company_id, lead.stage_id.milestone, lead.expected_revenue)
                for lead in projects.sorted("id")
            ],
            [
                ("一", zone, "signed", 120_000_000),
                ("二", zone, "negotiation", 50_000_000),
                ("三", zone, "signed", 80_000_000),
            ],
        )
        first = projects.filtered(lambda lead: lead.name.endswith("一"))
        self.assertEqual((str(first.signed_date), first.signed_amount), ("2026-03-05", 110_000_000))
        self.assertEqual(first.partner_id.name, "昆明示例列一有限公司")
        self.assertEqual(first.lead_official_id.name, "示例领导甲")
        self.assertEqual(first.account_manager_id.name, "示例专员甲")
        remembered = self.env["kfz.import.alias"].search([("layout", "!=", False)])
        self.assertEqual((len(remembered), remembered.company_id), (10, zone))
