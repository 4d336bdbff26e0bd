"""Steps of the pool measurements, each in its own process: `pool_worker.py STEP DATABASE …`; prints JSON."""

import json
import sys
import time

import client
import documents
import harness
import papers


def prepare(database, side, count):
    """``count`` projects of two zones (opportunities of two companies, on stock Odoo) over all stages, with their documents."""
    registry, api = harness.environment(database)
    with registry.cursor() as cr:
        documents.fill(api.Environment(cr, 1, dict(documents.QUIET)), side, count)
        cr.commit()
    harness.with_connection(database, "VACUUM ANALYZE")
    count = "SELECT count(*) FROM ir_attachment WHERE res_model = ANY(%s)"
    return {"files": harness.with_connection(database, count, (list(papers.OWNERS),))[0][0]}


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
            if not chosen:
                break
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
                    "count": len(chosen),
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
        arch, columns = client.view(env, view, "list")
        env[model].web_search_read(domain, columns, limit=client.limit(arch), count_limit=10001)

    return harness.timed(registry, api, "bench_b" if side == "ours" else "bench_a", call, repeats)


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
        "publish": publish,
        "pool": open_pool,
        "floor": floor,
    }
    print(json.dumps(steps[what](database, *(rest if what == "publish" else numbers))))


if __name__ == "__main__":
    main()
