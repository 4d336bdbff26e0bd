from odoo.exceptions import AccessError
from odoo.tests import tagged

from .import_common import ImportCase

MINE, THEIRS, FREE = "示例本人项目", "示例同事项目", "示例待领项目"


@tagged("post_install", "-at_install")
class TestImportHistory(ImportCase):
    """Who reads what in the history of imports: an officer learns nothing of colleagues' projects by it."""

    def setUp(self):
        super().setUp()
        self.runs = {
            name: self._run(user, name)
            for user, name in ((self.officer, MINE), (self.officer2, THEIRS), (self.manager, FREE))
        }
        self.Trace = self.env["kfz.import.trace"]

    def _run(self, user, name):
        content = self._xlsx(
            [["项目名称", "所属园区", "当前阶段"], [name, self.zone_a.name, "线索"]]
        )
        wizard = self._import(user, "project", content, name=f"{name}.xlsx")
        return self.env["kfz.import.run"].browse(wizard.run_ids)

    def _lead(self, name):
        return self.env["crm.lead"].search([("name", "=", name)])

    def _told(self, user):
        """The projects of which the lines of the history tell a user."""
        traces = self.Trace.with_user(user).search([("run_id", "in", self._all().ids)])
        traces.read(["filename", "user_id", "date", "run_id", "record_name"])
        return set(traces.mapped("record_name"))

    def _all(self):
        return self.env["kfz.import.run"].union(*self.runs.values())

    def test_officers_read_the_own_imports(self):
        self._lead(FREE).user_id = self.manager
        Run = self._all().browse()
        self.assertEqual(Run.with_user(self.officer).search([]), self.runs[MINE])
        self.assertEqual(self._told(self.officer), {MINE})
        with self.assertRaises(AccessError):
            self.runs[THEIRS].with_user(self.officer).read(["filename"])
        [theirs] = self.Trace.search([("run_id", "=", self.runs[THEIRS].id)])
        with self.assertRaises(AccessError):
            theirs.with_user(self.officer).read(["record_name"])
        named = [("record_name", "=", THEIRS)]
        self.assertFalse(self.Trace.with_user(self.officer).search_count(named))
        unseen = [("is_readable", "=", False)]
        self.assertFalse(self.Trace.with_user(self.officer).search(unseen))

    def test_managers_read_all_of_their_zone(self):
        Run = self._all().browse()
        self.assertLessEqual(self._all(), Run.with_user(self.manager).search([]))
        self.assertEqual(self._told(self.manager), set(self.runs))
        self.assertFalse(Run.with_user(self.manager_b).search([]) & self._all())
        self.assertFalse(self._told(self.manager_b))

    def test_a_line_follows_its_project(self):
        lead = self._lead(FREE)
        lead.user_id = self.officer
        self._lead(MINE).user_id = self.officer2
        self.env.invalidate_all()
        self.assertEqual(self._told(self.officer), {FREE}, "the own project, whoever imported it")
        seen = lead.with_user(self.officer)
        self.assertIn(f"{FREE}.xlsx, row 2", seen.kfz_import_note)
        self.assertIn(self.manager.name, seen.kfz_import_note)
        self.assertFalse(seen.kfz_import_run_ids)
        for words in (FREE, self.manager.name):
            found = seen.search([("kfz_import_note", "ilike", words)])
            self.assertEqual(found, seen)

    def test_a_page_opens_what_the_user_may_read(self):
        action = self.runs[MINE].with_user(self.officer).action_open_traces()
        opened = self.Trace.with_user(self.officer).search(action["domain"])
        self.assertEqual(opened.action_open_record()["res_id"], self._lead(MINE).id)
        theirs = self.runs[THEIRS].with_user(self.officer).action_open_traces()
        self.assertFalse(self.Trace.with_user(self.officer).search(theirs["domain"]))
