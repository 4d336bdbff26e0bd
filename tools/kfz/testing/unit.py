"""Plain unit and hypothesis tests, by pytest: the addon's domain, and the launcher itself."""

import os
import xml.etree.ElementTree as ET

from .. import proc
from ..errors import CommandError
from ..paths import MODULE
from ..project import Project
from .odoo import unit_paths
from .result import Result


def suites(project: Project) -> list[tuple[str, str, str]]:
    """(name, folder of the tests, folders to import from)."""
    addon = project.layout.addons / MODULE
    return [
        ("unit", str(addon / "tests" / "unit"), str(addon)),
        (
            "tools",
            str(project.layout.repo / "tools" / "tests"),
            os.pathsep.join(str(project.layout.repo / name) for name in ("tools", "deploy")),
        ),
    ]


def run(project: Project, options) -> list[Result]:
    """Run the suites, or the given files only."""
    given = [str(project.layout.repo.joinpath(path)) for path in unit_paths(options.paths)]
    results = []
    for name, folder, path in suites(project):
        chosen = [path for path in given if path.startswith(folder)] if given else [folder]
        if chosen and os.path.isdir(folder):
            with project.ui.step(f"Unit tests ({name})") as step:
                results.append(run_suite(project, name, folder, chosen, path))
                step.note(f"{results[-1].passed} passed, {len(results[-1].failures)} failed")
    return results


def run_suite(project: Project, name: str, folder: str, chosen: list[str], path: str) -> Result:
    """Run pytest and read its report."""
    log = project.layout.logs / f"test-{name}.log"
    report = project.layout.logs / f"test-{name}.xml"
    report.unlink(missing_ok=True)
    env = {
        **project.environment(),
        "PYTHONPATH": path,
        "KFZ_ODOO_PATH": str(project.odoo.path),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(project.layout.state / "hypothesis"),
    }
    text = ""
    own = os.path.join(folder, "pytest.ini")
    # the folder is the root: above it lies the addon's package, whose __init__ imports Odoo
    settings = [
        "-p",
        "no:cacheprovider",
        "--rootdir",
        folder,
        "-c",
        own if os.path.exists(own) else project.layout.repo / "pyproject.toml",
    ]
    try:
        proc.run(
            [project.venv.python, "-m", "pytest", "-q", f"--junitxml={report}", *settings, *chosen],
            log,
            env=env,
            cwd=folder,
        )
    except CommandError as error:
        text = error.tail
    result = Result(name, log=str(log))
    if not report.exists():
        return result.failure("pytest", text or "pytest wrote no report")
    read_report(report, result)
    empty_suite = chosen == [folder] and "no tests ran" in text
    if text and not result.failures and not empty_suite:
        result.failure("pytest", text)
    return result


def read_report(report, result: Result) -> None:
    """Count what a JUnit report says; a skipped test is a failure."""
    for case in ET.parse(report).iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        bad = next(
            (
                case.find(kind)
                for kind in ("failure", "error", "skipped")
                if case.find(kind) is not None
            ),
            None,
        )
        result.check(name, "" if bad is None else (bad.text or bad.get("message") or bad.tag))
