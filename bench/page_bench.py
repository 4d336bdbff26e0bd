"""Prints what `page_worker.py` measured: one line per page and side, with the ratios."""

import harness
import page_worker

SIDES = {
    "ours": "ours",
    "stock": "stock",
    "before": "before the joint pool",
    "floor": "SQL alone",
}


def show(results):
    """The pages in the order of their steps; ``results`` has, by side, the steps of each round."""
    for step, label in page_worker.STEPS.items():
        print(f"  {label}")
        show_step({side: runs for side, runs in rounds_of(step, results).items() if runs})


def rounds_of(step, results):
    """The rounds of one step by side, in the order of SIDES."""
    return {side: [run[step] for run in results.get(side, ()) if step in run] for side in SIDES}


def show_step(runs):
    """One line per side: its time, its queries, and how ours compares with it."""
    medians = {
        side: harness.median([run["seconds"] for run in measured])
        for side, measured in runs.items()
    }
    for side, seconds in medians.items():
        ratio = ""
        if side != "ours" and "ours" in medians:
            ratio = f"   ours / {SIDES[side]} {medians['ours'] / seconds:.2f}"
        if side == "before":
            ratio += " (aim at most 1.10)"
        found = runs[side][0]
        seen = f" {found['records']:4} records" if found.get("records") else ""
        print(
            f"    {SIDES[side]:22}{seconds * 1000:9.1f} ms {found['queries']:4} queries{seen}{ratio}"
        )
