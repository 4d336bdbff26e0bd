"""`./kfz bench import-oracle --files N --seed S`: files of known content and all shapes, read and compared with what they say.

No database: the addon's domain alone. First so many variants of each shape alone, then files with shapes at random. Prints files, rows, values,
seed, and failures and false errors by shape; writes the first failing files to a folder. A failure, a crash, or a bomb that is read, fails the run.
"""

import collections
import multiprocessing
import os
import pathlib
import sys
import tempfile
import time

ADDON = pathlib.Path(__file__).resolve().parent.parent / "addons" / "kfz_investment"
PART, VARIANTS, KEPT = 100, 50, 30


def shaped(job):
    """The tally of the variants of one shape."""
    import import_oracle
    import import_shapes

    name, seed = job
    tally = import_oracle.Tally()
    for label, drawn in import_shapes.variants(name, VARIANTS, seed):
        tally.add(label, drawn)
    return _plain(tally)


def mixed(job):
    """The tally of one part of the files at random."""
    import import_oracle

    first, count, seed = job
    return _plain(import_oracle.run(count, seed, first))


def _plain(tally):
    tally.by_shape = dict(tally.by_shape)
    return tally


def bombs():
    """Names of the bombs that were not refused."""
    import import_bombs
    from domain.workbook.errors import WorkbookError
    from import_glue import take_in

    for bomb in import_bombs.BOMBS:
        try:
            take_in("project", bomb())
        except WorkbookError:
            continue
        yield bomb.__name__


def main(options):
    """Judge `options.files` files at random, and the variants of each shape, on all processors."""
    # the tests' oracle and the domain are plain Python: no Odoo is imported
    sys.path[:0] = [str(ADDON), str(ADDON / "tests" / "unit")]
    import import_shapes

    seed = options.seed
    started = time.monotonic()
    alone = [(name, seed * 100_000) for name in import_shapes.SHAPES]
    parts = [
        (first, min(PART, options.files - first), seed) for first in range(0, options.files, PART)
    ]
    with multiprocessing.Pool(os.cpu_count()) as pool:
        single = list(pool.imap_unordered(shaped, alone))
        random = list(pool.imap_unordered(mixed, parts))
    read = list(bombs())
    seconds = time.monotonic() - started
    by_shape, wrong = _by_shape(single), [one for tally in single + random for one in tally.wrong]
    _print_shapes(by_shape)
    _print_false([one for tally in random for one in tally.false])
    for what, tallies in (("one shape each", single), ("shapes at random", random)):
        _print_sum(what, tallies)
    print(
        f"import-oracle: seed {seed}, {sum(tally.files for tally in single + random):,} files, "
        f"{len(wrong)} files taken in wrongly, bombs read: {', '.join(read) or 'none'}, {seconds:.0f} s"
    )
    if wrong:
        _keep(wrong)
    if wrong or read:
        raise SystemExit(1)


def _by_shape(tallies):
    total = collections.defaultdict(lambda: [0] * 5)
    for tally in tallies:
        for name, counts in tally.by_shape.items():
            total[name] = [had + more for had, more in zip(total[name], counts, strict=True)]
    return total


def _print_shapes(by_shape):
    print("| shape, alone | files | wrong | plain rows | refused | others not left out |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, (files, wrong, plain, refused, others) in sorted(by_shape.items()):
        rate = f" ({refused / plain:.1%})" if refused else ""
        print(f"| {name} | {files} | {wrong} | {plain} | {refused}{rate} | {others} |")


def _print_false(files):
    """Why plain rows were refused, most frequent first."""
    reasons = collections.Counter(reason.partition(": ")[2] for one in files for reason in one[4])
    for reason, count in reasons.most_common(10):
        print(f"refused though plain, {count}: {reason[:120]}")


def _print_sum(what, tallies):
    files, rows, values = (
        sum(getattr(tally, name) for tally in tallies) for name in ("files", "rows", "values")
    )
    wrong = sum(len(tally.wrong) for tally in tallies)
    false = sum(len(one[4]) for tally in tallies for one in tally.false)
    plain = sum(tally.plain for tally in tallies)
    rate = false / plain if plain else 0
    print(
        f"{what}: {files:,} files, {rows:,} rows, {values:,} values, {wrong} files wrong, "
        f"{false:,} of {plain:,} plain rows refused ({rate:.2%})"
    )


def _keep(wrong):
    """Write the first files, those of the fewest shapes first, two of each combination."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="import-oracle-"))
    seen, kept = collections.Counter(), []
    for one in sorted(wrong, key=lambda one: len(one[3])):
        seen[one[3]] += 1
        if seen[one[3]] <= 2 and len(kept) < KEPT:
            kept.append(one)
    for number, (seed, kind, writer, shapes, told, content) in enumerate(kept, 1):
        suffix = {"csv": "csv", "xlwt": "xls"}.get(writer, "xlsx")
        (folder / f"{number:02}_{kind}.{suffix}").write_bytes(content)
        print(f"  {number:02} {kind} {writer} seed {seed} ({', '.join(shapes)}): {told[0]}")
    print(f"  written to {folder}")
