"""``./kfz test``: lint, unit tests, Odoo tests with tours, core's own tests, and a first start."""

from concurrent.futures import ThreadPoolExecutor

from .. import proc
from ..errors import KfzError
from ..lock import Lock
from ..project import Project
from . import browser, core, lint, odoo, start, template, unit
from .result import Result, print_summary

PARTS = ("lint", "unit", "odoo", "tours", "core", "start")
FAST = ("lint", "unit", "odoo")


def chosen_parts(options) -> list[str]:
    """Which parts to run; tours are part of the Odoo tests unless they are left out."""
    if options.only:
        return [part for part in PARTS if part in options.only]
    if options.paths:
        return (["unit"] if odoo.unit_paths(options.paths) else []) + (
            ["odoo"] if odoo.tags(options.paths) else []
        )
    return list(FAST if options.fast else PARTS)


def run(project: Project, options) -> int:
    """The verb ``test``; the last line printed is ``N passed, N failed``."""
    lock = Lock(project.layout.state / "test.lock")
    results: list[Result] = []
    try:
        if not lock.take():
            raise KfzError(
                "Another ./kfz test is running on this state folder.",
                "Wait for it, or name another folder in KFZ_STATE.",
            )
        parts = chosen_parts(options)
        project.set_up(sets=("odoo", "test"), cluster="test")
        run_parts(project, options, parts, results)
    except KfzError as error:
        text = f"{error.message}\n{error.hint}\n{error.log}\n{getattr(error, 'tail', '')}"
        results.append(Result("set-up").failure("set-up", text))
    finally:
        project.stop()
        lock.release()
    return print_summary(project.ui, results)


def run_parts(project: Project, options, parts: list[str], results: list[Result]) -> None:
    """Lint and unit tests run while the template database is made; what drives a browser runs alone."""
    quick = [job for part, job in (("lint", lint.run), ("unit", unit.run)) if part in parts]
    slow = [part for part in parts if part not in ("lint", "unit")]
    if slow:
        browser.ensure(project)
        browser.ensure_printer(project)
    with ThreadPoolExecutor(1) as pool:
        jobs = [pool.submit(job, project, options) for job in quick]
        try:
            base = template.ensure(project) if {"odoo", "tours"}.intersection(parts) else ""
            results += [result for job in jobs for result in job.result()]
        except BaseException:
            proc.end_all()
            raise
    if "odoo" in parts or "tours" in parts:
        results.append(odoo.run(project, options, base, parts))
    if "core" in parts:
        results.append(core.run(project, options))
    if "start" in parts:
        results.append(start.run(project))
