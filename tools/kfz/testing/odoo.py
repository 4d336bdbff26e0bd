"""Our own Odoo tests in copies of a template that has the addon, tours in real Chromium included."""

from collections.abc import Callable
from pathlib import Path

from ..paths import MODULE
from ..project import Project
from . import again, logparse, plan, template
from .lanes import Job
from .plan import Shard
from .result import Result

# The classes that Odoo itself finds are logged, so that none can be missing from the plan.
SCRIPT = """
import collections, logging, odoo
from odoo.tests.loader import make_suite
from odoo.tests.shell import run_tests
log = logging.getLogger("kfz.tests")
odoo.tools.config["test_tags"] = "/{module}"
found = [test for position in ("at_install", "post_install") for test in make_suite(["{module}"], position)]
for name, count in sorted(collections.Counter(type(test).__name__ for test in found).items()):
    log.info("class %s %d", name, count)
report = run_tests(env, {tags!r}, ["{module}"])
for name, stat in report.stats.items():
    log.info("time %.2f %s", stat.time, ".".join(name.split(".")[-2:]))
"""


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


def need_browser(paths, classes: list[plan.TestClass]) -> bool:
    """Whether tests that were chosen by path or tag drive a browser; in doubt they do."""
    asked = [path for path in paths if path not in unit_paths(paths)]
    quiet = {found.name for found in classes if not found.drives_browser}
    loud_files = {found.path.name for found in classes if found.drives_browser}
    return not all(
        Path(path).name not in loud_files
        if odoo_file(path)
        else path.rpartition(":")[2].partition(".")[0] in quiet
        for path in asked
    )


def jobs(project: Project, options, parts, later: list[Callable[[], None]]) -> list[Job]:
    """One job per shard of the chosen parts, or one for the chosen paths and tags."""
    classes = plan.test_classes(project.layout.addons / MODULE / "tests")
    if wanted := tags(options.paths):
        chosen = [
            Shard("odoo", "as chosen", wanted, 0, need_browser(options.paths, classes)),
        ]
    else:
        chosen = plan.shards(classes, parts, plan.weights())
    planned = {found.name: len(found.methods) for found in classes}
    return [
        Job(
            shard.part,
            lambda number=number, shard=shard: [run(project, number, shard, planned, later)],
            shard.seconds,
        )
        for number, shard in enumerate(chosen, 1)
    ]


def run(
    project: Project,
    number: int,
    shard: Shard,
    planned: dict[str, int],
    later: list[Callable[[], None]],
) -> Result:
    """Run a shard's tests in a copy of the template."""
    result = Result(shard.part, log=str(project.layout.logs / f"test-odoo-{number}.log"))
    base = template.ensure(project, "web" if shard.browser else "own")
    title = f"Odoo tests: {' '.join(filter(None, (shard.part, shard.title)))}"
    with project.ui.step(title) as step:
        database = template.copy(project, base, f"kfz_test_{number}")
        script = SCRIPT.format(module=MODULE, tags=shard.tags)
        lines, code = run_and_read(project, database, Path(result.log), step, stdin=script)
        found = logparse.parse(lines)

        def close():
            judge(result, found, code)
            check_plan(result, found.classes, planned)
            template.drop(project, database)

        if names := again.browser_failures(found, again.TIME_RAN_OUT):
            later.append(lambda: repeat(project, database, names, found, result, close))
            step.note(f"{len(names)} browser tests run again at the end")
        else:
            close()
            step.note(f"{result.passed} passed, {len(result.failures)} failed")
    return result


def repeat(project: Project, database: str, names: list[str], found, result: Result, close) -> None:
    """Run tests of a shard once more, alone."""
    log = Path(result.log).with_suffix(".again.log")
    script = SCRIPT.format(module=MODULE, tags=",".join(map(plan.tag, names)))
    again.run(project, database, log, script, names, found, result, close)


def check_plan(result: Result, found: dict[str, int], planned: dict[str, int]) -> None:
    """A test that Odoo knows and the plan does not would be run by no shard."""
    if not found:
        result.failure("the plan", "Odoo's log does not list the test classes.")
    missing = sorted(name for name, count in found.items() if planned.get(name) != count)
    if missing:
        result.failure("the plan", f"not read from the sources as Odoo does: {', '.join(missing)}")


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
    failed = {
        **{name: (text, "fails") for name, text in found.failed.items()},
        **{name: (f"skipped: {why}", "is skipped") for name, why in found.skipped.items()},
    }
    for name, (text, verb) in failed.items():
        if name in (known or {}):
            result.notes.append(f"{name} also {verb} without our addon: {known[name]}")
        else:
            result.failure(name, text)
    for text in found.errors:
        result.failure("error in the log", text)
    if problem := broken_off(result, found, code):
        result.failure("the run", problem)
    result.passed += sum(1 for name in found.started if name not in failed)
    result.times.update(found.times)


def broken_off(result: Result, found: logparse.Run, code: int) -> str:
    """What is wrong with a run as a whole."""
    if not found.finished:
        return "Odoo ended before the tests did; the log says why."
    if not found.started:
        return "no test ran"
    if code and not result.failures and not found.failed:
        return "Odoo ended with an error though no test failed."
    return ""
