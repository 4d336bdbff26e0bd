"""All guess probes: every link × operation, every page that takes an id, in English and Chinese, debug on and off. See README.md."""

import os
import pathlib
import re
import subprocess
import sys
import time

import harness

CLASSES = ("TestGuessProbes", "TestControllerProbes")
#: what the tests log: kind, number, reveals
COUNTED = re.compile(r"(GUESS|CONTROLLER) PROBES: (\d+) probes, (\d+) reveals")


def main(options):
    """Run all probes and print how many there were and how many reveal something."""
    if options.only == "stock":
        return
    database = f"{options.prefix}_probes"
    harness.drop(database)
    harness.template(database, "kfz_investment", options.base)
    started = time.monotonic()
    log = pathlib.Path(os.environ.get("TMPDIR", "/tmp")) / f"{database}.log"
    run_probes(database, log)
    report(log, time.monotonic() - started)
    if not options.keep:
        harness.drop(database)


def run_probes(database, log):
    """Run the tests of all probes; their output goes to ``log``."""
    arguments = [
        argument
        for argument in harness.odoo_arguments(database)
        if argument not in ("--no-http", "--log-level=error")
    ]
    with open(log, "wb") as stream:
        subprocess.run(
            [
                sys.executable,
                "-m",
                "odoo",
                *arguments,
                "--http-interface=127.0.0.1",
                "--stop-after-init",
                "--test-tags=" + ",".join(f"/kfz_investment:{name}" for name in CLASSES),
            ],
            stdout=stream,
            stderr=stream,
            env={**os.environ, "KFZ_PROBES": "all"},
            check=False,
        )


def report(log, seconds):
    """Print what the tests counted."""
    text = log.read_text(encoding="utf-8", errors="replace")
    counts = COUNTED.findall(text)
    for kind, number, reveals in counts:
        print(f"probes {kind.lower():10}: {int(number):,} probes, {reveals} reveals")
    print(
        f"probes: {sum(int(number) for _kind, number, _reveals in counts):,} probes, "
        f"{sum(int(reveals) for *_rest, reveals in counts)} reveals, {seconds:.0f} s"
    )
    if len(counts) < len(CLASSES):
        print(f"    not all probes ran: {log}")
