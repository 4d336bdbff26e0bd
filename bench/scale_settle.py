"""What a multiplied database needs from the ORM: `scale_settle.py DATABASE SIDE`. Can be run again.

Passwords for those who sign in, a lead official with his projects (a salesperson, on stock Odoo), a manager of both zones, and what the product
keeps beside its rows (counts, sums, first dates), computed anew as by an update, because the rows came past its triggers.
"""

import sys

import documents
import harness

PASSWORD = "Bench-示例-2026"
#: how many projects the lead official answers for
LED = 40


def main(database, side):
    """Settle one database."""
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, 1, dict(documents.QUIET))
        ours = side == "ours"
        manager = env["res.users"].search([("login", "=", "bench_a")])
        if not env["res.users"].search([("login", "=", "bench_lead")]):
            make_people(env, ours, manager)
        env["res.users"].search([("login", "=like", "bench\\_%")]).password = PASSWORD
        both = env["res.users"].search([("login", "=", "bench_all")])
        both.group_ids |= env.ref(
            "base.group_allow_export"
        )  # stock managers have no right to files
        cr.commit()
        rebuild(env)
        cr.commit()


def make_people(env, ours, manager):
    """The lead official and the manager of both zones."""
    leading = "kfz_investment.group_kfz_lead_official" if ours else "sales_team.group_sale_salesman"
    person = make_user(env, "bench_lead", manager.company_id, env.ref(leading))
    zones = env["res.users"].search([("login", "in", ("bench_a", "bench_b"))]).company_id
    make_user(env, "bench_all", zones, manager.group_ids)
    official = env["res.users"]
    if ours:
        official = env["kfz.official"].create(
            {"name": "示例挂点领导", "company_id": manager.company_id.id, "user_id": person.id}
        )
    env.flush_all()
    give(env.cr, ours, manager, person, official)


def make_user(env, login, companies, groups):
    """A user of some zones."""
    return env["res.users"].create(
        {
            "name": login.replace("_", " "),
            "login": login,
            "email": f"{login}@example.com",
            "company_id": companies[0].id,
            "company_ids": [(6, 0, companies.ids)],
            "group_ids": [(6, 0, groups.ids)],
        }
    )


def give(cr, ours, manager, person, official):
    """Some projects, spread over all of the zone, are those of the lead official; past the guards, like all of these rows."""
    cr.execute("SET LOCAL session_replication_role = replica")
    table = "kfz_assignment" if ours else "crm_lead"
    chosen = "role = 'lead_official' AND date_to IS NULL" if ours else "stage_id > 0"
    ident = "lead_id" if ours else "id"
    cr.execute(
        f"""SELECT min({ident}) FROM (SELECT {ident}, ntile(%s) OVER (ORDER BY {ident}) part FROM {table}
                                       WHERE company_id = %s AND {chosen}) parts GROUP BY part""",
        (LED, manager.company_id.id),
    )
    leads = [row[0] for row in cr.fetchall()]
    if not ours:
        cr.execute("UPDATE crm_lead SET user_id = %s WHERE id = ANY(%s)", (person.id, leads))
    else:
        cr.execute(
            f"UPDATE kfz_assignment SET official_id = %s WHERE lead_id = ANY(%s) AND {chosen}",
            (official.id, leads),
        )
        cr.execute(
            "UPDATE crm_lead SET lead_official_id = %s WHERE id = ANY(%s)", (official.id, leads)
        )
    cr.execute("SET LOCAL session_replication_role = origin")


def rebuild(env):
    """Run what an update runs for each model of ours and those we extend: it computes anew what is kept beside the rows."""
    for name in ("crm.lead", "res.partner", *sorted(env.registry)):
        if name in ("crm.lead", "res.partner") or name.startswith("kfz."):
            env[name].init()


if __name__ == "__main__":
    main(*sys.argv[1:])
