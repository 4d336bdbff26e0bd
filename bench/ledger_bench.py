"""Change all that the ledgers keep by SQL, and see that the check finds each change and nothing else. See README.md."""

import harness

AWARDS = 30


def main(options):
    """Make awards in each state, then tamper with all ledgers."""
    database = f"{options.prefix}_ledger"
    harness.drop(database)
    harness.template(database, "kfz_investment", options.base)
    harness.in_process("award_worker.py", "prepare", database, AWARDS, 1)
    harness.in_process("award_worker.py", "steps_taken", database)
    report(harness.in_process("award_worker.py", "tamper_all", database, options.edits))
    if not options.keep:
        harness.drop(database)


def report(facts):
    """Print the figures."""
    print(
        f"\nall ledgers: {facts['edits']:,} changes by SQL, {facts['found']:,} found, {len(facts['alarms'])} false alarms in "
        f"{facts['checks']} checks of the untouched ledgers, {facts['refused']} more changes were refused by constraints, {facts['seconds']:.0f} s"
    )
    print("  rows: " + ", ".join(f"{count:,} {table}" for table, count in facts["rows"].items()))
    print("  " + ", ".join(f"{count} {way}" for way, count in sorted(facts["ways"].items())))
    for words in [*facts["missed"][:20], *facts["alarms"][:20]]:
        print(f"  ! {words}")
    for act, findings in facts["lawful"].items():
        print(f"  after {act}: {len(findings)} findings", *findings[:3])
