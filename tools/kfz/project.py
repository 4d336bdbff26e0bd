"""Set up what a verb needs: Odoo, Python packages, PostgreSQL."""

import configparser
import io
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kfz_backup.errors import BackupError
from kfz_backup.postgres import checked

from . import logs, odoo_source, proc
from .errors import CommandError, KfzError
from .lock import turn
from .paths import Layout, write_private
from .postgres import Embedded, Server, given_server
from .ui import Ui
from .venv import Venv

INSIDE = Path(__file__).with_name("inside")
DATABASE = "kfz"


def describe(what: str, found: list[str]) -> str:
    """What is damaged, with the first files by name."""
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return f"{what}: missing or changed: {', '.join(found[:3])}{more}"


class Project:
    """One run of the launcher: what it set up and must stop."""

    def __init__(self, ui: Ui, layout: Layout | None = None):
        self.ui = ui
        self.layout = (layout or Layout()).prepare()
        self.venv = Venv(self.layout)
        self.odoo: odoo_source.Odoo | None = None
        self.server: Server | None = None
        self.embedded: Embedded | None = None

    def set_up(self, sets=("odoo",), cluster: str = "main") -> "Project":
        """Provide Odoo, the Python packages and PostgreSQL, the first two in parallel; one command at a time."""
        logs.rotate_all(self.layout.logs)
        with turn(self.layout.state / "set-up.lock", self.tell_waiting):
            with ThreadPoolExecutor(2) as pool:
                jobs = [pool.submit(self.bring_odoo), pool.submit(self.bring_packages, sets)]
                try:
                    self.odoo = jobs[0].result()
                    jobs[1].result()
                except BaseException:
                    proc.end_all()
                    raise
            self.start_postgres(cluster)
        return self

    def tell_waiting(self) -> None:
        """Said when another command sets up the same folder."""
        self.ui.say("  ..  Another ./kfz command is setting up this folder; waiting for it.")

    def repair(self) -> list[str]:
        """Compare what is unpacked and installed with its packages, and forget what is damaged, so that it is made again."""
        said = []
        odoo = odoo_source.find(self.layout)
        if odoo and odoo.origin == "Debian package":
            with self.ui.step("Checking Odoo against its packages") as step:
                if found := odoo_source.damage(self.layout):
                    odoo_source.stamp_file(self.layout).unlink()
                    said.append(describe("Odoo", found))
                step.note(describe("Odoo", found) if found else "whole")
        with self.ui.step("Checking the Python packages") as step:
            if found := self.venv.damage():
                self.venv.installing.touch()
                said.append(describe("The Python packages", found))
            step.note(describe("The Python packages", found) if found else "whole")
        return said

    def bring_odoo(self) -> odoo_source.Odoo:
        """Find Odoo 19, or fetch it."""
        with self.ui.step("Odoo 19") as step:
            odoo = odoo_source.find(self.layout)
            if odoo:
                step.note(f"{odoo.origin} {odoo.version}")
                return odoo
            return odoo_source.fetch(self.layout, step)

    def bring_packages(self, sets) -> None:
        """Install the sets of Python packages."""
        for name in sets:
            with self.ui.step(f"Python packages ({name})") as step:
                self.venv.ensure(name, step)

    def start_postgres(self, cluster: str) -> None:
        """Take the given server, or start the embedded one."""
        with self.ui.step("PostgreSQL") as step:
            self.server = given_server()
            if self.server:
                step.note(f"given: {self.server.host}:{self.server.port}")
                return
            self.embedded = Embedded(self.layout, cluster)
            self.server = self.embedded.start()
            step.note(f"embedded, port {self.server.port}")

    def folders(self) -> tuple[Path, ...]:
        """Where the product writes: a full disk is one of theirs."""
        return (self.layout.state, self.layout.postgres)

    def stop(self) -> None:
        """Stop what was started here."""
        if self.embedded:
            self.embedded.stop(self.ui.say)

    @property
    def database(self) -> str:
        """Name of the database that people work in.

        :raises KfzError: for a name that cannot be backed up, or that a start or a restore gives for a while
        """
        name = os.environ.get("KFZ_DATABASE") or self.server.database or DATABASE
        try:
            return checked(name)
        except BackupError as error:
            raise KfzError(error.message, error.hint) from None

    def addons_path(self) -> str:
        """Addons folders for Odoo, ours last."""
        folders = [*self.odoo.addons, self.layout.addons]
        if any("," in str(folder) for folder in folders):
            raise KfzError(
                "Odoo cannot use a path with a comma in it.",
                "Move the repository to a folder without a comma.",
            )
        return ",".join(map(str, folders))

    def config_file(self, name: str, **options) -> Path:
        """Write a configuration file for Odoo, readable by its owner only (it holds the database password)."""
        parser = configparser.RawConfigParser()
        parser["options"] = {
            "addons_path": self.addons_path(),
            "data_dir": str(self.layout.data),
            "db_host": self.server.host or "False",
            "db_port": str(self.server.port),
            "db_user": self.server.user or "False",
            "db_password": self.server.password or "False",
            "http_interface": "127.0.0.1",
            "list_db": "False",
            "with_demo": "False",
            "workers": "0",
            "publisher_warranty_url": "",
            "max_cron_threads": "1",
            **{key: str(value) for key, value in options.items()},
        }
        text = io.StringIO()
        parser.write(text)
        path = self.layout.secrets / f"{name}.conf"
        write_private(path, text.getvalue())
        return path

    def environment(self, config: Path | None = None) -> dict:
        """Environment of Odoo's programs: its path, its configuration, and no variable of the caller that would misdirect them."""
        drop = (
            *("PG", "ODOO_", "DATABASE_URL", "LC_", "LANGUAGE"),
            *("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE"),
        )
        keep = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(drop) or key.startswith("PGSSL")
        }
        path = (
            os.pathsep.join(map(str, (self.odoo.path, self.layout.repo / "tools")))
            if self.odoo
            else ""
        )
        env = {
            **keep,
            "PYTHONPATH": path,
            "PYTHONNOUSERSITE": "1",
            # compiled once: Odoo and our addon are 1,700 files, 3 s of each start
            "PYTHONPYCACHEPREFIX": str(self.layout.state / "pycache"),
            "PYTHONUNBUFFERED": "1",
            "LANG": "C.UTF-8",
        }
        if config:
            env["ODOO_RC"] = str(config)
        return env

    def postgres_environment(self) -> dict:
        """The same with libpq's variables, for programs that talk to the server directly."""
        facts = {
            "PGHOST": self.server.host,
            "PGPORT": str(self.server.port),
            "PGUSER": self.server.user,
            "PGPASSWORD": self.server.password,
        }
        return {**self.environment(), **{key: value for key, value in facts.items() if value}}

    def sql(self, verb: str, *names: str) -> dict:
        """Ask the server about databases, or change them (see inside/db.py)."""
        answer = proc.run(
            [self.venv.python, INSIDE / "db.py", verb, *names],
            self.layout.logs / "database.log",
            env=self.postgres_environment(),
            hint="Check PGHOST, PGUSER, PGPASSWORD or DATABASE_URL; the user must be allowed to create databases.",
        )
        return json.loads(answer.splitlines()[-1])

    def inside(
        self, script: str, config: Path, request: dict, log: Path, on_line=None, **variables
    ) -> dict:
        """Run a script of inside/ in Odoo's environment; it takes JSON and answers JSON on its last line."""
        printed = proc.run(
            [self.venv.python, INSIDE / script],
            log,
            env={**self.environment(config), **variables},
            on_line=on_line,
            stdin=json.dumps(request),
        )
        lines = [line for line in printed.splitlines() if line.startswith("KFZ ")]
        if not lines:
            raise CommandError(
                f"{script} gave no answer.", "Look into the log.", str(log), printed[-2000:]
            )
        answer = json.loads(lines[-1][4:])
        if answer.get("refused"):
            raise KfzError(answer["refused"], "Correct the request and start again.", str(log))
        return answer
