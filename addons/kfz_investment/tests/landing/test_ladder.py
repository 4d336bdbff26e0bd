import psycopg2
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .ladder_common import LadderCase


@tagged("post_install", "-at_install")
class TestLadder(LadderCase):
    """One row per step; what follows milestones follows them, the rest is entered with a date that can be true."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("signed", user=cls.officer)

    def _recognise(self, milestone, **values):
        record = self.env["kfz.milestone"].create(
            {
                **self._milestone_values(milestone, **values),
                "state": "draft",
                "lead_id": self.project.id,
                "project_company_ids": [(4, self.project.partner_id.id)],
            }
        )
        record.with_user(self.manager).action_recognise()
        return record

    def test_a_step_is_done_with_its_recognised_milestone_and_open_again_when_that_is_reversed(
        self,
    ):
        step = self._step(self.project, "construction", days=-20)
        registered = self._step(self.project, "registration", days=-30)
        self.assertEqual(step.state, "late")
        self._recognise("landed", registered_on=self._days_ago(25))
        milestone = self._recognise("construction", effective_date=self._days_ago(9))
        self.assertEqual((step.done_on, step.state), (self._days_ago(9), "done"))
        self.assertEqual(registered.done_on, self._days_ago(25))
        milestone.with_user(self.manager)._kfz_reverse("示例")
        self.assertEqual((step.done_on, step.state), (False, "late"))

    def test_a_corrected_milestone_moves_the_date_of_the_step(self):
        self._recognise("landed")
        milestone = self._recognise("construction", effective_date=self._days_ago(9))
        step = self._step(self.project, "construction")
        self.assertEqual(step.done_on, self._days_ago(9), "recognised before the ladder was there")
        milestone.with_user(self.manager)._kfz_reverse(
            "示例", {"effective_date": self._days_ago(7)}
        )
        self.assertEqual(step.done_on, self._days_ago(7))

    def test_the_date_of_a_milestone_is_not_entered(self):
        step = self._step(self.project, "production").with_user(self.officer)
        with self.assertRaisesRegex(ValidationError, "Recognise the milestone"):
            step.done_on = self.today
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self._step(self.project, "construction", done_on=self.today)

    def test_other_steps_are_done_on_a_day_between_the_first_record_and_today(self):
        step = self._step(self.project).with_user(self.officer)
        with self.assertRaisesRegex(ValidationError, "in the future"):
            step.done_on = self._in_days(1)
        with self.assertRaisesRegex(ValidationError, "first record"):
            step.done_on = self._days_ago(31)
        step.done_on = self._days_ago(30)
        self.assertEqual(step.state, "done")

    def test_a_project_has_each_step_once(self):
        self._step(self.project)
        with (
            self.assertRaises(psycopg2.errors.UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self._step(self.project)

    def test_a_step_is_not_needed_only_with_a_reason(self):
        step = self._step(self.project, days=-3)
        self.assertEqual(step.state, "late")
        step.not_needed_reason = "示例"
        self.assertEqual(step.state, "not_needed")
        step.not_needed_reason = False
        self.assertEqual(step.state, "late")

    def test_each_state_finds_what_it_says(self):
        steps = {
            "undated": self._step(self.project, "site"),
            "planned": self._step(self.project, "equipment", days=31),
            "due": self._step(self.project, "customs", days=30),
            "late": self._step(self.project, "first_business", days=-1),
            "not_needed": self._step(self.project, "production", not_needed_reason="示例"),
        }
        for state, step in steps.items():
            self.assertEqual(step.state, state)
            found = self.env["kfz.ladder.step"].search(
                [("lead_id", "=", self.project.id), ("state", "=", state)]
            )
            self.assertEqual(found, step, state)
        steps["late"].done_on = self.today
        self.assertIn(
            steps["late"], self.env["kfz.ladder.step"].search([("state", "in", ["done", "late"])])
        )

    def test_lateness_is_said_in_words(self):
        step = self._step(self.project, days=-3)
        self.assertEqual(step.late_text, "Late by 3 days")
        step.done_on = self._days_ago(1)
        self.assertEqual(step.late_text, "Done 2 days after the plan")
        self.assertEqual(self.project.with_user(self.officer).ladder_text, "1 of 1 done")

    def test_unit_person_and_contact_are_what_they_should_be(self):
        unit = self._official("示例科室", is_unit=True)
        step = self._step(self.project, unit_id=unit.id)
        for values in (
            {"unit_id": self._official().id},
            {"official_id": unit.id},
            {"contact_id": self._enterprise("另一示例企业").id},
        ):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                step.write(values)
        contact = self.env["res.partner"].create(
            {
                "name": "示例联系人",
                "parent_id": self.project.partner_id.id,
                "company_id": self.zone_a.id,
            }
        )
        step.contact_id = contact

    def test_a_copied_project_has_no_ladder_and_a_step_stays_with_its_project(self):
        step = self._step(self.project)
        self.assertFalse(self.project.copy().ladder_step_ids)
        other = self._project("signed", user=self.officer)
        with self.assertRaises(UserError):
            step.with_user(self.officer).lead_id = other

    def test_steps_of_merged_projects_move_unless_the_ladder_has_them(self):
        other = self._project("negotiation", user=self.officer, name="示例项目二")
        kept, moved = self._step(self.project, days=3), self._step(other, "site", days=5)
        other.interaction_ids.date = self._days_ago(99)
        moved.done_on = self._days_ago(90)
        doubled = self._step(other, "customs", days=9)
        head = (self.project | other).with_user(self.manager)._merge_opportunity()
        self.assertEqual(head, self.project)
        self.assertEqual(self.project.ladder_step_ids, kept | moved)
        self.assertEqual(doubled.lead_id, other)

    def test_the_timeline_shows_what_is_planned_and_what_was_done(self):
        self._step(self.project, "customs", days=5)
        self._step(self.project, "site", done_on=self._days_ago(3))
        rows = self.project.with_user(self.officer).action_timeline()["rows"]
        found = {
            (row["title"], row["planned"], row["date"]) for row in rows if row["kind"] == "ladder"
        }
        self.assertEqual(
            found,
            {
                ("Customs filing", True, str(self._in_days(5))),
                ("Lease or land", False, str(self._days_ago(3))),
            },
        )

    def test_a_page_draws_the_ladder_with_the_readers_rights(self):
        self._step(self.project, "site", days=-3)
        drawn = self.project.with_user(self.officer).action_ladder()
        self.assertEqual([row["late"] for row in drawn["rows"]], ["Late by 3 days"])
        self.assertTrue(drawn["set_up"])
        with self.assertRaises(AccessError):
            self.project.with_user(self.official).action_ladder()

    def test_people_of_a_new_step_are_those_of_the_zone_of_its_project(self):
        for context in ({"default_lead_id": self.project.id}, {}):
            Step = self.env["kfz.ladder.step"].with_user(self.officer).with_context(**context)
            form = Form(Step)
            if not context:
                form.lead_id = self.project
            self.assertEqual(form.company_id, self.zone_a)

    def test_a_step_leads_to_the_milestones_of_its_project(self):
        action = self._step(self.project).with_user(self.officer).action_open_milestones()
        self.assertEqual((action["res_model"], action["res_id"]), ("crm.lead", self.project.id))
        self.assertEqual(action["context"]["kfz_tab"], "milestones")
