"""`./kfz bench [SUBJECT …] [--rows N] [--rounds N] …`: measurements beside stock Odoo, in one run. See README.md."""

import argparse
import importlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
SUBJECTS = {
    "import": "import_bench",
    "import-oracle": "import_oracle_bench",
    "import-together": "import_together_bench",
    "isolation": "isolation_bench",
    "pool": "pool_bench",
    "probes": "probes_bench",
    "sequences": "sequences_bench",
    "trade": "trade_bench",
    "award-oracle": "award_oracle_bench",
    "award-once": "award_once_bench",
    "award-kill": "award_kill_bench",
    "award": "award_bench",
    "ledger": "ledger_bench",
    "lights": "lights_bench",
    "registry": "registry_bench",
    "replica": "replica_bench",
    "scale": "scale_bench",
}
#: run only when asked for: one measures nothing, one starts two servers of its own, two fill the disk
ASKED = ("lights", "registry", "replica", "scale")


def parse():
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="./kfz bench", description=__doc__)
    parser.add_argument(
        "subject", nargs="*", choices=[*SUBJECTS, []], help="what to measure; default: everything"
    )
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--kinds",
        nargs="*",
        default=["enterprise", "project"],
        choices=["enterprise", "project", "trade"],
    )
    parser.add_argument("--only", choices=["stock", "ours"], help="measure this side only")
    _numbers(parser)
    _scale(parser)
    parser.add_argument("--prefix", default="kfz_bench", help="of database names")
    parser.add_argument("--base", help="database to copy instead of installing Odoo")
    parser.add_argument(
        "--keep", action="store_true", help="keep the template databases for the next run"
    )
    parser.add_argument("--dump", metavar="FILE", help="registry: the file to write")
    parser.add_argument(
        "--compare", nargs=2, metavar=("OLD", "NEW"), help="registry: two files of --dump"
    )
    return parser.parse_args()


def _numbers(parser):
    """Options of single subjects that say how many."""
    parser.add_argument(
        "--cases", type=int, default=1_000_000, help="generated cases of award-oracle"
    )
    parser.add_argument(
        "--kills", type=int, default=20, help="how often award-kill kills the server"
    )
    parser.add_argument(
        "--against",
        help="revision whose board is compared (pool); default: the last before sharing",
    )
    parser.add_argument(
        "--files",
        type=int,
        default=8000,
        help="import: files there before; import-oracle: files to read",
    )
    parser.add_argument("--seed", type=int, default=13, help="import-oracle: of its files")
    parser.add_argument("--edits", type=int, default=1000, help="ledger: changes by SQL")
    parser.add_argument("--every", type=int, default=1, help="probes: run one in so many")


def _scale(parser):
    """Options of the table at any size."""
    parser.add_argument("--prepare", action="store_true", help="scale: make the databases only")
    parser.add_argument(
        "--lines", nargs="+", metavar="LINE", help="scale: these lines, by how their names begin"
    )
    parser.add_argument("--write", action="store_true", help="scale: put it into RESULTS.md")


def main():
    """Run the subjects asked for, all that measure something by default."""
    options = parse()
    for subject in options.subject or [name for name in SUBJECTS if name not in ASKED]:
        importlib.import_module(SUBJECTS[subject]).main(options)


if __name__ == "__main__":
    main()
