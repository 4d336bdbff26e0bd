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
        issues = lead.action_open_issues()
        self.assertEqual(issues["res_model"], "kfz.issue")

    def test_lights_come_red_amber_green_in_lists_groups_and_figures(self):
        leads = self.env["crm.lead"].union(*(self._project(user=self.officer) for _n in range(3)))
        none = self._project(user=self.officer)
        self.env.cr.flush()
        self.env.flush_all()
        lights = (*zip(leads.ids, ("green", "red", "amber"), strict=True), (none.id, None))
        for ident, light in lights:
            self.env.cr.execute(
                "UPDATE crm_lead SET light = %s, light_record = %s WHERE id = %s",
                [light, light, ident],
            )
        self.env.invalidate_all()
        green, red, amber = leads
        Lead = self.env["crm.lead"].with_user(self.officer)
        ours = [("id", "in", (leads | none).ids)]
        self.assertEqual(Lead.search(ours, order="light, id"), red | amber | green | none)
        self.assertEqual(
            Lead.search(ours, order="light_record desc, id"), none | green | amber | red
        )
        words = ["red", "amber", "green"]
        for name in ("light", "light_record"):
            with self.subTest(field=name):
                groups = Lead._read_group(ours, [name], ["__count"])
                self.assertEqual([each[0] for each in groups], [*words, False])
        by_stage = Lead._read_group(ours, ["stage_id", "light"], ["__count"])
        self.assertEqual([light for _stage, light, _count in by_stage], [*words, False])
        Zone = self.env["kfz.zone.light"].with_user(self.manager)
        figures = Zone._read_group([("kind", "=", "record")], ["light"], ["project_count:sum"])
        self.assertEqual([each[0] for each in figures], words)
        pivot = Zone.formatted_read_grouping_sets(
            [("kind", "=", "record")], [[], ["light"]], ["project_count:sum"]
        )
        self.assertEqual([each["light"] for each in pivot[1]], words)

    def test_projects_can_be_searched_by_light(self):
        Lead = self.env["crm.lead"].with_user(self.officer)
        self.assertIn(self.project, Lead.search([("light", "=", "amber")]))
        self.assertNotIn(self.project, Lead.search([("light", "=", False)]))
        self.assertNotIn(
            self.project,
            Lead.search([("asks_light_reason", "=", False)])
            & Lead.search([("asks_light_reason", "=", True)]),
        )
