"""Template databases, made once and then copied: a copy takes less than a second.

=======  =========  ============================================================
kind     builds on  holds
=======  =========  ============================================================
core     nothing    the stock modules that ours depends on, in English
base     nothing    the same in Chinese, the default language, and English
own      base       our addon, and the users of ``tests/common.py``
web      own        the asset bundles that a browser asks for
=======  =========  ============================================================
"""

import ast
import hashlib
import os
import re
import shutil
import sys
import threading
import time
from pathlib import Path

from .. import ports, proc
from ..errors import CommandError
from ..paths import MODULE
from ..project import Project
from ..tree import tree_hash

BELOW = {"own": "base", "web": "own"}
# the first language of a new database becomes the default of its users: it cannot be added later
LANGUAGES = {"base": ["--load-language=zh_CN,en_US"], "core": []}
TITLES = {
    "core": "with the stock modules, in English",
    "base": "with the stock modules",
    "own": "with our addon",
    "web": "with asset bundles",
}
# what the web client, the portal, the tours, the click robot and the JavaScript tests ask for
SCRIPTS_OF_PAGES = (
    "bus.websocket_worker_assets",
    "web.__assets_tests_call__",
    "web.assets_backend_lazy",
    "web.assets_clickbot",
    "web.assets_emoji",
    "web.assets_frontend_lazy",
    "web.assets_frontend_minimal",
    "web.assets_tests",
    "web.assets_unit_tests",
    "web.assets_unit_tests_setup",
    "web.assets_web",
    "web.chartjs_lib",
)
STYLES_OF_PAGES = (
    "web.assets_backend_lazy",
    "web.assets_frontend",
    "web.assets_unit_tests_setup",
    "web.assets_web",
    "web.assets_web_print",
)
BUNDLES = f"""
bundle = env["ir.qweb"]._get_asset_bundle
for name in {SCRIPTS_OF_PAGES!r}:
    bundle(name, css=False, js=True).js()
for name in {STYLES_OF_PAGES!r}:
    bundle(name, css=True, js=False).css()
env.cr.commit()
"""
SCRIPTS = {
    "own": f"""
from passlib.context import CryptContext
from odoo.addons.{MODULE}.tests.common import make_users
# as Odoo's tests do: a password that takes half a second to hash is of no use here
env.registry["res.users"]._crypt_context = lambda self: CryptContext(
    ["pbkdf2_sha512"], pbkdf2_sha512__rounds=1
)
make_users(env(context={{}}))
env.cr.commit()
""",
    "web": BUNDLES,
}
BOUND = Path(__file__).parents[1] / "inside" / "bound.py"
MAKING = threading.RLock()
NAMES: dict[str, str] = {}
PORTS = threading.Lock()
GIVEN: set[int] = set()
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


def free_port() -> int:
    """A port that no other lane was given, and that another test run hardly asks for at the same moment."""
    with PORTS:
        port = ports.next_free(
            8200 + os.getpid() % 150 * 4, lambda port: port not in GIVEN and ports.is_free(port)
        )
        GIVEN.add(port)
        return port


def bound(command: list) -> list:
    """The command of a program that ends when the launcher does, also when a helper thread starts it."""
    if threading.current_thread() is threading.main_thread():
        return command
    return [sys.executable, "-S", BOUND, os.getpid(), *command]


def odoo(project: Project, database: str, log, *arguments, step=None, stdin=None, seen=None) -> int:
    """Run Odoo to its end; the exit code. ``seen`` is called with each line of its log."""
    config = test_config(project, database, free_port())

    def watch(line: str) -> None:
        if seen:
            seen(line)
        if step and (match := LOADING.search(line)):
            step.progress(f"module {match[2]} of {match[3]}: {match[1]}")

    verb = "shell" if stdin is not None else "server"
    try:
        proc.run(
            bound([project.venv.python, "-m", "odoo", verb, "--config", config, *arguments]),
            log,
            env=project.environment(config),
            on_line=watch,
            stdin=stdin,
            cwd=project.layout.state,
        )
        return 0
    except proc.CommandError:
        return 1


def ensure(project: Project, kind: str) -> str:
    """The name of a template database, made if it is not there; one thread makes it, others wait."""
    with MAKING:
        # once per run: a file that is edited meanwhile must not give every job a template of its own
        name = NAMES.setdefault(kind, f"kfz_{kind}_{key(project, kind)}")
        existing = project.sql("list")["names"]
        if name not in existing:
            for old in existing:
                if old.startswith(f"kfz_{kind}_"):
                    drop(project, old)
            make(project, kind, name)
        return name


def key(project: Project, kind: str) -> str:
    """Hash of everything that goes into a template, and into those below it."""
    if kind in LANGUAGES:
        depends = sorted(manifest(project)["depends"])
        parts = [project.odoo.version, str(project.odoo.path), *depends, *LANGUAGES[kind]]
    else:
        parts = [key(project, BELOW[kind]), SCRIPTS[kind]]
    if kind == "own":
        users = project.layout.addons / MODULE / "tests" / "common.py"
        parts += [tree_hash(project.layout.addons), users.read_text(encoding="utf-8")]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:10]


def make(project: Project, kind: str, name: str) -> None:
    """Make a template out of the one that it builds on."""
    log = project.layout.logs / f"test-template-{kind}.log"
    below = ensure(project, BELOW[kind]) if kind in BELOW else ""
    building = f"{name}_new"
    with project.ui.step(f"Template database {TITLES[kind]}") as step:
        if below:
            copy(project, below, building)
        else:
            drop(project, building)
        if kind in LANGUAGES:
            depends = sorted(manifest(project)["depends"])
            install(project, building, log, depends, step, *LANGUAGES[kind])
        if kind == "own":
            install(project, building, log, [MODULE], step)
        if kind in SCRIPTS and odoo(
            project, building, log, "--no-http", step=step, stdin=SCRIPTS[kind]
        ):
            raise broken(log)
        rename(project, building, name)


def install(project: Project, database: str, log, modules: list[str], step, *more) -> None:
    """Install modules in a database."""
    if odoo(
        project,
        database,
        log,
        "--skip-auto-install",
        "-i",
        ",".join(modules),
        *more,
        "--stop-after-init",
        "--no-http",
        step=step,
    ):
        raise broken(log)


def make_bundles(project: Project, database: str, log, step) -> None:
    """Make the asset bundles of a database: what a test makes is gone after the test."""
    if odoo(project, database, log, "--no-http", step=step, stdin=BUNDLES):
        raise broken(log)


def broken(log) -> CommandError:
    """The error of a template that cannot be made."""
    return CommandError("The template database cannot be made.", "Look into the log.", str(log))


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
        # Odoo never changes a stored file, so that a link is as good as a copy
        shutil.copytree(store(project, template), store(project, name), copy_function=os.link)
    with open(project.layout.logs / "database.log", "a", encoding="utf-8") as log:
        log.write(f"copied {template} to {name} in {time.monotonic() - started:.1f} s\n")
    return name
