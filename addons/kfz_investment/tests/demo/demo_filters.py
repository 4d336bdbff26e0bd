import datetime

from dateutil.relativedelta import relativedelta
from lxml import etree
from odoo.tools.safe_eval import safe_eval, wrap_module

from .demo_records import LOGINS

#: names that filters of views use
NAMES = {
    "context_today": datetime.date.today,
    "datetime": wrap_module(datetime, ["date", "datetime", "timedelta"]),
    "relativedelta": relativedelta,
}


class DemoFilters:
    """Each role uses every filter and every grouping that its lists offer. Part of ``TestDemo``, beside ``DemoRecords``."""

    def _check_each_role_uses_every_filter(self):
        used = set()
        for login in LOGINS:
            user = self.env["res.users"].search([("login", "=", login)])
            companies = user.company_ids.ids
            env = self.env(
                user=user.id, context={"lang": "zh_CN", "allowed_company_ids": companies}
            )
            for menu, action in self._windows(env):
                names = {
                    "uid": env.uid,
                    "active_id": False,
                    "active_ids": [],
                    "allowed_company_ids": companies,
                    **NAMES,
                }
                context = safe_eval(action["context"] or "{}", names)
                names["context"] = context
                Model = env[action["res_model"]].with_context(**context)
                within = safe_eval(action["domain"] or "[]", names)
                for node in self._filters(Model, action):
                    with self.subTest(login=login, menu=menu, filter=node.get("name")):
                        self._use(Model, within, node, names)
                        used.add((Model._name, node.get("name")))
        self.assertGreater(len(used), 150, "the search views are not read")

    def _filters(self, Model, action):
        view = action.get("search_view_id")
        found = Model.get_views([(view[0] if view else False, "search")])
        return etree.fromstring(found["views"]["search"]["arch"]).iter("filter")

    def _use(self, Model, within, node, names):
        """As the web client does: the filter's records, or their groups."""
        wanted = safe_eval(node.get("context") or "{}", names).get("group_by")
        if node.get("domain"):
            Model.web_search_read(within + safe_eval(node.get("domain"), names), {}, limit=1)
        for field in (node.get("date"), wanted):
            if field:
                name = field.partition(":")[0]
                dated = Model._fields[name].type in ("date", "datetime")
                steps = ("month", "quarter", "week") if dated and ":" not in field else ("",)
                for step in steps:
                    Model.formatted_read_group(
                        within, [f"{field}:{step}" if step else field], ["__count"]
                    )
