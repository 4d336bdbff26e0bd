from odoo.tests import tagged

from .import_common import ImportCase

HEAD = ["项目名称", "所属园区", "计划总投资（亿元）", "当前阶段", "专人"]


@tagged("post_install", "-at_install")
class TestImportHandOver(ImportCase):
    """An officer's list hands own projects over to a colleague, as the window on the page does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer.name, cls.officer2.name = "示例交出", "示例接手"

    def _list(self, user, person, *names, investment="1"):
        rows = [[name, "昆明综合保税区", investment, "线索", person] for name in names]
        return self._wizard(user, "project", self._xlsx([HEAD, *rows]))

    def _mine(self, *names, maker=None):
        """Projects of the officer, made by a manager's list."""
        wizard = self._list(maker or self.manager, "示例交出", *names)
        wizard.action_import()
        self.assertFalse(wizard.error_count, self._messages(wizard))
        leads = self.env["crm.lead"].search([("name", "in", names)])
        self.assertEqual(leads.user_id, self.officer)
        return leads

    def _give(self, person, leads, **values):
        wizard = self._list(self.officer, person, *leads.mapped("name"), **values)
        wizard.action_preview()
        self.assertTrue(all(wizard.change_ids.mapped("apply")))
        self.env.flush_all()
        self.env.invalidate_all()
        wizard.action_import()
        self.assertFalse(wizard.error_count, self._messages(wizard))
        self.assertEqual(wizard.updated_count, len(leads))
        self.assertEqual(set(leads.mapped("account_manager_id.name")), {person})
        return wizard

    def test_a_single_project_goes_to_the_colleague(self):
        lead = self._mine("示例交接甲")
        before = lead.message_ids
        self._give("示例接手", lead)
        self.assertEqual(lead.user_id, self.officer2)
        self.assertFalse(lead.with_user(self.officer).has_access("read"))
        [note] = (lead.message_ids - before).filtered(lambda note: "list.xlsx" in note.body)
        self.assertEqual(note.author_id, self.officer.partner_id)

    def test_several_go_together_and_their_values_with_them(self):
        leads = self._mine("示例交接乙", "示例交接丙", "示例交接丁")
        self._give("示例接手", leads, investment="3")
        self.assertEqual(leads.user_id, self.officer2)
        self.assertEqual(set(leads.mapped("expected_revenue")), {300_000_000})
        traces = self.env["kfz.import.trace"].search([("record_id", "in", leads.ids)])
        self.assertEqual(len(traces.filtered(lambda trace: trace.action == "update")), 3)

    def test_whoever_has_no_login_takes_them_too(self):
        leads = self._mine("示例交接戊", "示例交接己")
        self._give("示例外人", leads)
        self.assertFalse(leads.user_id)
