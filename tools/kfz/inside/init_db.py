"""Create or update the database: languages, time zone, currency, demonstration data, users.

Request: ``database``, ``create`` (bool), ``demo`` (bool), ``passwords`` (login → password: of the logins in ``make``, which are made,
and of others, which only get a new password), ``made`` (all logins that starts have made), ``tree`` (hash of the addon).
"""

import session  # first: loads Odoo
from roles import PORTAL, ROLES, ZONES

from odoo import SUPERUSER_ID, api, fields
from odoo.modules.loading import load_demo
from odoo.modules.module_graph import ModuleGraph
from odoo.modules.registry import Registry
from odoo.service import db
from odoo.tools import config

MODULE = "kfz_investment"
OFFICE = "四区联席办公室"
CREATING = ("--load-language=zh_CN,en_US", "--skip-auto-install")


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
        # as --i18n-overwrite: mended words of ours reach the database (see _update_translations of ir.module.module)
        config["overwrite_existing_translations"] = True
        Registry.new(asked["database"], update_module=True, upgrade_modules=[MODULE])


def add_demo(env) -> bool:
    """Load our own demonstration data, not that of the stock modules (it brings a user demo with the password demo)."""
    graph = ModuleGraph(env.cr, mode="load")
    graph.extend(env["ir.module.module"].search([("state", "=", "installed")]).mapped("name"))
    loaded = load_demo(env, graph[MODULE], {}, "init")
    env.cr.execute("UPDATE ir_module_module SET demo = %s WHERE name = %s", (loaded, MODULE))
    env["ir.module.module"].invalidate_model(["demo"])
    return loaded


def set_users(env, asked: dict, installation) -> None:
    """Make the accounts that are asked for, and give the others that are named their new password; nobody else is touched."""
    words, make = asked["passwords"], asked["make"]
    users = env["res.users"].with_context(no_reset_password=True, active_test=False)
    for login, word in words.items():
        if login not in make:
            users.search([("login", "=", login)]).write({"password": word})
        elif login == "admin":
            name = "示例系统管理员" if asked.get("demo") else "系统管理员"
            installation.set_up_administrator(env, login=login, password=word, name=name)
        elif login in ROLES:
            # the demonstration data of a new database has brought its people
            user = users.search([("login", "=", login)]) or role_user(users, login, *ROLES[login])
            user.write({**installation.EVERYDAY, "password": word})
        elif login == PORTAL[0]:
            user = portal_user(env, users, installation.EVERYDAY["lang"])
            let_in(env, user)
            user.write({**installation.EVERYDAY, "password": word})


def role_user(users, login: str, name: str, group: str, zones):
    """A user of a role, in its zones."""
    ids = [users.env.ref(f"{MODULE}.{zone}").id for zone in zones]
    user = users.create(
        {
            "login": login,
            "name": name,
            "company_id": ids[0],
            "company_ids": [(6, 0, ids)],
            "group_ids": [(4, users.env.ref("base.group_user").id)],
        }
    )
    user.write({"group_ids": [(4, users.env.ref(f"{MODULE}.{group}").id)]})
    return user


def portal_user(env, users, lang: str):
    """The portal user of the demonstration intermediary; no invitation is sent."""
    login = PORTAL[0]
    if user := users.search([("login", "=", login)]):
        return user
    zone = env.ref(f"{MODULE}.{ZONES[0]}")
    return users.create(
        {
            "login": login,
            "partner_id": intermediary_person(env, zone).id,
            "company_id": zone.id,
            "company_ids": [(6, 0, zone.ids)],
            "group_ids": [(6, 0, [env.ref("base.group_portal").id])],
            "lang": lang,
        }
    )


def intermediary_person(env, zone):
    """Who acts for the demonstration intermediary; both are made where there is no demonstration data."""
    login, organisation, name = PORTAL
    partners = env["res.partner"]
    intermediary = partners.search(
        [("name", "=", organisation), ("is_intermediary", "=", True)], limit=1
    ) or partners.create(
        {"name": organisation, "is_enterprise": True, "is_intermediary": True, "company_id": False}
    )
    return partners.search(
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


def let_in(env, user) -> None:
    """The approved record by which the portal user acts for the demonstration intermediary in the first zone; made once."""
    access, agreements = env["kfz.portal.access"], env["kfz.intermediary.agreement"]
    if access.search_count([("user_id", "=", user.id)]):
        return
    own = {"company_id": env.ref(f"{MODULE}.{ZONES[0]}").id}
    # the person may be the intermediary itself
    own["partner_id"] = (user.partner_id.parent_id or user.partner_id).id
    agreement = agreements.search([(name, "=", value) for name, value in own.items()]).filtered(
        "is_in_force"
    )[:1] or agreements.create({**own, "number": "示例招商委托"})
    user.partner_id.email = user.partner_id.email or f"{user.login}@example.com"
    access.create(
        {
            "person_id": user.partner_id.id,
            "intermediary_id": own["partner_id"],
            "company_id": own["company_id"],
            "agreement_id": agreement.id,
            "state": "approved",
            "user_id": user.id,
            "requested_by_id": env["res.users"].search([("login", "=", "officer")]).id or env.uid,
            "approved_by_id": env["res.users"].search([("login", "=", "manager")]).id or env.uid,
            "approved_on": fields.Datetime.now(),
        }
    )


def main() -> None:
    """Carry out the launcher's request in one transaction after the modules are loaded."""
    asked = session.request()
    session.configure(*(CREATING if asked["create"] else ()))
    load(asked)
    # part of the addon, so only now
    from odoo.addons.kfz_investment import installation

    with Registry(asked["database"]).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, dict(installation.EVERYDAY))
        demo = set_up(env, asked, installation) if asked["create"] else None
        if asked.get("passwords"):
            print("KFZ-STEP users", flush=True)
            set_users(env, asked, installation)
        if asked.get("made"):
            # a later start does not make again who was renamed or removed
            env["ir.config_parameter"].set_param("kfz.launcher.logins", " ".join(asked["made"]))
        env["ir.config_parameter"].set_param("kfz.launcher.tree", asked["tree"])
        if asked["create"]:
            # the first pages come before autovacuum has looked at the new tables
            env.flush_all()
            cr.execute("ANALYZE")
        cr.commit()
    session.answer(demo=demo)


def set_up(env, asked: dict, installation) -> bool | None:
    """Settings and demonstration data of a new database.

    :return: whether the demonstration data was loaded; None when nobody asked for it
    """
    installation.set_up(env, f"{OFFICE}（示例）" if asked["demo"] else OFFICE)
    print("KFZ-STEP demonstration data" if asked["demo"] else "KFZ-STEP settings", flush=True)
    return add_demo(env) if asked["demo"] else None


if __name__ == "__main__":
    main()
