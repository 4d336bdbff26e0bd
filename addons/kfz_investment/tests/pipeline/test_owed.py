import ast

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...domain import calendar
from ...models.base.period_words import day_text
from ..common import KfzCase


@tagged("post_install", "-at_install")
class TestOwed(KfzCase):
    """What an override leaves open is owed until its date: shown, counted, and in the way of the next stage afterwards."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.due = cls._days_ago(-5)
        cls.project = cls._owing(cls.due)

    @classmethod
    def _owing(cls, due, milestone="signed", **values):
        """A signed project of the officer, without the document of its agreement."""
        stage = cls.stages[milestone]
        project = cls._project(
            milestone,
            user=cls.officer,
            agreement_ids=[(0, 0, cls._agreement_values(attachment_ids=[]))],
            gate_override_ids=[
                (
                    0,
                    0,
                    {
                        "stage_id": stage.id,
                        "covers_earlier": True,
                        "reason": "示例正本待归档",
                        "valid_until": max(due, cls.today),
                    },
                )
            ],
            **values,
        )
        project.gate_override_ids.valid_until = due
        return project

    def _ready_to_land(self, project):
        project.milestone_ids = [(0, 0, self._milestone_values())]

    def _land(self, project, user=None):
        project.with_user(user or self.manager).write({"stage_id": self.stages["landed"].id})

    def _attach(self, project, user=None):
        """As on the page of the agreement: a file is uploaded and the form saved."""
        user = user or self.officer
        agreement = project.agreement_ids.with_user(user)
        document = (
            self.env["ir.attachment"]
            .with_user(user)
            .create({"name": "示例协议.txt", "raw": b"evidence"})
        )
        agreement.write({"attachment_ids": [(4, document.id)]})

    def test_what_is_owed_is_counted_and_listed_with_its_date(self):
        project = self.project
        self.assertEqual((project.owed_count, project.owed_until), (1, self.due))
        self.assertEqual(project.owed_checks, "formal_agreement_document")
        self.assertEqual(project.owed_text, "Document of the formal agreement")
        self.assertFalse(project.owed_overdue)
        [item] = project.gate_owed
        self.assertEqual(
            (item["due"], item["overdue"], item["page"]), (str(self.due), False, "agreements")
        )
        self.assertEqual((item["model"], item["id"]), ("kfz.agreement", project.agreement_ids.id))
        self.assertIn("示例正本待归档", item["why"])

    def test_what_is_owed_stops_no_move_until_its_date(self):
        self._ready_to_land(self.project)
        with calendar.showing(self.due):
            self._land(self.project)
        self.assertEqual(self.project.stage_id, self.stages["landed"])
        self.assertEqual(self.project.owed_count, 1)

    def test_after_its_date_the_next_move_is_refused_and_names_it(self):
        self._ready_to_land(self.project)
        self.project.gate_override_ids.valid_until = late = self._days_ago(1)
        with self.assertRaises(ValidationError) as refusal, self.cr.savepoint():
            self._land(self.project)
        self.assertIn(
            f"Document of the formal agreement: owed since {day_text(self.env, late)}",
            str(refusal.exception),
        )
        self.assertNotIn("Landing", str(refusal.exception))
        self.project.invalidate_recordset()
        self._attach(self.project)
        self.assertFalse(self.project.owed_count)
        self.assertFalse(self.project.gate_owed)
        self._land(self.project)
        self.assertEqual(self.project.stage_id, self.stages["landed"])

    def test_an_overdue_project_is_worked_on_and_moved_back(self):
        project = self._owing(self._days_ago(1))
        project.with_user(self.officer).write({"site_need": "示例用地 30 亩", "next_step": "示例"})
        project.with_user(self.officer).write(
            {"stage_id": self.stages["review"].id, "move_reason": "示例原因"}
        )
        self.assertEqual(project.stage_id, self.stages["review"])
        self.assertFalse(project.owed_count, "its stage does not require it any more")

    def test_each_way_of_taking_evidence_away_is_counted(self):
        project = self._owing(self.due)
        project.site_need = False
        self.assertEqual(project.owed_checks, "site_need,formal_agreement_document")
        project.site_need = "示例用地"
        self.assertEqual(project.owed_checks, "formal_agreement_document")

    def test_the_document_is_attached_to_the_agreement_in_force(self):
        agreement = self.project.agreement_ids
        for days in (200, 0):
            values = {"state": "terminated", "signed_on": self._days_ago(days)}
            self.project.agreement_ids = [(0, 0, self._agreement_values(**values))]
        self.env.flush_all()
        # in the order in which they are read again
        self.env.invalidate_all()
        [item] = self.project.gate_owed
        self.assertEqual(item["id"], agreement.id)

    def test_an_emptied_document_is_owed_again(self):
        project = self._owing(self.due)
        self._attach(project)
        self.assertFalse(project.owed_count)
        # past all guards, as the system alone can
        project.agreement_ids.attachment_ids.sudo().unlink()
        project._kfz_evidence_changed()
        self.assertEqual(project.owed_count, 1)

    def test_filters_follow_the_days(self):
        late, soon = self._owing(self._days_ago(1)), self.project
        done = self._project("signed", user=self.officer)
        Lead = self.env["crm.lead"].with_user(self.officer)
        mine = [("id", "in", (late | soon | done).ids)]

        def found(*domain):
            return Lead.search([*mine, *domain]).sudo()

        self.assertEqual(found(("owed_count", ">", 0)), late | soon)
        self.assertEqual(found(("owed_overdue", "=", True)), late)
        self.assertEqual(found(("owed_overdue", "=", False)), soon | done)
        self.assertEqual(found(("owed_overdue", "!=", True)), soon | done)
        with calendar.showing(self._days_ago(-6)):
            self.assertEqual(found(("owed_overdue", "=", True)), late | soon)

    def test_an_ended_project_owes_nothing(self):
        reason = self.env.ref("kfz_investment.lost_reason_site")
        self.project.write(
            {
                "condition": "terminated",
                "lost_reason_id": reason.id,
                "condition_reason": "示例",
            }
        )
        self.assertFalse(self.project.owed_count)
        self.project.action_resume()
        self.assertEqual(self.project.owed_count, 1)

    def test_the_daily_count_finds_an_assignment_that_has_ended(self):
        leader = self._official("示例领导乙")
        project = self._owing(self.due)
        held = {"official_id": leader.id, "role": "lead_official", "date_to": self._days_ago(-1)}
        project.assignment_ids = [(0, 0, held)]
        project.is_major_flagged = True
        self.assertEqual(project.owed_checks, "formal_agreement_document")
        with calendar.showing(self._days_ago(-2)):
            self.env["crm.lead"]._cron_kfz_owed()
            self.assertEqual(
                project.owed_checks, "lead_official_if_major,formal_agreement_document"
            )

    # more time

    def _wizard(self, user, project, **values):
        return (
            self.env["kfz.lead.move"]
            .with_user(user)
            .with_context(
                default_lead_id=project.id, default_is_override=True, default_is_extension=True
            )
            .create({"reason": "示例延期", **values})
        )

    def test_a_manager_sets_a_later_date_and_the_old_one_stays_on_record(self):
        project = self._owing(self._days_ago(1))
        self._ready_to_land(project)
        wizard = self._wizard(self.manager, project)
        self.assertEqual(wizard.valid_until, self._days_ago(-30))
        self.assertEqual(wizard.owed_until, self._days_ago(1))
        wizard.action_apply()
        self.assertEqual(project.stage_id, self.stages["signed"], "it is not moved")
        self.assertEqual(project.owed_until, self._days_ago(-30))
        self.assertEqual(len(project.gate_override_ids), 2)
        self.assertEqual(project.gate_owed[0]["why"], f"{self.manager.name}: 示例延期")
        self.assertIn("示例延期", project.message_ids[0].body)
        self.assertIn("What is owed up to “Signed” is due by", project.message_ids[0].body)
        self._land(project)

    def test_a_manager_gives_several_projects_of_a_list_more_time_at_once(self):
        late = self._owing(self._days_ago(1))
        done = self._project("signed", user=self.officer)
        leads = late | done | self.project
        wizard = (
            self.env["kfz.lead.move"]
            .with_user(self.manager)
            .with_context(
                default_lead_ids=leads.ids, default_is_override=True, default_is_extension=True
            )
            .create({"reason": "示例延期"})
        )
        wizard.action_apply()
        self.assertEqual(set((late | self.project).mapped("owed_until")), {self._days_ago(-30)})
        self.assertFalse(done.gate_override_ids, "it owes nothing")
        with self.assertRaises(UserError):
            self._wizard(self.manager, done).action_apply()

    def test_at_once_nobody_loses_time(self):
        late, later = self._owing(self._days_ago(1)), self._owing(self._days_ago(-90))
        stage = {"stage_id": late.stage_id.id}
        both = [(6, 0, (late | later).ids)]
        self._wizard(self.manager, late, lead_ids=both, **stage).action_apply()
        self.assertEqual(late.owed_until, self._days_ago(-30))
        self.assertEqual(later.owed_until, self._days_ago(-90))
        with self.assertRaisesRegex(UserError, str(self._days_ago(-30))), self.cr.savepoint():
            self._wizard(self.manager, late, lead_ids=both, **stage).action_apply()
        # of one project the manager sees the date and may set an earlier one
        self._wizard(self.manager, later, **stage).action_apply()
        self.assertEqual(later.owed_until, self._days_ago(-30))

    def test_a_date_that_is_past_is_refused(self):
        for values in ({"valid_until": self._days_ago(1)}, {"valid_until": False}):
            with self.assertRaises(UserError), self.cr.savepoint():
                self._wizard(self.manager, self.project, **values).action_apply()

    def test_an_officer_gives_no_more_time(self):
        with self.assertRaises(AccessError):
            self._wizard(self.officer, self.project).action_apply()

    def test_an_override_has_a_date_where_nobody_gives_one(self):
        override = (
            self.env["kfz.gate.override"]
            .with_user(self.manager)
            .create(
                {
                    "lead_id": self.project.id,
                    "stage_id": self.stages["signed"].id,
                    "reason": "示例",
                }
            )
        )
        self.assertEqual(override.valid_until, self._days_ago(-30))

    def test_an_override_to_the_next_stage_gives_time_for_what_is_overdue(self):
        project = self._owing(self._days_ago(1))
        wizard = (
            self.env["kfz.lead.move"]
            .with_user(self.manager)
            .with_context(default_lead_id=project.id, default_is_override=True)
            .create({"reason": "示例急件"})
        )
        wizard.action_apply()
        self.assertEqual(project.stage_id, self.stages["landed"])
        self.assertEqual(project.owed_until, self._days_ago(-30))
        self.assertGreater(project.owed_count, 1)
        self.assertIn("Gate “Landed” opened", "".join(project.message_ids.mapped("body")))

    # pages

    def test_the_list_is_there_for_those_who_can_mend(self):
        action = self.env.ref("kfz_investment.kfz_owed_action")
        menu = self.env.ref("kfz_investment.menu_kfz_owed")
        for user, shown in ((self.officer, True), (self.manager, True), (self.joint, False)):
            visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            self.assertEqual(menu.id in visible, shown, user.login)
        found = (
            self.env["crm.lead"].with_user(self.officer2).search(ast.literal_eval(action.domain))
        )
        self.assertNotIn(self.project, found, "officers see their own and the unassigned ones")
