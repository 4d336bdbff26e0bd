"""Browser tests whose time limits ran out run once more, alone: a test must not fail on a busy machine.

A tour step waits ten seconds; while two lanes share the machine with other programs that may be too
short. A test that passes only the second time is named in a note.
"""

import re
from collections.abc import Callable
from pathlib import Path

from ..project import Project
from . import logparse, odoo
from .result import Result

TIME_RAN_OUT = re.compile(r"TIMEOUT step failed|[Tt]imeout exceeded")
ANY = re.compile("")


def browser_failures(found: logparse.Run, reason: re.Pattern = ANY) -> list[str]:
    """Failed tests whose browser complained, for this reason."""
    names = []
    for name, text in found.failed.items():
        said = [error for error in found.errors if f".{name}.browser: " in error]
        if said and reason.search("\n".join([*said, text])):
            names.append(name)
    return names


def forgive(found: logparse.Run, again: logparse.Run, names: list[str], result: Result) -> None:
    """Forget those failures of the first run that did not happen again."""
    for name in names:
        if name in again.started and name not in again.failed and again.finished:
            del found.failed[name]
            found.errors = [error for error in found.errors if f".{name}.browser: " not in error]
            result.notes.append(f"{name} passed only when run again")


def run(
    project: Project,
    database: str,
    log: Path,
    script: str,
    names: list[str],
    found: logparse.Run,
    result: Result,
    judge: Callable[[], None],
) -> None:
    """Run the tests again in the same database, and judge the whole run then."""
    with project.ui.step(f"Browser tests once more ({result.part})") as step:
        lines, _code = odoo.run_and_read(project, database, log, step, stdin=script)
        forgive(found, logparse.parse(lines), names, result)
        judge()
        step.note(f"{result.passed} passed, {len(result.failures)} failed")
