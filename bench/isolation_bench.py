"""Noninterference and guess probes at full length, over HTTP, beside stock Odoo on the same kind of day. See README.md."""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import types

import harness
import requests

TESTS = harness.REPO / "addons" / "kfz_investment" / "tests" / "isolation"
# the folder as a package without its __init__.py, which imports Odoo
sys.modules["isolation"] = package = types.ModuleType("isolation")
package.__path__ = [str(TESTS)]
from isolation import noninterference, private_day, zone_day  # noqa: E402

PASSWORD = "bench-isolation"
OBSERVERS = ("employee_b", "officer_b", "manager_b")


def main(options):
    """Print observations and changed pairs of both sides."""
    rows = min(options.rows, 800)
    results = {}
    for side in ("stock", "ours"):
        if options.only and options.only != side:
            continue
        database = f"{options.prefix}_isolation_{side}"
        modules = "crm" if side == "stock" else "kfz_investment"
        harness.drop(database)
        harness.template(database, modules, None if side == "stock" else options.base)
        facts = harness.in_process("isolation_worker.py", side, database, rows)
        with server(database) as address:
            results[side] = measure(side, address, facts)
        if not options.keep:
            harness.drop(database)
    for side, (observations, pairs, seconds) in results.items():
        print(
            f"isolation {side:5}: {observations:,} observations, {len(pairs)} changed (model, field) pairs, {seconds:.0f} s"
        )
        if side == "ours" and pairs:
            print(noninterference.report(pairs))


def measure(side, address, facts):
    """Observe as the three users of zone B, let zone A work, observe again."""
    started = time.monotonic()
    call = noninterference.Observer(sign_in(address, facts["database"], "manager_a"), []).call
    day_class = private_day.StockDay if side == "stock" else zone_day.ZoneDay
    arguments = [facts["refs"]] if side == "ours" else []
    day = day_class(call, facts["colleague"], facts["zone_a"], *arguments)
    observers = [
        noninterference.Observer(sign_in(address, facts["database"], login), facts["models"])
        for login in OBSERVERS
    ]
    before = [observer.observe() for observer in observers]
    made = day.work()
    pairs = {}
    for observer, seen in zip(observers, before, strict=True):
        pairs.update(noninterference.difference(seen, observer.observe()))
    print(f"    {side}: {sum(map(len, made.values()))} records made by zone A", flush=True)
    return sum(map(len, before)), pairs, time.monotonic() - started


def sign_in(address, database, login):
    """A callable(route, params) that posts as the user."""
    session = requests.Session()

    def post(route, params):
        answer = session.post(
            address + route,
            json={"jsonrpc": "2.0", "method": "call", "params": params},
            timeout=600,
        )
        answer.raise_for_status()
        content = answer.json()
        if "error" in content:
            data = content["error"].get("data") or {}
            raise noninterference.Refused(data.get("name", ""), data.get("message", ""))
        return content.get("result")

    post("/web/session/authenticate", {"db": database, "login": login, "password": PASSWORD})
    return post


def wait_for(address):
    """Wait until the server answers, at most ten minutes (a busy machine is slow)."""
    for _attempt in range(600):
        with contextlib.suppress(requests.RequestException):
            if requests.get(f"{address}/web/health", timeout=5).ok:
                return
        time.sleep(1)
    raise TimeoutError(f"no server answers at {address}")


@contextlib.contextmanager
def server(database):
    """A server of the database on a free port; ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = [
        argument for argument in harness.odoo_arguments(database) if argument != "--no-http"
    ]
    with open(pathlib.Path(os.environ.get("TMPDIR", "/tmp")) / f"{database}.log", "wb") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "odoo",
                *arguments,
                f"--http-port={port}",
                "--http-interface=127.0.0.1",
                "--max-cron-threads=0",
                f"--db-filter=^{database}$",
            ],
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
