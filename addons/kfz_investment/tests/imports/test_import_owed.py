from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...domain import calendar
from ...models.base.period_words import day_text
from .import_common import ImportCase


@tagged("post_install", "-at_install")
class TestImportOwed(ImportCase):
    """A past ledger comes without documents: what its projects owe is shown, dated, and in the way of the next stage later."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.importer = cls(methodName="test_the_shipped_ledger_owes")
        cls.importer._import(cls.manager_all, "project", cls.importer._example("projects.xlsx"))
        cls.projects = cls.env["crm.lead"].search(
            [("is_promotion", "=", True), ("company_id", "in", cls.zones.ids)]
        )
        cls.due = cls._days_ago(-90)

    def test_the_shipped_ledger_owes(self):
        owing = self.projects.filtered("owed_count")
        self.assertEqual((len(self.projects), len(owing)), (80, 72))
        self.assertEqual(set(owing.mapped("owed_until")), {self.due})
        documents = self.env["crm.lead"].search(
            [("owed_checks", "like", "formal_agreement_document")]
        )
        self.assertEqual(documents & self.projects, self.projects.filtered("signed_date"))
        self.assertEqual(len(documents & self.projects), 49)
        self.assertFalse(self.projects.search([("owed_overdue", "=", True)]) & self.projects)

    def test_after_the_date_the_next_move_names_it_until_it_is_provided(self):
        project = self.projects.filtered(
            lambda p: p.milestone == "signed" and p.company_id == self.zone_a
        )[:1]
        project.milestone_ids = [(0, 0, self._milestone_values())]
        shown = {item["check"] for item in project.gate_owed}
        self.assertLessEqual({"formal_agreement_document", "interaction", "site_need"}, shown)
        with calendar.showing(self._days_ago(-91)):
            with self.assertRaises(ValidationError) as refusal, self.cr.savepoint():
                self._land(project)
            self.assertIn(
                f"Document of the formal agreement: owed since {day_text(self.env, self.due)}",
                str(refusal.exception),
            )
            project.invalidate_recordset()
            self._provide(project)
            self.assertFalse(project.owed_text)
            self._land(project)
        self.assertEqual(project.milestone, "landed")

    def test_the_last_day_lets_it_pass(self):
        project = self.projects.filtered(
            lambda p: p.milestone == "signed" and p.company_id == self.zone_a
        )[:1]
        project.milestone_ids = [(0, 0, self._milestone_values())]
        with calendar.showing(self.due):
            self._land(project)
        self.assertEqual(project.milestone, "landed")

    def test_a_list_of_what_is_new_moves_no_project_past_what_is_overdue(self):
        project = self.projects.filtered(
            lambda p: p.milestone == "negotiation" and p.company_id == self.zone_a and p.owed_count
        )[:1]
        project.write(self._evidence_values("review", self.zone_a) | {"industry_id": False})
        rows = [
            ["项目编号", "项目名称", "企业名称", "当前阶段"],
            [project.project_code, project.name, project.partner_id.name, "评审"],
        ]
        with calendar.showing(self._days_ago(-91)):
            wizard = self._wizard(self.manager, "project", self._xlsx(rows))
            wizard.action_preview()
        self.assertIn("Industry", self._messages(wizard))

    def _land(self, project):
        project.with_user(self.manager).write({"stage_id": self.stages["landed"].id})

    def _provide(self, project):
        """What the page asks for, the document as on the page of the agreement."""
        values = self._evidence_values("review", self.zone_a)
        project.write(
            {
                name: values[name]
                for name in (
                    "industry_id",
                    "interaction_ids",
                    "industry_function",
                    "entry_type_id",
                    "area_id",
                    "site_need",
                )
            }
        )
        document = self.env["ir.attachment"].with_user(self.manager)
        document = document.create({"name": "示例协议.txt", "raw": b"evidence"})
        project.agreement_ids.with_user(self.manager).write({"attachment_ids": [(4, document.id)]})
