from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestImportTour(HttpCase):
    """The import page in a real browser."""

    def test_a_list_is_imported_by_hand(self):
        zone = self.env.ref("kfz_investment.zone_kcbz")
        self.env["res.lang"]._activate_lang("zh_CN")
        new_test_user(
            self.env,
            login="kfz_import_tour",
            groups="kfz_investment.group_kfz_officer",
            lang="zh_CN",
            company_id=zone.id,
            company_ids=[(6, 0, zone.ids)],
        )
        self.start_tour(
            "/odoo/action-kfz_investment.kfz_import_action",
            "kfz_import_tour",
            login="kfz_import_tour",
            timeout=120,
        )
        partner = self.env["res.partner"].search([("name", "=", "昆明示例导入一有限公司")])
        self.assertEqual((partner.company_id, partner.registered_capital), (zone, 1_000_000))
