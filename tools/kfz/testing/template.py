"""A database with the stock modules that ours stands on, made once and then copied."""

import ast
import hashlib
import re
import shutil
import time

from .. import ports, proc
from ..paths import MODULE
from ..project import Project

LANGUAGES = {"base": ["--load-language=zh_CN,en_US"], "core": []}
LOADING = re.compile(r"(?:Loading module|Module) (\S+) \((\d+)/(\d+)\)")


def manifest(project: Project) -> dict:
    """Our module's manifest."""
    text = (project.layout.addons / MODULE / "__manifest__.py").read_text(encoding="utf-8")
    return ast.literal_eval(text)


def test_config(project: Project, database: str, port: int = 0):
    """Odoo configuration for tests: their own data folder, no cron."""
    data = project.layout.state / "test-data"
    data.mkdir(exist_ok=True)
    extra = {"http_port": port} if port else {}
    return project.config_file(
        f"test-{database}",
        db_name=database,
        data_dir=data,
        max_cron_threads=0,
        screenshots=project.layout.logs / "screenshots",
        **extra,
    )


def odoo(project: Project, database: str, log, *arguments, step=None, stdin=None, seen=None) -> int:
    """Run Odoo to its end; the exit code. ``seen`` is called with each line of its log."""
    port = ports.next_free(8200)
    config = test_config(project, database, port)

    def watch(line: str) -> None:
        if seen:
            seen(line)
        if step and (match := LOADING.search(line)):
            step.progress(f"module {match[2]} of {match[3]}: {match[1]}")

    verb = "shell" if stdin is not None else "server"
    try:
        proc.run(
            [project.venv.python, "-m", "odoo", verb, "--config", config, *arguments],
            log,
            env=project.environment(config),
            on_line=watch,
            stdin=stdin,
            cwd=project.layout.state,
        )
        return 0
    except proc.CommandError:
        return 1


def ensure(project: Project, kind: str = "base") -> str:
    """The name of a template, made if it is not there: ``base`` bilingual as ours, ``core`` English as core's tests expect."""
    depends = sorted(manifest(project)["depends"])
    key = hashlib.sha256(
        repr((project.odoo.version, str(project.odoo.path), depends)).encode()
    ).hexdigest()[:10]
    name = f"kfz_{kind}_{key}"
    existing = project.sql("list")["names"]
    if name in existing:
        return name
    with project.ui.step(f"Template database with the stock modules ({kind})") as step:
        building = f"{name}_new"
        for old in [database for database in existing if database.startswith(f"kfz_{kind}_")]:
            drop(project, old)
        log = project.layout.logs / "test-template.log"
        code = odoo(
            project,
            building,
            log,
            "--skip-auto-install",
            "-i",
            ",".join(depends),
            *LANGUAGES[kind],
            "--stop-after-init",
            "--no-http",
            step=step,
        )
        if code:
            raise proc.CommandError(
                "The template database cannot be made.", "Look into the log.", str(log)
            )
        rename(project, building, name)
    return name


def store(project: Project, database: str):
    """Folder of a test database's files."""
    return project.layout.state / "test-data" / "filestore" / database


def drop(project: Project, database: str) -> None:
    """Drop a test database with its files."""
    project.sql("drop", database)
    shutil.rmtree(store(project, database), ignore_errors=True)


def rename(project: Project, old: str, new: str) -> None:
    """Rename a test database with its files."""
    shutil.rmtree(store(project, new), ignore_errors=True)
    if store(project, old).exists():
        store(project, old).rename(store(project, new))
    project.sql("rename", old, new)


def copy(project: Project, template: str, name: str) -> str:
    """Make a fresh database out of the template, with its files."""
    started = time.monotonic()
    drop(project, name)
    project.sql("clone", template, name)
    if store(project, template).exists():
        shutil.copytree(store(project, template), store(project, name))
    with open(project.layout.logs / "database.log", "a", encoding="utf-8") as log:
        log.write(f"copied {template} to {name} in {time.monotonic() - started:.1f} s\n")
    return name
