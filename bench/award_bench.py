"""Confirming and computing 10,000 awards over 120,000 trade records, beside SQL written by hand. See README.md."""

import harness

SIDES = {"ours": "ours", "floor": "SQL alone", "ledger": "SQL with the ledger's rows"}


def main(options):
    """Measure and print."""
    database = f"{options.prefix}_award"
    harness.drop(database)
    harness.template(database, "kfz_investment", options.base)
    harness.in_process("award_worker.py", "prepare", database, options.rows, 1)
    found = harness.in_process("award_worker.py", "speed", database, options.rounds)
    seconds = {side: harness.median(found[side]) for side in SIDES}
    print(f"\naward: {found['awards']:,} awards over {found['trade']:,} trade records")
    for side, words in SIDES.items():
        print(f"  {words:28} {seconds[side] * 1000:9.0f} ms {found[f'{side}_queries']:5} queries")
    print(
        f"  ours / floor {seconds['ours'] / seconds['floor']:.2f} (aim at most 3), ours / SQL with the ledger's rows "
        f"{seconds['ours'] / seconds['ledger']:.2f}; figures that differ: {found['differences']}"
    )
    if not options.keep:
        harness.drop(database)
