"""The PostgreSQL to use: a given server, or an embedded one in the project's own state folder."""

import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from . import logs, pg_programs, pg_settings, proc
from .errors import CommandError, KfzError
from .lock import Users
from .paths import Layout, write_private
from .pg_programs import unprivileged
from .ports import free_port

USER = "kfz"
TRIES = 5
# another program has the port; or what is left of a server that was killed has not ended yet
HELD = re.compile("could not bind|pre-existing shared memory|lock file .* already exists")
# the machine does not give what it seemed to have
SCARCE = re.compile("could not (map anonymous|create|resize) shared memory")
# databases of tests are small, and many are dropped, which takes the longer the more buffers there are
FAST = {
    **pg_settings.sized(pg_settings.SMALL),
    **pg_settings.PLACE,
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum_naptime": "10min",
}


@dataclass(frozen=True)
class Server:
    """Where a PostgreSQL listens; ``database`` is the name that the environment asks for, or ''."""

    host: str
    port: int
    user: str
    password: str
    database: str = ""


def given_server(environ=os.environ) -> Server | None:
    """The server that ``DATABASE_URL`` or ``PGHOST`` names, or None."""
    if url := environ.get("DATABASE_URL"):
        parts = urlsplit(url)
        if parts.scheme not in ("postgres", "postgresql"):
            raise KfzError(
                "DATABASE_URL is not a postgresql:// address.", "Correct DATABASE_URL, or unset it."
            )
        host = parts.hostname or parse_qs(parts.query).get("host", [""])[0]
        return Server(
            host,
            parts.port or 5432,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            parts.path.strip("/"),
        )
    if host := environ.get("PGHOST"):
        user = environ.get("PGUSER") or pwd.getpwuid(os.geteuid()).pw_name
        return Server(
            host,
            int(environ.get("PGPORT") or 5432),
            user,
            environ.get("PGPASSWORD", ""),
            environ.get("PGDATABASE", ""),
        )
    return None


class Embedded:
    """A PostgreSQL cluster of our own; ``name`` is main (durable, sized by the machine) or test (fast)."""

    def __init__(self, layout: Layout, name: str = "main"):
        self.layout, self.name = layout, name
        self.folder = layout.postgres / name
        self.data = self.folder / "data"
        self.is_small = False
        self.log = layout.logs / f"postgresql-{name}.log"
        self.secret = layout.secrets / f"postgresql-{name}"
        self.user = unprivileged(self.data)
        self.users = Users(self.folder / "users.lock")
        self.child = None

    def programs(self) -> Path:
        """Folder of PostgreSQL's programs: those of the wheel, copied to where an unprivileged user can read them."""
        return pg_programs.folder(self.layout, self.user)

    def create(self, programs: Path) -> None:
        """Run initdb in a folder that gets its name only when it is complete."""
        part = self.folder / "data.part"
        shutil.rmtree(part, ignore_errors=True)
        password = secrets.token_urlsafe(24)
        word_file = self.folder / "password"
        write_private(word_file, password)
        if self.user:
            os.chown(word_file, self.user.pw_uid, self.user.pw_gid)
        options = (
            f"--username={USER} --encoding=UTF8 --locale=C.UTF-8 --auth=scram-sha-256 --no-sync"
        )
        try:
            proc.run(
                [
                    programs / "initdb",
                    f"--pgdata={part}",
                    *options.split(),
                    f"--pwfile={word_file}",
                ],
                self.log,
                user=self.user,
                env=self.environment(),
                cwd=self.folder,
                hint="Free some disk space and start again; the log says what was missing.",
            )
        finally:
            word_file.unlink()
        write_private(self.secret, password)
        part.rename(self.data)

    @staticmethod
    def environment() -> dict:
        """The environment without variables that would misdirect PostgreSQL's programs."""
        keep = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("PG", "LC_", "LANG"))
        }
        return {**keep, "LC_ALL": "C.UTF-8", "HOME": "/"}

    def running(self) -> Server | None:
        """The cluster's server, if another command has already started it."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            pid, port, address = int(lines[0]), int(lines[3]), lines[5].strip()
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            return None
        # it writes the address once the port is its own: until then another server may answer there
        if not address or str(self.data).encode() not in command or not answers(port):
            return None
        return self.at(port)

    def lives(self) -> bool:
        """Whether the server that we started, or joined, still runs."""
        return self.child.poll() is None if self.child else self.running() is not None

    def at(self, port: int) -> Server:
        """The server at a port."""
        return Server("127.0.0.1", port, USER, self.secret.read_text(encoding="ascii"))

    def start(self) -> Server:
        """Start the cluster, creating it if needed, or join the running one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.user:
            self.layout.postgres.chmod(0o755)
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self.users.join()
        programs = self.programs()
        if not self.data.exists() or not any(self.data.iterdir()):
            self.create(programs)
        found = self.join(programs)
        if not found and not self.known_password():
            self.new_password(programs)
        return found or self.launch(programs)

    def revive(self, port: int) -> Server:
        """Start the server again on the port that its users know, or join one that another command has started."""
        programs = self.programs()
        found = self.join(programs) or self.launch(programs, port)
        if found.port != port:
            raise KfzError(
                f"PostgreSQL was started again on another port ({found.port}, not {port}).",
                "Start again: ./kfz run.",
                str(self.log),
            )
        return found

    def known_password(self) -> bool:
        """Whether the password file is there; what a full disk left of it may be empty."""
        return self.secret.exists() and bool(self.secret.read_text(encoding="ascii").strip())

    def new_password(self, programs: Path) -> None:
        """Give the cluster a new password where the file with the old one is lost; all data stays."""
        word = secrets.token_urlsafe(24)
        proc.run(
            [programs / "postgres", "--single", "-D", self.data, "postgres"],
            self.log,
            env=self.environment(),
            cwd=self.folder,
            user=self.user,
            stdin=f"ALTER ROLE {USER} PASSWORD '{word}'\n",
        )
        write_private(self.secret, word)

    def launch(self, programs: Path, port: int = 0) -> Server:
        """Start the server, on a free port unless one is given; try again where somebody else still holds it."""
        for _ in range(TRIES):
            begin = logs.size(self.log)
            chosen = port or free_port(self.folder / "port", 54320)
            self.child = self.begin(programs, chosen)
            if self.wait(programs, chosen):
                return self.at(chosen)
            tail = logs.since(self.log, begin)
            if self.spares(tail):
                continue
            if self.child.poll() is None or not (held := HELD.search(tail)):
                break
            time.sleep(0 if held[0] == "could not bind" and not port else 1)
            if found := self.join(programs):
                return found
        hint = "The log says why; ./kfz run starts it again. No data is lost by that."
        raise CommandError("PostgreSQL does not start.", hint, str(self.log), tail)

    def spares(self, tail: str) -> bool:
        """Whether the server starts once more, with little memory, of which the log says that there was not enough."""
        is_new = bool(SCARCE.search(tail)) and not self.is_small
        self.is_small |= is_new
        return is_new

    def settings(self) -> dict[str, str]:
        """The server's settings: by the memory of the machine and the size of the data as they are at this start."""
        if self.name == "test":
            return FAST
        if self.is_small:
            return {**pg_settings.sized(pg_settings.SMALL // 2), **pg_settings.PLACE}
        size = pg_settings.data_size(self.data)
        return {**pg_settings.sized(pg_settings.memory(), size), **pg_settings.PLACE}

    def begin(self, programs: Path, port: int):
        """The process of a server on a port."""
        settings = (f"{key}={value.strip(chr(39))}" for key, value in self.settings().items())
        options = [part for setting in settings for part in ("-c", setting)]
        return proc.spawn(
            [programs / "postgres", "-D", self.data, "-p", port, *options],
            self.log,
            cwd=self.folder,
            user=self.user,
            env=self.environment(),
            death_signal=signal.SIGINT,
        )

    def wait(self, programs: Path, port: int) -> bool:
        """Wait until our own server takes connections; False when it ended, or takes too long."""
        deadline = time.monotonic() + 120  # after kill -9 it first replays its log
        while not (self.running() and self.ready(programs, port)):
            if self.child.poll() is not None or time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True

    def join(self, programs: Path) -> Server | None:
        """The running server, if any; wait for one that is just starting, or stopping because its launcher was killed."""
        deadline = time.monotonic() + 60
        while (found := self.running()) and time.monotonic() < deadline:
            if self.ready(programs, found.port):
                return found
            time.sleep(0.2)
        return None

    def ready(self, programs: Path, port: int) -> bool:
        """Whether the server takes connections."""
        try:
            proc.run(
                [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", port],
                self.log,
                env=self.environment(),
            )
            return True
        except KfzError:
            return False

    def stop(self, say=print) -> None:
        """Stop the server, if it is ours, once no other ./kfz command uses it; a second Ctrl-C stops it at once."""
        try:
            if self.child and self.child.poll() is None and not self.users.alone():
                say(
                    "Another ./kfz command still uses this PostgreSQL; waiting for it (Ctrl-C stops both)."
                )
                self.users.alone(wait=True)
        finally:
            if self.child:
                proc.end(self.child, signal.SIGINT, 20)
                self.child = None
            self.users.leave()


def answers(port: int) -> bool:
    """Whether something listens on a loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
