"""What `scale_bench.py` measured, as lines on the screen and as `bench/RESULTS.md`, which is drawn up from `bench/results.json`."""

import json

import harness
import scale_lines

STORE = harness.HERE / "results.json"
PAGE = harness.HERE / "RESULTS.md"
HEAD = """# Results

Drawn up by `./kfz bench scale --rows N --write` from `results.json`; do not edit. Times are medians in milliseconds with the shortest and the longest
call, in one run in which the sides took turns; *q* is the number of queries, *load* the machine's load average after the line. *SQL* is handwritten SQL
on the product's own tables. Ratios count: times depend on the machine and on who else uses it. See README.md, *scale*.

"""


def printed(name, found):
    """One line on the screen."""
    cells = "".join(
        f"{cell(found.get(side)):>{width}}"
        for side, width in (("ours", 26), ("stock", 26), ("floor", 18))
    )
    line = scale_lines.LINES[name]
    return f"{line.label:44}{cells}  {found['load']:5.1f}  {ratios(line, found)}"


def cell(figures):
    """A side's figures in a few characters."""
    if not figures:
        return "–"
    if "error" in figures:
        return "failed"
    spread = f"{figures['low'] * 1000:.0f}–{figures['high'] * 1000:.0f}"
    return f"{milliseconds(figures['median'])} ({spread}) {figures['queries']}q"


def milliseconds(seconds):
    """Seconds as milliseconds, with a decimal place where there are few."""
    return f"{seconds * 1000:,.1f}" if seconds < 0.1 else f"{seconds * 1000:,.0f}"


def median_of(found, side):
    """A side's median, or None."""
    return (found.get(side) or {}).get("median")


def ratios(line, found):
    """How ours compares with the others, and which aim it misses."""
    ours, stock, floor = (median_of(found, side) for side in ("ours", "stock", "floor"))
    if not ours:
        return found.get("ours", {}).get("error", "")
    words = [
        f"{ours / other:.2f} × {word}"
        for other, word in ((stock, "stock"), (floor, "SQL"))
        if other
    ]
    missed = scale_lines.verdict(line, ours, stock, floor)
    return ", ".join(words) + (f"   MISSED: {missed}" if missed else "")


def write(found, rows, facts):
    """Put what was measured into the store, in place of earlier figures of the same lines and size; draw up the page."""
    kept = json.loads(STORE.read_text(encoding="utf-8")) if STORE.exists() else {}
    size = kept.setdefault(str(rows), {})
    for name, figures in found.items():
        size[name] = {**figures, "facts": facts}
    STORE.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(kept), encoding="utf-8")


def page(kept):
    """The page."""
    parts = [HEAD]
    for rows in sorted(kept, key=int):
        parts.append(f"## {int(rows):,} projects\n\n")
        parts += [*runs_of(kept[rows]), "\n", *table(kept[rows])]
        for group in ("files", "http"):
            parts += plain(kept[rows], group)
    return "".join(parts)


def runs_of(lines):
    """Which runs the figures of one size come from."""
    runs = {json.dumps(figures["facts"], sort_keys=True) for figures in lines.values()}
    for run in sorted(runs, key=lambda text: json.loads(text)["date"]):
        facts = json.loads(run)
        yield f"- {facts['date']}, commit {facts['commit']}: `{facts['command']}`, {facts['machine']}\n"


def table(lines):
    """The table of the pages at one size."""
    yield "| line | ours | stock | SQL | ours / stock | ours / SQL | load | aims missed |\n"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n"
    for name, line in scale_lines.LINES.items():
        if name not in lines:
            continue
        found = lines[name]
        medians = [median_of(found, side) for side in ("ours", "stock", "floor")]
        shares = [
            f"{medians[0] / other:.2f}" if other and medians[0] else "–" for other in medians[1:]
        ]
        missed = medians[0] and scale_lines.verdict(line, *medians)
        cells = [cell(found.get(side)) for side in ("ours", "stock", "floor")]
        yield f"| {' | '.join([line.label, *cells, *shares, format(found['load'], '.1f'), missed or ''])} |\n"
    yield "\n"


def plain(lines, group):
    """The rows of a group that has columns of its own (``columns`` and ``row`` of each)."""
    rows = [found for name, found in lines.items() if name.startswith(group)]
    if rows:
        yield f"| {' | '.join(rows[0]['columns'])} |\n|{' --- |' * len(rows[0]['columns'])}\n"
        yield from (f"| {' | '.join(map(str, row['row']))} |\n" for row in rows)
        yield "\n"
