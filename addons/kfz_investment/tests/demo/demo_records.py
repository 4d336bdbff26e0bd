import re

from lxml import etree
from odoo.exceptions import AccessError, MissingError
from odoo.tools.safe_eval import safe_eval

#: everybody of the demonstration data who works in the product
LOGINS = (
    "officer",
    "officer2",
    "officer_kmftz",
    "manager",
    "manager4",
    "official",
    "taskforce",
    "joint",
    "customs",
    "committee",
)
#: a value of Python or JavaScript where a person expects a word
CODE_WORDS = re.compile(
    r"(crm|kfz|mail|res|ir)(\.\w+)+\((\d+,?|, |<NewId)*\)|\[\]|\{\}|\[object |undefined|(?<!\w)(None|False|True|NaN|null)(?!\w)"
)
#: keys and files, which no page shows as they are
NOT_READ = ("binary", "properties", "properties_definition", "json")
#: what a ledger hashes, shown word for word
WORD_FOR_WORD = ("content",)
#: records per page of a list, as the web client asks for
PAGE = 80


class DemoRecords:
    """Each role opens every record that its menus list, with what the form itself asks for. Part of ``TestDemo``."""

    def _check_each_role_opens_every_record_that_it_is_shown(self):
        opened, self.words = {}, []
        for login in LOGINS:
            user = self.env["res.users"].search([("login", "=", login)])
            companies = user.company_ids.ids
            env = self.env(
                user=user.id, context={"lang": "zh_CN", "allowed_company_ids": companies}
            )
            self.seen = {}
            for menu, action in self._windows(env):
                with self.subTest(login=login, menu=menu):
                    self._open_all(env, action)
            opened[login] = {model: len(ids) for (model, _view), ids in self.seen.items()}
        self.assertEqual(self.words, [], "a page shows a value of the program instead of a word")
        for login, model in (
            ("officer", "kfz.share"),
            ("manager", "kfz.share"),
            ("official", "crm.lead"),
            ("taskforce", "crm.lead"),
            ("joint", "kfz.shared.project"),
            ("customs", "kfz.trade.record"),
            ("committee", "kfz.award"),
        ):
            self.assertGreater(opened[login].get(model, 0), 0, f"{login} opens no {model}")

    def _windows(self, env):
        menus = env["ir.ui.menu"].load_menus(False)
        for key, menu in menus.items():
            if key == "root" or menu["action_model"] != "ir.actions.act_window":
                continue
            # sudo: the client gets the action's fields from a controller that reads them as superuser
            window = env["ir.actions.act_window"].browse(menu["action_id"]).sudo()
            action = window._get_action_dict()
            if action["target"] != "new" and not env[action["res_model"]]._transient:
                yield menu["xmlid"], action

    def _open_all(self, env, action):
        names = {"uid": env.uid, "active_id": False, "active_ids": []}
        names["allowed_company_ids"] = env.companies.ids
        context = safe_eval(action["context"] or "{}", names)
        domain = safe_eval(action["domain"] or "[]", {**names, "context": context})
        Model = env[action["res_model"]].with_context(**context)
        found = Model.search(domain)
        for view_id, kind in action["views"]:
            page = (Model._name, view_id)
            fresh = found.browse(id_ for id_ in found.ids if id_ not in self.seen.get(page, ()))
            if kind in ("list", "kanban", "form") and fresh:
                self.seen.setdefault(page, set()).update(fresh.ids)
                self._read_page(fresh, kind, view_id)

    def _read_page(self, records, kind, view_id):
        """What the client reads, many records at once; where one cannot be read, each by itself."""
        arch = records.get_views([(view_id, kind)])["views"][kind]["arch"]
        spec = view_spec(records, etree.fromstring(arch))
        for start in range(0, len(records), PAGE):
            page = records[start : start + PAGE]
            # as in a request of its own: what others may read is not at hand
            self.env.invalidate_all()
            try:
                rows = page.web_read(spec)
            except (AccessError, MissingError):
                for record in page:
                    self.env.invalidate_all()
                    with self.subTest(record=record, view=kind):
                        record.web_read(spec)
                continue
            self._look_for_code(records.env, records._name, rows)

    def _look_for_code(self, env, model, rows):
        for row in rows:
            for name, value in row.items():
                field = env[model]._fields[name]
                if field.relational:
                    lines = value if isinstance(value, list) else [value]
                    inside = [line for line in lines if isinstance(line, dict)]
                    self._look_for_code(env, field.comodel_name, inside)
                elif self._is_code(field, value):
                    self.words.append((env.user.login, model, row.get("id"), name, value[:80]))

    def _is_code(self, field, value):
        is_read = field.type not in NOT_READ and field.name not in WORD_FOR_WORD
        return is_read and isinstance(value, str) and bool(CODE_WORDS.search(value))


def view_spec(records, node):
    """What the web client asks for to show a view: its fields, those of embedded lists, and the names of links.

    :param node: the view, or a view inside a field
    """
    level = int(node.xpath("count(ancestor-or-self::field)"))
    spec = {}
    for child in node.xpath(f".//field[count(ancestor::field) = {level}]"):
        field = records._fields[child.get("name")]
        if not field.relational:
            spec[field.name] = {}
            continue
        lines = records.env[field.comodel_name]
        inside = next(iter(child.xpath("./list | ./kanban")), None)
        shown = view_spec(lines, inside) if inside is not None else {}
        spec[field.name] = {"fields": {**shown, "display_name": {}}}
    return spec
