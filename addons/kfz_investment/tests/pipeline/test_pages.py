from lxml import etree
from odoo.exceptions import ValidationError
from odoo.modules.module import load_script
from odoo.tests import Form, tagged

from ..common import KfzCase

SCRIPT = "kfz_investment/migrations/19.0.1.5.0/post-areas.py"


@tagged("post_install", "-at_install")
class TestEntryTypes(KfzCase):
    """Officers read what an entry type means where they choose one."""

    def test_a_type_is_found_by_what_goes_in_and_out(self):
        Types = self.env["kfz.entry.type"].with_user(self.officer)
        found = [identifier for identifier, _name in Types.name_search("taxed as they are")]
        self.assertIn(self.env.ref("kfz_investment.entry_type_p4").id, found)
        self.assertNotIn(self.entry_type.id, found)

    def test_the_choices_show_materials_and_goods(self):
        entry = self.entry_type.with_user(self.officer)
        self.assertEqual(entry.display_name, entry.name)
        choice = entry.with_context(formatted_display_name=True)
        self.assertEqual(choice.display_name, f"{entry.name}\t--{entry.flow}--")

    def test_the_project_says_what_the_chosen_type_gains(self):
        project = self._project("lead", user=self.officer).with_user(self.officer)
        with Form(project, view="kfz_investment.crm_lead_view_form_kfz") as form:
            form.entry_type_id = self.entry_type
            self.assertEqual(form.entry_type_advantage, self.entry_type.advantage)
            self.assertEqual(form.entry_type_flow, self.entry_type.flow)

    def test_the_source_names_the_place_in_the_plan(self):
        self.assertRegex(self.entry_type.source, r"annex 7, section 2, Bonded processing, no\. 1$")

    def test_the_agreements_of_all_projects_open_with_those_in_force_by_kind(self):
        """Framework and formal agreements of a project are one investment, so no total adds them up."""
        action = self.env.ref("kfz_investment.kfz_agreement_action")
        self.assertIn("search_default_in_force", action.context)
        self.assertIn("search_default_group_kind", action.context)
        self.assertNotIn("sum=", self.env.ref("kfz_investment.kfz_agreement_view_list").arch)

    def test_officers_find_the_list(self):
        menus = self.env["ir.ui.menu"].with_user(self.officer)._visible_menu_ids()
        for name in ("menu_kfz_entry_types", "menu_kfz_officials"):
            self.assertIn(self.env.ref(f"kfz_investment.{name}").id, menus)


@tagged("post_install", "-at_install")
class TestPeopleAndAreas(KfzCase):
    """The pages of officials, units and areas."""

    def _official(self, name, **values):
        return self.env["kfz.official"].create(
            {"name": name, "company_id": self.zone_a.id, **values}
        )

    def test_an_official_shows_present_and_past_assignments(self):
        official = self._official("示例委员")
        projects = [self._project("lead", user=self.officer, name=f"示例{n}") for n in range(2)]
        role = {"official_id": official.id, "role": "task_force_member"}
        projects[0].assignment_ids = [(0, 0, role)]
        days = {"date_from": self._days_ago(9), "date_to": self._days_ago(1)}
        projects[1].assignment_ids = [(0, 0, {**role, **days})]
        shown = official.with_user(self.officer)
        self.assertEqual(shown.current_assignment_ids.lead_id, projects[0])
        self.assertEqual(shown.past_assignment_ids.lead_id, projects[1])

    def test_it_names_no_project_that_the_reader_does_not_read(self):
        official = self._official("示例委员")
        project = self._project("lead", user=self.officer2)
        project.assignment_ids = [(0, 0, {"official_id": official.id, "role": "task_force_member"})]
        self.assertFalse(official.with_user(self.officer).current_assignment_ids)
        self.assertTrue(official.with_user(self.manager).current_assignment_ids)

    def test_a_person_belongs_to_a_unit(self):
        unit = self._official("示例招商局", is_unit=True)
        person = self._official("示例局长", unit_id=unit.id, phone="0871-0000000")
        self.assertEqual(unit.member_ids, person)
        for values in ({"unit_id": person.id}, {"unit_id": unit.id, "is_unit": True}):
            with self.subTest(values=values), self.assertRaisesRegex(ValidationError, "to none"):
                self._official("示例另一", **values)
        with self.assertRaisesRegex(ValidationError, "示例局长"), self.cr.savepoint():
            unit.is_unit = False
        self.assertTrue(unit.is_unit)

    def test_the_areas_tell_what_the_plan_says_of_them(self):
        self.assertIn("95,655.9 m²", self.area.facts)
        self.assertIn("4 (3) 2", self.area.source)
        project = self._project("lead", user=self.officer, area_id=self.area.id)
        area = self.area.with_user(self.officer)
        self.assertGreaterEqual(area.project_count, 1)
        found = self.env["crm.lead"].search(area.action_open_projects()["domain"])
        self.assertIn(project, found)
        # counted for who reads projects, and no reason to fail for the others
        self.assertEqual(self.area.with_user(self.joint).project_count, 0)

    def test_an_existing_database_gets_the_facts_and_keeps_its_own(self):
        other = self.env.ref("kfz_investment.area_etdz")
        self.area.write({"facts": False, "source": False})
        other.facts = "示例自写"
        load_script(SCRIPT, "post_areas").migrate(self.cr, "19.0.1.4.0")
        self.assertIn("95,655.9 m²", self.area.facts)
        self.assertEqual(other.facts, "示例自写")

    def test_each_has_pages_of_its_own(self):
        for model, types in (
            ("kfz.official", ("list", "kanban", "form", "search")),
            ("kfz.area", ("list", "form", "search")),
            ("kfz.entry.type", ("list", "kanban", "form", "search")),
        ):
            for kind in types:
                with self.subTest(model=model, kind=kind):
                    answer = self.env[model].with_user(self.manager).get_view(view_type=kind)
                    self.assertTrue(answer["id"])
                    self.assertEqual(etree.fromstring(answer["arch"]).tag, kind)
