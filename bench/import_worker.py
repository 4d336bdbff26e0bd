"""One measurement of an import, in its own process: `import_worker.py stock|ours|floor KIND DATABASE FILE …`."""

import base64
import cProfile
import json
import os
import pathlib
import pickle
import pstats
import sys
import time

import harness

TABLES = (
    "res_partner",
    "kfz_official",
    "crm_lead",
    "kfz_agreement",
    "kfz_capital_record",
    "kfz_milestone",
    "kfz_assignment",
    "kfz_gate_override",
    "kfz_stage_transition",
    "kfz_figure_entry",
    "kfz_trade_record",
)
MODELS = {"enterprise": "res.partner", "project": "crm.lead", "trade": "x_trade"}
LOGINS = {"trade": "bench_customs"}
BATCH = 2000


def stock(kind, database, path, fields):
    """Stock `base_import`, in batches of 2,000 rows and one transaction each, as the web client does."""
    registry, api = harness.environment(database)
    content = pathlib.Path(path).read_bytes()
    with registry.cursor() as cr:
        env = api.Environment(cr, 2, {"lang": "en_US"})
        env["base_import.import"].get_fields_tree(MODELS[kind])
        ready = harness.reset_peak()
        started = time.monotonic()
        skip, count = 0, 0
        wizard = env["base_import.import"].create(
            {
                "res_model": MODELS[kind],
                "file": content,
                "file_name": "x.xlsx",
                "file_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            }
        )
        cr.commit()
        while skip is not None:
            options = {
                "has_headers": True,
                "quoting": '"',
                "separator": "",
                "date_format": "%Y-%m-%d",
                "float_thousand_separator": ",",
                "float_decimal_separator": ".",
                "limit": BATCH,
                "skip": skip,
                "sheet": "Sheet1",
                "sheets": ["Sheet1"],
            }
            result = wizard.execute_import(fields, fields, options)
            if result["messages"]:
                raise SystemExit(str(result["messages"][:2]))
            cr.commit()
            count += len(result["ids"])
            skip = result["nextrow"] or None
        seconds = time.monotonic() - started
    return {"seconds": seconds, "rows": count, "growth": harness.memory()[1] - ready}


def ours(kind, database, path):
    """Our wizard, as a manager of all four zones (trade: as a customs verifier): preview, then import with its commit."""
    registry, api = harness.environment(database)
    content = base64.b64encode(pathlib.Path(path).read_bytes())
    with registry.cursor() as cr:
        env = api.Environment(cr, 1, {})
        manager = env["res.users"].search([("login", "=", LOGINS.get(kind, "bench"))])
        env = api.Environment(cr, manager.id, {"lang": "zh_CN"})
        env["kfz.import"].fields_get()
        wizard = env["kfz.import"].create({"kind": kind, "file": content, "filename": "x.xlsx"})
        cr.commit()
        del content
        ready = harness.reset_peak()
        started = time.monotonic()
        wizard.action_preview()
        cr.commit()
        previewed, before = time.monotonic(), time.process_time()
        profiled(wizard.action_import)
        cr.commit()
        seconds = time.monotonic() - previewed
        result = {
            "seconds": seconds,
            "preview": previewed - started,
            "rows": wizard.created_count,
            "errors": wizard.error_count,
            "growth": harness.memory()[1] - ready,
            "cpu": time.process_time() - before,
        }
        if wizard.error_count or wizard.is_refused:
            result["first"] = wizard.line_ids[:1].message
    return result


def profiled(run):
    """Run, and with KFZ_BENCH_PROFILE print where the time goes."""
    if not os.environ.get("KFZ_BENCH_PROFILE"):
        run()
        return
    profile = cProfile.Profile()
    profile.runcall(run)
    for order in ("cumulative", "tottime"):
        pstats.Stats(profile, stream=sys.stderr).sort_stats(order).print_stats(60)


def keep(database, path):
    """Save the rows that an import added, for the floor."""
    saved = {}
    for table in TABLES:
        connection = harness.connect(database)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT * FROM {table} WHERE create_date >= (SELECT min(create_date) FROM kfz_import)"
            )
            saved[table] = ([column.name for column in cursor.description], cursor.fetchall())
        connection.close()
    with open(path, "wb") as stream:
        pickle.dump(saved, stream)
    return {table: len(rows) for table, (_columns, rows) in saved.items()}


def floor(database, path):
    """Plain INSERTs of the same rows: what the database alone needs, indexes and foreign keys included."""
    from psycopg2.extras import Json, execute_values

    with open(path, "rb") as stream:
        saved = pickle.load(stream)
    connection = harness.connect(database)
    connection.autocommit = False
    started = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table, (columns, rows) in saved.items():
            names = ", ".join(f'"{column}"' for column in columns)
            values = [
                [Json(value) if isinstance(value, (dict, list)) else value for value in row]
                for row in rows
            ]
            execute_values(
                cursor, f"INSERT INTO {table} ({names}) VALUES %s", values, page_size=1000
            )
    connection.commit()
    return {
        "seconds": time.monotonic() - started,
        "rows": sum(len(rows) for _columns, rows in saved.values()),
    }


def main():
    """Dispatch by the first argument and print the answer as JSON."""
    what, *arguments = sys.argv[1:]
    if what == "stock":
        answer = stock(*arguments[:3], json.loads(arguments[3]))
    else:
        answer = {"ours": ours, "keep": keep, "floor": floor}[what](*arguments)
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
