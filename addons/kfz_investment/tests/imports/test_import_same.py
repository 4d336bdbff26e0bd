from odoo.tests import tagged

from .import_common import ImportCase

HEAD = ["项目名称", "投资企业", "所属园区", "当前阶段"]


@tagged("post_install", "-at_install")
class TestImportSame(ImportCase):
    """What is recorded is found under other spellings; what only looks the same is said."""

    def _list(self, *rows):
        zone = self.zone_a.name
        return self._xlsx([HEAD, *([name, company, zone, "线索"] for name, company in rows)])

    def _leads(self):
        return self.env["crm.lead"].search([("name", "ilike", "示例同名")])

    def test_another_spelling_means_the_recorded_project_and_enterprise(self):
        first = self._list(("示例同名（一期）ABC", "Example Same Co., Ltd."))
        self._import(self.manager, "project", first)
        again = self._list(("示例同名(一期) abc", "EXAMPLE SAME CO., LTD."))
        wizard = self._import(self.manager, "project", again)
        self.assertFalse(wizard.created_count or wizard.error_count, self._messages(wizard))
        self.assertEqual(len(self._leads()), 1)

    def test_without_its_enterprise_a_recorded_project_is_asked_about(self):
        self._import(self.manager, "project", self._list(("示例同名", "昆明示例甲有限公司")))
        wizard = self._import(self.manager, "project", self._list(("示例同名", None)))
        self.assertEqual((wizard.created_count, wizard.error_count), (0, 1))
        self.assertIn(self._leads().project_code, self._messages(wizard))

    def test_another_enterprises_namesake_is_added_with_a_warning(self):
        self._import(self.manager, "project", self._list(("示例同名", "昆明示例甲有限公司")))
        wizard = self._import(
            self.manager, "project", self._list(("示例同名", "昆明示例乙有限公司"))
        )
        self.assertEqual((wizard.created_count, len(self._leads())), (1, 2))
        self.assertIn("of another enterprise is recorded", self._messages(wizard, "warning"))
