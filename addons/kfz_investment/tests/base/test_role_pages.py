from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from ..isolation.role_records import RoleRecordsCase

ROLES = ("officer", "official", "taskforce", "joint", "customs", "committee")
#: what each role works with
MAIN = (
    ("officer", "crm.lead"),
    ("official", "crm.lead"),
    ("taskforce", "crm.lead"),
    ("joint", "kfz.shared.policy"),
    ("customs", "kfz.trade.record"),
    ("committee", "kfz.award"),
)
#: records per page
FEW = 5


@tagged("post_install", "-at_install")
class TestRolePages(RoleRecordsCase):
    """Each page that a role is offered opens with its records: lists, boards, forms with their lines, smart buttons."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.opened = {}

    def _env(self, user):
        companies = user.company_ids.ids
        return self.env(user=user.id, context={"lang": "zh_CN", "allowed_company_ids": companies})

    def _pages(self, env):
        """The windows in the menus of a user: {menu's name: action}."""
        menus = env["ir.ui.menu"].load_menus(False)
        for key, menu in menus.items():
            if key != "root" and menu["action_model"] == "ir.actions.act_window":
                # sudo: the client gets the action's fields from a controller that reads them as superuser
                action = env["ir.actions.act_window"].browse(menu["action_id"]).sudo()
                yield menu["xmlid"], action._get_action_dict()

    def test_each_form_of_each_role_opens_with_its_records(self):
        for role in ROLES:
            env = self._env(getattr(self, role))
            for menu, action in self._pages(env):
                if action["target"] != "new" and not env[action["res_model"]]._transient:
                    with self.subTest(role=role, menu=menu):
                        self._open(env, action, role)
        opened = {(role, model) for role, model, _view in self.opened}
        for role, model in MAIN:
            self.assertIn((role, model), opened, "no record of it was opened")

    def _open(self, env, action, role):
        names = {"uid": env.uid, "active_id": False, "active_ids": []}
        names["allowed_company_ids"] = env.companies.ids
        context = safe_eval(action["context"] or "{}", names)
        domain = safe_eval(action["domain"] or "[]", {**names, "context": context})
        Model = env[action["res_model"]].with_context(**context)
        forms = [view for view, kind in action["views"] if kind == "form"]
        page = (role, Model._name, forms and forms[0])
        records = Model.search(domain, limit=FEW) if forms and page not in self.opened else Model
        if records:
            form = Form(records[0], view=forms[0] or None)
            records.web_read(form._view["fields_spec"])
            self._press_smart_buttons(records[0], form._view["tree"])
            self.opened[page] = len(records)

    def _press_smart_buttons(self, record, arch):
        """What a button leads to can be read, else it is not shown."""
        for button in arch.xpath(
            "//button[contains(@class, 'oe_stat_button')][not(ancestor::field)]"
        ):
            name = button.get("name")
            with self.subTest(button=name, model=record._name):
                if button.get("type") == "object":
                    target = getattr(record, name)()
                else:
                    target = record.env["ir.actions.act_window"].browse(int(name)).sudo().read()[0]
                if target and target.get("res_model"):
                    self.assertTrue(record.env[target["res_model"]].has_access("read"))
