"""Exactly once: thousands of concurrent attempts over HTTP to open, confirm and pay the same awards. See README.md."""

import collections
import concurrent.futures
import random
import time

import award_server
import harness

#: attempts per project
EACH = 50
#: projects that all threads compete for at a time
BLOCK = 4
STEPS = {
    "open": ("manager", None),
    "customs": ("customs", "action_confirm_customs"),
    "committee": ("committee", "action_confirm_committee"),
    "paid": ("manager", "action_mark_paid"),
}


class Attempts:
    """All attempts and how they ended."""

    def __init__(self, people):
        self.people = people
        self.awards = {}
        self.ends = collections.Counter()
        self.sentences = []
        self.errors = []

    def attempt(self, step, project, number):
        """One call by an authorized user; while the award is unknown, an attempt to open it."""
        if project not in self.awards:
            step = "open"
        role, method = STEPS[step]
        login = f"{role}{number % 2 + 1}"
        if step == "open":
            kind, result = self.people.call(login, "kfz.award", "create", [{"lead_id": project}])
            if kind == "done":
                self.awards[project] = result[0]
        else:
            kind, result = self.people.call(login, "kfz.award", method, [self.awards[project]])
        self.ends[step, kind] += 1
        if kind == "refused":
            self.sentences.append(award_server.kind_of(result))
        elif kind != "done":
            self.errors.append(f"{kind}: {result}")

    def run(self, projects):
        """Random orders, a few projects at a time, all threads at once."""
        rng = random.Random("exactly once")
        tasks = []
        for start in range(0, len(projects), BLOCK):
            block = [
                (rng.choice(list(STEPS)), project)
                for project in projects[start : start + BLOCK]
                for _time in range(EACH)
            ]
            rng.shuffle(block)
            tasks += block
        with concurrent.futures.ThreadPoolExecutor(award_server.THREADS) as pool:
            list(pool.map(lambda task: self.attempt(*task[1], task[0]), enumerate(tasks)))

    def make_up(self, projects):
        """Pay awards whose random order did not reach payment; return how many calls that took."""
        before = sum(self.ends.values())
        for project in projects:
            for step in STEPS:
                self.attempt(step, project, 0)
        return sum(self.ends.values()) - before


def main(options):
    """Make the projects, let all users work on them, count what the database holds."""
    database = f"{options.prefix}_award_once"
    harness.drop(database)
    harness.template(database, "kfz_investment", options.base)
    projects = harness.in_process(
        "award_worker.py", "prepare", database, max(options.rows // EACH, 1), 0
    )["projects"]
    with award_server.Server(database) as server:
        attempts = Attempts(award_server.People(server))
        started = time.monotonic()
        attempts.run(projects)
        seconds = time.monotonic() - started
        unpaid = harness.in_process("award_worker.py", "unpaid", database)
        extra = attempts.make_up(unpaid)
    facts = harness.in_process("award_worker.py", "verify", database)
    report(attempts, facts, seconds, extra, len(projects))
    if not options.keep:
        harness.drop(database)


def report(attempts, facts, seconds, extra, projects):
    """Print the figures."""
    total = sum(attempts.ends.values()) - extra
    print(
        f"\naward-once: {projects:,} projects, {total:,} attempts by {award_server.THREADS} threads at "
        f"{award_server.WORKERS} workers in {seconds:.0f} s ({total / seconds:.0f} per second)"
    )
    for step in STEPS:
        print(
            f"  {step:10} "
            + ", ".join(
                f"{attempts.ends[step, kind]:,} {kind}"
                for kind in ("done", "refused", "error", "cut")
            )
        )
    print(
        f"  made afterwards for projects whose random order did not reach payment: {extra:,} calls"
    )
    print(
        f"  awards {facts['awards']:,}, paid {facts['paid']:,}, payments in the ledger {facts['steps'].get('paid', 0):,}, "
        f"steps entered twice {facts['twice']}, ledger entries {facts['entries']:,}, findings of the check {len(facts['findings'])}"
    )
    print(f"  server errors {len(attempts.errors)}")
    award_server.show(attempts.sentences, "losers, by message")
    if attempts.errors:
        award_server.show(attempts.errors, "errors")
