"""``./kfz test``: lint, unit tests, Odoo tests in shards, tours, core's own tests, and a first start."""

import os
import traceback
from collections.abc import Callable

from .. import proc
from ..errors import KfzError
from ..lock import Lock
from ..project import Project
from . import browser, core, lanes, lint, odoo, pages, plan, start, template, unit
from .lanes import Job
from .result import Result, print_summary

PARTS = ("lint", "unit", *plan.PARTS, "core", "start", "pages")
FAST = ("lint", "unit", "odoo")
LANES = 2  # Odoo, PostgreSQL and a browser keep a core busy together


def chosen_parts(options) -> list[str]:
    """The parts to run, in the order in which they are reported."""
    if options.only:
        return [part for part in PARTS if part in options.only]
    if options.paths:
        return (["unit"] if odoo.unit_paths(options.paths) else []) + (
            ["odoo"] if odoo.tags(options.paths) else []
        )
    return list(FAST if options.fast else PARTS)


def run(project: Project, options) -> int:
    """The verb ``test``; the last line printed is ``N passed, N failed``, also after Ctrl-C."""
    lock = Lock(project.layout.state / "test.lock")
    results: list[Result] = []
    stopped = False
    try:
        if not lock.take():
            raise KfzError(
                "Another ./kfz test is running on this state folder.",
                "Wait for it, or name another folder in KFZ_STATE.",
            )
        parts = chosen_parts(options)
        project.set_up(sets=("odoo", "test"), cluster="test")
        run_parts(project, options, parts, results)
        results.sort(key=lambda result: [*PARTS, result.part].index(result.part))
    except KfzError as error:
        text = f"{error.message}\n{error.hint}\n{error.log}\n{getattr(error, 'tail', '')}"
        results.append(Result("set-up").failure("set-up", text))
    except Exception:
        results.append(Result("set-up").failure("set-up", traceback.format_exc()))
    except KeyboardInterrupt:
        stopped = True
        proc.end_all()
        results.append(Result("the run").failure("the run", "It was stopped before its end."))
    finally:
        project.stop()
        lock.release()
    code = print_summary(project.ui, results)
    return 130 if stopped else code


def run_parts(project: Project, options, parts: list[str], results: list[Result]) -> None:
    """Lint and unit tests run while the templates are made; then everything else, in all lanes."""
    later: list[Callable[[], None]] = []
    early = [
        Job(name, lambda job=job: job(project, options))
        for name, job in (("lint", lint.run), ("unit", unit.run))
        if name in parts
    ]
    jobs = list_jobs(project, options, parts, later)
    if jobs:
        browser.ensure(project)
        browser.ensure_printer(project)
    if "unit" in parts:
        browser.ensure_proxy(project)
    lanes.run(early, lambda: make_templates(project, parts), jobs, results, lane_count())
    for work in later:
        work()


def lane_count() -> int:
    """How many jobs run at a time."""
    return min(LANES, os.cpu_count() or 1)


def list_jobs(project: Project, options, parts, later) -> list[Job]:
    """All that needs a database."""
    jobs = odoo.jobs(project, options, parts, later) if set(plan.PARTS).intersection(parts) else []
    if "core" in parts:
        jobs.append(Job("core", lambda: core.run(project, options, later), core.SECONDS))
    if "start" in parts:
        jobs.append(Job("start", lambda: [start.run(project)], start.SECONDS, main=True))
    if "pages" in parts:
        jobs.append(Job("pages", lambda: [pages.run(project)], pages.SECONDS, main=True))
    return jobs


def make_templates(project: Project, parts) -> None:
    """The templates that more than one job needs; each job makes what else it needs."""
    if set(plan.PARTS).intersection(parts):
        template.ensure(project, "own")
