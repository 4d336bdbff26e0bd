"""Import of a customs trade statement of 120,000 rows, beside stock base_import. See README.md."""

import argparse

import import_bench

ROWS = 120_000


def main(options):
    """The kind `trade` of the import measurement, with 120,000 rows unless --rows is given."""
    rows = ROWS if options.rows == import_bench.ROWS else options.rows
    import_bench.main(argparse.Namespace(**{**vars(options), "kinds": ["trade"], "rows": rows}))
