"""Steps of the board and pool measurements, each in its own process: `pool_worker.py STEP DATABASE …`; prints JSON."""

import json
import sys
import time
import xml.etree.ElementTree as ET

import harness

QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "no_reset_password": True,
    "_partners_skip_fields_sync": True,
}
BATCH = 1000


def prepare(database, side, count):
    """A manager of zone A and one of zone B, and ``count`` projects of zone A (of the company, on stock Odoo) over all stages."""
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, 1, dict(QUIET))
        ours = side == "ours"
        manager = make_managers(env, ours)[0]
        make_projects(env, ours, manager, count)
        spread_over_stages(cr, ours)
        cr.commit()
    harness.with_connection(database, "VACUUM ANALYZE")
    return {}


def make_managers(env, ours):
    """Managers bench_a and bench_b, each of a zone; on stock Odoo salespeople of the one company."""
    if ours:
        zones = [env.ref("kfz_investment.zone_kcbz"), env.ref("kfz_investment.zone_kmftz")]
        group = env.ref("kfz_investment.group_kfz_manager")
    else:
        zones = [env.ref("base.main_company")] * 2
        group = env.ref("sales_team.group_sale_salesman_all_leads")
    return env["res.users"].create(
        [
            {
                "name": f"bench {letter}",
                "login": f"bench_{letter}",
                "company_id": zone.id,
                "company_ids": [(6, 0, zone.ids)],
                "group_ids": [(6, 0, group.ids)],
            }
            for letter, zone in zip("ab", zones, strict=True)
        ]
    )


def make_projects(env, ours, manager, count):
    """Projects of 200 enterprises in the manager's zone, committed batch by batch."""
    partners = env["res.partner"].create(
        [
            {
                "name": f"示例企业{number:03d}有限公司",
                "is_company": True,
                "company_id": manager.company_id.id,
                **({"is_enterprise": True} if ours else {}),
            }
            for number in range(200)
        ]
    )
    kind = {"is_promotion": True, "industry_function": "logistics", "site_need": "示例仓库"}
    for start in range(0, count, BATCH):
        env["crm.lead"].create(
            [
                {
                    "name": f"示例项目{number:05d}",
                    "partner_id": partners[number % 200].id,
                    "company_id": manager.company_id.id,
                    "type": "opportunity",
                    "user_id": manager.id,
                    "expected_revenue": 1_000_000 + number,
                    **(kind if ours else {}),
                }
                for number in range(start, min(start + BATCH, count))
            ]
        )
        env.cr.commit()
        env.invalidate_all()


def spread_over_stages(cr, ours):
    """Most projects are young; gates would ask for evidence that a board does not show."""
    cr.execute(
        "SELECT id FROM crm_stage WHERE %s ORDER BY sequence, id"
        % ("milestone IS NOT NULL" if ours else "TRUE")
    )
    stages = [row[0] for row in cr.fetchall()]
    cr.execute(
        "UPDATE crm_lead SET stage_id = (%s::int[])[1 + (id * id) %% %s]", (stages, len(stages))
    )


def timed(registry, api, database, login, call, repeats):
    """Median seconds and queries of ``call(env)``, each in a new transaction, the first one thrown away."""
    seconds, queries = [], 0
    for _number in range(repeats + 1):
        with registry.cursor() as cr:
            user = api.Environment(cr, 1, {})["res.users"].search([("login", "=", login)])
            env = api.Environment(
                cr, user.id, {"lang": "zh_CN", "allowed_company_ids": user.company_ids.ids}
            )
            cr.execute("SELECT 1")
            before, started = cr.sql_log_count, time.perf_counter()
            call(env)
            seconds.append(time.perf_counter() - started)
            queries = cr.sql_log_count - before
            cr.rollback()
    return {"seconds": harness.median(seconds[1:]), "queries": queries}


def fields_of(env, model, view, kind):
    """The read specification that a view's arch asks for, as the web client builds it."""
    arch = ET.fromstring(env[model].get_view(view, kind)["arch"])
    known = env[model]._fields
    return {
        node.get("name"): {"fields": {"display_name": {}}}
        if known[node.get("name")].type == "many2one"
        else {}
        for node in arch.iter("field")
        if node.get("name") in known
    }


def board(database, side, repeats):
    """The board as the web client opens it: the groups by stage with their first cards."""
    registry, api = harness.environment(database)

    def call(env):
        ours = side == "ours"
        model = env["crm.lead"].with_context(default_is_promotion=True) if ours else env["crm.lead"]
        name = (
            "kfz_investment.crm_lead_view_kanban_kfz" if ours else "crm.crm_case_kanban_view_leads"
        )
        view = env["ir.model.data"]._xmlid_to_res_id(name)
        spec = specs.setdefault(view, fields_of(env, "crm.lead", view, "kanban"))
        model.web_read_group(
            [("is_promotion", "=", True)] if ours else [("type", "=", "opportunity")],
            ["stage_id"],
            ["expected_revenue:sum", "__count"],
            auto_unfold=True,
            unfold_read_specification=spec,
            unfold_read_default_limit=20,
        )

    specs = {}
    return timed(registry, api, database, "bench_a", call, repeats)


def publish(database, counts):
    """Seconds and queries of publishing each number of shares in turn, commit work included."""
    registry, api = harness.environment(database)
    result, wanted = [], [int(count) for count in counts.split(",")]
    with registry.cursor() as cr:
        manager = api.Environment(cr, 1, {})["res.users"].search([("login", "=", "bench_a")])
        env = api.Environment(cr, manager.id, {"allowed_company_ids": manager.company_ids.ids})
        leads = (
            env["crm.lead"]
            .search([("is_promotion", "=", True), ("share_ids", "=", False)], order="id")
            .ids
        )
        zone_b = env.ref("kfz_investment.zone_kmftz")
        level = env.ref("kfz_investment.share_level_standard")
        for count in wanted:
            chosen, leads = leads[:count], leads[count:]
            env.invalidate_all()
            before, started = cr.sql_log_count, time.perf_counter()
            shares = env["kfz.share"].create(
                [
                    {"lead_id": lead, "level_id": level.id, "recipient_ids": [(6, 0, zone_b.ids)]}
                    for lead in chosen
                ]
            )
            shares.action_publish()
            cr.flush()
            result.append(
                {
                    "count": count,
                    "seconds": time.perf_counter() - started,
                    "queries": cr.sql_log_count - before,
                }
            )
            cr.commit()
    harness.with_connection(database, "VACUUM ANALYZE")
    return result


def open_pool(database, side, repeats):
    """The first page of the pool as the other zone opens it; on stock Odoo the list of opportunities."""
    registry, api = harness.environment(database)

    def call(env):
        if side == "ours":
            model, view, domain = (
                "kfz.shared.project",
                "kfz_investment.kfz_shared_project_view_list",
                [("is_ours", "=", False), ("state", "=", "published")],
            )
        else:
            model, view, domain = (
                "crm.lead",
                "crm.crm_case_tree_view_oppor",
                [("type", "=", "opportunity")],
            )
        view_id = env["ir.model.data"]._xmlid_to_res_id(view)
        spec = specs.setdefault(view, fields_of(env, model, view_id, "list"))
        env[model].web_search_read(domain, spec, limit=80, count_limit=10001)

    specs = {}
    return timed(registry, api, database, "bench_b" if side == "ours" else "bench_a", call, repeats)


def floor(database, repeats):
    """The first page of the pool in hand-written SQL: its rows, its count, its read marks."""
    seconds = []
    connection = harness.connect(database)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM res_company WHERE zone_code = 'KMFTZ'")
        zone = cursor.fetchone()[0]
        where = """FROM kfz_shared_project s JOIN kfz_shared_project_recipient_rel r ON r.sheet_id = s.id AND r.company_id = %s
                   LEFT JOIN kfz_share_mark m ON m.sheet_id = s.id AND m.company_id = r.company_id
                   WHERE s.state = 'published' AND s.visible_until > now()"""
        for _number in range(repeats + 1):
            started = time.perf_counter()
            cursor.execute(
                f"SELECT s.*, m.revision {where} ORDER BY s.revised_on DESC, s.id DESC LIMIT 80",
                (zone,),
            )
            cursor.fetchall()
            cursor.execute(f"SELECT count(*) {where}", (zone,))
            cursor.fetchall()
            seconds.append(time.perf_counter() - started)
    connection.close()
    return {"seconds": harness.median(seconds[1:]), "queries": 2}


def main():
    """Dispatch by the first argument and print the answer as JSON."""
    what, database, *rest = sys.argv[1:]
    numbers = [int(part) if part.isdigit() else part for part in rest]
    steps = {
        "prepare": prepare,
        "board": board,
        "publish": publish,
        "pool": open_pool,
        "floor": floor,
    }
    print(json.dumps(steps[what](database, *(rest if what == "publish" else numbers))))


if __name__ == "__main__":
    main()
