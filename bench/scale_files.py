"""Files that leave the system, over HTTP: the export of a list, and the workbook of signed and landed. See README.md, *scale*."""

import json
import os
import time

import harness
import scale_server
import scale_sides

#: the rows asked for; where a side takes fewer in one file, as many as it takes
ASKED = (100_000, 20_000)
REPEATS = 3
FIELDS = (
    ("name", "Name", "char"),
    ("partner_id", "Enterprise", "many2one"),
    ("company_id", "Zone", "many2one"),
    ("stage_id", "Stage", "many2one"),
    ("user_id", "Manager", "many2one"),
    ("expected_revenue", "Amount", "monetary"),
    ("create_date", "Created on", "datetime"),
)
COLUMNS = (
    "file",
    "side",
    "rows",
    "seconds (low–high)",
    "rows/s",
    "MB above the worker",
    "kB",
    "load",
)
OPEN = """SELECT count(*) FROM crm_lead WHERE is_promotion AND signed_date IS NOT NULL AND landed_date IS NULL
             AND condition NOT IN ('lost', 'terminated', 'transferred')"""


def measure(names, keep):
    """Measure, print and keep the row of each file and side."""
    print(f"\n  {' | '.join(COLUMNS)}")
    for side, database in names.items():
        with scale_server.Server(database, 0) as server:
            client = scale_server.Client(server, "bench_all")
            token = client.token()
            files = {"list": lambda rows, c=client, t=token: export(c, t, rows)}
            if side == "ours":
                projects = harness.with_connection(database, OPEN)[0][0]
                files["workbook"] = lambda _rows, c=client, n=projects: (n, workbook(c))
            for name, make in files.items():
                line = repeated(server, make, f"{name} export" if name == "list" else name, side)
                print(f"  {' | '.join(map(str, line['row']))}", flush=True)
                keep(f"files_{name}_{side}", line)


def repeated(server, make, label, side):
    """The row of one file, made a few times; the first one, of a few rows, warms the server."""
    make(80)
    asked = next((rows for rows in ASKED if make(rows)), None)
    if not asked:
        return {"columns": COLUMNS, "row": [label, side, "refused", *["–"] * (len(COLUMNS) - 3)]}
    before = server.reset_peak()
    taken = []
    for _number in range(REPEATS):
        started = time.perf_counter()
        rows, size = make(asked)
        taken.append(time.perf_counter() - started)
    seconds = harness.median(taken)
    return {
        "columns": COLUMNS,
        "row": [
            label,
            side,
            rows,
            f"{seconds:.1f} ({min(taken):.1f}–{max(taken):.1f})",
            f"{rows / seconds:,.0f}",
            f"{server.memory() - before:.0f}",
            f"{size / 1024:,.0f}",
            f"{os.getloadavg()[0]:.1f}",
        ],
    }


def export(client, token, rows):
    """(rows, bytes) of the export of the first rows of the list of projects, or None where so many are refused."""
    [ids] = [client.call("crm.lead", "search", [[]], limit=rows, order="id")]
    data = {
        "model": "crm.lead",
        "fields": [dict(zip(("name", "label", "type"), each, strict=True)) for each in FIELDS],
        "ids": False,
        "domain": [("id", "<=", ids[-1])],
        "groupby": [],
        "context": {
            "lang": "zh_CN",
            "tz": "Asia/Shanghai",
            "allowed_company_ids": client.companies,
        },
        "import_compat": False,
    }
    answer = client.session.post(
        f"{client.address}/web/export/xlsx",
        data={"data": json.dumps(data), "csrf_token": token},
        timeout=900,
    )
    if answer.status_code != 200:
        return None
    return len(ids), len(answer.content)


def workbook(client):
    """The bytes of the workbook of the last quarter, all zones, by its wizard."""
    day = scale_sides.quarters_ago(1)
    quarter = f"{day.year}-Q{(day.month + 2) // 3}"
    wizard = client.call("kfz.report.export", "create", [[{"quarter": quarter, "zone": "all"}]])
    action = client.call("kfz.report.export", "action_export", [wizard])
    answer = client.session.get(f"{client.address}{action['url']}", timeout=900)
    answer.raise_for_status()
    return len(answer.content)
