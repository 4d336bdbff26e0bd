from odoo.tests import tagged

from .import_common import ImportCase

HEAD = ["项目名称", "所属园区", "当前阶段", "专人"]


@tagged("post_install", "-at_install")
class TestImportPeople(ImportCase):
    """Whose projects a ledger's are."""

    def _take(self, user, *rows):
        rows = [[name, "昆明综合保税区", "线索", person] for name, person in rows]
        wizard = self._wizard(user, "project", self._xlsx([HEAD, *rows]))
        wizard.action_import()
        self.assertFalse(wizard.error_count, self._messages(wizard))
        return self.env["crm.lead"].search(
            [("name", "in", [row[0] for row in rows]), ("company_id", "=", self.zone_a.id)]
        )

    def test_the_login_of_the_official_holds_the_project(self):
        self._official(name="示例专员", user_id=self.officer2.id)
        self.assertEqual(self._take(self.manager, ("甲项目", "示例专员")).user_id, self.officer2)

    def test_the_only_colleague_of_that_name_holds_it_and_is_linked(self):
        self.officer.name = "独名示例"
        lead = self._take(self.manager, ("甲项目", "独名示例"))
        self.assertEqual(lead.user_id, self.officer)
        self.assertEqual(lead.account_manager_id.user_id, self.officer)

    def test_of_two_colleagues_of_one_name_none_is_guessed(self):
        (self.officer | self.officer2).write({"name": "重名示例"})
        lead = self._take(self.manager, ("甲项目", "重名示例"))
        self.assertFalse(lead.user_id or lead.account_manager_id.user_id)

    def test_a_name_of_another_zone_is_nobody_here(self):
        self.manager_b.name = "外区示例"
        self.assertFalse(self._take(self.manager, ("甲项目", "外区示例")).user_id)

    def test_who_has_no_role_holds_nothing(self):
        self.employee.name = "无责示例"
        self.assertFalse(self._take(self.manager, ("甲项目", "无责示例")).user_id)

    def test_without_a_name_it_is_the_officers_own_and_nobodys_of_a_manager(self):
        self.assertEqual(self._take(self.officer, ("甲项目", None)).user_id, self.officer)
        self.assertFalse(self._take(self.manager, ("乙项目", None)).user_id)

    def test_a_handover_gives_the_project_to_the_new_ones_user(self):
        self._official(name="示例甲", user_id=self.officer.id)
        self._official(name="示例乙", user_id=self.officer2.id)
        lead = self._take(self.manager, ("甲项目", "示例甲"))
        self._take(self.manager, ("甲项目", "示例乙"))
        self.assertEqual(lead.user_id, self.officer2)
        self._take(self.manager, ("甲项目", "示例外人"))
        self.assertFalse(lead.user_id)
        self.assertEqual(lead.account_manager_id.name, "示例外人")
