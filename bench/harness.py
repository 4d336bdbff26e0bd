"""What measurements share: databases from templates, a fresh process per measurement, peak memory, medians."""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

import psycopg2
from psycopg2 import sql

HERE = pathlib.Path(__file__).resolve().parent
REPO = HERE.parent
#: seconds after which a slow step is not repeated any more
PATIENCE = 20


def connect(name="postgres"):
    """An autocommit connection by libpq's variables."""
    connection = psycopg2.connect(dbname=name)
    connection.autocommit = True
    return connection


def drop(name):
    """Drop a database of the measurements."""
    with_connection(
        "postgres", sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )


def clone(template, name):
    """A fresh copy of a template database."""
    drop(name)
    with_connection(
        "postgres",
        sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
            sql.Identifier(name), sql.Identifier(template)
        ),
    )


def with_connection(database, statement, values=None):
    """Run one statement and give its rows."""
    connection = connect(database)
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def rename(name, new):
    """Give a database its final name."""
    with_connection(
        "postgres",
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(new)),
    )


def exists(name):
    """Whether a database is there."""
    return bool(
        with_connection("postgres", "SELECT 1 FROM pg_database WHERE datname = %s", (name,))
    )


def odoo_arguments(database):
    """Options of an Odoo process of the measurements."""
    arguments = [
        "-d",
        database,
        "--workers=0",
        "--no-http",
        "--log-level=error",
        "--without-demo=all",
    ]
    addons = os.environ.get("KFZ_ADDONS_PATH", str(REPO / "addons"))
    if other := os.environ.get("KFZ_BENCH_ADDONS"):  # an earlier revision of ours
        arguments.append("--addons-path=" + addons.replace(str(REPO / "addons"), other))
    if os.environ.get("KFZ_BENCH_CONFIG"):
        return ["-c", os.environ["KFZ_BENCH_CONFIG"], *arguments]
    return [
        *arguments,
        f"--addons-path={addons}",
        f"--data-dir={os.environ.get('KFZ_DATA_DIR', '/tmp/kfz-bench-data')}",
    ]


def template(name, modules, base=None):
    """Make the template database `name` with `modules`, unless it is there already; from `base` when that is given."""
    if exists(name):
        return
    started = time.monotonic()
    if base:
        clone(base, name)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "odoo",
            *odoo_arguments(name),
            "-i",
            modules,
            "--skip-auto-install",
            "--load-language=zh_CN,en_US",
            "--stop-after-init",
        ],
        check=True,
    )
    print(f"    made database {name} ({time.monotonic() - started:.0f} s)", flush=True)


def run(script, *arguments):
    """Run a worker in its own process; what it prints is shown."""
    subprocess.run([sys.executable, str(HERE / script), *map(str, arguments)], check=True)


def in_process(script, *arguments):
    """Run a worker in its own process; its last line is JSON."""
    done = subprocess.run(
        [sys.executable, str(HERE / script), *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


def environment(database):
    """(registry, odoo.api) of a database, loaded in this process."""
    import odoo.init  # noqa: F401
    from odoo import api
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config(odoo_arguments(database), setup_logging=True)
    return Registry(database), api


def timed(registry, api, login, call, repeats):
    """Median seconds and queries of ``call(env)``, each in a new transaction that is rolled back, the first one thrown away,
    and what the call gives: how many records it read.

    A slow step is repeated until it has taken `PATIENCE`, but three times at least.
    """
    runs = []
    while len(runs) <= repeats and (
        len(runs) < 4 or sum(run["seconds"] for run in runs) < PATIENCE
    ):
        runs.append(once(registry, api, login, call))
    return {**runs[-1], "seconds": median([run["seconds"] for run in runs[1:]])}


def once(registry, api, login, call, prepare=None):
    """Seconds, queries and records of one ``call(env)`` by a user, in a new transaction that is rolled back; ``prepare(env)`` comes before."""
    with registry.cursor() as cr:
        user = api.Environment(cr, 1, {})["res.users"].search([("login", "=", login)])
        env = api.Environment(
            cr, user.id, {"lang": "zh_CN", "allowed_company_ids": user.company_ids.ids}
        )
        if prepare:
            prepare(env)
        cr.execute("SELECT 1")
        before, started = cr.sql_log_count, time.perf_counter()
        records = call(env)
        result = {
            "seconds": time.perf_counter() - started,
            "queries": cr.sql_log_count - before,
            "records": records,
        }
        cr.rollback()
    return result


def memory():
    """(MB now, peak MB since the last reset)."""
    with open("/proc/self/status", encoding="ascii") as stream:
        lines = dict(line.split(":", 1) for line in stream)
    return tuple(int(lines[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))


def reset_peak():
    """Reset the peak; return the present memory."""
    with open("/proc/self/clear_refs", "w", encoding="ascii") as stream:
        stream.write("5")
    return memory()[0]


def median(values):
    """The median of some values."""
    return statistics.median(values)
