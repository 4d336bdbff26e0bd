from odoo.tests import tagged

from .light_common import LightCase


@tagged("post_install", "-at_install")
class TestLightPages(LightCase):
    """Pages of lights open for their roles, and lead to what mends a light."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._on("step_late", "stale")
        cls._step(-3)
        cls.env.cr.flush()

    def test_the_page_of_lights_lists_what_is_amber_or_red(self):
        action = self.env.ref("kfz_investment.kfz_light_action")
        domain = self.env["ir.actions.act_window"]._for_xml_id("kfz_investment.kfz_light_action")[
            "domain"
        ]
        self.assertIn("amber", domain)
        found = (
            self.env["crm.lead"]
            .with_user(self.official)
            .search([("is_promotion", "=", True), ("light", "in", ("amber", "red"))])
        )
        self.assertEqual(found, self.project)
        self.assertEqual(action.view_mode, "list,kanban,form,pivot")

    def test_views_say_the_light_by_a_widget_with_word_and_shape(self):
        Lead = self.env["crm.lead"].with_user(self.officer)
        for name, kind in (
            ("crm_lead_view_form_kfz", "form"),
            ("crm_lead_view_list_kfz", "list"),
            ("crm_lead_view_kanban_mine_kfz", "kanban"),
        ):
            arch = Lead.get_view(self.env.ref(f"kfz_investment.{name}").id, kind)["arch"]
            with self.subTest(view=name):
                self.assertIn('widget="kfz_light"', arch)

    def test_a_light_leads_to_what_mends_it(self):
        lead = self.project.with_user(self.officer)
        self.assertEqual(lead.action_mend_progress()["res_model"], "kfz.ladder.step")
        self._night(self._in_days(40))
        self.assertEqual(self.project.light_record, "amber")
        self.assertEqual(lead.action_mend_record()["res_model"], "kfz.interaction")
        self.assertEqual(lead.action_open_light_changes()["res_model"], "kfz.light.change")
        issues = lead.action_open_light_issues()
        self.assertEqual(issues["res_model"], "kfz.issue")

    def test_projects_can_be_searched_by_light(self):
        Lead = self.env["crm.lead"].with_user(self.officer)
        self.assertIn(self.project, Lead.search([("light", "=", "amber")]))
        self.assertNotIn(self.project, Lead.search([("light", "=", False)]))
        self.assertNotIn(
            self.project,
            Lead.search([("asks_light_reason", "=", False)])
            & Lead.search([("asks_light_reason", "=", True)]),
        )
