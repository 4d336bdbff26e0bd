"""Kill the server repeatedly (kill -9) while awards are confirmed, then change the ledger 1,000 times by SQL. See README.md."""

import collections
import random
import threading
import time

import award_once_bench
import award_server
import harness

AWARDS = 200
EDITS = 1000
ORDER = ("customs", "committee", "paid")
LEDGER_STEPS = {"customs": "customs_confirmed", "committee": "committee_confirmed", "paid": "paid"}


class Work:
    """Confirmations by several threads until told to stop; remembers what the server acknowledged."""

    def __init__(self, people, awards):
        self.people = people
        self.awards = awards
        self.acknowledged = set()
        self.ends = collections.Counter()
        self.errors = []
        self.stopped = threading.Event()

    def one(self, rng, award, step):
        """One step of one award."""
        role, method = award_once_bench.STEPS[step]
        kind, result = self.people.call(f"{role}{rng.randint(1, 2)}", "kfz.award", method, [award])
        self.ends[kind] += 1
        if kind == "done":
            self.acknowledged.add((award, LEDGER_STEPS[step]))
        elif kind == "error":
            self.errors.append(result)

    def thread(self, seed):
        """Random steps of a few awards of this round, so that threads meet."""
        rng = random.Random(seed)
        while not self.stopped.is_set():
            self.one(rng, rng.choice(self.awards), rng.choice(ORDER))

    def between(self, server, seconds, seed):
        """Let the threads work for some seconds, then kill the server under them."""
        self.stopped.clear()
        threads = [
            threading.Thread(target=self.thread, args=(f"{seed}-{number}",))
            for number in range(award_server.THREADS // 2)
        ]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        server.kill()
        self.stopped.set()
        for thread in threads:
            thread.join()


def main(options):
    """Kill and restart the server repeatedly; then finish all awards, count, and tamper with the ledger."""
    database = f"{options.prefix}_award_kill"
    harness.drop(database)
    harness.template(database, "kfz_investment", options.base)
    awards = harness.in_process("award_worker.py", "prepare", database, AWARDS, 1)["awards"]
    rng = random.Random("kill")
    started, work, missing = time.monotonic(), None, 0
    server = award_server.Server(database)
    try:
        for number in range(options.kills):
            server.start()
            work = work or Work(award_server.People(server), awards)
            # part of the awards in each round, so that the last round still has work
            work.awards = (
                awards[number * AWARDS // options.kills : (number + 1) * AWARDS // options.kills]
                or awards
            )
            work.between(server, rng.uniform(0.2, 2), number)
            missing += len(work.acknowledged - recorded(database))
        server.start()
        halfway = harness.in_process("award_worker.py", "verify", database)
        finish(work, awards)
    finally:
        server.stop()
    report(
        work,
        halfway,
        harness.in_process("award_worker.py", "verify", database),
        options.kills,
        missing,
        time.monotonic() - started,
    )
    report_tampering(harness.in_process("award_worker.py", "tamper", database, EDITS))
    if not options.keep:
        harness.drop(database)


def recorded(database):
    """Steps that the ledger holds."""
    return {
        tuple(row)
        for row in harness.with_connection(database, "SELECT award_id, step FROM kfz_award_entry")
    }


def finish(work, awards):
    """Take every award to its payment."""
    rng = random.Random("finish")
    for step in ORDER:
        for award in awards:
            work.one(rng, award, step)


def report(work, halfway, facts, kills, missing, seconds):
    """Print the figures."""
    print(
        f"\naward-kill: {len(facts['states']) and facts['awards']:,} awards, {kills} × kill -9 in {seconds:.0f} s"
    )
    print(f"  calls: {', '.join(f'{count:,} {kind}' for kind, count in sorted(work.ends.items()))}")
    for when, found in (("after the last kill", halfway), ("in the end", facts)):
        print(
            f"  {when}: "
            + ", ".join(f"{count} {state}" for state, count in sorted(found["states"].items()))
            + f"; steps entered twice {found['twice']}, findings of the check {len(found['findings'])}"
        )
    print(
        f"  confirmations that the server acknowledged and the ledger lacks: {missing}; server errors {len(work.errors)}"
    )
    if work.errors:
        award_server.show(work.errors, "errors")


def report_tampering(facts):
    """Print the figures of the changes by SQL."""
    print(
        f"\naward ledger of {facts['entries']:,} entries: {facts['edits']:,} changes by SQL, {facts['found']:,} found, "
        f"{facts['alarms']} false alarms in {facts['checks']} checks of the untouched chain, {facts['seconds']:.0f} s"
    )
    print("  " + ", ".join(f"{count} {way}" for way, count in sorted(facts["ways"].items())))
    for missed in facts["missed"]:
        print(f"  MISSED {missed}")
