from odoo.modules.module import load_script
from odoo.tests import tagged

from ...models.base.table_guard import passing
from .acts_common import ActsCase

SCRIPT = "kfz_investment/migrations/19.0.1.5.0/post-project-companies.py"
LOG = "kfz_project_companies_script"
CODE = "91530111K6FMHDQAEB"


@tagged("post_install", "-at_install")
class TestProjectCompaniesMigration(ActsCase):
    """The update makes records of the texts, seals them, and tells the managers what it entered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cr.execute("ALTER TABLE kfz_milestone ADD COLUMN IF NOT EXISTS project_company varchar")
        cls.by_code = cls._enterprise("示例按码公司", vat=CODE)
        cls.by_name = cls._enterprise("示例按名（昆明）有限公司")
        cls.strange = cls._enterprise("示例他区公司", zone=cls.zone_b)

    def _landed(self, text, state="recognised"):
        """A project whose landing has a text, as the version before left it."""
        project = self._project(
            "signed",
            milestone_ids=[(0, 0, self._milestone_values(state=state, project_company_ids=False))],
        )
        self.env.flush_all()
        with passing(self.cr, "test"):
            self.cr.execute(
                "UPDATE kfz_milestone SET project_company = %s WHERE id = %s",
                [text, project.milestone_ids.id],
            )
        return project

    def _migrate(self):
        self.cr.flush()
        load_script(SCRIPT, LOG).migrate(self.cr, "19.0.1.4.0")
        self.cr.flush()
        self.env.invalidate_all()

    def test_texts_become_records(self):
        rows = [
            (f"示例旧名（{CODE}）", self.by_code),
            ("示例按名(昆明) 有限公司", self.by_name),
            ("示例按名（昆明）有限公司、示例按码公司", self.by_name | self.by_code),
        ]
        linked = [(self._landed(text), companies) for text, companies in rows]
        new = self._landed("示例他区公司")
        again = self._landed("示例他区公司")
        draft = self._landed("示例待认定公司", state="draft")
        empty = self._landed("  ")
        with self.assertLogs(LOG, "WARNING") as log:
            self._migrate()
        for project, companies in linked:
            self.assertEqual(project.milestone_ids.project_company_ids, companies)
        entered = new.project_company_ids
        self.assertEqual(
            (entered.name, entered.company_id, entered.is_enterprise, len(entered)),
            ("示例他区公司", self.zone_a, True, 1),
        )
        self.assertNotEqual(entered, self.strange)
        self.assertEqual(again.project_company_ids, entered)
        self.assertIn("示例他区公司", "".join(log.output))
        self.assertEqual(draft.milestone_ids.project_company_ids.name, "示例待认定公司")
        self.assertFalse(draft.milestone_ids.companies_recognised)
        self.assertFalse(empty.milestone_ids.project_company_ids)
        self.assertFalse(self.env["kfz.ledger.seal"]._kfz_verify(self.zone_a))
        self.assertTrue(self.zone_a.kfz_companies_from)
        notice = self.env["mail.message"].search(
            [("partner_ids", "in", self.manager.partner_id.ids)], order="id desc", limit=1
        )
        self.assertRegex(notice.body, "有2家| 2 ")
        listed = self.env["ir.actions.act_window"]._for_xml_id(
            "kfz_investment.kfz_project_company_action"
        )
        self.assertIn("kfz_landing_ids", str(listed["domain"]))
        self._migrate()
        self.assertEqual(new.project_company_ids, entered)

    def test_a_reversed_text_enters_no_enterprise(self):
        project = self._landed("示例误写公司")
        landing = project.milestone_ids
        landing._kfz_reverse("示例理由", {"project_company_ids": [(4, self.by_name.id)]})
        self._migrate()
        self.assertFalse(landing.project_company_ids)
        self.assertEqual(landing.note, "示例误写公司")
        self.assertFalse(self.env["res.partner"].search([("name", "=", "示例误写公司")]))
        self.assertFalse(self.env["kfz.ledger.seal"]._kfz_verify(self.zone_a))
