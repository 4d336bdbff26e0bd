"""What the measured imports need in their databases: zones, stages, industries, enterprises, a manager, and a server in use."""

import documents
import harness
import synthetic

#: external ids of the zones in the order of synthetic.ZONES
ZONES = ("zone_kcbz", "zone_kmftz", "zone_kmetdz", "zone_mhmd")


def stock(database, enterprises, files):
    """Stock Odoo with the records that a project file names, and other opportunities with their files."""
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, 2, {"tracking_disable": True, "_partners_skip_fields_sync": True})
        env["res.partner.industry"].create([{"name": name} for name in synthetic.INDUSTRIES])
        companies = env["res.company"].create([{"name": name} for name in synthetic.ZONES])
        env.user.write({"company_ids": [(4, company.id) for company in companies]})
        env["crm.stage"].create([{"name": name} for name in synthetic.STAGES])
        make_trade_model(env)
        env["res.partner"].create(
            [
                {
                    "name": synthetic.company(number),
                    "is_company": True,
                    "vat": synthetic.code(number),
                }
                for number in range(1, enterprises + 1)
            ]
        )
        cr.commit()
        use(env, "stock", files)
    harness.with_connection(database, "VACUUM ANALYZE")


def use(env, side, files):
    """Projects of others with about this many files, their followers and messages: nobody imports into an empty server."""
    if files:
        quiet = env(user=1, context=dict(documents.QUIET))
        documents.fill(quiet, side, documents.projects_with(files))
        env.cr.commit()


def make_trade_model(env):
    """A model with the columns of a trade record, as an administrator would create it in stock Odoo."""
    choices = {"x_direction": ("进口", "出口"), "x_mode": synthetic.MODES}
    columns = [
        {"name": "x_name", "ttype": "char"},
        {"name": "x_partner_id", "ttype": "many2one", "relation": "res.partner"},
        {"name": "x_month", "ttype": "date"},
        {"name": "x_amount", "ttype": "float"},
        *(
            {
                "name": name,
                "ttype": "selection",
                "selection_ids": [(0, 0, {"value": word, "name": word}) for word in words],
            }
            for name, words in choices.items()
        ),
    ]
    for column in columns:
        column["field_description"] = column["name"]
        column["index"] = column["name"] == "x_partner_id"
    access = {
        "name": "trade",
        "group_id": env.ref("base.group_user").id,
        "perm_read": True,
        "perm_write": True,
        "perm_create": True,
    }
    env["ir.model"].create(
        {
            "name": "Trade",
            "model": "x_trade",
            "access_ids": [(0, 0, access)],
            "field_id": [(0, 0, column) for column in columns],
        }
    )


def ours(database, enterprises, files):
    """Our addon with a manager of the four zones, each zone's own enterprises, and other projects with their files."""
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(
            cr,
            1,
            {
                "tracking_disable": True,
                "_partners_skip_fields_sync": True,
                "no_reset_password": True,
            },
        )
        zones = [env.ref(f"kfz_investment.{name}") for name in ZONES]
        make_user(env, "bench", "manager", zones)
        make_user(env, "bench_customs", "customs", zones[:1])
        env["res.partner"].create(
            [
                {
                    "name": synthetic.company(number),
                    "is_company": True,
                    "is_enterprise": True,
                    "vat": synthetic.code(number),
                    "company_id": zones[number % 4].id,
                }
                for number in range(1, enterprises + 1)
            ]
        )
        cr.commit()
        use(env, "ours", files)
    harness.with_connection(database, "VACUUM ANALYZE")


def make_user(env, login, role, zones):
    """A user with a role in some zones."""
    env["res.users"].create(
        {
            "name": login,
            "login": login,
            "company_id": zones[0].id,
            "company_ids": [(6, 0, [zone.id for zone in zones])],
            "group_ids": [(6, 0, env.ref(f"kfz_investment.group_kfz_{role}").ids)],
        }
    )
