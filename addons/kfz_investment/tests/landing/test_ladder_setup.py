import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .ladder_common import LadderCase


@tagged("post_install", "-at_install")
class TestLadderSetup(LadderCase):
    """A template proposes dates from the signing, people from the assignments; what is there is never overwritten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._project("signed", user=cls.officer)
        cls.unit = cls._official("示例科室", is_unit=True)
        cls.env["kfz.assignment"].create(
            {"lead_id": cls.project.id, "official_id": cls.unit.id, "role": "responsible_unit"}
        )

    def _window(self, user=None, lead=None):
        lead = (lead or self.project).with_user(user or self.officer)
        action = lead.action_set_up_ladder()
        return Form(
            self.env[action["res_model"]]
            .with_user(user or self.officer)
            .with_context(action["context"])
        )

    def test_the_template_of_the_entry_type_proposes_dates_from_the_signing(self):
        window = self._window()
        self.assertEqual(
            window.template_id, self.env.ref("kfz_investment.ladder_template_processing")
        )
        self.assertEqual(window.start_on, self.project.signed_date)
        window.save().action_apply()
        steps = {step.step: step for step in self.project.ladder_step_ids}
        self.assertEqual(len(steps), 8)
        signed = self.project.signed_date
        self.assertEqual(steps["customs"].planned_on, signed + datetime.timedelta(days=45))
        self.assertEqual(steps["customs"].official_id, self.project.account_manager_id)
        self.assertEqual((steps["site"].unit_id, steps["site"].official_id.id), (self.unit, False))
        self.assertFalse(any(self.project.ladder_step_ids.mapped("is_green")))

    def test_what_is_on_the_ladder_stays_as_it_is(self):
        step = self._step(self.project, days=99, note="示例")
        self._window().save().action_apply()
        self.assertEqual((step.planned_on, step.note), (self._in_days(99), "示例"))
        self.assertEqual(len(self.project.ladder_step_ids), 8)
        with self.assertRaisesRegex(UserError, "no step to enter"):
            self._window().save().action_apply()

    def test_a_date_is_changed_before_it_is_entered_without_a_reason(self):
        window = self._window()
        with window.line_ids.edit(0) as line:
            line.planned_on = self._in_days(77)
        window.line_ids.remove(1)
        window.save().action_apply()
        first = self.project.ladder_step_ids.filtered(lambda step: step.step == "registration")
        self.assertEqual((first.planned_on, first.move_count), (self._in_days(77), 0))
        self.assertEqual(len(self.project.ladder_step_ids), 7)

    def test_the_green_channel_of_a_major_project_counts_working_days(self):
        self.env["kfz.assignment"].create(
            {"lead_id": self.project.id, "official_id": self._official().id}
        )
        self.project.is_major_flagged = True
        window = self._window()
        self.assertTrue(window.template_id.is_green)
        window.start_on = datetime.date(2026, 9, 29)
        window.save().action_apply()
        steps = {step.step: step for step in self.project.ladder_step_ids}
        # three working days over the holiday: 30 September, 8 and 9 October; the 10th, a Saturday, is worked
        self.assertEqual(steps["registration"].planned_on, datetime.date(2026, 10, 9))
        self.assertEqual(steps["customs"].planned_on, datetime.date(2026, 10, 29))
        self.assertTrue(steps["registration"].is_green)
        self.assertFalse(steps["construction"].is_green)

    def test_a_date_in_a_year_without_a_notice_says_so(self):
        step = self._step(self.project, "equipment")
        step.sudo().write({"is_green": True, "planned_on": datetime.date(2099, 3, 2)})
        self.assertIn("provisional", step.calendar_text)

    def test_a_zones_own_template_comes_first_while_it_is_valid(self):
        own = self.env["kfz.ladder.template"].create(
            {
                "name": "示例模板",
                "company_id": self.zone_a.id,
                "line_ids": [(0, 0, {"step": "customs", "number": 3})],
            }
        )
        self.assertEqual(self._window().template_id, own)
        own.valid_to = self._days_ago(1)
        self.assertNotEqual(self._window().template_id, own)

    def test_the_account_manager_is_the_one_on_record_else_the_official_behind_the_user(self):
        behind = self._official("示例专员", user_id=self.officer.id)
        self._official("示例科室二", is_unit=True, user_id=self.officer.id)
        managed = self._project("signed", user=self.officer)
        managed.assignment_ids.filtered(lambda each: each.role == "account_manager").unlink()
        self.assertEqual(managed._kfz_ladder_people()["account_manager"][1], behind)
        record = self._official("示例专员乙", unit_id=self.unit.id)
        managed._kfz_hand_over("account_manager", record)
        self.assertEqual(managed._kfz_ladder_people()["account_manager"], (self.unit, record))
        # nobody answers who handed it over today
        managed._kfz_hand_over("account_manager", behind)
        self.assertEqual(managed._kfz_ladder_people()["account_manager"][1], behind)

    def test_the_ladder_is_set_up_by_who_works_on_a_project_that_goes_on(self):
        for user in (self.officer2, self.official, self.joint):
            with self.assertRaises(AccessError):
                self.project.with_user(user).action_set_up_ladder()
        early = self._project("negotiation", user=self.officer)
        with self.assertRaisesRegex(UserError, "in review or signed"):
            early.with_user(self.officer).action_set_up_ladder()
        self.assertTrue(early.with_user(self.officer).action_ladder()["is_early"])
        self.assertFalse(self.project.with_user(self.officer).action_ladder()["is_early"])
