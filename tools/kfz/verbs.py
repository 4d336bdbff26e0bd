"""The smaller verbs: reset, shell, report, bench, i18n, update."""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import passwords
from .errors import KfzError
from .lock import Lock
from .paths import MODULE
from .project import Project

#: measurements that start the product themselves: their modules in testing/
OWN_BENCHES = {
    "pages": "pages",
    "product-faults": "product_faults",
    "upgrade": "upgrade",
    "faults": "faults",
}


def need_database(project: Project) -> str:
    """The name of the database, which must exist."""
    if not project.sql("status", project.database).get("odoo"):
        raise KfzError(
            f"The database {project.database} does not exist yet.", "Create it first: ./kfz run."
        )
    return project.database


def reset(project: Project, options) -> int:
    """Drop the database and its files, after a typed confirmation."""
    lock = Lock(project.layout.state / "run.lock")
    if not lock.take():
        raise KfzError(
            "kfz_investment is running.", "Stop it first (Ctrl-C where it runs), then ./kfz reset."
        )
    project.set_up()
    database, there = project.database, project.sql("list")["names"]
    if not {database, f"{database}_new"}.intersection(there):
        raise KfzError(
            f"There is no database {database}; nothing was dropped.",
            "Name the one to drop in KFZ_DATABASE.",
        )
    if not options.yes:
        if not sys.stdin.isatty():
            raise KfzError(
                "There is no terminal to confirm on.",
                "Use ./kfz reset --yes to drop the database without confirmation.",
            )
        typed = input(
            f"This drops the database {database} and everything in it. Type its name to continue: "
        )
        if typed.strip() != database:
            project.ui.say("Nothing was changed.")
            return 1
    with project.ui.step(f"Dropping the database {database}"):
        for name in (database, f"{database}_new"):
            project.sql("drop", name)
            shutil.rmtree(project.layout.data / "filestore" / name, ignore_errors=True)
        passwords.file_of(project.layout.secrets, database).unlink(missing_ok=True)
    project.ui.say("Its passwords went with it: a restored backup has those of its own day.")
    kept = [name for name in there if name.startswith(f"{database}_before_")]
    for name in kept:
        project.ui.say(f"Kept from a restore, and still there: ./kfz restore --drop {name}")
    lock.release()
    return 0


def shell(project: Project, options) -> int:
    """Odoo's shell, on the database."""
    project.set_up()
    database = need_database(project)
    config = project.config_file("shell", db_name=database)
    return subprocess.call(
        [
            str(project.venv.python),
            "-m",
            "odoo",
            "shell",
            "--config",
            str(config),
            "--no-http",
            *options.rest,
        ],
        env=project.environment(config),
    )


def report(project: Project, options) -> int:
    """Write the signed-versus-landed workbook."""
    project.set_up()
    database = need_database(project)
    out = Path(options.out).absolute()
    with project.ui.step(f"Report of {options.quarter}") as step:
        request = {
            "database": database,
            "quarter": options.quarter,
            "as_of": options.as_of,
            "zones": options.zone or None,
            "lang": options.lang,
            "out": str(out),
        }
        answer = project.inside(
            "report.py",
            project.config_file("report", db_name=database),
            request,
            project.layout.logs / "report.log",
        )
        step.note(f"{answer['bytes']} bytes")
    project.ui.say(f"\n    {out}")
    return 0


def bench(project: Project, options) -> int:
    """Run the measurements of bench/run.py with everything they need set up; those in ``testing`` are the launcher's own."""
    if options.rest[:1] and options.rest[0] in OWN_BENCHES:
        part = importlib.import_module(f"kfz.testing.{OWN_BENCHES[options.rest[0]]}")
        return part.bench(project, options.rest[1:])
    script = project.layout.repo / "bench" / "run.py"
    if not script.exists():
        raise KfzError(
            "There is no bench/run.py in this checkout.",
            "Use a checkout that has the measurements.",
        )
    # the comparison of registries reads the database that people work in; measurements make their own
    cluster = "main" if "registry" in options.rest else "test"
    project.set_up(sets=("odoo", "test"), cluster=cluster)
    config = project.config_file("bench", db_name="")
    env = {
        **project.environment(config),
        **{
            key: value
            for key, value in project.postgres_environment().items()
            if key.startswith("PG")
        },
    }
    env.update(
        KFZ_ADDONS_PATH=project.addons_path(),
        KFZ_DATA_DIR=str(project.layout.data),
        KFZ_BENCH_CONFIG=str(config),
        KFZ_DATABASE=project.database,
    )
    return subprocess.call(
        [str(project.venv.python), str(script), *options.rest], env=env, cwd=project.layout.repo
    )


def i18n(project: Project, _options) -> int:
    """Regenerate the addon's translation files; 1 if terms lack Chinese."""
    project.set_up(sets=("odoo", "test"))
    database = need_database(project)
    folder = project.layout.repo / "addons" / MODULE / "i18n"
    with project.ui.step("Translations") as step:
        request = {"database": database, "module": MODULE, "folder": str(folder)}
        answer = project.inside(
            "i18n.py",
            project.config_file("i18n", db_name=database),
            request,
            project.layout.logs / "i18n.log",
        )
        step.note(f"{answer['terms']} terms, {len(answer['missing'])} without Chinese")
    for term in answer["missing"]:
        project.ui.say(f"    {term!r}")
    return 1 if answer["missing"] else 0


def update(project: Project, _options) -> int:
    """Set everything up (and repair what is damaged) without starting the product."""
    lock = Lock(project.layout.state / "run.lock")
    damaged = []
    if lock.take():
        damaged = project.repair()
    else:
        project.ui.say("kfz_investment is running: nothing is compared or repaired under it.")
    try:
        project.set_up(sets=("odoo", "test"))
    finally:
        lock.release()
    for text in damaged:
        project.ui.say(f"\n    Repaired. {text}")
    project.ui.say(
        f"\n    state folder: {project.layout.state}\n    PostgreSQL:   {project.layout.postgres}"
        f"\n    Odoo:         {project.odoo.path} ({os.path.basename(project.odoo.origin)})"
    )
    return 0
