"""The slowest tests of a run, and the budget: a test above five seconds says why.

The reasons are in ``slow.json`` (name → reason). A test without one is a note, never a failure: no
test fails because the machine is busy.
"""

import json
from pathlib import Path

SHOWN = 10
BUDGET = 5.0
REASONS = Path(__file__).with_name("slow.json")


def reasons() -> dict[str, str]:
    """Why a test may take longer than the budget."""
    return json.loads(REASONS.read_text(encoding="utf-8"))


def slowest(times: dict[str, float], count: int = SHOWN) -> list[tuple[str, float]]:
    """The slowest tests, slowest first."""
    return sorted(times.items(), key=lambda item: (-item[1], item[0]))[:count]


def unexplained(times: dict[str, float], known: dict[str, str]) -> list[tuple[str, float]]:
    """Tests above the budget that give no reason, slowest first."""
    return [
        (name, seconds)
        for name, seconds in slowest(times, len(times))
        if seconds > BUDGET and name not in known
    ]


def report(times: dict[str, float], known: dict[str, str] | None = None) -> list[str]:
    """The lines to print."""
    if not times:
        return []
    known = reasons() if known is None else known
    lines = [f"The {min(SHOWN, len(times))} slowest, in seconds:"]
    lines += [
        f"{seconds:>8.1f}  {name}{'  (' + known[name] + ')' if name in known else ''}"
        for name, seconds in slowest(times)
    ]
    lines += [
        f"note: {name} takes {seconds:.1f} s, more than {BUDGET:.0f} s, and slow.json does not say why"
        for name, seconds in unexplained(times, known)
    ]
    return lines
