import itertools
import re

from lxml import etree
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval
from odoo.tools.translate import code_translations

from ...models.base.lists import comma
from ..common import KfzCase

ROLES = (
    "officer",
    "manager",
    "official",
    "taskforce",
    "joint",
    "keeper",
    "customs",
    "committee",
)
#: words of sales that no page shows to whoever has a role in promotion
WORDS = {
    "zh_CN": re.compile(
        "商机|潜在客户|转化为|标记为已损失|MRR|概率|销售|预期收入|客户|赢得|丢失|营销|OdooBot|Odoo\\.com"
    ),
    "en_US": re.compile(
        r"\b(Opportunit(y|ies)|Salespers\w+|Sales|Probability|Expected (Closing|Revenue)|MRR|Won|Customers?|Revenues?"
        r"|Marketing|Campaigns?|OdooBot|Odoo\.com|Mark Lost|Lost Reasons?)\b"
    ),
}
#: what the plans call so, and what a sentence about time zones says of the computer of a user
PLAIN = re.compile("销售服务中心|Sales and service centre|客户端|客户关系管理")
#: models that pages reach without a menu: links, menus of activities and messages, own preferences
OTHERS = (
    "crm.lead",
    "res.partner",
    "calendar.event",
    "mail.activity",
    "mail.message",
    "res.users",
    "crm.lost.reason",
)
#: of these, no page of a role opens more than the name
NAMED = ("crm.stage", "crm.team", "crm.team.member")
SHOWN = ("string", "title", "placeholder", "help", "confirm", "aria-label", "add-label", "sum")


@tagged("post_install", "-at_install")
class TestPromotionWords(KfzCase):
    """Whoever has a role in promotion reads no word of sales: labels, filters, choices, menus, actions, messages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.keeper = cls.joint.copy({"login": "kfz_words_keeper"})
        cls.keeper.group_ids = cls.env.ref("kfz_investment.group_kfz_directory_keeper")
        cls.project = cls._project("negotiation", user=cls.officer)
        cls.seen = set()

    def _look(self, role, lang):
        """(place, text) of each word of sales that a role reads."""
        user = getattr(self, role)
        env = self.env(
            user=user.id, context={"lang": lang, "allowed_company_ids": user.company_ids.ids}
        )
        found = []

        def look(place, text):
            if text and WORDS[lang].search(PLAIN.sub("", str(text))):
                found.append((place, str(text)[:60]))

        names = {name for name in OTHERS if env[name].has_access("read")}
        for action in self._actions(env, look):
            names.add(action["res_model"])
            self._look_at_page(env, action, look)
        for name in sorted(names.union(NAMED)):
            # labels are the same for all roles
            if (name, lang) not in self.seen and env[name].has_access("read"):
                self.seen.add((name, lang))
                self._look_at_fields(env[name], look)
                if name not in NAMED:
                    views = [(False, "form"), (False, "list"), (False, "search")]
                    self._look_at_views(env[name], views, look)
        return found

    def _actions(self, env, look):
        menus = env["ir.ui.menu"].load_menus(False)
        for key, menu in menus.items():
            if key != "root":
                look(("menu", menu["xmlid"]), menu["name"])
                if menu["action_model"] == "ir.actions.act_window":
                    # sudo: the client gets the action's fields from a controller that reads them as superuser
                    window = env["ir.actions.act_window"].browse(menu["action_id"]).sudo()
                    yield window._get_action_dict()

    def _look_at_page(self, env, action, look):
        look(("action", action["id"]), action["name"])
        look(("empty page", action["id"]), action["help"])
        names = {"uid": env.uid, "active_id": False, "active_ids": []}
        names["allowed_company_ids"] = env.companies.ids
        context = safe_eval(action["context"] or "{}", names)
        search = action["search_view_id"] and action["search_view_id"][0]
        Model = env[action["res_model"]].with_context(**context)
        self._look_at_views(Model, [*action["views"], (search, "search")], look)

    def _look_at_fields(self, Model, look):
        for name, field in Model.fields_get().items():
            place = (Model._name, name)
            look(place, field.get("string"))
            look(place, field.get("help"))
            for _value, label in field.get("selection") or ():
                look(place, label)

    def _look_at_views(self, Model, views, look):
        result = Model.get_views(views, {"toolbar": True})
        for kind, view in result["views"].items():
            for node in etree.fromstring(view["arch"]).iter(etree.Element):
                for text in _texts(node):
                    look((Model._name, kind, node.get("name") or node.tag), text)
            for entry in itertools.chain(*(view.get("toolbar") or {}).values()):
                look((Model._name, kind, "menu of actions"), entry.get("name"))
        for model, fields in result["models"].items():
            for name, field in fields["fields"].items():
                look((model, name, "of a view"), field.get("string"))

    def test_no_page_of_a_role_shows_a_word_of_sales(self):
        for role in ROLES:
            for lang in WORDS:
                with self.subTest(role=role, lang=lang):
                    found = self._look(role, lang)
                    self.assertFalse(sorted(set(map(str, found)))[:40], f"{len(found)} words")

    def test_a_salesperson_without_a_role_keeps_the_words_of_core(self):
        labels = self.env["crm.lead"].with_user(self.salesman).with_context(lang="en_US")
        labels = labels.fields_get(attributes=["string"])
        self.assertEqual(labels["expected_revenue"]["string"], "Expected Revenue")
        self.assertIn("probability", labels)

    def test_filters_and_columns_of_a_role_have_the_labels_of_its_pages(self):
        fields = (
            self.env["crm.lead"].with_user(self.officer).with_context(lang="en_US").fields_get()
        )
        self.assertEqual(fields["expected_revenue"]["string"], "Planned investment")
        self.assertEqual(dict(fields["type"]["selection"])["opportunity"], "Project")
        self.assertNotIn("probability", fields)
        self.assertNotIn("help", fields["date_deadline"])

    def test_a_tracked_change_is_told_with_the_label_of_the_page(self):
        change = self.env["mail.tracking.value"].create(
            {
                "field_id": self.env["ir.model.fields"]._get("crm.lead", "expected_revenue").id,
                "new_value_float": 98_000_000,
                "mail_message_id": self.project.message_post(body="示例").id,
            }
        )
        told = change.with_user(self.officer).with_context(lang="en_US").sudo()
        [value] = told._tracking_value_format()
        self.assertEqual(value["fieldInfo"]["changedField"], "Planned investment")

    def test_followers_of_a_project_choose_among_its_own_messages(self):
        names = self.project.with_context(lang="en_US")._mail_get_message_subtypes().mapped("name")
        self.assertIn("Project moved", names)
        self.assertFalse([name for name in names if "Opportunity" in name])
        lead = self.env["crm.lead"].create({"name": "示例线索"})
        self.assertIn("Opportunity Won", lead._mail_get_message_subtypes().mapped("name"))

    def test_a_project_opens_on_our_page_wherever_it_is_opened_from(self):
        Lead = self.env["crm.lead"]
        ours = self.env.ref("kfz_investment.crm_lead_view_form_kfz")
        self.assertEqual(Lead.with_user(self.officer).get_view(False, "form")["id"], ours.id)
        self.assertNotEqual(Lead.with_user(self.salesman).get_view(False, "form")["id"], ours.id)

    def test_my_activities_lead_to_projects(self):
        self.project.activity_schedule("mail.mail_activity_data_todo", user_id=self.officer.id)
        Users = self.env["res.users"].with_user(self.officer).with_context(lang="en_US")
        [group] = [each for each in Users._get_activity_groups() if each["model"] == "crm.lead"]
        self.assertEqual(group["name"], "Projects")
        self.assertIn("kfz_investment", group["icon"])

    def test_the_system_has_a_name_of_the_office(self):
        self.assertIn(self.env.ref("base.partner_root").name, ("系统", "System"))
        self.assertIn(self.env.ref("mail.channel_all_employees").name, ("综合频道", "General"))
        admins = self.env.ref("mail.channel_admin")
        self.assertIn(admins.name, ("系统管理员频道", "Administrators"))
        if self.env["res.lang"]._get_data(code="zh_CN"):
            self.assertNotEqual(admins.name, "Administrators")

    def test_a_refusal_names_no_table(self):
        Settings = self.env["kfz.zone.settings"].with_user(self.committee)
        with (
            self.assertRaises(AccessError) as caught,
            mute_logger("odoo.addons.base.models.ir_model"),
        ):
            Settings.with_context(lang="en_US").check_access("read")
        self.assertIn("Zone settings", str(caught.exception))
        self.assertNotIn("kfz.", str(caught.exception))

    def test_a_record_that_is_called_by_a_choice_shows_its_label(self):
        rule = self.env["kfz.gate.rule"].search([], limit=1)
        self.assertTrue(rule)
        labels = dict(rule._fields["check_code"]._description_selection(rule.env))
        self.assertEqual(rule.display_name, labels[rule.check_code])
        self.assertNotEqual(rule.display_name, rule.check_code)

    def test_names_are_joined_as_the_language_of_the_reader_joins_them(self):
        self.assertEqual(comma(self.env(context={"lang": "zh_CN"})).join("甲乙"), "甲、乙")
        self.assertEqual(comma(self.env(context={"lang": "en_US"})).join("ab"), "a, b")

    def test_terms_that_core_has_not_in_chinese_come_from_our_second_catalogue(self):
        terms = code_translations.get_web_translations("kfz_investment", "zh_CN")["messages"]
        self.assertIn(("My Preferences", "个人设置"), [(t["id"], t["string"]) for t in terms])
        label = self.env["ir.model.fields"]._get("res.users", "login_date")
        self.assertEqual(label.with_context(lang="zh_CN").field_description, "最近登录")


def _texts(node):
    """What a node of a view shows."""
    never = ("1", "True")
    if node.getparent() is None:
        # the name of the view itself is nowhere to be seen
        return ()
    if node.get("invisible") in never or node.get("column_invisible") in never:
        return ()
    return (*map(node.get, SHOWN), node.text, node.tail)
