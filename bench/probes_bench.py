"""All generated probes: guessed ids in any shape, guarded fields, methods, context keys, pages, transports. See README.md."""

import time

import harness
import probing

#: test classes whose probes are shared among the processes
SHARED = (
    "TestOddProbes",
    "TestGuardedFields.test_read_only_means_read_only",
    "TestGuardedFields.test_actions_take_no_defaults_from_the_client",
    "TestMethods.test_a_wrong_zone_changes_nothing",
    "TestMethods.test_a_wrong_role_changes_nothing",
    "TestContextKeys",
)
#: those that one process runs, in the order of the processes
ALONE = (("TestControllerProbes", "TestTransports"), ("TestGuessProbes",))
KINDS = len(SHARED)


def main(options):
    """Run all probes, or one in ``--every``, and print what they count and find."""
    if options.only == "stock":
        return
    base = f"{options.prefix}_probes"
    harness.template(base, "kfz_investment", options.base)
    started = time.monotonic()
    lanes = [f"{base}_{number}" for number in range(probing.LANES)]
    processes = []
    for number, database in enumerate(lanes):
        harness.clone(base, database)
        processes.append(
            probing.start(
                database,
                [*SHARED, *ALONE[number]],
                probing.log_file(database),
                KFZ_PROBES="all" if options.every == 1 else str(options.every),
                KFZ_SHARE=f"{number}/{probing.LANES}",
            )
        )
    for process in processes:
        process.wait()
    counts = probing.Counts()
    for number, database in enumerate(lanes):
        if counts.read(probing.log_file(database)) < KINDS + len(ALONE[number]):
            print(f"    not all probes ran: {probing.log_file(database)}")
        harness.drop(database)
    counts.report("probes", time.monotonic() - started)
    if not options.keep:
        harness.drop(base)
