from lxml import etree
from odoo.tests import new_test_user, tagged
from odoo.tools.safe_eval import safe_eval

from ...models.base.res_users_home import HOME_ACTIONS
from ..common import KfzCase

#: the landing page of each role, and the apps it sees
ROLES = {
    "officer": ("kfz_officer_board_action", {"kfz", "discuss", "calendar", "dashboards"}),
    "manager": ("kfz_project_action", {"kfz", "discuss", "calendar", "dashboards"}),
    "lead_official": ("kfz_my_project_action", {"kfz", "discuss", "calendar", "dashboards"}),
    "task_force": ("kfz_my_project_action", {"kfz", "discuss", "calendar"}),
    "joint_office": ("kfz_zone_comparison_action", {"kfz", "discuss", "dashboards"}),
    "customs": ("kfz_shared_policy_action", {"kfz", "discuss"}),
    "committee": ("kfz_shared_policy_action", {"kfz", "discuss"}),
}
APPS = {
    "kfz": "kfz_investment.menu_kfz_root",
    "discuss": "mail.menu_root_discuss",
    "calendar": "calendar.mail_menu_calendar",
    "dashboards": "spreadsheet_dashboard.spreadsheet_dashboard_menu_root",
}


@tagged("post_install", "-at_install")
class TestRoles(KfzCase):
    """Each role lands on its main page and sees only the apps it uses; every page in its menus opens."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            role: new_test_user(
                cls.env,
                login=f"kfz_role_{role}",
                groups=f"kfz_investment.group_kfz_{role}",
                company_id=cls.zone_a.id,
                company_ids=[(6, 0, cls.zone_a.ids)],
            )
            for role in ROLES
        }
        cls._project("landed", user=cls.users["officer"])

    def _menus(self, user):
        menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        return {key: menu for key, menu in menus.items() if key != "root"}, menus["root"][
            "children"
        ]

    def test_each_role_lands_on_its_page(self):
        for role, user in self.users.items():
            expected = ROLES[role][0]
            later = next(
                (
                    name
                    for group, names in HOME_ACTIONS
                    if group.endswith(f"_{role}")
                    for name in names
                    if self.env.ref(name, raise_if_not_found=False)
                ),
                None,
            )
            with self.subTest(role=role):
                self.assertEqual(user.with_user(user)._kfz_home_action(), self.env.ref(later).id)
                if role not in ("customs", "committee"):
                    self.assertEqual(later, f"kfz_investment.{expected}")

    def test_the_landing_page_is_among_the_menus_of_the_role(self):
        for role, user in self.users.items():
            menus, _roots = self._menus(user)
            home = user.with_user(user)._kfz_home_action()
            with self.subTest(role=role):
                self.assertIn(home, [menu["action_id"] for menu in menus.values()])

    def test_a_chosen_home_page_is_kept(self):
        user, action = self.users["manager"], self.env.ref("kfz_investment.kfz_enterprise_action")
        user.with_user(user).write({"action_id": action.id})
        self.assertEqual(user.with_user(user)._kfz_home_action(), action.id)

    def test_users_without_a_role_land_where_odoo_puts_them(self):
        for user in (self.employee, self.salesman, self.env.ref("base.user_admin")):
            self.assertFalse(user.with_user(user)._kfz_home_action())

    def test_an_action_that_does_not_exist_yet_is_skipped(self):
        user = self.users["customs"]
        self.assertTrue(user.with_user(user)._kfz_home_action())

    def test_each_role_sees_only_the_apps_it_uses(self):
        for role, user in self.users.items():
            _menus, roots = self._menus(user)
            with self.subTest(role=role):
                names = {
                    self.env["ir.ui.menu"].browse(root).get_external_id()[root] for root in roots
                }
                self.assertEqual(names, {APPS[app] for app in ROLES[role][1]})

    def test_other_employees_keep_their_apps(self):
        _menus, roots = self._menus(self.employee)
        self.assertIn(self.env.ref("calendar.mail_menu_calendar").id, roots)
        _menus, roots = self._menus(self.salesman)
        self.assertIn(self.env.ref("crm.crm_menu_root").id, roots)

    def test_every_page_in_the_menus_of_a_role_opens(self):
        opened = {}
        for role, user in self.users.items():
            menus, _roots = self._menus(user)
            for menu in menus.values():
                if menu["action_model"] == "ir.actions.act_window":
                    with self.subTest(role=role, menu=menu["xmlid"]):
                        self._open(user, menu["action_id"])
                        opened[role] = opened.get(role, 0) + 1
        self.assertEqual(set(opened), set(self.users))
        self.assertGreater(opened["manager"], 10)

    def _open(self, user, action_id):
        """What the web client asks for when a menu is chosen: the action, its views, the first records of each."""
        env = self.env(
            user=user.id, context={"lang": "zh_CN", "allowed_company_ids": user.company_ids.ids}
        )
        # sudo: the client gets the action's fields from a controller that reads them as superuser
        action = env["ir.actions.act_window"].browse(action_id).sudo()._get_action_dict()
        names = {
            "uid": user.id,
            "active_id": False,
            "active_ids": [],
            "allowed_company_ids": user.company_ids.ids,
        }
        context = safe_eval(action["context"] or "{}", names)
        Model = env[action["res_model"]].with_context(**context)
        search = action["search_view_id"] and action["search_view_id"][0]
        views = Model.get_views([*(tuple(view) for view in action["views"]), (search, "search")])
        domain = safe_eval(action["domain"] or "[]", {**names, "context": context})
        for kind, view in views["views"].items():
            self.assertTrue(view["arch"])
            if kind not in ("form", "search") and action["target"] != "new":
                Model.web_search_read(
                    domain, {name: {} for name in _fields_of(view["arch"])}, limit=5
                )


def _fields_of(arch):
    """The fields that a view reads of its own model, those of embedded views aside."""
    nodes = etree.fromstring(arch).xpath("//field[not(ancestor::field)]")
    return {node.get("name") for node in nodes}
