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

    def test_the_same_list_gives_it_to_the_user_who_has_a_login_since(self):
        lead = self._take(self.manager, ("甲项目", "示例专员"))
        self.assertFalse(lead.user_id)
        lead.account_manager_id.user_id = self.officer
        content = self._xlsx([HEAD, ["甲项目", "昆明综合保税区", "线索", "示例专员"]])
        wizard = self._import(self.manager, "project", content)
        self.assertEqual((wizard.updated_count, lead.user_id), (1, self.officer))
        change = wizard.change_ids
        self.assertEqual(
            (change.label, change.old, change.new, change.is_undo),
            ("User of the account manager", "", self.officer.name, False),
        )
        self.assertEqual(self._import(self.manager, "project", content).unchanged_count, 1)

    def test_who_was_taken_off_by_hand_is_not_put_back(self):
        self._official(name="示例甲", user_id=self.officer.id)
        lead = self._take(self.manager, ("甲项目", "示例甲"))
        lead.user_id = False
        content = self._xlsx([HEAD, ["甲项目", "昆明综合保税区", "线索", "示例甲"]])
        wizard = self._import(self.manager, "project", content)
        self.assertEqual((wizard.kept_count, wizard.undo_count), (1, 1))
        self.assertFalse(lead.user_id)

    def test_handovers_cost_no_query_each(self):
        def spent(count, person):
            self._official(name=person, user_id=self.officer.id)
            rows = [[f"示例{count}之{n}", "昆明综合保税区", "线索", "示例旧"] for n in range(count)]
            self._import(self.manager, "project", self._xlsx([HEAD, *rows]))
            rows = [[*row[:3], person] for row in rows]
            wizard = self._wizard(self.manager, "project", self._xlsx([HEAD, *rows]))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            wizard.action_import()
            self.assertEqual(wizard.updated_count, count)
            return self.cr.sql_log_count - before

        _caches, few, many = spent(2, "示例丙"), spent(3, "示例丁"), spent(23, "示例戊")
        self.assertLessEqual(many - few, 20, (few, many))

    # whose login an official has

    def test_an_official_in_a_colleagues_name_takes_nothing(self):
        self.officer2.name = "同名示例"
        self._official(name="同名示例", user_id=self.officer.id)
        wizard = self._list_of("同名示例")
        self.assertIn("has another login than the colleague", self._messages(wizard, "warning"))
        lead = self._take(self.manager, ("甲项目", "同名示例"))
        self.assertEqual(lead.account_manager_id.name, "同名示例")
        self.assertFalse(lead.user_id)

    def test_of_two_colleagues_of_one_name_the_officials_login_decides(self):
        (self.officer | self.officer2).write({"name": "重名示例"})
        self._official(name="重名示例", user_id=self.officer2.id)
        self.assertEqual(self._take(self.manager, ("甲项目", "重名示例")).user_id, self.officer2)

    def test_a_handover_to_two_people_of_one_name_leaves_it_with_nobody(self):
        self._official(name="示例甲", user_id=self.officer.id)
        lead = self._take(self.manager, ("甲项目", "示例甲"))
        self.officer2.name = "同名示例"
        self._official(name="同名示例", user_id=self.officer.id)
        self._take(self.manager, ("甲项目", "同名示例"))
        self.assertFalse(lead.user_id)

    def _list_of(self, person):
        content = self._xlsx([HEAD, ["甲项目", "昆明综合保税区", "线索", person]])
        wizard = self._wizard(self.manager, "project", content)
        wizard.action_preview()
        return wizard
