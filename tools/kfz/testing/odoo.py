"""Our own Odoo tests in a fresh database, tours in real Chromium included."""

import ast
from pathlib import Path

from ..paths import MODULE
from ..project import Project
from . import logparse, template
from .result import Result

BROWSER_CALLS = {"start_tour", "browser_js"}


def browser_classes(folder: Path) -> list[str]:
    """Names of the test classes that drive a browser."""
    found = []
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and any(
                isinstance(part, ast.Attribute) and part.attr in BROWSER_CALLS
                for part in ast.walk(node)
            ):
                found.append(node.name)
    return found


def unit_paths(paths) -> list[str]:
    """Those of the given paths that pytest runs."""
    return [
        path for path in paths if path.partition("::")[0].endswith(".py") and not odoo_file(path)
    ]


def odoo_file(path: str) -> bool:
    """Whether a path is a test file that Odoo runs."""
    parts = Path(path.partition("::")[0]).parts
    return path.endswith(".py") and "addons" in parts and "unit" not in parts


def tags(paths) -> str:
    """Odoo test tags for the given paths and tags."""
    chosen = [
        f"/{MODULE}/tests/{path.rpartition('/tests/')[2]}" if odoo_file(path) else path
        for path in paths
        if odoo_file(path) or not path.partition("::")[0].endswith(".py")
    ]
    return ",".join(chosen)


def wanted_tags(options, parts, classes) -> str:
    """Test tags for what was chosen."""
    if options.paths and tags(options.paths):
        return tags(options.paths)
    if "odoo" in parts and "tours" in parts:
        return f"/{MODULE}"
    if "tours" in parts:
        return ",".join(f"/{MODULE}:{name}" for name in classes)
    return ",".join([f"/{MODULE}", *(f"-/{MODULE}:{name}" for name in classes)])


def run(project: Project, options, base: str, parts) -> Result:
    """Install the module in a copy of the template and run its tests."""
    result = Result("odoo")
    classes = browser_classes(project.layout.addons / MODULE / "tests")
    wanted = wanted_tags(options, parts, classes)
    if not wanted or not list((project.layout.addons / MODULE / "tests").rglob("test_*.py")):
        result.notes.append("the addon has no such tests")
        return result
    with project.ui.step("Odoo tests" + (" and tours" if "tours" in parts else "")) as step:
        database = template.copy(project, base, "kfz_test")
        log = project.layout.logs / "test-odoo.log"
        result.log = str(log)
        lines = run_and_read(
            project,
            database,
            log,
            step,
            "--skip-auto-install",
            "-i",
            MODULE,
            f"--test-tags={wanted}",
            "--stop-after-init",
        )
        judge(result, logparse.parse(lines[0]), lines[1])
        step.note(f"{result.passed} passed, {len(result.failures)} failed")
    return result


def run_and_read(
    project: Project, database: str, log: Path, step, *arguments, stdin=None
) -> tuple[list[str], int]:
    """Run Odoo and keep its log's lines; shows which test runs."""
    lines: list[str] = []
    count = [0]

    def seen(line: str) -> None:
        lines.append(line)
        if ": Starting " in line and line.endswith("..."):
            count[0] += 1
            step.progress(f"test {count[0]}: {line.split(': Starting ', 1)[1][:-4]}")

    log.unlink(missing_ok=True)
    code = template.odoo(project, database, log, *arguments, step=step, stdin=stdin, seen=seen)
    return lines, code


def judge(
    result: Result, found: logparse.Run, code: int, known: dict[str, str] | None = None
) -> None:
    """Count passes and failures; a skipped test, an error in the log and an unfinished run are failures."""
    known = known or {}
    for name, text in found.failed.items():
        if name in known:
            result.notes.append(f"{name} also fails without our addon: {known[name]}")
        else:
            result.failure(name, text)
    for name, reason in found.skipped.items():
        if name in known:
            result.notes.append(f"{name} is skipped also without our addon: {known[name]}")
        else:
            result.failure(name, f"skipped: {reason}")
    for text in found.errors:
        result.failure("error in the log", text)
    if not found.finished:
        result.failure("the run", "Odoo ended before the tests did; the log says why.")
    elif not found.started:
        result.failure("the run", "no test ran")
    elif code and not result.failures and not found.failed:
        result.failure("the run", "Odoo ended with an error though no test failed.")
    bad = {*found.failed, *found.skipped}
    result.passed += sum(1 for name in found.started if name not in bad)
