"""`./kfz bench award-oracle`: awards computed twice, by `domain/award.py` and by the tests' independent oracle, over 1,000,000 cases.

No database: the arithmetic alone. Prints the cases and the differences; a difference is printed with its case and fails the run.
"""

import multiprocessing
import os
import pathlib
import sys
import time

ADDON = pathlib.Path(__file__).resolve().parent.parent / "addons" / "kfz_investment"
PART = 20_000


def part(seed):
    """Compare one part of the cases."""
    import award_oracle

    return award_oracle.differences(PART, f"bench {seed}")


def main(options):
    """Compare at least ``options.cases`` cases on all processors."""
    # the tests' oracle and the domain are plain Python: no Odoo is imported
    sys.path[:0] = [str(ADDON), str(ADDON / "tests" / "unit")]
    parts = -(-options.cases // PART)
    started, wrong, paying = time.monotonic(), [], 0
    with multiprocessing.Pool(os.cpu_count()) as pool:
        for found, paid in pool.imap_unordered(part, range(parts)):
            wrong += found
            paying += paid
    print(
        f"award-oracle: {parts * PART:,} cases, {paying:,} of them with an award, {len(wrong)} differences, "
        f"{time.monotonic() - started:.0f} s"
    )
    for args in wrong[:5]:
        print(f"  differs: {args}")
    if wrong:
        raise SystemExit(1)
