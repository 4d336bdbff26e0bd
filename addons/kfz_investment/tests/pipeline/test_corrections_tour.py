from odoo.tests import HttpCase, tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestCorrectionsTour(HttpCase, KfzCase):
    """What counts is corrected on the project's page, in a real browser."""

    def test_the_manager_corrects_what_counts(self):
        self.manager.lang = "en_US"
        lead = self._project(
            "landed",
            name="示例更正项目",
            capital_ids=[(0, 0, {"amount": 300, "received_on": self._days_ago(5)})],
        )
        company = self._enterprise("示例公司甲")
        self.start_tour(
            "/odoo/kfz-projects", "kfz_corrections_tour", login="kfz_manager", timeout=120
        )
        lead.invalidate_recordset()
        self.assertEqual((lead.signed_amount, lead.capital_in_place), (2_000_000, 0))
        self.assertEqual(lead.project_company_ids, lead.partner_id | company)
        self.assertEqual(len(lead.correction_ids), 5)
