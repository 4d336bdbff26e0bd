"""A state folder of its own, with the real ``./kfz run`` in it, to which bad days can happen."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .. import pg_programs, proc
from ..lock import Lock
from ..paths import Layout, write_private
from ..postgres import Embedded
from ..project import Project

PATIENCE = 240
OURS = ("PG", "DATABASE_URL", "KFZ_", "ODOO_")
LOOPBACK = 'ip link set lo up && exec "$@"'
NO_NETWORK = ("unshare", "-n", "sh", "-c", LOOPBACK, "sh")
KINDS = {"PostgreSQL": "/bin/postgres -D ", "Odoo": " -m odoo server "}
COUNTS = "SELECT (SELECT count(*) FROM crm_lead), (SELECT count(*) FROM res_users), (SELECT count(*) FROM mail_message)"


class Launcher:
    """A running ``./kfz run``."""

    def __init__(self, box: "Box", port: int, prefix: tuple = ()):
        self.box = box
        self.port = port
        self.out = box.out(f"launcher-{port}-{time.monotonic_ns()}")
        command = [*prefix, sys.executable, box.repo / "kfz", "run", "--port", port]
        self.child = proc.spawn(command, self.out, env=box.environment(), cwd=box.repo)

    def text(self) -> str:
        """What it has printed."""
        return self.out.read_text(encoding="utf-8")

    def wait_for(self, pattern: str, seconds: float = PATIENCE) -> bool:
        """Wait until it has printed something; False when it has not, or has ended before."""
        deadline = time.monotonic() + seconds
        while not (found := re.search(pattern, self.text())) and time.monotonic() < deadline:
            if self.child.poll() is not None:
                return bool(re.search(pattern, self.text()))
            time.sleep(0.1)
        return bool(found)

    def wait(self, seconds: float = PATIENCE) -> int | None:
        """Wait for its end; its exit code."""
        try:
            return self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def stop(self) -> None:
        """Ctrl-C."""
        proc.end(self.child, signal.SIGINT, 40)


class Box:
    """The folder; ``full`` on a disk of its own, which may then be filled."""

    def __init__(self, project: Project, megabytes: int = 0):
        self.project = project
        self.repo = project.layout.repo
        self.folder = Path(tempfile.mkdtemp(prefix="kfz-faults-"))
        self.folder.chmod(0o755)
        self.state = self.folder / "state"
        self.state.mkdir()
        self.mounted = bool(megabytes)
        if megabytes:
            self.mount(megabytes)
        self.layout = Layout(self.state, self.repo).prepare()
        self.filler = self.state / "filler"

    def mount(self, megabytes: int) -> None:
        """Give it a small disk of its own."""
        options = f"size={megabytes}m,mode=755"
        log = self.project.layout.logs / "faults.log"
        try:
            proc.run(["mount", "-t", "tmpfs", "-o", options, "kfz-faults", self.state], log)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def out(self, name: str) -> Path:
        """A file outside of its disk."""
        path = self.folder / f"{name}.out"
        path.touch()
        return path

    def environment(self) -> dict:
        """The caller's environment without what would misdirect the launcher."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
        return {**kept, "KFZ_STATE": str(self.state)}

    def clear(self, name: str) -> None:
        """Remove the empty folder that the layout has made."""
        if (self.state / name).exists():
            (self.state / name).rmdir()

    def link(self, *names: str) -> None:
        """Use what the project's folder has: it is only read."""
        for name in names:
            self.clear(name)
            (self.state / name).symlink_to(self.project.layout.state / name)

    def copy(self, *names: str) -> None:
        """Copies whose files are hard links, where things are to be made or mended."""
        for name in names:
            self.clear(name)
            shutil.copytree(
                self.project.layout.state / name,
                self.state / name,
                symlinks=True,
                copy_function=os.link,
            )

    def seed(self, database: str, words: dict) -> None:
        """A cluster of its own with a copy of a database that is ready, its files and its passwords."""
        programs = pg_programs.folder(self.project.layout, None)
        log = self.project.layout.logs / "faults.log"
        dump = self.folder / "dump"
        theirs = self.project.postgres_environment()
        proc.run([programs / "pg_dump", "-Fc", "-Z0", "-f", dump, database], log, env=theirs)
        cluster = Embedded(self.layout)
        server = cluster.start()
        try:
            mine = {**self.environment(), **libpq(server)}
            proc.run([programs / "createdb", "-T", "template0", "kfz"], log, env=mine)
            proc.run(
                [programs / "pg_restore", "--no-owner", "-j2", "-d", "kfz", dump], log, env=mine
            )
        finally:
            cluster.stop()
        dump.unlink()
        stores = self.layout.data / "filestore"
        if (files := self.project.layout.data / "filestore" / database).exists():
            shutil.copytree(files, stores / "kfz")
        write_private(self.layout.secrets / "passwords.json", json.dumps(words, indent=1))

    def ask(self, sql: str, prefix: tuple = (), database: str = "kfz") -> str:
        """The answer of its PostgreSQL."""
        programs = pg_programs.folder(self.project.layout, None)
        server = Embedded(self.layout).at(self.postgres_port())
        command = [*prefix, programs / "psql", "-XAtqc", sql, database]
        log = self.project.layout.logs / "faults.log"
        return proc.run(command, log, env={**self.environment(), **libpq(server)}).strip()

    def postgres_port(self) -> int:
        """The port of its PostgreSQL."""
        file = self.layout.postgres / "main" / "data" / "postmaster.pid"
        return int(file.read_text(encoding="utf-8").splitlines()[3])

    def address(self) -> str:
        """Where the running product answers."""
        return Lock(self.state / "run.lock").holder().get("address", "")

    def words(self) -> str:
        """The file of passwords."""
        return (self.layout.secrets / "passwords.json").read_text(encoding="utf-8")

    def processes(self) -> dict[int, str]:
        """Everything that runs in this box, by process id."""
        mark = f"KFZ_STATE={self.state}\0".encode()
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (folder / "environ").read_bytes() + b"\0":
                    command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    if command:
                        found[int(folder.name)] = command
        return found

    def pid(self, kind: str) -> int:
        """The process of PostgreSQL or Odoo; 0 where there is none."""
        mine = self.processes()
        return min((pid for pid, command in mine.items() if KINDS[kind] in command), default=0)

    def kill(self, kind: str) -> None:
        """Kill -9 for PostgreSQL or Odoo."""
        os.kill(self.pid(kind), signal.SIGKILL)

    def left(self, seconds: float = 40) -> str:
        """Processes that are still there after some time; '' when all have ended."""
        deadline = time.monotonic() + seconds
        while (mine := self.processes()) and time.monotonic() < deadline:
            time.sleep(0.2)
        return "\n".join(mine.values())

    def fill(self) -> None:
        """Leave no room on its disk."""
        with contextlib.suppress(OSError), open(self.filler, "wb", buffering=0) as file:
            while file.write(bytes(1 << 16)):
                pass

    def close(self) -> None:
        """End what still runs, and delete everything."""
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.left(10)
        if self.mounted:
            proc.run(["umount", "-l", self.state], self.project.layout.logs / "faults.log")
        if self.layout.postgres.name.startswith("kfz-"):
            shutil.rmtree(self.layout.postgres, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def libpq(server) -> dict[str, str]:
    """Variables of libpq for a server."""
    return {
        "PGHOST": server.host,
        "PGPORT": str(server.port),
        "PGUSER": server.user,
        "PGPASSWORD": server.password,
    }
