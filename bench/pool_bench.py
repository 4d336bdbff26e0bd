"""The pages of projects with documents beside stock Odoo's, publishing shares, and the joint pool with 10,000 sheets. See README.md."""

import contextlib
import os
import subprocess
import tempfile

import harness
import page_bench

#: the last commit before sharing: the board must not be slower than there
FOUNDATION = "39105f6"
PUBLISHED = (20, 200)
REPEATS = 15


def main(options):
    """Measure and print; nothing is asserted."""
    names = {side: f"{options.prefix}_pool_{side}" for side in ("stock", "ours", "before")}
    with (
        tempfile.TemporaryDirectory() as folder,
        foundation(options.against or FOUNDATION, folder) as old,
    ):
        sides = [side for side in names if is_measured(side, old, options.only)]
        files = set()
        for side in sides:
            with addons(old if side == "before" else None):
                files.add(make_database(side, names[side], options))
        print(f"\n{options.rows:,} projects with {max(files):,} files", flush=True)
        page_bench.show(measure_pages(sides, names, old, options.rounds))
    if "ours" in sides:
        show_pool(names["ours"], names["stock"] if "stock" in sides else None)
    for name in names.values():
        if not options.keep:
            harness.drop(name)


def is_measured(side, old, only):
    """Whether a board is measured: of an earlier revision where the checkout has it, of one side where ``--only`` says so."""
    if side == "before":
        return bool(old) and only in (None, "ours")
    return only in (None, side)


def make_database(side, name, options):
    """A database of a side with its projects; the number of their files."""
    stock = side == "stock"
    harness.drop(name)
    harness.template(name, "crm" if stock else "kfz_investment", options.base)
    return harness.in_process(
        "pool_worker.py", "prepare", name, "stock" if stock else "ours", options.rows
    )["files"]


@contextlib.contextmanager
def foundation(revision, folder):
    """The addons folder of an earlier revision, or None if this checkout does not have it."""
    git = ["git", "-c", "safe.directory=*", "-C", str(harness.REPO)]
    with open(f"{folder}/addons.tar", "wb") as archive:
        done = subprocess.run(
            [*git, "archive", revision, "addons"],
            check=False,
            stdout=archive,
            stderr=subprocess.DEVNULL,
        )
    if done.returncode:
        print(
            f"    this checkout has no revision {revision}; the board is not compared with it",
            flush=True,
        )
        yield None
        return
    subprocess.run(["tar", "-xf", f"{folder}/addons.tar", "-C", folder], check=True)
    yield f"{folder}/addons"


@contextlib.contextmanager
def addons(path):
    """Odoo processes take our addon from ``path``."""
    if path:
        os.environ["KFZ_BENCH_ADDONS"] = path
    try:
        yield
    finally:
        os.environ.pop("KFZ_BENCH_ADDONS", None)


def measure_pages(sides, names, old, rounds):
    """Alternate the sides, so that a busy moment of the machine affects all. Of the earlier version, only the board counts."""
    results = {side: [] for side in sides}
    for _round in range(rounds):
        for side in sides:
            only = ("board",) if side == "before" else ()
            with addons(old if side == "before" else None):
                results[side].append(
                    harness.in_process(
                        "page_worker.py",
                        names[side],
                        "stock" if side == "stock" else "ours",
                        REPEATS,
                        *only,
                    )
                )
        if "ours" in sides:
            results.setdefault("floor", []).append(
                harness.in_process("page_worker.py", names["ours"], "floor", REPEATS)
            )
    return results


def show_pool(ours, stock):
    """Publishing in two sizes, then the pool when it is small and when all projects of the zone are shared."""

    def pool(side, database):
        return harness.in_process("pool_worker.py", "pool", database, side, REPEATS)

    def publish(*counts):
        return harness.in_process("pool_worker.py", "publish", ours, ",".join(map(str, counts)))

    runs = publish(*PUBLISHED)
    sheets, few = sum(run["count"] for run in runs), pool("ours", ours)
    print("\npublishing shares")
    for run in runs:
        count = run["count"]
        print(
            f"  {count:5} at once {run['seconds'] / count * 1000:8.1f} ms and {run['queries'] / count:5.2f} queries each"
        )
    every = sheets
    while batches := publish(*[500] * 20):
        every += sum(run["count"] for run in batches)
    many, floor = (
        pool("ours", ours),
        harness.in_process("pool_worker.py", "floor", ours, REPEATS),
    )
    print("\nfirst page of the pool")
    print(f"  {sheets:6,} sheets {few['seconds'] * 1000:8.1f} ms {few['queries']:4} queries")
    print(
        f"  {every:6,} sheets {many['seconds'] * 1000:8.1f} ms {many['queries']:4} queries; "
        f"SQL alone {floor['seconds'] * 1000:.1f} ms"
    )
    if stock:
        plain = pool("stock", stock)
        print(
            f"  stock list of the same opportunities {plain['seconds'] * 1000:.1f} ms {plain['queries']} queries; "
            f"ours / stock {many['seconds'] / plain['seconds']:.2f}"
        )
