"""Create or update the database: languages, time zone, currency, demonstration data, users.

Request: ``database``, ``create`` (bool), ``demo`` (bool), ``passwords`` (login → password), ``tree`` (hash of the addon).
"""

import session  # first: loads Odoo
from roles import PORTAL, ROLES, ZONES

from odoo import SUPERUSER_ID, api
from odoo.modules.loading import load_demo
from odoo.modules.module_graph import ModuleGraph
from odoo.modules.registry import Registry
from odoo.service import db

MODULE = "kfz_investment"
LANGUAGES = ("zh_CN", "en_US")
OFFICE = "四区联席办公室（示例）"


def load(asked: dict) -> None:
    """Install our module in a new database, or update it in an existing one."""
    if asked["create"]:
        db._create_empty_database(asked["database"])
        Registry.new(
            asked["database"],
            update_module=True,
            install_modules=["base", MODULE],
            new_db_demo=False,
        )
    elif asked.get("update"):
        Registry.new(asked["database"], update_module=True, upgrade_modules=[MODULE])


def set_locale(env) -> None:
    """Chinese first, weeks from Monday, Asia/Shanghai, CNY; nothing is sent anywhere."""
    langs = env["res.lang"].with_context(active_test=False).search([("code", "in", LANGUAGES)])
    langs.write({"active": True, "week_start": "1"})
    env["ir.default"].set("res.partner", "lang", LANGUAGES[0])
    env["ir.default"].set("res.partner", "tz", "Asia/Shanghai")
    env.ref("base.CNY").active = True
    office = env.ref("base.main_company")
    office.write(
        {"name": OFFICE, "country_id": env.ref("base.cn").id, "currency_id": env.ref("base.CNY").id}
    )
    office.partner_id.write({"lang": LANGUAGES[0], "tz": "Asia/Shanghai"})
    reporter = env.ref("mail.ir_cron_module_update_notification", raise_if_not_found=False)
    if reporter:
        reporter.active = False


def add_demo(env) -> bool:
    """Load our own demonstration data, not that of the stock modules (it brings a user demo with the password demo)."""
    graph = ModuleGraph(env.cr, mode="load")
    graph.extend(env["ir.module.module"].search([("state", "=", "installed")]).mapped("name"))
    loaded = load_demo(env, graph[MODULE], {}, "init")
    env.cr.execute("UPDATE ir_module_module SET demo = %s WHERE name = %s", (loaded, MODULE))
    env["ir.module.module"].invalidate_model(["demo"])
    return loaded


def set_users(env, passwords: dict) -> None:
    """Give every role a user with its generated password; users that exist keep their name and groups."""
    users = env["res.users"].with_context(no_reset_password=True, active_test=False)
    everyday = {"lang": LANGUAGES[0], "tz": "Asia/Shanghai", "active": True}
    zones = [env.ref(f"{MODULE}.{zone}").id for zone in ZONES]
    admin = env.ref("base.user_admin")
    if not admin.has_group(f"{MODULE}.group_kfz_manager"):
        # starts in a zone: the office that stock data brings as first company has no projects
        admin.write(
            {
                "company_ids": [(4, zone) for zone in zones],
                "company_id": zones[0],
                "group_ids": [(4, env.ref(f"{MODULE}.group_kfz_manager").id)],
            }
        )
    admin.write(
        {**everyday, "login": "admin", "password": passwords["admin"], "name": "示例系统管理员"}
    )
    for login, (name, group, companies) in ROLES.items():
        user = users.search([("login", "=", login)])
        if not user:
            ids = [env.ref(f"{MODULE}.{company}").id for company in companies]
            user = users.create(
                {
                    "login": login,
                    "name": name,
                    "company_id": ids[0],
                    "company_ids": [(6, 0, ids)],
                    "group_ids": [(4, env.ref("base.group_user").id)],
                }
            )
            user.write({"group_ids": [(4, env.ref(f"{MODULE}.{group}").id)]})
        user.write({**everyday, "password": passwords[login]})
    portal_user(env, users, everyday).write({**everyday, "password": passwords[PORTAL[0]]})


def portal_user(env, users, everyday: dict):
    """The portal user of the demonstration intermediary; no invitation is sent."""
    login, organisation, name = PORTAL
    user = users.search([("login", "=", login)])
    if user:
        return user
    zone = env.ref(f"{MODULE}.{ZONES[0]}")
    partners = env["res.partner"]
    intermediary = partners.search(
        [("name", "=", organisation), ("is_intermediary", "=", True)], limit=1
    ) or partners.create(
        {"name": organisation, "is_enterprise": True, "is_intermediary": True, "company_id": False}
    )
    person = partners.search(
        [("parent_id", "=", intermediary.id), ("ref", "=", login)], limit=1
    ) or partners.create(
        {
            "name": name,
            "parent_id": intermediary.id,
            "ref": login,
            "company_id": zone.id,
            "type": "contact",
        }
    )
    return users.create(
        {
            "login": login,
            "partner_id": person.id,
            "company_id": zone.id,
            "company_ids": [(6, 0, zone.ids)],
            "group_ids": [(6, 0, [env.ref("base.group_portal").id])],
            "lang": everyday["lang"],
        }
    )


def main() -> None:
    """Carry out the launcher's request in one transaction after the modules are loaded."""
    asked = session.request()
    session.configure(
        *(
            ["--load-language=" + ",".join(LANGUAGES), "--skip-auto-install"]
            if asked["create"]
            else []
        )
    )
    load(asked)
    demo = None
    with Registry(asked["database"]).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"lang": LANGUAGES[0], "tz": "Asia/Shanghai"})
        if asked["create"]:
            set_locale(env)
            print(
                "KFZ-STEP demonstration data" if asked["demo"] else "KFZ-STEP settings", flush=True
            )
            demo = add_demo(env) if asked["demo"] else None
        if asked.get("passwords"):
            print("KFZ-STEP users", flush=True)
            set_users(env, asked["passwords"])
        env["ir.config_parameter"].set_param("kfz.launcher.tree", asked["tree"])
        if asked["create"]:
            # the first pages come before autovacuum has looked at the new tables
            env.flush_all()
            cr.execute("ANALYZE")
        cr.commit()
    session.answer(demo=demo)


if __name__ == "__main__":
    main()
