"""``./kfz run``: create or update the database when needed, then serve until Ctrl-C."""

import contextlib
import json
import re
import shutil
import signal
import subprocess
import threading
import time

from . import accounts, backup, logs, passwords, ports, proc
from .accounts import Plan
from .errors import CommandError, KfzError
from .lock import Lock
from .paths import MODULE
from .project import INSIDE, Project
from .tree import tree_hash
from .watch import UNREACHABLE, Watch, fetch, healthy

LOADING = re.compile(r"(?:Loading module|Module) (\S+) \((\d+)/(\d+)\)")


def initialise(project: Project, demo: bool, accounts: Plan, database: str) -> None:
    """Create or update the database if needed; accounts that are there stay as they are unless a new password was asked for."""
    backup.settle(project)
    tree = tree_hash(project.layout.addons, project.odoo.version)
    status = project.sql("status", database)
    if not status["exists"]:
        create(project, demo, accounts, tree, database)
        return
    if status.get("state") not in ("installed", "to upgrade"):
        raise KfzError(
            f"The database {database} exists, but {MODULE} is not installed in it.",
            "Name another one in KFZ_DATABASE; this one may hold somebody's work and is left alone.",
        )
    changed = status.get("tree") != tree
    if changed or accounts.make or accounts.reset:
        request = {"create": False, "update": changed, **accounts.request()}
        with project.ui.step("Updating the module" if changed else "Setting up accounts") as step:
            carry_out(project, {**request, "database": database, "tree": tree}, step)


def create(project: Project, demo: bool, accounts: Plan, tree: str, database: str) -> None:
    """Create the database under a temporary name; it gets its own name when it is complete."""
    building = f"{database}_new"
    stores = project.layout.data / "filestore"
    title = "Creating the database" + ("" if demo else " without demonstration data")
    with project.ui.step(title) as step:
        log = project.layout.logs / "database-setup.log"
        begin = logs.size(log)
        project.sql("drop", building)
        shutil.rmtree(stores / building, ignore_errors=True)
        request = {
            "create": True,
            "demo": demo,
            **accounts.request(),
            "database": building,
            "tree": tree,
        }
        answer = carry_out(project, request, step)
        if demo and not answer["demo"]:
            raise CommandError(
                "The demonstration data cannot be loaded.",
                "Report the log; ./kfz run --no-demo starts without demonstration data.",
                str(log),
                logs.since(log, begin),
            )
        shutil.rmtree(stores / database, ignore_errors=True)
        if (stores / building).exists():
            (stores / building).rename(stores / database)
        project.sql("rename", building, database)


def carry_out(project: Project, request: dict, step) -> dict:
    """Run init_db.py, showing which module is being loaded."""

    def watch(line: str) -> None:
        if match := LOADING.search(line):
            step.progress(f"module {match[2]} of {match[3]}: {match[1]}")
        elif line.startswith("KFZ-STEP "):
            step.progress(line[9:])

    log = project.layout.logs / "database-setup.log"
    config = project.config_file("setup", db_name=request["database"])
    # the final rename of a new database is synchronous and makes everything before it durable
    options = {"PGOPTIONS": "-c synchronous_commit=off"} if request["create"] else {}
    return project.inside("init_db.py", config, request, log, watch, **options)


def wait_until_up(child: subprocess.Popen, address: str, log, begin: int = 0) -> None:
    """Wait until Odoo answers, and PostgreSQL answers it.

    :raises CommandError: when it ends before that, or takes more than three minutes
    """
    deadline = time.monotonic() + 180
    while not healthy(address):
        if child.poll() is not None or time.monotonic() > deadline:
            raise CommandError(
                "Odoo does not start.",
                "The log says why; ./kfz run starts it again. No data is lost by that.",
                str(log),
                logs.since(log, begin),
            )
        time.sleep(0.1)


def warm_up(address: str) -> None:
    """Have the login page and its style sheets compiled before the first visit."""
    page = fetch(f"{address}/web/login").decode()
    for path in dict.fromkeys(re.findall(r'(?:href|src)="(/web/assets/[^"]+)"', page)):
        fetch(address + path)


def warm_up_backend(address: str) -> None:
    """Have the pages behind the login compiled while the user types the password; failures will show there."""
    for kind in ("js", "css"):
        with contextlib.suppress(*UNREACHABLE):
            fetch(f"{address}/web/assets/_______/web.assets_web.min.{kind}", 120)


def start_odoo(project: Project, database: str, port: int) -> tuple[subprocess.Popen, str]:
    """Start Odoo and wait until its login page works."""
    log = project.layout.logs / "odoo.log"
    config = project.config_file(
        "run", db_name=database, http_port=port, dbfilter=f"^{re.escape(database)}$"
    )
    address = f"http://127.0.0.1:{port}"
    begin = logs.size(log)
    with project.ui.step("Odoo") as step:
        child = proc.spawn(
            [project.venv.python, "-m", "odoo", "server", "--config", config],
            log,
            env=project.environment(config),
            cwd=project.layout.state,
        )
        try:
            wait_until_up(child, address, log, begin)
            step.progress("compiling the login page")
            warm_up(address)
            threading.Thread(target=warm_up_backend, args=(address,), daemon=True).start()
        except BaseException:
            proc.end(child)
            raise
    return child, address


def prepare(project: Project, options) -> list[str]:
    """Create or update the database with its accounts; the lines that say how to get in.

    :raises KfzError: when the database or an account cannot be made as asked
    """
    secrets, database = project.layout.secrets, project.database
    file = passwords.file_of(secrets, database)
    status = project.sql("accounts", database)
    kept = passwords.known(secrets, database) if status["exists"] else passwords.read(file)
    planned = accounts.plan(kept, status, not options.no_demo, options.new_passwords)
    if planned.words != (kept or {}):
        # before the database has them: a password that nobody can read is of no use
        passwords.write(file, planned.words)
    initialise(project, not options.no_demo, planned, database)
    users = project.sql("accounts", database)["users"]
    known = accounts.Known(secrets / "passwords-compared.json")
    known.trust(planned.words, users, [*planned.make, *planned.reset])
    holds = known.holds(planned.words, users, lambda pairs: compare(project, pairs))
    return [
        *accounts.remarks(planned, status),
        *ways_in(accounts.table(planned.words, holds, users)),
    ]


def compare(project: Project, pairs: dict) -> dict[str, bool]:
    """Whether passwords agree with the hashes that the database keeps of them."""
    answer = proc.run(
        [project.venv.python, INSIDE / "agree.py"],
        project.layout.logs / "database.log",
        env=project.environment(),
        stdin=json.dumps(pairs),
    )
    return json.loads(answer.splitlines()[-1])


def ways_in(table: list[str]) -> list[str]:
    """The table of accounts, or what to do where no password of theirs is known here."""
    if table:
        return ["Log in as one of:\n", *table]
    return [
        "The accounts of this database were made elsewhere and stay as they are.",
        "If nobody can log in: ./kfz run --new-passwords admin",
    ]


def announce(ui, address: str, how: list[str], seconds: float, log) -> None:
    """Print where to go and how to get in."""
    ui.say(f"\nReady after {seconds:.0f} s. Open in a browser:\n\n    {address}/web/login\n")
    for line in how:
        ui.say(line)
    ui.say(f"\nCtrl-C stops everything. Log: {log}")


def choose_port(project: Project, wanted: int | None) -> int:
    """The port to serve on: the wanted one, else the remembered or next free one from 8069."""
    if wanted is None:
        return ports.free_port(project.layout.state / "http-port", 8069)
    if not ports.is_free(wanted):
        raise KfzError(
            f"Port {wanted} is taken by another program.",
            "Choose another one with --port, or omit --port.",
        )
    return wanted


def run(project: Project, options) -> int:
    """The verb ``run``."""
    started = time.monotonic()
    lock = Lock(project.layout.state / "run.lock")
    if not lock.take():
        if options.new_passwords is not None:
            raise KfzError(
                "kfz_investment is running, so no password was changed.",
                "Stop it first (Ctrl-C where it runs), then start it with --new-passwords.",
            )
        address = lock.holder().get("address")
        where = f"at {address}/web/login" if address else "and still starting"
        project.ui.say(
            f"kfz_investment is already running {where} (process {lock.holder().get('pid')})."
        )
        return 0
    watching = None
    try:
        port = choose_port(project, options.port)
        project.set_up()
        how = prepare(project, options)
        child, address = start_odoo(project, project.database, port)
        watching = Watch(
            project, child, address, lambda: start_odoo(project, project.database, port)[0]
        )
        lock.write(address=address)
        announce(
            project.ui, address, how, time.monotonic() - started, project.layout.logs / "odoo.log"
        )
        return watching.run()
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if watching:
            with project.ui.step("Stopping Odoo"):
                proc.end(watching.child)
        project.stop()
        lock.release()
