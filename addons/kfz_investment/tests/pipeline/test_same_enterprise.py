from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..common import KfzCase

FORM = "kfz_investment.crm_lead_view_form_kfz"
QUICK = "kfz_investment.crm_lead_view_form_quick_kfz"


@tagged("post_install", "-at_install")
class TestSameEnterprise(KfzCase):
    """A second project of an enterprise is possible, and nobody enters it unaware (design §10: own and unassigned)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enterprise = cls._enterprise("示例同一企业有限公司")
        cls.mine = cls._project(user=cls.officer, name="示例一期项目", partner_id=cls.enterprise.id)

    def _new(self, user, view=QUICK, **context):
        projects = self.env["crm.lead"].with_user(user)
        form = Form(projects.with_context(default_is_promotion=True, **context), view=view)
        form.name = "示例二期项目"
        form.partner_id = self.enterprise
        return form

    def test_who_enters_a_second_project_is_told_before_saving(self):
        for view in (QUICK, FORM):
            with self.subTest(view=view):
                notice = self._new(self.officer, view).same_enterprise_notice
                self.assertIn(f'href="/odoo/kfz-projects/{self.mine.id}"', notice)
                self.assertIn("示例一期项目", notice)
                self.assertIn(self.mine.project_code, notice)

    def test_an_only_project_says_nothing(self):
        self.assertIs(self.mine.with_user(self.officer).same_enterprise_notice, False)

    def test_it_is_a_notice_and_no_refusal(self):
        second = self._new(self.officer).save()
        self.assertEqual(second.partner_id, self.enterprise)
        self.assertIn("示例二期项目", self.mine.with_user(self.officer).same_enterprise_notice)

    def test_of_a_colleagues_project_only_its_account_manager_is_named(self):
        notice = self._new(self.officer2).same_enterprise_notice
        self.assertIn(self.officer.name, notice)
        for hidden in ("示例一期项目", self.mine.project_code, f"/{self.mine.id}"):
            self.assertNotIn(hidden, notice)
        self.mine.user_id = False
        self.assertIn("示例一期项目", self._new(self.officer2).same_enterprise_notice)

    def test_ended_projects_and_those_of_other_zones_are_not_named(self):
        self.enterprise.company_id = False
        self.assertFalse(
            self._project(zone=self.zone_b, user=self.manager_b, partner_id=self.enterprise.id)
            .with_user(self.manager_b)
            .same_enterprise_notice
        )
        self.mine.with_user(self.officer).action_set_lost(
            lost_reason_id=self.env.ref("kfz_investment.lost_reason_merged").id,
            condition_reason="示例",
        )
        self.assertFalse(self._new(self.officer).same_enterprise_notice)
        second = self._new(self.officer).save()
        self.assertFalse(
            (self.mine | second).with_user(self.officer).filtered("has_same_enterprise")
        )

    def test_a_name_is_shown_as_a_text(self):
        self.mine.name = "<b>示例</b>"
        notice = self._new(self.officer).same_enterprise_notice
        self.assertIn("&lt;b&gt;", notice)

    def test_the_filter_finds_them_in_one_zone(self):
        self.enterprise.company_id = False
        other = self._project(zone=self.zone_b, user=self.manager_b, partner_id=self.enterprise.id)
        both = self.env["crm.lead"].with_user(self.manager_all)
        found = [("partner_id", "=", self.enterprise.id), ("has_same_enterprise", "=", True)]
        self.assertFalse(both.search(found))
        second = self._new(self.officer).save()
        self.assertEqual(both.search(found), (self.mine | second).with_env(both.env))
        without = both.search([found[0], ("has_same_enterprise", "=", False)])
        self.assertEqual(without, other.with_env(both.env))
        # an officer finds those that the officer may read
        second.sudo().user_id = self.officer2
        self.assertEqual(self.env["crm.lead"].with_user(self.officer).search(found), self.mine)

    def test_others_do_not_ask(self):
        for user in (self.official, self.taskforce, self.joint):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["crm.lead"].with_user(user).search([("has_same_enterprise", "=", True)])

    def test_a_copy_has_a_name_of_its_own(self):
        copied = self.mine.with_user(self.officer).copy()
        self.assertNotEqual(copied.name, self.mine.name)
        self.assertIn(self.mine.name, copied.name)
        self.assertEqual(self.mine.copy({"name": "示例三期项目"}).name, "示例三期项目")

    def test_the_menu_of_actions_offers_each_step_once(self):
        core = {
            self.env.ref(name).id
            for name in ("crm.crm_lead_lost_action", "crm.action_crm_send_mass_convert")
        }
        ours = self.env.ref("kfz_investment.kfz_lead_condition_action").id
        for user in (self.officer, self.manager):
            env = self.env(user=user)
            for action_id in ("kfz_project_action", "kfz_officer_board_action"):
                action = self.env.ref(f"kfz_investment.{action_id}")
                views = env["crm.lead"].get_views(
                    [(view.view_id.id, view.view_mode) for view in action.view_ids],
                    {"toolbar": True, "action_id": action.id},
                )["views"]
                for kind in ("form", "list", "kanban"):
                    offered = {entry["id"] for entry in views[kind]["toolbar"].get("action", [])}
                    with self.subTest(user=user.login, kind=kind):
                        self.assertFalse(offered & core)
                        # core offers it on the board too, ours stand on the form and the list
                        self.assertTrue(kind == "kanban" or ours in offered)
        # a salesperson's pages keep them
        views = (
            self.env["crm.lead"]
            .with_user(self.salesman)
            .get_views([(self.env.ref("crm.crm_lead_view_form").id, "form")], {"toolbar": True})[
                "views"
            ]
        )
        offered = {entry["id"] for entry in views["form"]["toolbar"]["action"]}
        self.assertIn(self.env.ref("crm.crm_lead_lost_action").id, offered)
