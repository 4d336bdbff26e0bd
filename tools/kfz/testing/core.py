"""Core's own tests with our addon installed, against what fails without it.

Tested are the modules that the addon extends most. ``base_import`` is extended too, but Debian's
package of Odoo has no tests of it; our own tests of the import pages cover it instead.
"""

import json
from collections.abc import Callable
from pathlib import Path

from ..paths import MODULE
from ..project import Project
from . import logparse, odoo, template
from .result import Result

MODULES = ("crm", "sales_team")
SECONDS = 240
KNOWN = Path(__file__).with_name("core_known.json")
# In a loaded registry, so that core's at_install tests too meet our fields and constraints.
SCRIPT = """
from odoo.tests.shell import run_tests
run_tests(env, {tags!r}, {modules!r})
"""


def known() -> dict[str, str]:
    """Tests of core that fail or skip here also without our addon: name → reason."""
    return json.loads(KNOWN.read_text(encoding="utf-8"))


def script(names) -> str:
    """What Odoo's shell runs for modules (``/crm``) or tests (``:TestCase.test_name``)."""
    return SCRIPT.format(tags=",".join(names), modules=list(MODULES))


def failed_browser_tests(found: logparse.Run) -> list[str]:
    """Failed tests whose browser complained: their time limits are short for a busy machine."""
    loud = {
        error.split(":")[0].removesuffix(".browser")
        for error in found.errors
        if ".browser: " in error
    }
    return [name for name in found.failed if any(logger.endswith(f".{name}") for logger in loud)]


def forgive(found: logparse.Run, again: logparse.Run, names: list[str], result: Result) -> None:
    """Forget those failures of the first run that did not happen again."""
    for name in names:
        if name in again.started and name not in again.failed and again.finished:
            del found.failed[name]
            found.errors = [error for error in found.errors if f".{name}.browser: " not in error]
            result.notes.append(f"{name} passed only when run again")


def run(project: Project, options, later: list[Callable[[], None]]) -> list[Result]:
    """Run core's tests in a copy of the template, with our addon unless only the baseline is asked for.

    Failed browser tests run once more when nothing else does: what does that is put into ``later``.
    """
    baseline = getattr(options, "baseline", False)
    result = Result("baseline" if baseline else "core")
    log = project.layout.logs / f"test-{result.part}.log"
    result.log = str(log)
    base = template.ensure(project, "core")
    with project.ui.step(
        f"Core's tests of {', '.join(MODULES)} {'without' if baseline else 'with'} our addon"
    ) as step:
        database = template.copy(project, base, f"kfz_{result.part}")
        if not baseline:
            install_log = project.layout.logs / "test-core-install.log"
            template.install(project, database, install_log, [MODULE], step)
        lines, code = odoo.run_and_read(
            project, database, log, step, stdin=script(f"/{name}" for name in MODULES)
        )
        found = logparse.parse(lines)
        names = [] if baseline else failed_browser_tests(found)
        if names:
            later.append(lambda: try_again(project, database, found, code, names, result))
            step.note(f"{len(names)} browser tests run again at the end")
        else:
            odoo.judge(result, found, code, {} if baseline else known())
            step.note(f"{result.passed} passed, {len(result.failures)} failed")
    return [result]


def try_again(
    project: Project,
    database: str,
    found: logparse.Run,
    code: int,
    names: list[str],
    result: Result,
) -> None:
    """Run failed browser tests of core once more, alone, and judge the whole run then."""
    with project.ui.step("Core's failed browser tests once more") as step:
        log = project.layout.logs / "test-core-again.log"
        lines, _code = odoo.run_and_read(
            project, database, log, step, stdin=script(f":{name}" for name in names)
        )
        forgive(found, logparse.parse(lines), names, result)
        odoo.judge(result, found, code, known())
        step.note(f"{result.passed} passed, {len(result.failures)} failed")
