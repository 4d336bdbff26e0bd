"""Files of known content, read by the product and compared with it: nothing wrong is taken in silently.

`run` draws files with shapes at random, has each read, and counts. A failure is a value taken in that differs from the content without
an error on its row or a warning that names its column; a row too many; a row that is lost without being counted; a crash.
Refusing a row that everybody can read is no failure, but counted by its shapes.
"""

import collections
import dataclasses
from dataclasses import dataclass, field

from domain.workbook.columns.known import Choice, exact, layout_key
from domain.workbook.errors import WorkbookError
from import_content import Money
from import_glue import take_in
from import_shapes import draw

#: remarks on how values fit together: they say nothing of how a cell was read
_TOGETHER = {
    "above_investment",
    "paid_above_registered",
    "signed_without_amount",
    "amount_without_signing",
    "signed_beyond_stage",
    "landed_beyond_stage",
    "no_enterprise",
    "unusually_large",
    "repeated_project",
    "repeated_name",
    "same_name_other_code",
}


def told(value):
    """A value of a row as the content has it."""
    return Money(value.amount, value.currency) if hasattr(value, "currency") else value


def refused(parsed):
    """Whether a row stays out with an error."""
    return any(issue.level == "error" for issue in parsed.issues)


def is_warned(parsed, name):
    """Whether a warning says how the cell of a field was read."""
    heading = parsed.heading(name)
    return any(
        issue.level == "warning" and issue.column == heading and issue.code not in _TOGETHER
        for issue in parsed.issues
        if heading
    )


def failures_of_row(parsed, wants):
    """What was taken in wrongly in silence, as texts."""
    if refused(parsed):
        return
    for name, want in wants.items():
        value = told(parsed.values.get(name))
        if want.must == "refused":
            yield f"row {parsed.number} {name}: {value!r} instead of an error"
        elif is_warned(parsed, name):
            continue
        elif want.must == "warned":
            yield f"row {parsed.number} {name}: {value!r} without a word"
        elif value not in want.values:
            yield f"row {parsed.number} {name}: {value!r} instead of {want.values}"


def is_plain(wants):
    """Whether everybody can read all of a row."""
    return all(want.must == "exact" for want in wants.values())


@dataclass
class Verdict:
    """What became of one file."""

    failures: list = field(default_factory=list)
    rows: int = 0
    values: int = 0
    #: rows that everybody can read, and what those of them that were refused were told
    plain: int = 0
    false_errors: list = field(default_factory=list)
    #: rows that are no records and got an error instead of being left out
    not_left_out: int = 0


def verdict(kind, content, truth, **given):
    """Read a file and compare; `given` is what the page knows besides, as choices."""
    result = Verdict(rows=len(truth.rows), plain=sum(is_plain(row[1]) for row in truth.rows))
    try:
        taken = take_in(kind, content, **given)
    except WorkbookError as error:
        result.false_errors = [f"file: {error.code}"] * result.plain
        return result
    except Exception as error:
        result.failures.append(f"crash: {type(error).__name__}: {error}")
        return result
    _compare(result, taken, truth)
    if not given:
        result.failures += unsaid(taken.table, truth)
    return result


def unsaid(table, truth):
    """What should be said beside the counts and is not, as texts."""
    left_out = {exact(heading) for heading in table.unknown_headings}
    left_out |= {exact(left.column.heading) for left in table.left_out}
    for what, wanted, said in (
        ("hidden rows", truth.hidden_rows, set(table.hidden_rows)),
        ("hidden sheets", truth.hidden_sheets, set(table.hidden_sheets)),
        ("columns left out", set(map(exact, truth.left_out)), left_out),
    ):
        if not wanted <= said:
            yield f"not said: {what}: {sorted(wanted - said, key=str)}"


def chosen_verdict(drawn, remembered):
    """The verdict on a file once somebody has said what its unknown columns are: for this file, or earlier for its layout."""
    kind, content, truth, _writer = drawn
    choices = {exact(heading): Choice(name) for heading, name in truth.choices.items()}
    given = {"chosen": choices}
    if remembered:
        headings = [
            column.heading for column in take_in(kind, content, chosen=choices).table.header.columns
        ]
        given = {"layouts": {layout_key(headings): choices}}
    return verdict(kind, content, dataclasses.replace(truth, rows=truth.chosen_rows), **given)


def _compare(result, taken, truth):
    got = collections.defaultdict(list)
    for parsed in taken.rows:
        got[parsed.number].append(parsed)
    for number, wants, may_be_left_out in truth.rows:
        parsed = _pick(got[number], wants)
        if parsed:
            _compare_row(result, parsed, wants)
        elif not may_be_left_out:
            _lost(result, taken, number)
    _compare_others(result, taken, truth, got)


def _compare_others(result, taken, truth, got):
    """Rows that are no records: left out and counted."""
    for parsed in [parsed for rows in got.values() for parsed in rows]:
        _too_many(result, parsed, truth)
    if not truth.loose:
        uncounted = {number for number, why in truth.others.items() if why != "blank"}
        uncounted -= taken.left_out | set(got) | _headings(taken)
        result.failures += [
            f"row {number}: {truth.others[number]}, not counted" for number in sorted(uncounted)
        ]


def _compare_row(result, parsed, wants):
    result.values += len(wants)
    result.failures += failures_of_row(parsed, wants)
    if is_plain(wants) and refused(parsed):
        errors = [f"{one.column}: {one.code}" for one in parsed.issues if one.level == "error"]
        result.false_errors.append(f"row {parsed.number}: {errors}")


def _too_many(result, parsed, truth):
    """A row that is no record."""
    if refused(parsed):
        result.not_left_out += 1
        return
    why = truth.others.get(parsed.number, "a row that is not there")
    result.failures.append(f"row {parsed.number}: taken in, but is {why}: {parsed.values}")


def _headings(taken):
    """Rows of further headings, which are said as such."""
    headers = [block.header for block in taken.table.blocks]
    return {number for header in headers for number in (header.first, header.last)}


def _pick(rows, wants):
    """The row of a number, by its name where a second list has one of the same number; taken out of `rows`."""
    if not rows:
        return None
    names = wants["name"].values if "name" in wants else ()
    chosen = next((row for row in rows if row.values.get("name") in names), rows[0])
    rows.remove(chosen)
    return chosen


def _lost(result, taken, number):
    if number in taken.left_out:
        result.false_errors.append(f"row {number}: left out")
    else:
        result.failures.append(f"row {number}: lost without being counted")


@dataclass
class Tally:
    """What became of many files; `by_shape` counts (files, failing files, plain rows, false errors, rows not left out)."""

    files: int = 0
    rows: int = 0
    values: int = 0
    plain: int = 0
    wrong: list = field(default_factory=list)
    false: list = field(default_factory=list)
    by_shape: dict = field(default_factory=lambda: collections.defaultdict(lambda: [0] * 5))

    def add(self, seed, drawn):
        """Judge one more file; returns its verdict."""
        kind, content, truth, writer = drawn
        found = verdict(kind, content, truth)
        self.files += 1
        self.rows += found.rows
        self.values += found.values
        self.plain += found.plain
        for name in truth.shapes or ("no shape",):
            counts = self.by_shape[name]
            counts[0] += 1
            counts[1] += bool(found.failures)
            counts[2] += found.plain
            counts[3] += len(found.false_errors)
            counts[4] += found.not_left_out
        if found.failures:
            self.wrong.append((seed, kind, writer, truth.shapes, found.failures, content))
        if found.false_errors:
            self.false.append((seed, kind, writer, truth.shapes, found.false_errors, content))
        return found


def run(files, seed, first=0):
    """The `Tally` of so many files with shapes at random."""
    tally = Tally()
    for number in range(first, first + files):
        name = f"{seed}/{number}"
        tally.add(name, draw(name))
    return tally
