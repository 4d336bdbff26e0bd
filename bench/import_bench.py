"""Import of enterprise, project and trade rows: stock base_import, ours and the plain INSERTs, side by side on the same data."""

import json
import pathlib
import subprocess
import sys
import tempfile

import harness
import synthetic

ROWS = 10_000
ENTERPRISES = 2000
AIMS = {"enterprise": 3, "project": 8, "trade": 5}
#: stock reads the file again for each batch, so long files take hours; its rate is taken from fewer rows
STOCK_ROWS = {"trade": 10_000}


def main(options):
    """Measure and print; nothing is asserted."""
    print(
        f"Import of {options.rows} rows, medians of {options.rounds}; "
        f"projects and trade into a server with {options.files} files",
        flush=True,
    )
    if not options.keep:
        drop_templates(options)  # a run that broke off may have left some, of an older addon
    stock, ours = make_templates(options)
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kinds:
            measure(kind, pathlib.Path(folder), stock, ours, options)
    if not options.keep:
        drop_templates(options)


def drop_templates(options):
    """Drop the databases that `make_templates` makes."""
    for side in ("stock", "ours"):
        for name in (
            f"{options.prefix}_{side}",
            f"{options.prefix}_{side}_e",
            f"{options.prefix}_{side}_0",
        ):
            harness.drop(name)


def make_templates(options):
    """(stock's template, ours): one without our addon, one with it."""
    prefix = options.prefix
    harness.template(f"{prefix}_stock", "crm,base_import", options.base)
    harness.template(f"{prefix}_ours", "kfz_investment", options.base)
    for side in ("stock", "ours"):
        name = f"{prefix}_{side}_e"
        if not harness.exists(name):
            harness.clone(f"{prefix}_{side}", name)
            prepare(side, name, ENTERPRISES, options.files)
    return f"{prefix}_stock", f"{prefix}_ours"


def prepare(side, name, enterprises, files):
    """Fill a template in a separate process."""
    script = f"import prepare; prepare.{side}({name!r}, {enterprises}, {files})"
    subprocess.run([sys.executable, "-c", script], cwd=harness.HERE, check=True)


def measure(kind, folder, stock, ours, options):
    """Alternate the sides, so that a busy moment of the machine affects both."""
    head, rows, fields, plain = {
        "enterprise": synthetic.enterprises,
        "project": lambda count: synthetic.projects(count, ENTERPRISES),
        "trade": lambda count: synthetic.trade(count, ENTERPRISES),
    }[kind](options.rows)
    office, bare, rows_file = (
        folder / f"{kind}.xlsx",
        folder / f"{kind}_stock.xlsx",
        folder / f"{kind}.pickle",
    )
    synthetic.write(office, "示例台账", head, rows)
    synthetic.write(bare, None, fields, plain[: STOCK_ROWS.get(kind)])
    if kind == "enterprise":
        # codes of this file must be free: the enterprises of the project file have the same ones
        stock, ours = prepare_without_enterprises(stock, ours)
    else:
        stock, ours = stock + "_e", ours + "_e"
    results = {"stock": [], "ours": [], "floor": []}
    work = options.prefix + "_work"
    for number in range(options.rounds):
        if not options.only or options.only == "stock":
            harness.clone(stock, work)
            results["stock"].append(
                harness.in_process(
                    "import_worker.py", "stock", kind, work, bare, json.dumps(fields)
                )
            )
        harness.clone(ours, work)
        results["ours"].append(harness.in_process("import_worker.py", "ours", kind, work, office))
        if not number:
            counts = harness.in_process("import_worker.py", "keep", work, rows_file)
        harness.clone(ours, work)
        results["floor"].append(harness.in_process("import_worker.py", "floor", work, rows_file))
    harness.drop(work)
    show(kind, results, counts, options)


def prepare_without_enterprises(stock, ours):
    """Templates with the manager, zones and industries, but without the enterprises."""
    names = []
    for side, base in (("stock", stock), ("ours", ours)):
        name = base + "_0"
        if not harness.exists(name):
            harness.clone(base, name)
            prepare(side, name, 0, 0)
        names.append(name)
    return names


def show(kind, results, counts, options):
    """Print one table per kind."""
    print(f"\n{kind}: {', '.join(f'{table} {count}' for table, count in counts.items() if count)}")
    rates = {}
    for side, runs in results.items():
        if not runs:
            continue
        lines = options.rows
        if side == "stock":
            lines = min(lines, STOCK_ROWS.get(kind, lines))
        rates[side] = show_side(side, runs, lines)
    if "stock" in rates:
        print(
            f"  ours / stock {rates['ours'] / rates['stock']:.1f}× (aim {AIMS[kind]}×), "
            f"SQL alone / ours {rates['floor'] / rates['ours']:.1f}×"
        )


def show_side(side, runs, lines):
    """Print one side's line; return its rows per second."""
    seconds = harness.median([run["seconds"] for run in runs])
    growth = max(run.get("growth", 0) for run in runs)
    preview = ""
    if side == "ours":
        preview = f", preview {harness.median([run['preview'] for run in runs]):.2f} s"
    print(
        f"  {side:6} {seconds:8.2f} s {lines / seconds:9.0f} rows/s  +{growth:4.0f} MB  rows written {runs[0]['rows']}{preview}"
    )
    for run in runs:
        if run.get("errors"):
            print(f"         {run['errors']} rows refused: {run.get('first')}")
    return lines / seconds
