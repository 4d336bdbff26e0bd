from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .import_common import ImportCase

HEAD = ["项目名称", "投资企业", "所属园区", "当前阶段", "项目编号", "专人"]
NAME, COMPANY = "示例同事项目", "昆明示例同事有限公司"


@tagged("post_install", "-at_install")
class TestImportColleagues(ImportCase):
    """Projects of colleagues: none is made a second time, and nothing of them is told but whose they are."""

    def _list(self, *rows):
        """A list of (name, enterprise, code, account manager)."""
        zone = self.zone_a.name
        rows = [[name, company, zone, "线索", code, person] for name, company, code, person in rows]
        return self._xlsx([HEAD, *rows])

    def _leads(self, *names):
        return self.env["crm.lead"].search(
            [("name", "in", names or [NAME]), ("company_id", "in", self.zones.ids)]
        )

    def _refused(self, user, *rows):
        wizard = self._import(user, "project", self._list(*rows))
        self.assertEqual(wizard.error_count, len(rows))
        return self._messages(wizard)

    # of two officers

    def test_a_list_of_two_officers_makes_one_set(self):
        rows = [(NAME, COMPANY, None, None), ("示例线索", None, None, None)]
        self._import(self.officer, "project", self._list(*rows))
        told = self._refused(self.officer2, *rows)
        self.assertIn(f"there already, with another officer ({self.officer.name})", told)
        leads = self._leads(NAME, "示例线索")
        self.assertEqual((len(leads), leads.user_id), (2, self.officer))
        again = self._import(self.officer, "project", self._list(*rows))
        self.assertEqual((again.unchanged_count, again.error_count), (2, 0))

    def test_a_colleagues_code_is_no_unknown_one_and_tells_no_value(self):
        self._import(self.officer, "project", self._list((NAME, COMPANY, None, None)))
        code = self._leads().project_code
        told = {
            self._refused(self.officer2, ("另名", company, code, None))
            for company in (COMPANY, None)
        }
        [sentence] = told
        self.assertNotIn(NAME, sentence)
        self.assertIn(self.officer.name, sentence)
        self.assertFalse(self._leads("另名"))

    def test_what_a_row_said_is_the_managers(self):
        self._import(self.officer, "project", self._list((NAME, COMPANY, None, None)))
        traces = self.env["kfz.import.trace"].search([("record_id", "=", self._leads().id)])
        self.assertEqual(traces.with_user(self.manager).said["name"], NAME)
        with self.assertRaises(AccessError):
            traces.with_user(self.officer2).read(["record_name"])
        mine = traces.with_user(self.officer)
        self.assertNotIn("said", mine.read()[0])
        with self.assertRaises(AccessError):
            mine.read(["said"])
        with self.assertRaises(AccessError):
            mine.search([("said", "!=", False)])

    def test_a_manager_still_changes_it(self):
        self._import(self.officer, "project", self._list((NAME, COMPANY, None, None)))
        wizard = self._import(self.manager, "project", self._list((NAME, COMPANY, None, "示例甲")))
        self.assertEqual((wizard.updated_count, wizard.error_count), (1, 0))

    def test_another_zone_is_not_asked(self):
        row = [NAME, None, self.zone_b.name, "线索", None, None]
        self._import(self.manager_b, "project", self._xlsx([HEAD, row]))
        code = self._leads().project_code
        wizard = self._import(self.officer, "project", self._list((NAME, None, code, None)))
        self.assertEqual((wizard.created_count, wizard.error_count), (1, 0))
        self.assertIn("is not known here", self._messages(wizard, "info"))

    def test_colleagues_cost_no_query_each(self):
        def spent(count):
            rows = [(f"示例{count}之{n}", None, None, None) for n in range(count)]
            self._import(self.officer, "project", self._list(*rows))
            wizard = self._wizard(self.officer2, "project", self._list(*rows))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            wizard.action_preview()
            self.assertEqual(wizard.error_count, count)
            return self.cr.sql_log_count - before

        _caches, few, many = spent(2), spent(3), spent(20)
        # a query each would be seventeen more; the user's own record is read by either of the two, as caches stand
        self.assertLessEqual(many, few + 1)

    # for a colleague

    def test_a_new_project_for_a_colleague_stays_with_the_officer(self):
        self._official(name="示例乙", user_id=self.officer2.id)
        self.officer2.name = "独名示例"
        rows = [(NAME, COMPANY, None, "示例乙"), ("示例线索", None, None, "独名示例")]
        wizard = self._import(self.officer, "project", self._list(*rows))
        self.assertEqual((wizard.created_count, wizard.error_count), (2, 0))
        for name in ("示例乙", "独名示例"):
            told = f"“{name}” is entered as account manager, but the project stays with you"
            self.assertIn(told, self._messages(wizard, "warning"))
        leads = self._leads(NAME, "示例线索")
        self.assertEqual((len(leads), leads.user_id), (2, self.officer))
        self.assertEqual(set(leads.mapped("account_manager_id.name")), {"示例乙", "独名示例"})
        again = self._import(self.officer, "project", self._list(*rows))
        self.assertEqual((again.unchanged_count, again.error_count), (2, 0))
        self.assertNotIn("stays with you", self._messages(again, "warning"))

    def test_of_nobody_oneself_or_a_manager_nothing_is_kept_back(self):
        self._official(name="示例甲", user_id=self.officer.id)
        self._official(name="示例乙", user_id=self.officer2.id)
        for user, person, holder in (
            (self.officer, "示例甲", self.officer),
            (self.officer, "示例外人", self.env["res.users"]),
            (self.manager, "示例乙", self.officer2),
        ):
            with self.subTest(person):
                content = self._list((f"{NAME}{person}", None, None, person))
                wizard = self._import(user, "project", content)
                self.assertNotIn("stays with you", self._messages(wizard, "warning"))
                self.assertEqual(self._leads(f"{NAME}{person}").user_id, holder)

    def test_a_project_of_the_officers_own_is_handed_over_by_the_list(self):
        self._import(self.officer, "project", self._list((NAME, COMPANY, None, None)))
        self._official(name="示例乙", user_id=self.officer2.id)
        content = self._list((NAME, COMPANY, None, "示例乙"))
        wizard = self._import(self.officer, "project", content)
        self.assertEqual((wizard.updated_count, self._leads().user_id), (1, self.officer2))

    def test_an_enterprise_that_went_with_its_row_was_not_added(self):
        create = self.env.registry["crm.lead"].create

        def refuse(leads, vals_list):
            if any(vals.get("name") == NAME for vals in vals_list):
                raise UserError("示例拒绝")
            return create(leads, vals_list)

        self.patch(self.env.registry["crm.lead"], "create", refuse)
        other = "昆明示例留下有限公司"
        wizard = self._wizard(
            self.officer,
            "project",
            self._list((NAME, COMPANY, None, None), ("示例线索", other, None, None)),
        )
        wizard.action_preview()
        self.assertIn(COMPANY, self._messages(wizard, "info"))
        wizard.action_import()
        self.assertEqual((wizard.created_count, wizard.error_count), (1, 1))
        told = self._messages(wizard, "info")
        self.assertNotIn(COMPANY, told)
        self.assertIn(f"“{other}” was not in the directory and was added", told)
        self.assertFalse(self.env["res.partner"].search([("name", "=", COMPANY)]))

    # renamed since

    def test_an_older_list_finds_the_project_that_was_renamed_since(self):
        row = (NAME, COMPANY, None, None)
        self._import(self.officer, "project", self._list(row))
        lead = self._leads()
        lead.name = "示例新名"
        wizard = self._import(self.officer, "project", self._list(row))
        self.assertEqual((wizard.created_count, wizard.kept_count), (0, 1))
        self.assertEqual((lead.name, self._leads()), ("示例新名", self.env["crm.lead"]))
        self.assertEqual(wizard.change_ids.filtered("is_undo").mapped("key"), ["name"])
        self._refused(self.officer2, row)
