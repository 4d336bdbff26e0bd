"""Lights: the nightly run beside a hand-written SQL that finds the same lights, its memory and queries, one save. See README.md."""

import harness
import scale_data

ROWS = 100_000


def main(options):
    """Make the projects, then measure in fresh processes."""
    rows = options.rows if options.rows != 10_000 else ROWS
    seed = scale_data.make(options.prefix, "ours", rows, options.base)
    database = f"{options.prefix}_lights"
    harness.clone(seed, database)
    facts = harness.in_process("lights_worker.py", "nights", database, options.rounds)
    report(rows, facts)
    if not options.keep:
        harness.drop(database)


def report(rows, facts):
    """Print the figures."""
    first, sql = facts["first"], facts["sql"]
    print(f"\nlights: {rows:,} projects, {facts['going']:,} of them go on; seconds")
    print(f"  hand-written SQL that finds the same lights     {sql:8.2f}")
    written = facts["written"]
    print(
        f"  the same, which also keeps them                 {written:8.2f}  {written / sql:5.2f} x"
    )
    for name, night in (
        ("first night, every project", first),
        ("a night like any other", facts["later"]),
        ("after a change of all common rules", facts["again"]),
    ):
        ratio = night["seconds"] / sql
        kept = night["seconds"] / written
        print(
            f"  {name:<47} {night['seconds']:8.2f}  {ratio:5.2f} x, {kept:.2f} x what keeps them  {night['looked']:,} projects"
        )
    change = facts["change"]
    print(f"  {'saving that change':<47} {change:8.2f}  {change / sql:5.2f} x")
    print(f"  queries per batch of {facts['batch']:,}: {first['queries']}")
    print(
        f"  memory above the loaded process: {first['memory']} MB after the first batch, {first['memory_end']} MB at the end"
    )
    print(
        f"  one save: {facts['save']} queries more; lights that differ from those of the SQL: {facts['different']}"
    )
