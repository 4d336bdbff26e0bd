"""What the benches of probes and of sequences share: test classes in several processes, and the counts that they log."""

import collections
import os
import pathlib
import re
import socket
import subprocess
import sys

import harness

#: how many processes run at once, each in a copy of the database
LANES = 2
#: what the tests log (tests/isolation/tally.py)
COUNTED = re.compile(
    r"([A-Z]+) PROBES: (\d+) probes, (\d+) observations, (\d+) reveals, (\d+) forbidden changes, (\d+) crashes"
)
FOUND = re.compile(r" (REVEAL|CHANGE): (.*)")
CRASHED = re.compile(r" CRASH: .*?: ([A-Z]\w+): ")
SHOWN = 40


def free_port():
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(database, tests, log, **environment):
    """A process that runs tests (``Class`` or ``Class.method``) in a database; its output goes to ``log``."""
    arguments = [
        argument
        for argument in harness.odoo_arguments(database)
        if argument not in ("--no-http", "--log-level=error")
    ]
    with open(log, "wb") as stream:
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "odoo",
                *arguments,
                "--http-interface=127.0.0.1",
                f"--http-port={free_port()}",
                "--stop-after-init",
                "--test-tags=" + ",".join(f"/kfz_investment:{name}" for name in tests),
            ],
            stdout=stream,
            stderr=stream,
            env={**os.environ, **environment},
        )


def log_file(database):
    """Where the output of the processes of a database goes."""
    return pathlib.Path(os.environ.get("TMPDIR", "/tmp")) / f"{database}.log"


class Counts:
    """The counts of all logs that were read."""

    def __init__(self):
        self.kinds = collections.defaultdict(lambda: [0] * 5)
        self.found, self.crashes = [], collections.Counter()

    def read(self, log):
        """Add what a log says; the number of classes that logged their counts."""
        text = log.read_text(encoding="utf-8", errors="replace")
        counted = COUNTED.findall(text)
        for kind, *numbers in counted:
            self.kinds[kind] = [
                one + int(more) for one, more in zip(self.kinds[kind], numbers, strict=True)
            ]
        self.found += [f"{word.lower()}: {words}" for word, words in FOUND.findall(text)]
        self.crashes.update(CRASHED.findall(text))
        return len(counted)

    def report(self, subject, seconds):
        """Print the counts, what was found, and which exceptions stand behind the crashes."""
        for kind, numbers in sorted(self.kinds.items()):
            print(f"{subject} {kind.lower():10}: {words(numbers)}")
        total = [sum(numbers) for numbers in zip(*self.kinds.values(), strict=True)] or [0] * 5
        print(f"{subject}: {words(total)}, {seconds:.0f} s")
        for line in self.found[:SHOWN]:
            print(f"    {line[:300]}")
        if len(self.found) > SHOWN:
            print(f"    and {len(self.found) - SHOWN} more")
        if self.crashes:
            print(
                "    crashes: "
                + ", ".join(f"{name} {number}" for name, number in self.crashes.most_common())
            )


def words(numbers):
    """The five counts in words."""
    probes, observations, reveals, changes, crashes = numbers
    return (
        f"{probes:,} probes, {observations:,} observations, {reveals:,} reveals, "
        f"{changes:,} forbidden changes, {crashes:,} kinds of crashes"
    )
