from odoo.exceptions import UserError
from odoo.tests import tagged

from .import_common import ImportCase

NAME = "示例线索"


@tagged("post_install", "-at_install")
class TestImportNote(ImportCase):
    """What the page of a record says of the workbooks that told of it."""

    def _list(self, person=None, name=NAME):
        return self._xlsx(
            [["项目名称", "所属园区", "当前阶段", "专人"], [name, self.zone_a.name, "线索", person]]
        )

    def _lead(self, name=NAME):
        return self.env["crm.lead"].search([("name", "=", name)])

    def test_a_record_of_no_workbook_says_nothing_and_is_found_so(self):
        self._import(self.officer, "project", self._list(), name="一季.xlsx")
        told = self._lead().with_user(self.officer)
        silent = self._project(name="示例手工").with_user(self.officer)
        self.assertIs(silent.kfz_import_note, False)
        Lead, both = told.browse(), [("id", "in", (told + silent).ids)]
        for condition, found in (
            (("ilike", "一季"), told),
            (("ilike", self.officer.name), told),
            (("not ilike", "一季"), silent),
            (("=", False), silent),
            (("!=", False), told),
            (("=", "一季.xlsx"), told),
        ):
            with self.subTest(condition):
                domain = [*both, ("kfz_import_note", *condition)]
                self.assertEqual(Lead.search(domain), found)
        with self.assertRaises(UserError):
            Lead.search([("kfz_import_note", "<", "x")])

    def test_the_last_workbook_of_each_record_is_searched(self):
        for filename, name, person in (
            ("一季.xlsx", NAME, None),
            ("一季.xlsx", "示例线索乙", None),
            ("二季.xlsx", NAME, "示例甲"),
        ):
            content = self._list(person, name)
            self._import(self.manager, "project", content, name=filename)
        Lead = self.env["crm.lead"].with_user(self.manager)
        for filename, name in (("一季", "示例线索乙"), ("二季", NAME)):
            found = Lead.search([("kfz_import_note", "ilike", filename)])
            self.assertEqual(found, self._lead(name))
