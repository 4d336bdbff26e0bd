import datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.http import serialize_exception
from odoo.tests import Form, tagged

from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestGates(KfzCase):
    """A project enters a stage, and stays beyond it, only with what the stage's gate requires."""

    def test_a_full_project_goes_through_all_stages(self):
        project = self._project("full_production")
        self.assertEqual(project.stage_id, self.stages["full_production"])
        self.assertEqual(project.type, "opportunity")

    def test_refusal_names_every_missing_thing_and_changes_nothing(self):
        project = self._project("lead", partner_id=False)
        with self.assertRaises(ValidationError) as refusal:
            project.stage_id = self.stages["review"]
        # the browser finds the title of its window by this name
        self.assertEqual(
            serialize_exception(refusal.exception)["name"],
            "odoo.addons.kfz_investment.models.pipeline.crm_lead_stage.MoveRefused",
        )
        text = str(refusal.exception)
        for word in (
            "Enterprise",
            "Industry",
            "Planned investment",
            "Account manager",
            "visit or meeting",
            "Function of the zone",
            "Entry type",
            "Area",
            "Site need",
        ):
            self.assertIn(word, text)
        project.invalidate_recordset()

    def test_refusal_speaks_the_language_of_the_user(self):
        project = self._project("lead")
        self.env.user.lang = "zh_CN"
        with self.assertRaises(ValidationError) as refusal:
            project.with_context(lang="zh_CN").stage_id = self.stages["negotiation"]
        self.assertIn("洽谈", str(refusal.exception))
        self.assertNotIn("Still missing", str(refusal.exception))

    def test_unknown_investment_is_an_answer_and_zero_is_not(self):
        project = self._project("negotiation")
        with self.assertRaises(ValidationError):
            project.expected_revenue = 0
        project.write({"expected_revenue": 0, "investment_unknown": True})

    def test_evidence_that_a_gate_needed_cannot_be_removed(self):
        project = self._project("signed")
        for change in (
            lambda: project.write({"partner_id": False}),
            lambda: project.write({"site_need": "  "}),
            lambda: project.interaction_ids.unlink(),
            lambda: project.agreement_ids.write({"state": "draft"}),
            lambda: project.agreement_ids._kfz_terminate("示例"),
            lambda: project.agreement_ids.write({"attachment_ids": [(5,)]}),
            lambda: (
                project.assignment_ids.action_end()
                or project.assignment_ids.write(
                    {"date_from": self._days_ago(9), "date_to": self._days_ago(2)}
                )
            ),
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                change()
        # the system neither: the database would refuse it
        with self.assertRaisesRegex(UserError, "counts and cannot be deleted"):
            project.agreement_ids.unlink()

    def test_area_is_asked_only_where_the_zone_has_areas(self):
        project = self._project("review", zone=self.zone_b)
        self.assertFalse(project.area_id)
        with self.assertRaises(ValidationError):
            self._project("review", area_id=False)

    def test_a_major_project_needs_a_lead_official(self):
        with self.assertRaises(ValidationError) as refusal:
            self._project("review", expected_revenue=self.zone_a.kfz_major_threshold)
        self.assertIn("Lead official", str(refusal.exception))
        project = self._project("negotiation", expected_revenue=self.zone_a.kfz_major_threshold)
        project.assignment_ids = [
            (0, 0, {"official_id": self._official().id, "role": "lead_official"})
        ]
        project.write(
            self._evidence_values("review", self.zone_a)
            | {
                "assignment_ids": [],
                "interaction_ids": [],
                "stage_id": self.stages["review"].id,
                "expected_revenue": self.zone_a.kfz_major_threshold,
            }
        )
        self.assertTrue(project.is_major)

    # every way in

    def test_gate_holds_for_the_form(self):
        project = self._project("lead", user=self.officer).with_user(self.officer)
        with (
            self.assertRaises(ValidationError),
            Form(project, "kfz_investment.crm_lead_view_form_kfz") as form,
        ):
            form.stage_id = self.stages["review"]

    def test_gate_holds_for_create(self):
        with self.assertRaises(ValidationError):
            self.env["crm.lead"].create(
                {
                    "name": "示例",
                    "is_promotion": True,
                    "company_id": self.zone_a.id,
                    "stage_id": self.stages["signed"].id,
                }
            )

    def test_gate_holds_for_stock_import(self):
        result = (
            self.env["crm.lead"]
            .with_context(default_is_promotion=True, default_company_id=self.zone_a.id)
            .load(["name", "stage_id/.id"], [["示例导入项目", str(self.stages["signed"].id)]])
        )
        self.assertFalse(result["ids"])
        self.assertTrue(result["messages"])

    def test_gate_holds_for_the_won_button(self):
        project = self._project("negotiation")
        with self.assertRaises(ValidationError):
            project.action_set_won()

    def test_gate_holds_for_the_won_button_with_rainbow(self):
        project = self._project("negotiation")
        with self.assertRaises(ValidationError):
            project.action_set_won_rainbowman()

    def test_gate_holds_for_conversion(self):
        project = self._project("lead")
        project.convert_opportunity(project.partner_id, team_id=project.team_id.id)
        self.assertEqual(project.stage_id, self.stages["lead"])

    def test_gate_holds_for_a_team_change(self):
        project = self._project("negotiation")
        stock_team = self.env["crm.team"].create({"name": "Stock", "company_id": self.zone_a.id})
        stock_stage = self.env["crm.stage"].create(
            {"name": "Stock only", "team_ids": stock_team.ids, "sequence": 1}
        )
        project.team_id = stock_team
        self.assertEqual(project.stage_id, self.stages["negotiation"])
        with self.assertRaises(ValidationError):
            project.stage_id = stock_stage

    def test_a_project_has_a_stage(self):
        project = self._project("negotiation")
        for stage in (False, None):
            with self.assertRaisesRegex(ValidationError, "Choose a stage"), self.cr.savepoint():
                project.write({"stage_id": stage})

    def test_gate_holds_for_merging(self):
        first, second = self._project("negotiation"), self._project("lead")
        head = (first | second)._merge_opportunity()
        self.assertEqual(head.stage_id, self.stages["negotiation"])
        signed = self._project("signed")
        with self.assertRaises(UserError), self.cr.savepoint():
            (signed | self._project("landed"))._merge_opportunity()

    def test_gate_holds_for_restoring_a_lost_project(self):
        project = self._project("lead")
        project.action_set_lost(lost_reason_id=self.env.ref("kfz_investment.lost_reason_site").id)
        project.action_unarchive()
        self.assertEqual((project.condition, project.stage_id), ("ongoing", self.stages["lead"]))

    def test_a_stock_lead_is_never_stopped(self):
        team = self.env["crm.team"].create({"name": "Stock", "company_id": False})
        stages = self.env["crm.stage"].create(
            [{"name": name, "is_won": name == "Won"} for name in ("New", "Won")]
        )
        lead = self.env["crm.lead"].create(
            {"name": "Stock", "team_id": team.id, "stage_id": stages[0].id}
        )
        self.assertFalse(lead.is_promotion)
        lead.stage_id = stages[1]
        self.assertEqual(lead.won_status, "won")
        lead.team_id = False
        self.assertFalse(self.env["kfz.stage.transition"].search([("lead_id", "=", lead.id)]))

    def test_a_stock_lead_starts_in_a_stock_stage(self):
        lead = self.env["crm.lead"].create({"name": "Stock", "type": "opportunity"})
        self.assertFalse(lead.stage_id.milestone)

    # moving back, overrides, dates of rules

    def test_moving_back_needs_a_reason_that_is_kept_and_used_once(self):
        project = self._project("review")
        with self.assertRaises(ValidationError), self.cr.savepoint():
            project.stage_id = self.stages["negotiation"]
        project.write({"stage_id": self.stages["negotiation"].id, "move_reason": "示例原因"})
        self.assertEqual(project.transition_ids[0].reason, "示例原因")
        self.assertFalse(project.move_reason)
        with self.assertRaises(ValidationError):
            project.stage_id = self.stages["lead"]

    def test_move_wizard_moves_back_with_its_reason(self):
        project = self._project("review", user=self.officer).with_user(self.officer)
        wizard = (
            self.env["kfz.lead.move"]
            .with_user(self.officer)
            .with_context(default_lead_id=project.id)
            .create({"reason": "示例原因"})
        )
        self.assertEqual(wizard.stage_id, self.stages["negotiation"])
        wizard.action_apply()
        self.assertEqual(project.stage_id, self.stages["negotiation"])

    def test_a_manager_opens_a_gate_with_a_reason_that_is_logged(self):
        project = self._project("lead")
        wizard = (
            self.env["kfz.lead.move"]
            .with_user(self.manager)
            .with_context(default_lead_id=project.id, default_is_override=True)
            .create({"reason": "示例急件"})
        )
        wizard.action_apply()
        self.assertEqual(project.stage_id, self.stages["negotiation"])
        self.assertEqual(project.gate_override_ids.user_id, self.manager)
        self.assertIn("示例急件", project.message_ids[0].body + project.message_ids[1].body)

    def test_an_officer_opens_no_gate(self):
        project = self._project("lead", user=self.officer)
        with self.assertRaises(AccessError):
            self.env["kfz.gate.override"].with_user(self.officer).create(
                {"lead_id": project.id, "stage_id": self.stages["negotiation"].id, "reason": "示例"}
            )

    def test_an_override_that_has_run_out_keeps_the_stage_and_opens_no_further_one(self):
        project = self._project("lead")
        self.env["kfz.gate.override"].create(
            [
                {
                    "lead_id": project.id,
                    "stage_id": self.stages[word].id,
                    "reason": "示例",
                    "valid_until": until,
                }
                for word, until in (
                    ("negotiation", self._days_ago(-1)),
                    ("review", self._days_ago(1)),
                )
            ]
        )
        project.stage_id = self.stages["negotiation"]
        project.gate_override_ids.filtered(
            lambda o: o.stage_id == self.stages["negotiation"]
        ).valid_until = self._days_ago(1)
        project.partner_id = False  # still at its stage
        with self.assertRaises(ValidationError):
            project.stage_id = self.stages["review"]

    def test_a_new_rule_freezes_no_project_that_is_past_its_stage(self):
        old = self._project("negotiation")
        rule = self.env["kfz.gate.rule"].create(
            {
                "stage_id": self.stages["negotiation"].id,
                "check_code": "lead_official",
                "date_from": self.today + datetime.timedelta(days=1),
            }
        )
        old.industry_id = self.env["res.partner.industry"].create({"name": "示例行业乙"})
        rule.date_from = self.today
        with self.assertRaises(ValidationError):
            self._project("negotiation")

    def test_a_rule_of_one_zone_binds_no_other(self):
        self.env["kfz.gate.rule"].create(
            {
                "stage_id": self.stages["negotiation"].id,
                "check_code": "lead_official",
                "company_id": self.zone_b.id,
            }
        )
        self._project("negotiation")
        with self.assertRaises(ValidationError):
            self._project("negotiation", zone=self.zone_b)

    def test_the_panel_lists_what_the_next_stage_requires(self):
        project = self._project("negotiation")
        self.assertEqual(project.next_stage_id, self.stages["review"])
        self.assertEqual(
            [item["check"] for item in project.gate_missing],
            ["industry_function", "entry_type", "area", "site_need"],
        )
        project.write(
            {
                "industry_function": "rnd",
                "entry_type_id": self.entry_type.id,
                "area_id": self.area.id,
                "site_need": "示例",
            }
        )
        self.assertFalse(project.gate_missing_count)
