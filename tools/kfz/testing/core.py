"""Core's own tests with our addon installed, against what fails without it.

Tested are the modules that the addon extends most. ``base_import`` is extended too, but Debian's
package of Odoo has no tests of it; our own tests of the import pages cover it instead.
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ..paths import MODULE
from ..project import Project
from . import again, logparse, odoo, template
from .result import Result

MODULES = ("crm", "sales_team")
#: core's own measurements of the assignment of leads, and tours of pages for sales, take half of the time and meet nothing of
#: ours: ``./kfz test --only core`` runs them, too
SELDOM = (
    "-:TestLeadAssignPerf",
    "-:TestLeadAssign.test_assign_populated",
    "-:TestUi.test_02_crm_tour_rainbowman",
    "-:TestUi.test_03_crm_tour_forecast",
)
SECONDS = 200
KNOWN = Path(__file__).with_name("core_known.json")
# In a loaded registry, so that core's at_install tests too meet our fields and constraints.
# Core's tests make users with short passwords.
SCRIPT = """
from odoo.tests.shell import run_tests
env["ir.config_parameter"].set_param("auth_password_policy.minlength", "0")
env.cr.commit()
run_tests(env, {tags!r}, {modules!r})
"""


def known() -> dict[str, str]:
    """Tests of core that fail or skip here also without our addon: name → reason."""
    return json.loads(KNOWN.read_text(encoding="utf-8"))


def script(names) -> str:
    """What Odoo's shell runs for modules (``/crm``) or tests (``:TestCase.test_name``)."""
    return SCRIPT.format(tags=",".join(names), modules=list(MODULES))


def chosen(options) -> list[str]:
    """Which of core's tests run: all when nothing else is asked for."""
    return [*(f"/{name}" for name in MODULES), *(() if options.only else SELDOM)]


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
        install_log = project.layout.logs / "test-core-install.log"
        if not baseline:
            template.install(project, database, install_log, [MODULE], step)
        template.make_bundles(project, database, install_log, step)
        lines, code = odoo.run_and_read(project, database, log, step, stdin=script(chosen(options)))
        found = logparse.parse(lines)
        accepted = {} if baseline else known()
        names = [] if baseline else again.browser_failures(found)
        if names:
            judge = partial(odoo.judge, result, found, code, accepted)
            later.append(partial(repeat, project, database, names, found, result, judge))
            step.note(f"{len(names)} browser tests run again at the end")
        else:
            odoo.judge(result, found, code, accepted)
            step.note(f"{result.passed} passed, {len(result.failures)} failed")
    return [result]


def repeat(project: Project, database: str, names: list[str], found, result: Result, judge) -> None:
    """Run failed browser tests once more, alone."""
    log = project.layout.logs / "test-core-again.log"
    tests = script(f":{name}" for name in names)
    again.run(project, database, log, tests, names, found, result, judge)
