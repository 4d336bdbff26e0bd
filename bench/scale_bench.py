"""The table of the hot paths, at any size, beside stock Odoo and handwritten SQL. See README.md, *scale*."""

import datetime
import importlib
import json
import os
import subprocess
import sys
import time

import harness
import scale_data
import scale_lines
import scale_results

SIDES = ("ours", "stock", "floor")


def main(options):
    """Make the databases; with ``--prepare`` that is all. Then measure, print, and write with ``--write``."""
    names = {
        side: scale_data.make(options.prefix, side, options.rows, options.base)
        for side in ("stock", "ours")
        if options.only in (None, side)
    }
    if options.prepare:
        return
    known = facts()

    def keep(line, found):
        if options.write:
            scale_results.write({line: found}, options.rows, known)

    if pages := [name for name in scale_lines.LINES if is_asked(name, options)]:
        measure_pages(names, pages, keep)
    for part in ("files", "http"):
        if is_asked(part, options):
            importlib.import_module(f"scale_{part}").measure(names, keep)


def is_asked(name, options):
    """Whether ``--lines`` names a line, or a group of them by how their names begin."""
    return not options.lines or any(name.startswith(word) for word in options.lines)


def measure_pages(names, lines, keep):
    """Measure, print and keep each line; the sides take turns call by call, so that a busy moment of the machine affects all."""
    databases = {side: names.get("ours" if side == "floor" else side) for side in SIDES}
    workers = {side: Worker(side, database) for side, database in databases.items() if database}
    print(f"\n{'':44}{'ours':>26}{'stock':>26}{'SQL':>18}   load", flush=True)
    for line in lines:
        found = take_turns(workers, line)
        print(scale_results.printed(line, found), flush=True)
        keep(line, found)
    for worker in workers.values():
        worker.end()


def take_turns(workers, line):
    """The figures of one line by side; the first call of each side is thrown away."""
    wanted, started = scale_lines.LINES[line].repeats, time.monotonic()
    runs = {side: [] for side in workers}
    patience = harness.PATIENCE * len(workers)
    for number in range(wanted + 1):
        for side, worker in workers.items():
            if number and not runs[side]:
                continue  # the side has no such page
            answer = worker.ask(line)
            if answer:
                runs[side].append(answer)
        if number >= 3 and time.monotonic() - started > patience:
            break
    return {
        **{side: figures(answers) for side, answers in runs.items() if answers},
        "load": os.getloadavg()[0],
    }


def figures(answers):
    """Median, extremes, queries and records of the calls after the first one, or what went wrong."""
    if errors := [answer["error"] for answer in answers if "error" in answer]:
        return {"error": errors[0]}
    kept = answers[1:] or answers
    seconds = sorted(answer["seconds"] for answer in kept)
    return {
        "median": harness.median(seconds),
        "low": seconds[0],
        "high": seconds[-1],
        "runs": len(seconds),
        "queries": kept[-1]["queries"],
        "records": kept[-1]["records"],
    }


class Worker:
    """One side in its own process, which runs a line when it is asked."""

    def __init__(self, side, database):
        self.process = subprocess.Popen(
            [sys.executable, str(harness.HERE / "scale_worker.py"), side, database],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._read()

    def _read(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("A worker of the measurement ended.")
        return line

    def ask(self, line):
        """One answer of the worker."""
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return json.loads(self._read())

    def end(self):
        """Close it."""
        self.process.stdin.close()
        self.process.wait()


def facts():
    """When and where this is measured: date, commit, command, machine."""
    git = ["git", "-c", "safe.directory=*", "-C", str(harness.REPO)]
    commit = subprocess.run(
        [*git, "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    server = harness.with_connection(
        "postgres",
        "SELECT current_setting('server_version'), current_setting('shared_buffers'), current_setting('work_mem')",
    )[0]
    return {
        "date": f"{datetime.datetime.now():%Y-%m-%d %H:%M}",
        "commit": commit.stdout.strip(),
        "command": "./kfz bench " + " ".join(sys.argv[1:]),
        "machine": f"{os.cpu_count()} cores, PostgreSQL {server[0]} (shared_buffers {server[1]}, work_mem {server[2]})",
    }
