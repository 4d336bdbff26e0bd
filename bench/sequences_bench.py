"""Random RPC sequences of mixed roles against the rules of money, states and zones. See README.md."""

import time

import harness
import probing

#: sequences per process: a transaction of its own, so that what is rolled back does not slow down the rest
CHUNK = 500
SEQUENCES = "TestSequences.test_random_sequences_break_no_rule"
CONTROL = "TestSequences.test_the_sequences_see_a_seeded_fault"


def main(options):
    """Run ``--rows`` sequences of ten steps each and print which rules broke; and whether a seeded fault was seen."""
    if options.only == "stock":
        return
    base = f"{options.prefix}_sequences"
    harness.template(base, "kfz_investment", options.base)
    started = time.monotonic()
    lanes = [f"{base}_{number}" for number in range(probing.LANES)]
    for database in lanes:
        harness.clone(base, database)
    counts, left, seed, running = probing.Counts(), options.rows, 0, {}
    while left > 0 or running:
        for database in lanes:
            if database not in running and left > 0:
                seed += 1
                running[database] = probing.start(
                    database,
                    [SEQUENCES, *([CONTROL] if seed == 1 else [])],
                    probing.log_file(database),
                    KFZ_SEQUENCES=str(min(CHUNK, left)),
                    KFZ_SEED=str(seed),
                )
                left -= CHUNK
        time.sleep(0.5)
        for database, process in list(running.items()):
            if process.poll() is not None:
                del running[database]
                read(counts, probing.log_file(database))
    counts.report("sequences", time.monotonic() - started)
    for database in [*lanes, *([] if options.keep else [base])]:
        harness.drop(database)


def read(counts, log):
    """Add what a process logged; say so if it did not end, or if its control saw no fault."""
    if not counts.read(log):
        kept = log.with_suffix(f".{time.monotonic():.0f}.log")
        kept.write_bytes(log.read_bytes())
        print(f"    not all sequences ran: {kept}")
    if f"FAIL: {CONTROL}" in log.read_text(encoding="utf-8", errors="replace"):
        print(f"    the seeded fault was not seen: {log}")
