"""Core's own tests with our addon installed, against what fails without it."""

import json
from pathlib import Path

from ..paths import MODULE
from ..project import Project
from . import logparse, odoo, template
from .result import Result

MODULES = ("crm", "sales_team", "base_import")
KNOWN = Path(__file__).with_name("core_known.json")
# In a loaded registry, so that core's at_install tests too meet our fields and constraints.
SCRIPT = """
from odoo.tests.shell import run_tests
run_tests(env, {tags!r})
"""


def known() -> dict[str, str]:
    """Tests of core that fail or skip here also without our addon: name → reason."""
    return json.loads(KNOWN.read_text(encoding="utf-8"))


def try_again(project: Project, database: str, found: logparse.Run, result: Result, step) -> None:
    """Run failed browser tests of core once more, alone: their time limits are short for a busy machine."""
    loud = {
        error.split(":")[0].removesuffix(".browser")
        for error in found.errors
        if ".browser: " in error
    }
    names = [name for name in found.failed if any(logger.endswith(f".{name}") for logger in loud)]
    if not names:
        return
    script = SCRIPT.format(tags=",".join(f":{name}" for name in names))
    log = project.layout.logs / "test-core-again.log"
    again = logparse.parse(odoo.run_and_read(project, database, log, step, stdin=script)[0])
    for name in names:
        if name in again.started and name not in again.failed and again.finished:
            del found.failed[name]
            found.errors = [error for error in found.errors if f".{name}.browser: " not in error]
            result.notes.append(f"{name} passed only when run again")


def run(project: Project, options) -> Result:
    """Run core's tests in a copy of the template, with our addon unless only the baseline is asked for."""
    baseline = getattr(options, "baseline", False)
    result = Result("baseline" if baseline else "core")
    log = project.layout.logs / f"test-{result.part}.log"
    result.log = str(log)
    base = template.ensure(project, "core")
    with project.ui.step(
        f"Core's tests of {', '.join(MODULES)} {'without' if baseline else 'with'} our addon"
    ) as step:
        database = template.copy(project, base, f"kfz_{result.part}")
        if not baseline and template.odoo(
            project,
            database,
            project.layout.logs / "test-core-install.log",
            "--skip-auto-install",
            "-i",
            MODULE,
            "--stop-after-init",
            "--no-http",
            step=step,
        ):
            return result.failure(
                "install", "The addon cannot be installed; see test-core-install.log."
            )
        script = SCRIPT.format(tags=",".join(f"/{name}" for name in MODULES))
        lines, code = odoo.run_and_read(project, database, log, step, stdin=script)
        found = logparse.parse(lines)
        if not baseline:
            try_again(project, database, found, result, step)
        odoo.judge(result, found, code, {} if baseline else known())
        step.note(f"{result.passed} passed, {len(result.failures)} failed")
    return result
